/** What the hub's store says when the disk fails it in a transaction: a fault that whoever asked can be told about. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSqliteStore, type SqliteStore } from '../../../../main/hub/store/sqlite.ts'
import type { Reader } from '../../../../main/hub/store/tables.ts'
import { faultOf } from '../../../../shared/errors.ts'

let folder: string
let store: SqliteStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-store-'))
  store = await openSqliteStore(join(folder, 'hub.db'), async () => undefined)
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

const put = (db: Reader, key: string, value: string) => db.insertInto('meta').values({ key, value }).execute()
const keys = async (): Promise<string[]> =>
  (await store.store.selectFrom('meta').select('key').execute()).map(({ key }) => key)
const fault = (work: (db: Reader) => Promise<unknown>): Promise<string> =>
  store.transact(work).then(
    () => 'none',
    (error: unknown) => faultOf(error).code,
  )

/** As a disk on which the file can grow no more. */
const fill = async (): Promise<void> => {
  const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(store.store)
  await sql`PRAGMA max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(store.store)
}

test('a disk that is full is called so, and what was begun is taken back', async () => {
  await fill()
  expect(
    await fault(async (db) => {
      await put(db, 'eerst', 'past nog')
      await put(db, 'dan', 'x'.repeat(200_000))
    }),
  ).toBe('disk-full')
  await sql`PRAGMA max_page_count = 1000000`.execute(store.store)
  expect(await keys()).toEqual([])
  expect(await fault((db) => put(db, 'later', 'x'.repeat(200_000)))).toBe('none')
})

test('what the database took back by itself keeps its reason', async () => {
  expect(
    await fault(async (db) => {
      await put(db, 'eerst', 'weg')
      // SQLite ends the transaction itself on some errors of the disk; there is nothing left then to take back.
      await sql`ROLLBACK`.execute(db)
      throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL')
    }),
  ).toBe('disk-full')
  expect(await keys()).toEqual([])
})

test('a disk that cannot be written or read, and a file that is damaged, are called so as well', async () => {
  for (const [code, says] of [
    ['SQLITE_READONLY_DBMOVED', 'disk-read-only'],
    ['SQLITE_IOERR_WRITE', 'disk-error'],
    ['SQLITE_CORRUPT', 'database-damaged'],
    // Our own mistakes are nobody's disk, and a wait that was too long is no other Kopij.
    ['SQLITE_CONSTRAINT_UNIQUE', 'internal'],
    ['SQLITE_BUSY', 'internal'],
  ] as const)
    expect([code, await fault(() => Promise.reject(new Sqlite.SqliteError('x', code)))]).toEqual([code, says])
})
