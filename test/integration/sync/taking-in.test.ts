/** What comes by the hundred is written down together, and to the same rows as if it had come one by one. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Database } from '../../../main/db/driver.ts'
import { appendOwn, type NewEntry, takeIn, waitedEntries, waitingEntries } from '../../../main/db/entries.ts'
import { writeCursor } from '../../../main/db/meta.ts'
import { openReplica } from '../../../main/db/migrate.ts'
import { pushableEntries } from '../../../main/db/pushable.ts'
import { readSections } from '../../../main/db/register.ts'
import { reread } from '../../../main/sync/reread.ts'
import { takeEntries, takeLive, takeNewest } from '../../../main/sync/take-in.ts'
import { takeRulings } from '../../../main/sync/take-rulings.ts'
import type { FeedEntry } from '../../../shared/sync/entry.ts'
import type { NewestAnswer, Ruling } from '../../../shared/sync/messages.ts'

let folder: string
const open: Database[] = []
const openOne = async (): Promise<Database> => {
  const db = await openReplica(join(folder, `replica-${open.length}.db`), () => Promise.resolve())
  open.push(db)
  return db
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-inname-'))
})
afterEach(async () => {
  for (const db of open.splice(0)) db.close()
  await rm(folder, { recursive: true, force: true })
})

const HUB = randomUUID()
const [author, replica] = [randomUUID(), randomUUID()]
const update = (text: string): Uint8Array => {
  const doc = new Y.Doc()
  doc.getText('notes').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

/** A feed of text in a few items, with a decision every so often. */
const feedOf = (count: number): FeedEntry[] => {
  const items = Array.from({ length: 4 }, () => randomUUID() as string)
  return Array.from({ length: count }, (_, at): FeedEntry => {
    const item = items[at % items.length] ?? ''
    const common = { id: randomUUID(), author, replica, seq: at + 1, at: at + 5, item }
    const place = { position: at + 1, acceptedAt: at + 9 }
    if (at % 70 === 3)
      return {
        ...place,
        chain: `c${at}`,
        entry: { ...common, kind: 'event', event: { type: 'shown', at: 4 } },
      }
    const text = { epoch: 1, seen: 0, carries: at % 9 === 0 ? [randomUUID()] : [], update: update(`${at}`) }
    return { ...place, chain: null, entry: { ...common, kind: 'update', ...text } }
  })
}

const rowsOf = (db: Database): unknown[] => db.prepare('SELECT * FROM entries ORDER BY row').all()

test('a feed leaves the same rows, whether much of it was there before or not', async () => {
  const feed = feedOf(400)
  const [together, single] = [await openOne(), await openOne()]
  for (const db of [together, single]) {
    writeCursor(db, { hub: HUB, generation: 1, position: 0 })
    // Words of an item that was open came down the line, from the middle of it.
    takeLive(db, feed.slice(120, 131))
  }
  const what = takeEntries(together, feed, { hub: HUB, generation: 1 }, 60_000)
  for (const fed of feed) takeIn(single, fed)
  expect(rowsOf(together)).toEqual(rowsOf(single))
  const texts = feed.filter(({ entry }) => entry.kind === 'update').length
  const live = feed.slice(120, 131).filter(({ entry }) => entry.kind === 'update').length
  expect(what.updates).toHaveLength(texts - live)
  // All of it again is nothing new.
  expect(takeEntries(together, feed, { hub: HUB, generation: 1 }, 60_000)).toMatchObject({
    items: [],
    updates: [],
    arrived: [],
  })
  expect(rowsOf(together)).toEqual(rowsOf(single))
})

describe('a register that came ahead of the cursor', () => {
  const section = (position: number, name: string): FeedEntry => ({
    ...{ position, acceptedAt: position, chain: null },
    entry: {
      ...{ id: randomUUID(), author, replica, seq: position, at: 1, kind: 'desk-event', item: null },
      event: {
        type: 'section',
        section: { id: sections[name[0] ?? ''] ?? '', name, order: 1, active: true },
      },
    },
  })
  const sections: Record<string, string> = { a: randomUUID(), b: randomUUID() }
  const namesOf = (db: Database): string[] => readSections(db).map(({ name }) => name)
  const newest = (entries: FeedEntry[], position: number): NewestAnswer => ({
    ...{ hub: HUB, generation: 1, position, items: [], entries },
  })
  const identity = { hub: HUB, generation: 1 }

  test('is whole when the cursor gets there, and windows are told', async () => {
    const db = await openOne()
    const feed = [section(1, 'a one'), section(2, 'b one'), section(3, 'b two'), section(4, 'b three')]
    // More of them than the hub sends first.
    takeNewest(db, newest(feed.slice(2), 4))
    expect(namesOf(db)).toEqual(['b three'])
    takeEntries(db, feed.slice(0, 3), identity, 1)
    // No older name is shown meanwhile.
    expect(namesOf(db)).toEqual(['b three'])
    expect(takeEntries(db, feed.slice(3), identity, 1).desk).toBe(true)
    expect(namesOf(db).sort()).toEqual(['a one', 'b three'])
    expect(takeEntries(db, [section(5, 'b four')], identity, 1).desk).toBe(true)
    expect(namesOf(db).sort()).toEqual(['a one', 'b four'])
  })

  test('also where the line brings the cursor there', async () => {
    const db = await openOne()
    const [text] = feedOf(1)
    if (!text) throw new Error('no text')
    const feed = [section(1, 'a one'), section(2, 'b one'), { ...text, position: 3 }]
    takeNewest(db, newest(feed.slice(1, 2), 3))
    takeEntries(db, feed.slice(0, 2), identity, 1)
    expect(namesOf(db)).toEqual(['b one'])
    expect(takeLive(db, feed.slice(2)).desk).toBe(true)
    expect(namesOf(db).sort()).toEqual(['a one', 'b one'])
  })

  test('and is forgotten with the feed that it was ahead of', async () => {
    const db = await openOne()
    takeNewest(db, newest([section(9, 'b one')], 9))
    // The hub came back shorter: what it says after its end is news, and not something from before.
    const again = { ...identity, generation: 2 }
    const hub = {
      pull: () => Promise.resolve({ ...again, entries: [section(1, 'a one')], length: 1, more: false }),
    }
    const choice = { ...again, choice: 'take-theirs', fault: 'hub-older', kept: null } as const
    await reread({ db, hub, now: () => 1, progress: () => undefined }, choice)
    expect(namesOf(db)).toEqual(['a one'])
    takeEntries(db, [section(2, 'b two')], again, 1)
    expect(namesOf(db).sort()).toEqual(['a one', 'b two'])
  })

  test('and where a computer got past it before this was so', async () => {
    const db = await openOne()
    takeNewest(db, newest([section(2, 'b one')], 2))
    // As it was left: written down, and never applied.
    takeIn(db, section(1, 'a one'))
    writeCursor(db, { ...identity, position: 7 })
    const [text] = feedOf(1)
    if (!text) throw new Error('no text')
    takeEntries(db, [{ ...text, position: 8 }], identity, 1)
    expect(namesOf(db).sort()).toEqual(['a one', 'b one'])
  })
})

describe('what the hub accepted and could not answer', () => {
  test('is told by its feed as by its ruling', async () => {
    const [fed, ruled] = [await openOne(), await openOne()]
    const [item, desk] = [randomUUID(), randomUUID()]
    const common = { author, at: 5 }
    const text = (at: number) => ({
      ...{ ...common, id: randomUUID() as string, kind: 'update' as const, item },
      ...{ epoch: 1, update: update(`${at}`), carries: [] },
    })
    const entries: NewEntry[] = [
      text(1),
      text(2),
      { ...common, id: randomUUID(), kind: 'event', item, event: { type: 'shown', at: 4 } },
      {
        ...{ ...common, id: randomUUID(), kind: 'desk-event', item: null },
        event: { type: 'section', section: { id: desk, name: 'Binnenland', order: 1, active: true } },
      },
      // Nobody wonders yet what became of this one.
      { ...common, id: randomUUID(), at: 59_000, kind: 'event', item, event: { type: 'shown', at: 5 } },
    ]
    for (const db of [fed, ruled]) {
      writeCursor(db, { hub: HUB, generation: 1, position: 0 })
      for (const entry of entries) appendOwn(db, replica, entry)
    }
    const own = waitingEntries(fed, 10).map(({ entry }) => entry)
    const now = 60_000
    const place = (at: number) => ({ position: at + 1, acceptedAt: 77, chain: null })
    const byFeed = takeEntries(
      fed,
      own.map((entry, at) => ({ ...place(at), entry })),
      { hub: HUB, generation: 1 },
      now,
    )
    const byRuling = takeRulings(
      ruled,
      own.map(({ id }, at) => ({ verdict: 'accepted', id, ...place(at) })),
      now,
    )
    expect(byFeed).toEqual(byRuling)
    expect(byFeed).toMatchObject({ items: [item], desk: true })
    for (const table of ['waited', 'meta', 'stale', 'entries', 'sections'])
      expect(fed.prepare(`SELECT * FROM ${table} ORDER BY 1`).all(), table).toEqual(
        ruled.prepare(`SELECT * FROM ${table} ORDER BY 1`).all(),
      )
    expect(waitedEntries(fed, 10)).toHaveLength(3)
    // The same once more is nothing that anybody waited for.
    fed.exec('DELETE FROM waited')
    const again = own.map((entry, at) => ({ ...place(at), entry }))
    expect(takeEntries(fed, again, { hub: HUB, generation: 1 }, now)).toMatchObject({
      items: [],
      desk: false,
    })
    expect(waitedEntries(fed, 10)).toEqual([])
  })
})

test('rulings on many leave the same rows as one ruling after the other', async () => {
  const [together, single] = [await openOne(), await openOne()]
  const items = Array.from({ length: 5 }, () => randomUUID() as string)
  const entries = Array.from({ length: 200 }, (_, at) => ({
    ...{ id: randomUUID() as string, author, at: at + 5, kind: 'update' as const, item: items[at % 5] ?? '' },
    ...{ epoch: 1, update: update(`${at}`), carries: [] },
  }))
  for (const db of [together, single]) {
    writeCursor(db, { hub: HUB, generation: 1, position: 40 })
    for (const entry of entries) appendOwn(db, replica, entry)
  }
  // Somebody else wrote in between, one was refused, and one the hub had before.
  const rulings = entries.map(({ id }, at): Ruling => {
    if (at === 90) return { verdict: 'refused', id, fault: { code: 'refused-role', params: {} } }
    const position = at === 33 ? 12 : 41 + at + (at > 60 ? 7 : 0)
    return { verdict: 'accepted', id, position, acceptedAt: 77, chain: null }
  })
  const pushed = pushableEntries(together, [], 1000, 1e9)
  expect(pushed.map(({ entry }) => entry.id)).toEqual(entries.map(({ id }) => id))
  const now = 60_000
  const a = takeRulings(together, rulings, now, pushed)
  const b = takeRulings(single, rulings, now)
  expect(rowsOf(together)).toEqual(rowsOf(single))
  expect(a).toEqual(b)
  for (const table of ['waited', 'meta', 'stale'])
    expect(together.prepare(`SELECT * FROM ${table} ORDER BY 1`).all(), table).toEqual(
      single.prepare(`SELECT * FROM ${table} ORDER BY 1`).all(),
    )
  expect(a.refused).toHaveLength(1)
})
