/** Databases of another version: a newer one is refused untouched, an older one is kept before it is changed (R18). */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { startDesk } from '../../../main/app/open-desk.ts'
import { backUp } from '../../../main/db/backup.ts'
import { readUserVersion } from '../../../main/db/driver.ts'
import { openReplica, SCHEMA_VERSION } from '../../../main/db/migrate.ts'
import { openSqliteStore } from '../../../main/hub/store/sqlite.ts'
import { openTestDesk, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let folder: ReturnType<typeof deskFolder>
beforeEach(async () => {
  desk = await openTestDesk()
  folder = deskFolder(desk.folder, desk.desk.id)
  desk.make(desk.founder, 'lead', { headline: 'Kop' })
  await desk.settle()
})
afterEach(async () => {
  await desk.remove()
})

const change = (path: string, sql: string): void => {
  const db = new Sqlite(path)
  db.exec(sql)
  db.close()
}
const open = () => startDesk(desk.desk.id, folder, desk.clock, () => undefined)

/** Every file of the desk's folder with its bytes. */
const files = async (): Promise<Record<string, string>> => {
  const names = (await readdir(folder.path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    await Promise.all(names.sort().map(async (name) => [name, (await readFile(name)).toString('base64')])),
  )
}

describe('a database that is newer than this build', () => {
  test('is refused, and not a byte of it or beside it changes', async () => {
    await desk.stop()
    change(folder.replica, 'PRAGMA user_version = 9990')
    const before = await files()
    for (const again of [1, 2]) {
      await expect(open(), `attempt ${again}`).rejects.toMatchObject({
        fault: { code: 'database-newer', params: { found: 9990 } },
      })
      expect(await files()).toEqual(before)
    }
    expect(Object.keys(before).some((name) => name.endsWith('-wal'))).toBe(false)
  })

  test('is refused as well when only its log says that it is newer, as after a crash', async () => {
    await desk.stop()
    const newer = new Sqlite(folder.replica)
    newer.pragma('journal_mode = WAL')
    newer.pragma('user_version = 9990')
    const [main, log] = [await readFile(folder.replica), await readFile(`${folder.replica}-wal`)]
    newer.close()
    await writeFile(folder.replica, main)
    await writeFile(`${folder.replica}-wal`, log)
    await expect(open()).rejects.toMatchObject({ fault: { code: 'database-newer' } })
    expect(await readFile(folder.replica)).toEqual(main)
    expect(await readFile(`${folder.replica}-wal`)).toEqual(log)
  })

  test('is refused when it is the hub’s, with both databases as they were', async () => {
    await desk.stop()
    change(folder.hub, "INSERT INTO kysely_migration VALUES ('990-later', '2031-01-01')")
    const before = await files()
    await expect(open()).rejects.toMatchObject({
      fault: { code: 'database-newer', params: { found: '990-later' } },
    })
    expect(await files()).toEqual(before)
  })

  test('is looked at without opening it', async () => {
    await desk.stop()
    const before = await files()
    expect(readUserVersion(folder.replica)).toBe(SCHEMA_VERSION)
    expect(readUserVersion(join(folder.path, 'geen.db'))).toBeNull()
    expect(await files()).toEqual(before)
  })
})

describe('a database that is older', () => {
  const keep = (found: Sqlite.Database, from: number) =>
    backUp((to) => found.backup(to), folder.backups, `replica-before-${from}.db`)

  test('is kept first, whole, and then brought up to date', async () => {
    const path = join(desk.folder, 'oud.db')
    change(path, "PRAGMA user_version = 5; CREATE TABLE ooit (woord TEXT); INSERT INTO ooit VALUES ('kopij')")
    const db = await openReplica(path, keep)
    expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION)
    db.close()
    const kept = new Sqlite(join(folder.backups, 'replica-before-5.db'), { readonly: true })
    expect(kept.pragma('user_version', { simple: true })).toBe(5)
    expect(kept.prepare('SELECT woord FROM ooit').all()).toEqual([{ woord: 'kopij' }])
    kept.close()
  })

  test('stays as it is when it could not be kept', async () => {
    const path = join(desk.folder, 'oud.db')
    change(path, 'PRAGMA user_version = 5; CREATE TABLE ooit (woord TEXT)')
    await writeFile(folder.backups, 'een bestand waar de map moet staan')
    await expect(openReplica(path, keep)).rejects.toThrow()
    expect(readUserVersion(path)).toBe(5)
  })

  test('stays as it is when a step of the migration fails', async () => {
    const path = join(desk.folder, 'oud.db')
    // A table that the first step wants to make is there already.
    change(path, 'PRAGMA user_version = 5; CREATE TABLE targets (woord TEXT)')
    await expect(openReplica(path, keep)).rejects.toThrow()
    const db = new Sqlite(path)
    expect(db.pragma('user_version', { simple: true })).toBe(5)
    expect(db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()).toEqual([
      { name: 'targets' },
    ])
    db.close()
  })

  test('is kept first when it is a hub’s too', async () => {
    const path = join(desk.folder, 'oude-hub.db')
    change(
      path,
      `CREATE TABLE kysely_migration (name TEXT PRIMARY KEY, timestamp TEXT NOT NULL);
       CREATE TABLE ooit (woord TEXT)`,
    )
    await mkdir(folder.backups, { recursive: true })
    const kept = join(folder.backups, 'hub-before.db')
    const store = await openSqliteStore(path, (backup) => backUp(backup, folder.backups, 'hub-before.db'))
    await store.close()
    const db = new Sqlite(kept, { readonly: true })
    expect(db.prepare("SELECT name FROM sqlite_master WHERE name = 'ooit'").all()).toHaveLength(1)
    expect(db.prepare("SELECT name FROM sqlite_master WHERE name = 'entries'").all()).toHaveLength(0)
    db.close()
  })
})
