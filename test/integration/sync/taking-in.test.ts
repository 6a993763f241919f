/** What comes by the hundred is written down together, and to the same rows as if it had come one by one. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Database } from '../../../main/db/driver.ts'
import { appendOwn, takeIn } from '../../../main/db/entries.ts'
import { writeCursor } from '../../../main/db/meta.ts'
import { openReplica } from '../../../main/db/migrate.ts'
import { pushableEntries } from '../../../main/db/pushable.ts'
import { takeEntries, takeLive } from '../../../main/sync/take-in.ts'
import { takeRulings } from '../../../main/sync/take-rulings.ts'
import type { FeedEntry } from '../../../shared/sync/entry.ts'
import type { Ruling } from '../../../shared/sync/messages.ts'

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
  const what = takeEntries(together, feed, HUB, 1)
  for (const fed of feed) takeIn(single, fed)
  expect(rowsOf(together)).toEqual(rowsOf(single))
  const texts = feed.filter(({ entry }) => entry.kind === 'update').length
  const live = feed.slice(120, 131).filter(({ entry }) => entry.kind === 'update').length
  expect(what.updates).toHaveLength(texts - live)
  // All of it again is nothing new.
  expect(takeEntries(together, feed, HUB, 1)).toMatchObject({ items: [], updates: [], arrived: [] })
  expect(rowsOf(together)).toEqual(rowsOf(single))
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
