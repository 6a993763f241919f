/**
 * Many rows of the feed in one statement. It is written here by hand: making a tree of thousands of values and words of
 * the tree costs more than the rows.
 */
import { CompiledQuery, type Kysely } from 'kysely'
import { onPostgres } from './column-types.ts'
import type { Reader, Tables } from './tables.ts'

/** A whole push at once, and a statement that is always the same; SQLite takes 32,766 values in a statement, PostgreSQL 65,535. */
const ROWS_AT_ONCE = 500
const COLUMNS = [
  ...(['position', 'id', 'item', 'kind', 'author', 'replica', 'seq', 'at', 'head', 'body'] as const),
  ...(['accepted_at', 'chain'] as const),
] satisfies readonly (keyof Tables['entries'])[]

/** A row of the feed with the place that it was allotted. */
export type EntryRow = Omit<Tables['entries'], 'position'> & { position: number }

const made = new Map<string, string>()

/** The statement for so many rows; for those of a full one it is written once. */
const insertOf = (count: number, numbered: boolean): string => {
  const key = `${count} ${numbered}`
  const known = made.get(key)
  if (known !== undefined) return known
  const rowAt = (at: number): string =>
    `(${COLUMNS.map((_, column) => (numbered ? `$${at * COLUMNS.length + column + 1}` : '?')).join()})`
  const rows = Array.from({ length: count }, (_, at) => rowAt(at))
  const statement = `INSERT INTO entries (${COLUMNS.map((name) => `"${name}"`).join()}) VALUES ${rows.join()}`
  if (count === ROWS_AT_ONCE) made.set(key, statement)
  return statement
}

/** Adds rows to the feed, in the order given. */
export const insertEntries = async (db: Reader, rows: readonly EntryRow[]): Promise<void> => {
  const numbered = onPostgres(db as Kysely<unknown>)
  for (let begin = 0; begin < rows.length; begin += ROWS_AT_ONCE) {
    const some = rows.slice(begin, begin + ROWS_AT_ONCE)
    const values: unknown[] = []
    for (const row of some) for (const column of COLUMNS) values.push(row[column])
    await db.executeQuery(CompiledQuery.raw(insertOf(some.length, numbered), values))
  }
}
