/** When a sync is stopped because it would take too much away. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { ItemEvent } from '../../../../shared/domain/event.ts'
import type { FeedEntry } from '../../../../shared/sync/entry.ts'
import { isMassChange, takenAway } from '../../../../shared/sync/mass-change.ts'

const HERE = randomUUID()
const THERE = randomUUID()
const ITEMS: string[] = Array.from({ length: 60 }, () => randomUUID())

let position = 0
const fed = (item: string, event: ItemEvent, replica = THERE): FeedEntry => {
  position += 1
  const entry = { id: randomUUID(), author: randomUUID(), replica, seq: position, at: 0 }
  return { position, acceptedAt: 0, chain: null, entry: { ...entry, kind: 'event', item, event } }
}
const SPIKED: ItemEvent = { type: 'spiked' }
const DELETED: ItemEvent = { type: 'deleted' }
const first = (count: number): string[] => ITEMS.slice(0, count)
const known = new Set(ITEMS)
const gone = (incoming: FeedEntry[]): string[] => [
  ...takenAway(incoming, { replica: HERE, isHere: (item) => known.has(item) }),
]

test.each([
  [0, 0, false],
  [4, 4, false],
  [4, 20, false],
  [5, 5, true],
  [5, 25, true],
  [5, 26, false],
  [49, 246, false],
  [49, 245, true],
  [49, 10_000, false],
  [50, 10_000, true],
])('%i of %i items: %s', (count, onDesk, stop) => {
  expect(isMassChange(count, onDesk)).toBe(stop)
})

describe('what counts', () => {
  test('spiked, deleted and erased items, each once', () => {
    const [one = '', two = '', three = ''] = ITEMS
    const erased: ItemEvent = { type: 'erased', reason: null }
    const incoming = [fed(one, SPIKED), fed(one, DELETED), fed(two, DELETED), fed(three, erased)]
    expect(gone(incoming)).toEqual([one, two, three])
  })

  test('twenty items of a hundred stop the sync, nineteen do not', () => {
    const stops = (count: number): boolean =>
      isMassChange(gone(first(count).map((item) => fed(item, DELETED))).length, 100)
    expect([stops(19), stops(20)]).toEqual([false, true])
  })

  test('what was decided on this computer does not', () => {
    expect(gone(first(60).map((item) => fed(item, SPIKED, HERE)))).toEqual([])
  })

  test('what is back at the end of the sync does not', () => {
    const incoming = first(30).flatMap((item) => [fed(item, SPIKED), fed(item, { type: 'unspiked' })])
    expect(gone(incoming)).toEqual([])
  })

  test('what was not shown here does not: a first join, the emptying of the trash', () => {
    const strangers = Array.from({ length: 60 }, () => randomUUID())
    expect(gone(strangers.map((item) => fed(item, DELETED)))).toEqual([])
  })

  test('a kill, a return and text do not', () => {
    expect(gone(first(60).map((item) => fed(item, { type: 'killed', reason: 'nee' })))).toEqual([])
  })
})
