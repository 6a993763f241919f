import type { Database } from './driver.ts'

/**
 * How many lines the tray has for what waits: a run of typing by one person in one item is one, and a revision goes
 * along with the decision that names it. Reads every waiting row.
 */
export const countWaitingLines = (db: Database): number =>
  db
    .prepare<[], { n: number }>(
      `SELECT count(*) AS n FROM (
         SELECT kind, item, author, lag(kind) OVER earlier AS kind1, lag(item) OVER earlier AS item1,
           lag(author) OVER earlier AS author1
         FROM entries WHERE status = 'waiting' AND kind <> 'revision' WINDOW earlier AS (ORDER BY row)
       ) WHERE kind <> 'update' OR kind1 IS NOT 'update' OR item1 IS NOT item OR author1 IS NOT author`,
    )
    .get()?.n ?? 0
