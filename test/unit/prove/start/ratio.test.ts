import { describe, expect, it } from 'vitest'
import { excess, median, noise } from '../../../prove/start/ratio.ts'
import { createChance } from '../../../support/prove-chance.ts'

describe('what a ratio of two medians is worth', () => {
  const quiet = Array.from({ length: 25 }, (_, at) => 600 + (at % 5))
  const uneasy = Array.from({ length: 7 }, (_, at) => 600 + 40 * at)

  it('reaches nowhere where every run takes as long', () => {
    const { low, high } = noise(quiet, quiet, createChance(1))
    expect(low).toBeGreaterThan(0.99)
    expect(high).toBeLessThan(1.01)
  })
  it('reaches further where runs differ, and less far with more of them', () => {
    const few = noise(uneasy, uneasy, createChance(1))
    const many = noise([...uneasy, ...uneasy, ...uneasy], [...uneasy, ...uneasy, ...uneasy], createChance(1))
    expect(few.high).toBeGreaterThan(1.05)
    expect(many.high).toBeGreaterThan(1)
    expect(many.high).toBeLessThan(few.high)
  })
  it('excuses what is above the limit by less than the floor is above itself, and nothing more', () => {
    expect(excess(2.19, 2.2, { high: 1 })).toBe(0)
    expect(excess(2.22, 2.2, { high: 1.05 })).toBe(0)
    expect(excess(2.22, 2.2, { high: 1 })).toBeCloseTo(0.02)
    expect(excess(2.4, 2.2, { high: 1.05 })).toBeCloseTo(0.2)
    // A floor that happened to be quicker the second time makes no limit stricter.
    expect(excess(2.19, 2.2, { high: 0.9 })).toBe(0)
  })
  it('takes the middle', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([1, 2])).toBe(1.5)
  })
})
