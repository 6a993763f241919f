/** Embargoes that end earlier than was promised, and the times of an item against each other. */
import { describe, expect, test } from 'vitest'
import { againstTimes, isShorter } from '../../../../shared/domain/embargo.ts'
import type { ItemEvent } from '../../../../shared/domain/event.ts'
import { type ItemState, NEW_ITEM, transition } from '../../../../shared/domain/workflow.ts'

const NOW = Date.UTC(2026, 10, 18, 11)
const HOUR = 3_600_000
const at = (hours: number) => ({ instant: NOW + hours * HOUR, zone: 'UTC', wall: '2026-11-18T13:00' })
const held: ItemState = { ...NEW_ITEM, embargoUntil: at(4) }
const ONE = '1'.repeat(64)

const become = (item: ItemState, ...steps: [string, ItemEvent][]): ItemState =>
  steps.reduce((state, [by, event]) => {
    const next = transition(state, event, { by, at: NOW })
    if (!next.ok) throw new Error(next.reason)
    return next.state
  }, item)

test('what is shorter: ended earlier, or not at all any more', () => {
  expect(isShorter(null, at(1))).toBe(false)
  expect(isShorter(at(1), null)).toBe(true)
  expect(isShorter(at(2), at(1))).toBe(true)
  expect([isShorter(at(2), at(2)), isShorter(at(2), at(3))]).toEqual([false, false])
})

describe('lifting', () => {
  const ask: ItemEvent = { type: 'lift-asked', until: at(2), reason: 'de bron is akkoord' }
  const lift = (until: ReturnType<typeof at> | null, bypass: string | null = null): ItemEvent => ({
    type: 'lifted',
    ...{ until, reason: 'de bron is akkoord', bypass },
  })

  test('one asks, another confirms, and both stand in it with what was promised', () => {
    const lifted = become(held, ['joris', ask], ['merel', lift(at(2))])
    expect(lifted.embargoUntil).toEqual(at(2))
    expect(lifted.liftAsked).toBeNull()
    expect(lifted.lifted).toMatchObject({ by: 'merel', askedBy: 'joris', was: at(4) })
  })

  test('one alone stands in it with the reason', () => {
    expect(become(held, ['merel', lift(null, 'niemand anders')]).lifted).toMatchObject({
      by: 'merel',
      bypass: 'niemand anders',
    })
  })

  test('no more is confirmed than was asked', () => {
    const asked = become(held, ['joris', ask])
    expect(transition(asked, lift(at(1)), { by: 'merel', at: NOW })).toEqual({
      ok: false,
      reason: 'refused-state',
    })
    expect(become(asked, ['merel', lift(at(3))]).embargoUntil).toEqual(at(3))
  })

  test('a new embargo answers the request, and so does a release', () => {
    expect(become(held, ['joris', ask], ['merel', { type: 'embargoed', until: at(9) }]).liftAsked).toBeNull()
  })
})

describe('times against each other', () => {
  const schedule = (hours: number): ItemEvent => ({ type: 'scheduled', schedule: at(hours) })
  const off = (hours: number): ItemEvent => ({ type: 'taken-off-at', at: at(hours) })
  const embargo = (hours: number): ItemEvent => ({ type: 'embargoed', until: at(hours) })
  const live = { revision: ONE, version: 1, firstAt: 1, at: 1 }
  test.each<[string, ItemState, ItemEvent, string | null]>([
    ['before the embargo', held, schedule(3), 'refused-before-embargo'],
    ['at its end', held, schedule(4), null],
    ['with an embargo that is over', { ...held, embargoUntil: at(-1) }, schedule(-2), null],
    ['an embargo made shorter', held, { type: 'embargoed', until: at(3) }, 'refused-embargo-shorter'],
    ['an embargo taken away', held, { type: 'embargoed', until: null }, 'refused-embargo-shorter'],
    ['an embargo made longer', held, { type: 'embargoed', until: at(5) }, null],
    [
      'one that is over taken away',
      { ...held, embargoUntil: at(0) },
      { type: 'embargoed', until: null },
      null,
    ],
    [
      'an embargo past the minute it comes off',
      { ...NEW_ITEM, takeOffAt: at(3) },
      embargo(4),
      'refused-off-before-out',
    ],
    [
      'an embargo up to the minute it comes off',
      { ...NEW_ITEM, publishAt: at(1), takeOffAt: at(3) },
      embargo(3),
      'refused-off-before-out',
    ],
    [
      'an embargo past the minute it comes off, for a correction that waits',
      { ...NEW_ITEM, state: 'scheduled', live, publishAt: at(1), takeOffAt: at(3) },
      embargo(4),
      'refused-off-before-out',
    ],
    ['an embargo that ends before it comes off', { ...NEW_ITEM, takeOffAt: at(3) }, embargo(2), null],
    [
      'an embargo on what is out',
      { ...NEW_ITEM, state: 'published', live, takeOffAt: at(3) },
      embargo(4),
      null,
    ],
    [
      'no embargo any more',
      { ...NEW_ITEM, embargoUntil: at(0), takeOffAt: at(3) },
      { type: 'embargoed', until: null },
      null,
    ],
    ['off before it is out', { ...NEW_ITEM, publishAt: at(2) }, off(2), 'refused-off-before-out'],
    ['off before its embargo ends', held, off(3), 'refused-off-before-out'],
    ['off after it is out', { ...NEW_ITEM, publishAt: at(2) }, off(3), null],
    ['off while it is out', { ...NEW_ITEM, state: 'published', live }, off(1), null],
    ['out after it is to come off', { ...NEW_ITEM, takeOffAt: at(2) }, schedule(3), 'refused-off-before-out'],
    [
      'released after it was to come off',
      { ...NEW_ITEM, takeOffAt: at(-1) },
      { type: 'released', revision: ONE },
      'refused-off-before-out',
    ],
    ['never off again', { ...NEW_ITEM, publishAt: at(2) }, { type: 'taken-off-at', at: null }, null],
  ])('%s', (_name, item, event, expected) => {
    expect(againstTimes(item, event, NOW)).toBe(expected)
  })

  test('it does not matter which of an embargo and the end of an item is decided first', () => {
    for (const item of [
      NEW_ITEM,
      { ...NEW_ITEM, publishAt: at(2) },
      { ...NEW_ITEM, state: 'published' as const, live },
      { ...NEW_ITEM, state: 'scheduled' as const, live, publishAt: at(2) },
    ])
      for (const hours of [1, 3, 4, 5])
        expect(againstTimes({ ...item, takeOffAt: at(4) }, embargo(hours), NOW)).toBe(
          againstTimes({ ...item, embargoUntil: at(hours) }, off(4), NOW),
        )
  })
})
