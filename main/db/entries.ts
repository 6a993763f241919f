/** The log of entries: append, rule, read. Rows in, entries out; what is stored is unknown until parsed. */
import { z } from 'zod'
import { Fault } from '../../shared/errors.ts'
import { decodeEntry, encodeEntry } from '../../shared/sync/codec.ts'
import type { Entry, FeedEntry } from '../../shared/sync/entry.ts'
import type { Ruling } from '../../shared/sync/messages.ts'
import { type Database, statement } from './driver.ts'
import { seenPosition } from './meta.ts'

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

/**
 * A row of the log as what it says. The table is STRICT and the entry in it is parsed to its last field; the rest of the
 * row is not looked at twice, because everything that opens a text goes through here. A damaged file is: `parseRow`.
 */
const readRow = (raw: unknown): LoggedEntry => {
  const row = raw as z.infer<typeof Row>
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

/** A row of a log that may be damaged; throws when it is none. */
export const parseRow = (raw: unknown): LoggedEntry => readRow(Row.parse(raw))

/** What an entry is before the log gives it its place, and an update what its writer had seen if that was not all. */
type Unplaced<E> = E extends Entry
  ? Omit<E, 'seq' | 'replica' | 'seen' | 'rests'> &
      (E extends { kind: 'update' } ? { seen?: number } : unknown)
  : never
export type NewEntry = Unplaced<Entry>

/** Adds an entry made on this computer and answers it with its place; call it inside a transaction. */
export const appendOwn = (db: Database, replica: string, entry: NewEntry): Entry => {
  const { row } = statement<[], { row: number }>(
    db,
    "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'entries'), 0) + 1 AS row",
  ).get() ?? { row: 1 }
  const place = { replica, seq: row }
  const placed = { ...entry, ...place, ...standingOn(db, entry) } as Entry
  insert(db, placed, { row, status: 'waiting', position: null, acceptedAt: null, chain: null })
  return placed
}

/** What an entry was made on top of: what its writer had seen, or the decision of the same hand that still waits. */
const standingOn = (db: Database, entry: NewEntry): { seen?: number; rests?: string } => {
  if (entry.kind === 'update') {
    const all = seenPosition(db, entry.item)
    return { seen: Math.min(entry.seen ?? all, all) }
  }
  if (entry.kind !== 'event') return {}
  const waiting = statement<[string, string], { id: string }>(
    db,
    `SELECT id FROM entries WHERE item = ? AND kind = 'event' AND status = 'waiting' AND author = ?
       ORDER BY row DESC LIMIT 1`,
  ).get(entry.item, entry.author)
  return waiting ? { rests: waiting.id } : {}
}

type Place = Pick<LoggedEntry, 'status' | 'position' | 'acceptedAt' | 'chain'> & { row: number | null }

const INSERT = `INSERT INTO entries (row, id, item, kind, author, replica, seq, at, head, body, status, position, accepted_at, chain)
   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const INSERT_IF_NEW = `${INSERT} ON CONFLICT (id) DO NOTHING`

/** Writes an entry down; answers whether it was, which is always so unless it may be there already. */
const insert = (db: Database, entry: Entry, place: Place, sql = INSERT): boolean => {
  const { head, body } = encodeEntry(entry)
  const { changes } = statement(db, sql).run(
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
  return changes > 0
}

/** Takes in an entry of the feed: new here, or our own coming back. Answers whether it was new. */
export const takeIn = (db: Database, { entry, position, acceptedAt, chain }: FeedEntry): boolean => {
  // Most of a feed is other people's, and new.
  const place: Place = { row: null, status: 'accepted', position, acceptedAt, chain }
  if (insert(db, entry, place, INSERT_IF_NEW)) return true
  statement(
    db,
    "UPDATE entries SET status = 'accepted', position = ?, accepted_at = ?, chain = ?, fault = NULL WHERE id = ?",
  ).run(position, acceptedAt, chain, entry.id)
  return false
}

/**
 * Those of these entries that wait here for a ruling: where they come by in the feed, the hub accepted them and its answer
 * was lost on the way. Ask before they are taken in.
 */
export const waitingAmong = <E extends { id: string }>(db: Database, entries: readonly E[]): E[] => {
  // Most of a feed is taken in where nothing waits.
  if (countWaiting(db, 1) === 0) return []
  const waits = statement(db, "SELECT 1 FROM entries WHERE id = ? AND status = 'waiting'")
  return entries.filter(({ id }) => waits.get(id) !== undefined)
}

/** Puts an entry back that was read from a damaged log, with what had become of it; answers whether it was missing. */
export const putBack = (db: Database, logged: LoggedEntry): boolean => {
  const { entry, row, status, position, acceptedAt, chain, fault } = logged
  if (glanceAt(db, entry.id)) return false
  const taken = statement(db, 'SELECT 1 FROM entries WHERE row = ?').get(row) !== undefined
  insert(db, entry, { row: taken ? null : row, status, position, acceptedAt, chain })
  if (fault !== null)
    statement(db, 'UPDATE entries SET fault = ? WHERE id = ?').run(JSON.stringify(fault), entry.id)
  return true
}

/** Older than this when it is ruled on, an entry has waited: somebody may wonder what became of it. Milliseconds. */
const WAITED = 10_000
/** More of the past than the tray shows. */
const MOST_WAITED = 500

/**
 * Writes down what the hub ruled about an entry of ours, and that it had waited for it; answers what it is. `now` is this
 * clock, ms UTC.
 */
export const recordRuling = (
  db: Database,
  ruling: Ruling,
  now: number,
): { row: number; item: string | null; kind: Entry['kind']; waited: boolean } | null => {
  const ruled =
    ruling.verdict === 'accepted'
      ? statement(
          db,
          "UPDATE entries SET status = 'accepted', position = ?, accepted_at = ?, chain = ? WHERE id = ? RETURNING row, item, kind, at",
        ).get(ruling.position, ruling.acceptedAt, ruling.chain, ruling.id)
      : statement(
          db,
          "UPDATE entries SET status = CASE status WHEN 'waiting' THEN 'refused' ELSE status END, fault = CASE status WHEN 'waiting' THEN ? ELSE fault END WHERE id = ? RETURNING row, item, kind, at",
        ).get(JSON.stringify(ruling.fault), ruling.id)
  const found = ruled as { row: number; item: string | null; kind: Entry['kind']; at: number } | undefined
  if (!found) return null
  // Text that was accepted is written down once for all of it: see `recordWaited`.
  const isText = ruling.verdict === 'accepted' && found.kind === 'update'
  const waited = hasWaited(found.at, now)
  if (!isText && (ruling.verdict === 'refused' || waited)) recordWaited(db, ruling.id, now)
  return { row: found.row, item: found.item, kind: found.kind, waited }
}

/**
 * Writes down that the hub accepted a stretch of text of ours: rows that stand one after the other, at positions that do.
 * `offset` is a row's position minus the row. What `recordRuling` does for each, done once for all of them.
 */
export const recordAccepted = (
  db: Database,
  { first, last, offset, acceptedAt }: { first: number; last: number; offset: number; acceptedAt: number },
): void => {
  statement(
    db,
    `UPDATE entries SET status = 'accepted', position = row + ?, accepted_at = ?, chain = NULL
       WHERE row BETWEEN ? AND ?`,
  ).run(offset, acceptedAt, first, last)
}

/** Whether an entry of this age has waited when it is ruled on. Both are this clock, ms UTC. */
export const hasWaited = (at: number, now: number): boolean => at < now - WAITED

/** Remembers for the tray what was ruled on after it had waited: the last of the updates of one item, or one decision. */
export const recordWaited = (db: Database, id: string, now: number): void => {
  statement(db, 'INSERT OR REPLACE INTO waited (entry, ruled_at) VALUES (?, ?)').run(id, now)
}

/** Forgets what the tray shows no more. */
export const thinWaited = (db: Database): void => {
  statement(
    db,
    `DELETE FROM waited WHERE ruled_at < (SELECT ruled_at FROM waited ORDER BY ruled_at DESC LIMIT 1 OFFSET ${MOST_WAITED})`,
  ).run()
}

/** What was ruled on after it had waited, or was refused, the latest first. */
export const waitedEntries = (db: Database, limit: number): LoggedEntry[] =>
  statement(
    db,
    `SELECT e.* FROM waited w JOIN entries e ON e.id = w.entry
       ORDER BY w.ruled_at DESC, e.row DESC LIMIT ?`,
  )
    .all(limit)
    .map(readRow)

/** What an entry is about, without its body. */
export const glanceAt = (
  db: Database,
  id: string,
): { row: number; item: string | null; kind: Entry['kind'] } | null =>
  (statement(db, 'SELECT row, item, kind FROM entries WHERE id = ?').get(id) as
    | { row: number; item: string | null; kind: Entry['kind'] }
    | undefined) ?? null

/** What the hub has not ruled on yet, in order, at most `limit`. */
export const waitingEntries = (db: Database, limit: number): LoggedEntry[] =>
  statement(db, "SELECT * FROM entries WHERE status = 'waiting' ORDER BY row LIMIT ?").all(limit).map(readRow)

/** Who wrote what waits. */
export const waitingAuthors = (db: Database): string[] =>
  statement<[], { author: string }>(db, "SELECT DISTINCT author FROM entries WHERE status = 'waiting'")
    .all()
    .map((row) => row.author)

/** How many wait, or `most` of them: who asks at every keystroke on a train must not count a morning's work each time. */
export const countWaiting = (db: Database, most = -1): number =>
  statement<[number], { n: number }>(
    db,
    "SELECT count(*) AS n FROM (SELECT 1 FROM entries WHERE status = 'waiting' LIMIT ?)",
  ).get(most)?.n ?? 0

/** Entries of an item, of one kind or all, in order of arrival; refused ones included. */
export const entriesOfItem = (
  db: Database,
  item: string,
  kind: Entry['kind'] | null,
  after = 0,
): LoggedEntry[] =>
  (kind === null
    ? statement(db, 'SELECT * FROM entries WHERE item = ? AND row > ? ORDER BY row').all(item, after)
    : statement(db, 'SELECT * FROM entries WHERE item = ? AND kind = ? AND row > ? ORDER BY row').all(
        item,
        kind,
        after,
      )
  ).map(readRow)

export const entryAtRow = (db: Database, row: number): LoggedEntry | null => {
  const found = statement(db, 'SELECT * FROM entries WHERE row = ?').get(row)
  return found === undefined ? null : readRow(found)
}

export const entryById = (db: Database, id: string): LoggedEntry | null => {
  const found = statement(db, 'SELECT * FROM entries WHERE id = ?').get(id)
  return found === undefined ? null : readRow(found)
}

/** When the last entry was written to this disk, ms UTC; null while there is none. */
export const lastEntryAt = (db: Database): number | null =>
  statement<[], { at: number }>(db, 'SELECT at FROM entries ORDER BY row DESC LIMIT 1').get()?.at ?? null

/** So far back in the log the entry at a position is looked for: the cursor is at one of the last that came. */
const LATELY = 5000

/**
 * Whether this log has another entry at a position of the feed than the one that stands there now. Where it has none
 * there, as far as it looks back, it cannot say so, and answers no. The usual answer is one row by its id: every start asks.
 */
export const hasAnotherAt = (db: Database, position: number, id: string): boolean => {
  const found = statement<[string], { position: number | null }>(
    db,
    'SELECT position FROM entries WHERE id = ?',
  ).get(id)
  if (found?.position === position) return false
  return (
    statement<[number, number], { id: string }>(
      db,
      'SELECT id FROM (SELECT id, position FROM entries ORDER BY row DESC LIMIT ?) WHERE position = ? LIMIT 1',
    ).get(LATELY, position) !== undefined
  )
}
