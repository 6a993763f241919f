/** What of an item's log decides whether something collided in it, and how many collisions wait for somebody. */
import { type Database, statement } from './driver.ts'

/** How many computers wrote in an item: one alone never collides. */
export const replicasOfItem = (db: Database, item: string): number =>
  statement<[string], { n: number }>(
    db,
    "SELECT count(DISTINCT replica) AS n FROM entries WHERE item = ? AND kind = 'update' AND status <> 'refused'",
  ).get(item)?.n ?? 0

/** The last row of an item's log that came from another computer; 0 when there is none. */
export const lastForeignRow = (db: Database, item: string, replica: string): number =>
  statement<[string, string], { row: number | null }>(
    db,
    'SELECT max(row) AS row FROM entries WHERE item = ? AND replica <> ?',
  ).get(item, replica)?.row ?? 0

/** The last position in the feed at which another computer wrote text of an item; 0 when there is none. */
export const lastForeignPosition = (db: Database, item: string, replica: string): number =>
  statement<[string, string], { position: number | null }>(
    db,
    "SELECT max(position) AS position FROM entries WHERE item = ? AND kind = 'update' AND replica <> ?",
  ).get(item, replica)?.position ?? 0

export const openCollisions = (db: Database, item: string): number =>
  statement<[string], { open: number }>(db, 'SELECT open FROM collided WHERE item = ?').get(item)?.open ?? 0

/** Notes how many collisions of an item are open. Answers whether that is news. */
export const noteCollisions = (db: Database, item: string, open: number): boolean => {
  if (openCollisions(db, item) === open) return false
  if (open === 0) statement(db, 'DELETE FROM collided WHERE item = ?').run(item)
  else
    statement(
      db,
      'INSERT INTO collided (item, open) VALUES (?, ?) ON CONFLICT (item) DO UPDATE SET open = excluded.open',
    ).run(item, open)
  return true
}
