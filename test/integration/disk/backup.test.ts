/** Backups: verified before they count, one a day, two weeks of them (R20). */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backUp, backUpDaily } from '../../../main/db/backup.ts'
import { openTestDesk, type TestDesk } from '../../support/desk.ts'

describe('one backup', () => {
  let folder: string
  let db: Sqlite.Database
  const write = (to: string) => db.backup(to)
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kopij-kopie-'))
    db = new Sqlite(join(folder, 'bron.db'))
    db.pragma('journal_mode = WAL')
    db.exec("CREATE TABLE t (woord TEXT); INSERT INTO t VALUES ('kopij')")
  })
  afterEach(async () => {
    db.close()
    await rm(folder, { recursive: true })
  })

  test('is one file that needs nothing beside it', async () => {
    await backUp(write, join(folder, 'b'), 'een.db')
    expect(await readdir(join(folder, 'b'))).toEqual(['een.db'])
    const copy = new Sqlite(join(folder, 'b', 'een.db'), { readonly: true })
    expect(copy.prepare('SELECT woord FROM t').all()).toEqual([{ woord: 'kopij' }])
    expect(copy.pragma('journal_mode', { simple: true })).toBe('delete')
    copy.close()
    expect(await readdir(join(folder, 'b'))).toEqual(['een.db'])
  })

  test('that is damaged never gets its name, and takes none away', async () => {
    await backUp(write, join(folder, 'b'), 'een.db')
    const good = await readFile(join(folder, 'b', 'een.db'))
    const damaged = async (to: string): Promise<void> => {
      await db.backup(to)
      const bytes = await readFile(to)
      bytes.fill(0xff, 4096, 4200)
      await writeFile(to, bytes)
    }
    await expect(backUp(damaged, join(folder, 'b'), 'een.db')).rejects.toMatchObject({
      fault: { code: 'database-damaged' },
    })
    const halfway = (to: string): Promise<void> => writeFile(to, 'halverwege')
    await expect(backUp(halfway, join(folder, 'b'), 'twee.db')).rejects.toMatchObject({
      fault: { code: 'database-damaged' },
    })
    expect(await readdir(join(folder, 'b'))).toEqual(['een.db'])
    expect(await readFile(join(folder, 'b', 'een.db'))).toEqual(good)
  })

  test('that was killed halfway does not get in the way of the next', async () => {
    await backUp(write, join(folder, 'b'), 'een.db')
    await writeFile(join(folder, 'b', 'een.db.unverified'), 'halverwege')
    await backUp(write, join(folder, 'b'), 'een.db')
    expect(await readdir(join(folder, 'b'))).toEqual(['een.db'])
  })

  test('a day has one, and two weeks stay, beside what is kept for other reasons', async () => {
    await backUp(write, folder, 'replica-before-5.db')
    for (let day = 1; day <= 20; day += 1) {
      const name = `2026-11-${String(day).padStart(2, '0')}`
      expect(await backUpDaily(write, folder, 'replica', name)).toBe(true)
      expect(await backUpDaily(write, folder, 'replica', name)).toBe(false)
      await backUpDaily(write, folder, 'hub', name)
    }
    const names = (await readdir(folder)).filter((name) => name !== 'bron.db' && !name.startsWith('bron.db-'))
    expect(names).toContain('replica-before-5.db')
    for (const stem of ['replica', 'hub']) {
      const kept = names.filter((name) => name.startsWith(`${stem}-2026`)).sort()
      expect(kept).toHaveLength(14)
      expect([kept[0], kept.at(-1)]).toEqual([`${stem}-2026-11-07.db`, `${stem}-2026-11-20.db`])
    }
  })
})

describe('a desk that runs', () => {
  let desk: TestDesk
  beforeEach(async () => {
    desk = await openTestDesk()
  })
  afterEach(async () => {
    await desk.remove()
  })

  test('backs both of its databases up by itself, every day', async () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Bewaard' })
    await desk.settle()
    const backups = join(desk.folder, 'desks', desk.desk.id, 'backups')
    const done = desk.logged('backed-up')
    desk.clock.advance(16_000)
    await done
    expect((await readdir(backups)).sort()).toEqual(['hub-2026-11-18.db', 'replica-2026-11-18.db'])
    const copy = new Sqlite(join(backups, 'replica-2026-11-18.db'), { readonly: true })
    expect(copy.prepare('SELECT headline FROM items WHERE id = ?').get(item)).toEqual({ headline: 'Bewaard' })
    copy.close()
    desk.log.length = 0
    const next = desk.logged('backed-up')
    // The care that just ended plans the next one when it is done, and the test's clock waits for nobody.
    let over = false
    void next.then(() => {
      over = true
    })
    while (!over) {
      desk.clock.advance(3_600_000)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect((await readdir(backups)).filter((name) => name.startsWith('replica-')).length).toBeGreaterThan(1)
  })
})
