import { type Kysely, type RawBuilder, sql } from 'kysely'
import { onPostgres } from './column-types.ts'
import type { Reader } from './tables.ts'

/**
 * Whether a column is one of many texts, for questions about a whole push: one value, and so one statement, however many
 * they are. Writing a thousand of them into a statement costs more than looking for them.
 */
export const amongOn = (db: Reader): ((column: string, texts: readonly string[]) => RawBuilder<boolean>) =>
  onPostgres(db as Kysely<unknown>)
    ? (column, texts) => sql<boolean>`${sql.ref(column)} = any(${[...texts]}::text[])`
    : (column, texts) =>
        sql<boolean>`${sql.ref(column)} in (select value from json_each(${JSON.stringify(texts)}))`
