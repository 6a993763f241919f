import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { timesByRhythm } from '../../../../shared/domain/rhythm.ts'

const MINUTE = 60_000
const NOON = Date.UTC(2026, 10, 18, 11)
const at = (...minutes: number[]): number[] => minutes.map((minute) => NOON + minute * MINUTE)

describe('times by a rhythm', () => {
  it('begin at a minute and go on by it', () => {
    expect(timesByRhythm(3, { from: NOON - 20_000, every: 10, taken: [], apart: 3 })).toEqual(at(0, 10, 20))
  })

  it('keep away from what stands there, and go on from where they are', () => {
    const taken = at(1, 12)
    expect(timesByRhythm(3, { from: NOON, every: 10, taken, apart: 3 })).toEqual(at(4, 15, 25))
  })

  it('never bunch up and never come too near, whatever stands there', () => {
    const minutes = fc.array(fc.integer({ min: -30, max: 200 }), { maxLength: 40 })
    fc.assert(
      fc.property(
        minutes,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 12 }),
        (taken, every, apart) => {
          const times = timesByRhythm(12, { from: NOON, every, taken: at(...taken), apart })
          for (const [index, time] of times.entries()) {
            const before = times[index - 1]
            if (before !== undefined) expect(time - before).toBeGreaterThanOrEqual(every * MINUTE)
            for (const other of at(...taken))
              expect(Math.abs(other - time)).toBeGreaterThanOrEqual(Math.max(1, apart) * MINUTE)
          }
        },
      ),
    )
  })
})
