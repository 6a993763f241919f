import { type Kysely, PostgresAdapter } from 'kysely'

/** Whether queries go to PostgreSQL. */
export const onPostgres = (db: Kysely<unknown>): boolean =>
  db.getExecutor().adapter instanceof PostgresAdapter

/**
 * The types of columns on the database at hand. SQLite's integers are as large as a number gets; PostgreSQL's are not
 * large enough for milliseconds, and its `bigint` is. Both are numbers again when they are read.
 */
export const columnTypes = (db: Kysely<unknown>) =>
  onPostgres(db)
    ? ({ integer: 'bigint', bytes: 'bytea' } as const)
    : ({ integer: 'integer', bytes: 'blob' } as const)
