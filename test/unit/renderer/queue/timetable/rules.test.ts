import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  crowding,
  gaps,
  railShort,
  type Timed,
} from '../../../../../renderer/features/queue/timetable/rules.ts'

const MINUTE = 60_000
const slot = (id: string, minute: number, section = 'a'): Timed => ({ id, at: minute * MINUTE, section })

describe('what stands too close', () => {
  it('tells the same minute from closer than the rule', () => {
    const { near, pairs } = crowding([slot('x', 10), slot('y', 10), slot('z', 12)], { apart: 3, gap: null })
    expect(near.get('x')).toEqual({ kind: 'same', other: 'y', minutes: 0 })
    expect(near.get('y')).toEqual({ kind: 'same', other: 'x', minutes: 0 })
    expect(near.get('z')).toEqual({ kind: 'close', other: 'y', minutes: 2 })
    expect(pairs).toEqual([
      ['x', 'y'],
      ['y', 'z'],
    ])
  })

  it('without a rule only the same minute is marked, and other sections are other rails', () => {
    expect(crowding([slot('x', 10), slot('y', 11)], { apart: null, gap: null }).near.size).toBe(0)
    expect(crowding([slot('x', 10), slot('y', 10, 'b')], { apart: 3, gap: null }).near.size).toBe(0)
    expect(
      crowding([slot('x', 10), slot('y', 10, 'b'), slot('z', 10)], { apart: null, gap: null }).pairs,
    ).toEqual([['x', 'z']])
  })

  it('seconds do not count', () => {
    const found = crowding([{ ...slot('x', 10), at: 10 * MINUTE + 59_000 }, slot('y', 13)], {
      apart: 3,
      gap: null,
    })
    expect(found.near.size).toBe(0)
  })

  it('marks exactly those that have another one of their section within the rule', () => {
    const slots = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom('a', 'b')), { maxLength: 30 })
      .map((all) =>
        all
          .sort(([one], [other]) => one - other)
          .map(([minute, section], index) => slot(`${index}`, minute, section)),
      )
    fc.assert(
      fc.property(slots, fc.integer({ min: 1, max: 6 }), (all, apart) => {
        const { near } = crowding(all, { apart, gap: null })
        for (const one of all) {
          const others = all
            .filter(({ id, section }) => id !== one.id && section === one.section)
            .map(({ at }) => Math.abs(at - one.at) / MINUTE)
          const nearest = Math.min(...others)
          expect(near.get(one.id)?.minutes ?? null).toBe(nearest < apart ? nearest : null)
        }
      }),
    )
  })
})

describe('gaps', () => {
  it('are counted from brief to brief, and those that are over do not count', () => {
    const slots = [slot('x', 10), slot('y', 30), slot('z', 100)]
    const found = { from: 30 * MINUTE, to: 100 * MINUTE, minutes: 70 }
    expect(gaps(slots, { apart: null, gap: 40 }, 0)).toEqual([found])
    expect(gaps(slots, { apart: null, gap: 40 }, 99 * MINUTE)).toEqual([found])
    expect(gaps(slots, { apart: null, gap: 40 }, 100 * MINUTE)).toEqual([])
    expect(gaps(slots, { apart: null, gap: null }, 0)).toEqual([])
  })
})

describe('a rail that is too short', () => {
  const rail = { on: 6, keep: 6, now: 0 }

  it('is told with its first minute', () => {
    expect(railShort([{ at: 10, by: -1 }], rail)).toEqual({ at: 10, count: 5 })
    expect(
      railShort(
        [
          { at: 10, by: -1 },
          { at: 10, by: 1 },
        ],
        rail,
      ),
    ).toBe(null)
    expect(
      railShort(
        [
          { at: 10, by: -1 },
          { at: 9, by: 1 },
        ],
        rail,
      ),
    ).toBe(null)
    expect(railShort([], { ...rail, on: 2 })).toEqual({ at: 0, count: 2 })
    expect(railShort([], { ...rail, on: 0, keep: 0 })).toBe(null)
  })
})
