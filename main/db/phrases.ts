/** Items that hold one of several phrases, by the index that search uses. */
import type { Database } from './driver.ts'

/** So many phrases in one question; the parser of FTS5 has a limit of its own. */
const AT_ONCE = 50
/** More items than anybody looks through; a phrase of four words stands in few. */
const MOST = 400

/**
 * The ids of items in which at least one of the phrases stands, newest first. A phrase is words in a row; each is quoted,
 * so that nothing in it is syntax. What was put away, killed or thrown away is left out.
 */
export const itemsWithPhrases = (db: Database, phrases: readonly (readonly string[])[]): string[] => {
  const found = new Set<string>()
  const quoted = phrases
    .filter(({ length }) => length > 0)
    .map((words) => `"${words.join(' ').replaceAll('"', '')}"`)
  for (let start = 0; start < quoted.length && found.size < MOST; start += AT_ONCE) {
    const rows = db
      .prepare<[string, number], { id: string }>(
        `SELECT items.id AS id FROM search JOIN items ON items.num = search.rowid
           WHERE search MATCH ? AND items.state NOT IN ('spiked', 'killed', 'deleted', 'erased')
           ORDER BY search.rowid DESC LIMIT ?`,
      )
      .all(quoted.slice(start, start + AT_ONCE).join(' OR '), MOST)
    for (const { id } of rows) found.add(id)
  }
  return [...found]
}

/**
 * Items of which the index holds other words than a revision may have that is out or on its way out: those that changed since,
 * and those whose line is behind (`stale`), of which it does not hold what is being written either. Newest first.
 */
export const itemsBeyondIndex = (db: Database): { id: string; stale: boolean }[] =>
  db
    .prepare<[], { id: string; stale: number }>(
      `SELECT id, id IN (SELECT item FROM stale) AS stale FROM items
         WHERE (changed = 1 OR id IN (SELECT item FROM stale))
           AND state NOT IN ('spiked', 'killed', 'deleted', 'erased')
         ORDER BY num DESC`,
    )
    .all()
    .map(({ id, stale }) => ({ id, stale: stale !== 0 }))
