/**
 * A store as rows: what a move copies, what a backup is measured by. The same rows give the same digest on SQLite and on
 * PostgreSQL.
 */
import { createHash } from 'node:crypto'
import { type Kysely, type Selectable, sql } from 'kysely'
import { onPostgres } from './column-types.ts'
import type { Reader, Tables } from './tables.ts'

type Row = Record<string, unknown>
type AnyTables = Kysely<Record<string, Row>>

/** Every table beside the feed, with its key. A table that is missing here does not compile. */
export const KEYS: Readonly<Record<Exclude<keyof Tables, 'entries'>, readonly string[]>> = {
  meta: ['key'],
  refusals: ['id'],
  items: ['id'],
  revisions: ['item', 'hash'],
  register: ['kind', 'id'],
  accounts: ['person'],
  places: ['target'],
  devices: ['person', 'id'],
  tokens: ['hash'],
  invitations: ['id'],
  tries: ['key'],
  item_epochs: ['item', 'epoch'],
  deliveries: ['id'],
}
const TABLES = Object.entries(KEYS)

/** What a move keeps about itself; no part of the desk. */
const OF_MOVES = ['moved', 'moving']

const BATCH = 500

const any = (db: Reader): AnyTables => db as unknown as AnyTables

/** The rows of a table in the order of its key, a batch at a time, the same order on every database. */
async function* batches(db: Reader, table: string, keys: readonly string[]): AsyncGenerator<Row[]> {
  const onServer = onPostgres(db as Kysely<unknown>)
  for (let offset = 0; ; offset += BATCH) {
    let query = any(db).selectFrom(table).selectAll()
    // Bytes, as SQLite compares: a server's language must not decide.
    for (const key of keys)
      query = query.orderBy(onServer && key !== 'epoch' ? sql`${sql.ref(key)} collate "C"` : sql.ref(key))
    const rows = await query.limit(BATCH).offset(offset).execute()
    if (rows.length > 0) yield rows
    if (rows.length < BATCH) return
  }
}

/** The feed after a position, a batch at a time. */
export async function* feedBatches(
  db: Reader,
  after: number,
): AsyncGenerator<Selectable<Tables['entries']>[]> {
  let last = after
  for (;;) {
    const rows = await db
      .selectFrom('entries')
      .selectAll()
      .where('position', '>', last)
      .orderBy('position')
      .limit(BATCH)
      .execute()
    const end = rows.at(-1)
    if (!end) return
    yield rows
    last = end.position
  }
}

const insert = async (db: Reader, table: string, rows: readonly Row[]): Promise<void> => {
  // A statement has room for so many values only.
  for (let at = 0; at < rows.length; at += 100)
    await any(db)
      .insertInto(table)
      .values(rows.slice(at, at + 100))
      .execute()
}

/** Puts a stretch of the feed into another store. */
export const putFeed = (db: Reader, rows: readonly Row[]): Promise<void> => insert(db, 'entries', rows)

const isOfMoves = (table: string, row: Row): boolean =>
  table === 'meta' && OF_MOVES.includes(String(row['key']))

/** Makes every table beside the feed in `to` what it is in `from`. In one transaction of `to`. */
export const replaceTables = async (from: Reader, to: Reader): Promise<void> => {
  for (const [table, keys] of TABLES) {
    let clear = any(to).deleteFrom(table)
    if (table === 'meta') clear = clear.where('key', 'not in', OF_MOVES)
    await clear.execute()
    for await (const rows of batches(from, table, keys))
      await insert(
        to,
        table,
        rows.filter((row) => !isOfMoves(table, row)),
      )
  }
}

/** How much of each table there is, and one hash over all of it. Two stores with the same digest hold the same desk. */
export type Digest = { counts: Readonly<Record<string, number>>; hash: string }

const told = (row: Row): string =>
  Object.entries(row)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => {
      const said = value instanceof Uint8Array ? Buffer.from(value).toString('base64') : JSON.stringify(value)
      return `${name}=${said}`
    })
    .join('\n')

/** Goes through everything: the feed as a chain of hashes, then every other table in the order of its key. */
export const digest = async (db: Reader): Promise<Digest> => {
  const counts: Record<string, number> = { entries: 0 }
  let chain = ''
  const add = (rows: readonly Row[]): void => {
    for (const row of rows) chain = createHash('sha256').update(chain).update(told(row)).digest('hex')
  }
  for await (const rows of feedBatches(db, 0)) {
    add(rows)
    counts['entries'] = (counts['entries'] ?? 0) + rows.length
  }
  for (const [table, keys] of TABLES) {
    let count = 0
    chain = createHash('sha256').update(chain).update(table).digest('hex')
    for await (const rows of batches(db, table, keys)) {
      const kept = rows.filter((row) => !isOfMoves(table, row))
      add(kept)
      count += kept.length
    }
    counts[table] = count
  }
  return { counts, hash: chain }
}

/** The differences of two digests in words; empty when they say the same. */
export const differences = (a: Digest, b: Digest): string[] => {
  const found = Object.keys(a.counts).filter((table) => a.counts[table] !== b.counts[table])
  if (found.length > 0)
    return found.map((table) => `${table}: ${a.counts[table] ?? 0} there, ${b.counts[table] ?? 0} here`)
  return a.hash === b.hash ? [] : ['the rows are as many, but not the same']
}

/** Reads that all see one moment, however long they take and whatever is written meanwhile. */
export const atOneMoment = async <T>(store: Kysely<Tables>, work: (db: Reader) => Promise<T>): Promise<T> =>
  onPostgres(store as unknown as Kysely<unknown>)
    ? await store.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
    : await store.transaction().execute(work)
