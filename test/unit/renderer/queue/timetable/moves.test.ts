import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  andAfter,
  inARow,
  landsInPast,
  nextMinute,
  shift,
  spaceEvenly,
  swap,
} from '../../../../../renderer/features/queue/timetable/moves.ts'

const MINUTE = 60_000
const at = (id: string, minute: number) => ({ id, at: minute * MINUTE })
const to = (id: string, minute: number) => ({ id, to: minute * MINUTE })
const DAY = [at('a', 10), at('b', 20), at('c', 20), at('d', 45)]

describe('moves of many', () => {
  it('shifts what is chosen, in the order of the day', () => {
    expect(shift(DAY, ['d', 'a'], -5 * MINUTE)).toEqual([to('a', 5), to('d', 40)])
  })

  it('takes everything after along', () => {
    expect(andAfter(DAY, ['c'])).toEqual(['c', 'd'])
    expect(andAfter(DAY, ['d', 'b'])).toEqual(['b', 'c', 'd'])
    expect(andAfter(DAY, [])).toEqual([])
  })

  it('swaps two, or one with the next', () => {
    expect(swap(DAY, ['a', 'd'])).toEqual([to('a', 45), to('d', 10)])
    expect(swap(DAY, ['a'])).toEqual([to('a', 20), to('b', 10)])
    expect(swap(DAY, ['d'])).toEqual([])
    expect(swap(DAY, ['b', 'c'])).toEqual([])
    expect(swap(DAY, ['a', 'b', 'd'])).toEqual([])
  })

  it('spaces evenly between the first and the last, which stay', () => {
    expect(spaceEvenly(DAY, ['a', 'b', 'c', 'd'])).toEqual([to('b', 22), to('c', 33)])
    expect(spaceEvenly(DAY, ['a', 'b'])).toEqual([])
  })

  it('spacing keeps order, ends and even steps', () => {
    const days = fc
      .array(fc.integer({ min: 0, max: 1439 }), { minLength: 3, maxLength: 40 })
      .map((all) => [...all].sort((a, b) => a - b).map((minute, index) => at(`${index}`, minute)))
    fc.assert(
      fc.property(days, (day) => {
        const moves = new Map(
          spaceEvenly(
            day,
            day.map(({ id }) => id),
          ).map((move) => [move.id, move.to]),
        )
        const after = day.map((slot) => moves.get(slot.id) ?? slot.at)
        expect(after[0]).toBe(day[0]?.at)
        expect(after.at(-1)).toBe(day.at(-1)?.at)
        const step = ((after.at(-1) ?? 0) - (after[0] ?? 0)) / (day.length - 1)
        for (const [index, when] of after.entries()) {
          expect(when % MINUTE).toBe(0)
          expect(Math.abs(when - (after[0] ?? 0) - step * index)).toBeLessThanOrEqual(MINUTE / 2)
        }
      }),
    )
  })

  it('a shift and the same shift back is no shift', () => {
    fc.assert(
      fc.property(fc.subarray(['a', 'b', 'c', 'd']), fc.integer({ min: -300, max: 300 }), (ids, minutes) => {
        const moved = shift(DAY, ids, minutes * MINUTE)
        const there = DAY.map((slot) => ({
          ...slot,
          at: moved.find(({ id }) => id === slot.id)?.to ?? slot.at,
        }))
        const back = shift(there, ids, -minutes * MINUTE)
        expect(back).toHaveLength(ids.length)
        for (const { id, to: when } of back) expect(when).toBe(DAY.find((slot) => slot.id === id)?.at)
      }),
    )
  })

  it('a row begins at its minute, and a minute that has begun is past', () => {
    expect(inARow(['a', 'b'], 10 * MINUTE, 3 * MINUTE)).toEqual([to('a', 10), to('b', 13)])
    expect(nextMinute(10 * MINUTE)).toBe(11 * MINUTE)
    expect(nextMinute(10 * MINUTE + 1)).toBe(11 * MINUTE)
    expect(landsInPast([to('a', 10)], 10 * MINUTE)).toBe(true)
    expect(landsInPast([to('a', 11)], 10 * MINUTE)).toBe(false)
  })
})
