/** The log of entries: append, rule, read. Rows in, entries out; what is stored is unknown until parsed. */
import { z } from 'zod'
import { Fault } from '../../shared/errors.ts'
import { decodeEntry, encodeEntry } from '../../shared/sync/codec.ts'
import type { Entry, FeedEntry } from '../../shared/sync/entry.ts'
import type { Ruling } from '../../shared/sync/messages.ts'
import type { Database } from './driver.ts'
import { readCursor } from './meta.ts'

const Row = z.object({
  row: z.int(),
  id: z.string(),
  item: z.string().nullable(),
  kind: z.enum(['update', 'revision', 'event', 'desk-event']),
  author: z.string(),
  replica: z.string(),
  seq: z.int(),
  at: z.int(),
  head: z.string(),
  body: z.instanceof(Uint8Array),
  status: z.enum(['waiting', 'accepted', 'refused']),
  position: z.int().nullable(),
  accepted_at: z.int().nullable(),
  chain: z.string().nullable(),
  fault: z.string().nullable(),
})

/** An entry of the log with what became of it. `row` is the order of arrival on this computer. */
export type LoggedEntry = {
  row: number
  entry: Entry
  status: 'waiting' | 'accepted' | 'refused'
  position: number | null
  acceptedAt: number | null
  chain: string | null
  fault: Fault | null
}

const parseRow = (raw: unknown): LoggedEntry => {
  const row = Row.parse(raw)
  const { id, item, kind, author, replica, seq, at } = row
  return {
    row: row.row,
    entry: decodeEntry({ id, item, kind, author, replica, seq, at, head: row.head, body: row.body }),
    status: row.status,
    position: row.position,
    acceptedAt: row.accepted_at,
    chain: row.chain,
    fault: row.fault === null ? null : Fault.parse(JSON.parse(row.fault)),
  }
}

/** What an entry is before the log gives it its place, and an update what its writer had seen. */
type Unplaced<E> = E extends Entry ? Omit<E, 'seq' | 'replica' | 'seen'> : never
export type NewEntry = Unplaced<Entry>

/** Adds an entry made on this computer and answers it with its place; call it inside a transaction. */
export const appendOwn = (db: Database, replica: string, entry: NewEntry): Entry => {
  const { row } = db
    .prepare<[], { row: number }>(
      "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entries'), 0) + 1 AS row",
    )
    .get() ?? { row: 1 }
  const place = { replica, seq: row }
  const placed = (
    entry.kind === 'update'
      ? { ...entry, ...place, seen: readCursor(db)?.position ?? 0 }
      : { ...entry, ...place }
  ) as Entry
  insert(db, placed, { row, status: 'waiting', position: null, acceptedAt: null, chain: null })
  return placed
}

type Place = Pick<LoggedEntry, 'status' | 'position' | 'acceptedAt' | 'chain'> & { row: number | null }

const insert = (db: Database, entry: Entry, place: Place): void => {
  const { head, body } = encodeEntry(entry)
  db.prepare(
    `INSERT INTO entries (row, id, item, kind, author, replica, seq, at, head, body, status, position, accepted_at, chain)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    place.row,
    entry.id,
    entry.item,
    entry.kind,
    entry.author,
    entry.replica,
    entry.seq,
    entry.at,
    head,
    body,
    place.status,
    place.position,
    place.acceptedAt,
    place.chain,
  )
}

/** Takes in an entry of the feed: new here, or our own coming back. Answers whether it was new. */
export const takeIn = (db: Database, { entry, position, acceptedAt, chain }: FeedEntry): boolean => {
  const known = db
    .prepare(
      "UPDATE entries SET status = 'accepted', position = ?, accepted_at = ?, chain = ?, fault = NULL WHERE id = ?",
    )
    .run(position, acceptedAt, chain, entry.id)
  if (known.changes > 0) return false
  insert(db, entry, { row: null, status: 'accepted', position, acceptedAt, chain })
  return true
}

/** Writes down what the hub ruled about an entry of ours. */
export const recordRuling = (db: Database, ruling: Ruling): void => {
  if (ruling.verdict === 'accepted')
    db.prepare(
      "UPDATE entries SET status = 'accepted', position = ?, accepted_at = ?, chain = ? WHERE id = ?",
    ).run(ruling.position, ruling.acceptedAt, ruling.chain, ruling.id)
  else
    db.prepare("UPDATE entries SET status = 'refused', fault = ? WHERE id = ? AND status = 'waiting'").run(
      JSON.stringify(ruling.fault),
      ruling.id,
    )
}

/** What the hub has not ruled on yet, in order, at most `limit`. */
export const waitingEntries = (db: Database, limit: number): LoggedEntry[] =>
  db.prepare("SELECT * FROM entries WHERE status = 'waiting' ORDER BY row LIMIT ?").all(limit).map(parseRow)

export const countWaiting = (db: Database): number =>
  db.prepare<[], { n: number }>("SELECT count(*) AS n FROM entries WHERE status = 'waiting'").get()?.n ?? 0

/** Entries of an item, of one kind or all, in order of arrival; refused ones included. */
export const entriesOfItem = (
  db: Database,
  item: string,
  kind: Entry['kind'] | null,
  after = 0,
): LoggedEntry[] =>
  (kind === null
    ? db.prepare('SELECT * FROM entries WHERE item = ? AND row > ? ORDER BY row').all(item, after)
    : db
        .prepare('SELECT * FROM entries WHERE item = ? AND kind = ? AND row > ? ORDER BY row')
        .all(item, kind, after)
  ).map(parseRow)

export const entryAtRow = (db: Database, row: number): LoggedEntry | null => {
  const found = db.prepare('SELECT * FROM entries WHERE row = ?').get(row)
  return found === undefined ? null : parseRow(found)
}

export const entryById = (db: Database, id: string): LoggedEntry | null => {
  const found = db.prepare('SELECT * FROM entries WHERE id = ?').get(id)
  return found === undefined ? null : parseRow(found)
}

/** When the last entry was written to this disk, ms UTC; null while there is none. */
export const lastEntryAt = (db: Database): number | null =>
  db.prepare<[], { at: number }>('SELECT at FROM entries ORDER BY row DESC LIMIT 1').get()?.at ?? null
