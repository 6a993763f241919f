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

/** How a row's values are written down; `rowAt` says it of each of them. */
type Manner = { name: string; rowAt(at: number): string }

const ANYHOW: Manner = { name: 'anyhow', rowAt: () => `(${COLUMNS.map(() => '?').join()})` }
const NUMBERED: Manner = {
  name: 'numbered',
  rowAt: (at) => `(${COLUMNS.map((_, column) => `$${at * COLUMNS.length + column + 1}`).join()})`,
}
const ALIKE: Manner = {
  name: 'alike',
  rowAt: (at) => `(@position + ${at}, ?, ?, @kind, @author, @replica, ?, ?, @head, ?, @acceptedAt, NULL)`,
}

const made = new Map<string, string>()

/** The statement for so many rows; for those of a full one it is written once. */
const insertOf = (count: number, { name, rowAt }: Manner): string => {
  const key = `${count} ${name}`
  const known = made.get(key)
  if (known !== undefined) return known
  const rows = Array.from({ length: count }, (_, at) => rowAt(at))
  const statement = `INSERT INTO entries (${COLUMNS.map((column) => `"${column}"`).join()}) VALUES ${rows.join()}`
  if (count === ROWS_AT_ONCE) made.set(key, statement)
  return statement
}

/** A statement that is asked with one of these at its end has values by name as well: see `withStatements` in sqlite.ts. */
export type Named = Readonly<Record<string, string | number>>

/**
 * What text of one hand, accepted together, has in common; null for anything else. It is handed to SQLite once for all of
 * them: that is the way in which somebody comes back who wrote for hours without a network.
 */
const commonOf = (rows: readonly EntryRow[]): Named | null => {
  const [first] = rows
  if (!first) return null
  const { position, kind, author, replica, head, accepted_at: acceptedAt } = first
  const alike = rows.every(
    (row, at) =>
      row.position === position + at &&
      row.kind === kind &&
      row.author === author &&
      row.replica === replica &&
      row.head === head &&
      row.accepted_at === acceptedAt &&
      row.chain === null,
  )
  return alike ? { position, kind, author, replica, head, acceptedAt } : null
}

const queryOf = (rows: readonly EntryRow[], numbered: boolean): CompiledQuery => {
  const values: unknown[] = []
  const common = numbered ? null : commonOf(rows)
  if (common) {
    for (const { id, item, seq, at, body } of rows) values.push(id, item, seq, at, body)
    return CompiledQuery.raw(insertOf(rows.length, ALIKE), [...values, common])
  }
  for (const row of rows) for (const column of COLUMNS) values.push(row[column])
  return CompiledQuery.raw(insertOf(rows.length, numbered ? NUMBERED : ANYHOW), values)
}

/** Adds rows to the feed, in the order given. */
export const insertEntries = async (db: Reader, rows: readonly EntryRow[]): Promise<void> => {
  const numbered = onPostgres(db as Kysely<unknown>)
  for (let begin = 0; begin < rows.length; begin += ROWS_AT_ONCE)
    await db.executeQuery(queryOf(rows.slice(begin, begin + ROWS_AT_ONCE), numbered))
}
