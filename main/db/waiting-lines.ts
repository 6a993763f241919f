import { type Database, statement } from './driver.ts'

/** What the tray has, and where counting left off: the first and the last row that waited and can begin a line. */
export type CountedLines = { first: number; last: number; rows: number; lines: number }

/** The first and last waiting row that can begin a line; null when there is none. */
const findEnds = (db: Database): { first: number; last: number } | null => {
  const first = statement<[], { row: number }>(
    db,
    "SELECT row FROM entries WHERE status = 'waiting' AND kind <> 'revision' ORDER BY row LIMIT 1",
  ).get()
  const last = statement<[], { row: number }>(
    db,
    "SELECT row FROM entries WHERE status = 'waiting' AND kind <> 'revision' ORDER BY row DESC LIMIT 1",
  ).get()
  return first === undefined || last === undefined ? null : { first: first.row, last: last.row }
}

const isWaiting = (db: Database, row: number): boolean =>
  statement<[number], unknown>(db, "SELECT 1 FROM entries WHERE row = ? AND status = 'waiting'").get(row) !==
  undefined

const countFrom = (db: Database, row: number): { rows: number; lines: number } =>
  statement<[number], { rows: number; lines: number }>(
    db,
    `SELECT count(*) AS rows, coalesce(sum(
         kind <> 'update' OR kind1 IS NOT 'update' OR item1 IS NOT item OR author1 IS NOT author
       ), 0) AS lines FROM (
       SELECT kind, item, author, lag(kind) OVER earlier AS kind1, lag(item) OVER earlier AS item1,
         lag(author) OVER earlier AS author1
       FROM entries WHERE status = 'waiting' AND kind <> 'revision' AND row >= ? WINDOW earlier AS (ORDER BY row)
     )`,
  ).get(row) ?? { rows: 0, lines: 0 }

/**
 * How many lines the tray has for what waits: a run of typing by one person in one item is one, and a revision goes
 * along with the decision that names it. Null when nothing waits. Reads every waiting row.
 */
export const countWaitingLines = (db: Database): CountedLines | null => {
  const ends = findEnds(db)
  return ends && { ...ends, ...countFrom(db, ends.first) }
}

/** The same, reading only what has come since; null when some of what was counted may wait no more. */
export const countMoreLines = (db: Database, before: CountedLines): CountedLines | null => {
  const ends = findEnds(db)
  if (ends?.first !== before.first || !isWaiting(db, before.last)) return null
  // The last row that was counted is read again, as what the next one may go on with.
  const { rows, lines } = countFrom(db, before.last)
  return { ...ends, rows: before.rows + rows - 1, lines: before.lines + lines - 1 }
}
