/** The hub's store on SQLite: made whole or not at all. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openDatabase } from '../../../../main/db/driver.ts'
import { begin } from '../../../../main/hub/store/migrations/010-begin.ts'
import { openSqliteStore } from '../../../../main/hub/store/sqlite.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-store-'))
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

test('a migration that broke off halfway leaves nothing behind and is done the next time', async () => {
  const path = join(folder, 'hub.db')
  const whole = begin.up
  vi.spyOn(begin, 'up').mockImplementationOnce(async (db) => {
    await whole(db)
    throw new Error('the power went')
  })
  await expect(openSqliteStore(path, async () => undefined)).rejects.toThrow('the power went')

  const db = openDatabase(path)
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE name IN ('meta', 'entries', 'deliveries')")
    .all()
  db.close()
  expect(tables).toEqual([])

  const { store, close } = await openSqliteStore(path, async () => undefined)
  expect(await store.selectFrom('deliveries').selectAll().execute()).toEqual([])
  await close()
})
