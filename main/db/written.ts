/** When text was written, and which planned items hold certain words. */
import { type Database, statement } from './driver.ts'

/** When somebody last wrote in an item, ms UTC by his clock; null when nobody has. */
export const lastWrittenAt = (db: Database, item: string): number | null =>
  statement<[string], { at: number }>(
    db,
    "SELECT at FROM entries WHERE item = ? AND kind = 'update' ORDER BY row DESC LIMIT 1",
  ).get(item)?.at ?? null

export type PlannedWith = {
  words: readonly string[]
  /** ms UTC; the publish time lies in here. */
  from: number
  to: number
  section: string | null
  items: readonly string[] | null
  limit: number
}

/** Items with a publish time that hold one of the words, by time. */
export const plannedWithWords = (db: Database, { words, items, ...asked }: PlannedWith): string[] =>
  statement<[Record<string, unknown>], { id: string }>(
    db,
    `SELECT items.id AS id FROM search JOIN items ON items.num = search.rowid
       WHERE search MATCH @match AND publish_at >= @from AND publish_at < @to
         AND state IN ('draft', 'submitted', 'approved', 'scheduled', 'published', 'unpublished')
         AND (@section IS NULL OR section = @section)
         AND (@items IS NULL OR items.id IN (SELECT value FROM json_each(@items)))
       ORDER BY publish_at LIMIT @limit`,
  )
    .all({
      ...asked,
      // Quoted each, so that nothing in it is syntax.
      match: words.map((word) => `"${word}"`).join(' OR '),
      items: items === null ? null : JSON.stringify(items),
    })
    .map(({ id }) => id)
