/** What the log says of an item's text without opening it. */
import { type Database, statement } from './driver.ts'

/** Who wrote, in the order of their first words. */
export const authorsInOrder = (db: Database, item: string): string[] =>
  statement<[string], { author: string }>(
    db,
    "SELECT author FROM entries WHERE item = ? AND kind = 'update' AND status <> 'refused' GROUP BY author ORDER BY min(row)",
  )
    .all(item)
    .map((row) => row.author)

/** When the text was last changed, by the clock of the computer that did, ms UTC; 0 when there is none. */
export const lastTextAt = (db: Database, item: string): number =>
  statement<[string], { at: number | null }>(
    db,
    "SELECT max(at) AS at FROM entries WHERE item = ? AND kind = 'update'",
  ).get(item)?.at ?? 0

/** The last row of the log that was made on this computer, or 0. */
export const lastOwnRow = (db: Database, replica: string): number =>
  statement<[string], { row: number | null }>(
    db,
    'SELECT max(row) AS row FROM entries WHERE replica = ?',
  ).get(replica)?.row ?? 0

/** Who changed an item last, by text or decision; empty when nobody did. */
export const lastAuthor = (db: Database, item: string): string =>
  statement<[string, string], { author: string }>(
    db,
    'SELECT author FROM entries WHERE row = (SELECT max(row) FROM entries WHERE item = ?) AND item = ?',
  ).get(item, item)?.author ?? ''

/** All that was ever written in an item and not refused, bytes of updates. */
export const bytesWritten = (db: Database, item: string): number =>
  statement<[string], { bytes: number | null }>(
    db,
    "SELECT sum(length(body)) AS bytes FROM entries WHERE item = ? AND kind = 'update' AND status <> 'refused'",
  ).get(item)?.bytes ?? 0

/** How many updates of an item the log holds after a row. */
export const updatesAfter = (db: Database, item: string, row: number): number =>
  statement<[string, number], { n: number }>(
    db,
    "SELECT count(*) AS n FROM entries WHERE item = ? AND kind = 'update' AND row > ?",
  ).get(item, row)?.n ?? 0

/**
 * The newest schema epoch that an item's updates were written with, and the last row that was looked at, so that the next
 * look goes on from there. Refused updates are in nobody's text.
 */
export const newestEpoch = (db: Database, item: string, after = 0): { epoch: number; row: number } => {
  const found = statement<[string, number], { epoch: number | null; row: number | null }>(
    db,
    `SELECT max(CASE WHEN status <> 'refused' THEN json_extract(head, '$.epoch') END) AS epoch, max(row) AS row
       FROM entries WHERE item = ? AND kind = 'update' AND row > ?`,
  ).get(item, after)
  return { epoch: found?.epoch ?? 0, row: found?.row ?? after }
}

/**
 * Whether an item holds text of other computers from beyond a position: words that came down the line ahead of the
 * cursor. A revision that says it was made from that position must do without them.
 */
export const hasTextBeyond = (db: Database, item: string, position: number, replica: string): boolean =>
  statement<[string, number, string], { one: number }>(
    db,
    "SELECT 1 AS one FROM entries WHERE item = ? AND kind = 'update' AND status = 'accepted' AND position > ? AND replica <> ? LIMIT 1",
  ).get(item, position, replica) !== undefined
