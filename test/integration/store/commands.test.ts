/** Moving, adopting, backing up, restoring and checking a desk, on both databases, ended at any moment. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { packDesk } from '../../../main/app/desk-file.ts'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { startDesk } from '../../../main/app/open-desk.ts'
import { backUp } from '../../../main/hub/commands/backup.ts'
import { check } from '../../../main/hub/commands/check.ts'
import { readMeta } from '../../../main/hub/commands/meta.ts'
import { move } from '../../../main/hub/commands/move.ts'
import { adopt, closeForGood, restore } from '../../../main/hub/commands/restore.ts'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import { openStoreAt, type Place, type Use } from '../../../main/hub/server/open-store.ts'
import { digest } from '../../../main/hub/store/rows.ts'
import { copySqliteFile } from '../../../main/hub/store/sqlite.ts'
import type { OpenStore } from '../../../main/hub/store/store.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'
import { beginHeadless, runHeadless, startHub } from '../../support/headless-hub.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'

let desk: TestDesk
let original: string
let postgres: TestPostgres
let folder: string
let schemas = 0
const opened = new Set<OpenStore>()

beforeAll(async () => {
  postgres = await startPostgres()
  desk = await openTestDesk()
  const chief = await desk.add('Hanneke de Wit', ['chief'])
  for (let at = 0; at < 8; at += 1) {
    const item = desk.make(desk.founder, at % 2 ? 'brief' : 'lead', { headline: `Kop ${at}` })
    for (let word = 0; word < 150; word += 1)
      desk.write(desk.founder, item, { headline: `Kop ${at} ${word}` })
    desk.write(desk.founder, item, { body: paragraphs('Een alinea: "é", \u0000 en 𝄞.') })
    desk.decide(desk.founder, item, { type: 'submit' })
    await desk.settle()
    const { submitted } = desk.detail(item).state
    if (at < 4 && submitted) {
      desk.decide(chief, item, { type: 'approve', revision: submitted, bypass: null })
      desk.decide(chief, item, { type: 'release' })
    }
    await desk.settle()
  }
  original = join(desk.folder, 'original.db')
  await desk.store.backup(original)
}, 120_000)
afterAll(async () => {
  await desk.remove()
  await postgres.remove()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-commands-'))
})
afterEach(async () => {
  for (const store of opened) await close(store)
  await rm(folder, { recursive: true, force: true })
})

const open = async (place: Place, use: Use = 'alone'): Promise<OpenStore> => {
  const store = await openStoreAt(place, use, nodeClock, () => undefined)
  opened.add(store)
  return store
}
const close = async (store: OpenStore): Promise<void> => {
  opened.delete(store)
  await store.close()
}

/** A folder with a desk in it, as a server has one. */
const withDesk = async (name = 'from'): Promise<{ data: string }> => {
  const data = join(folder, name)
  await mkdir(data)
  await copySqliteFile(original, join(data, 'hub.db'))
  return { data }
}
const emptyDatabase = (): Place => {
  schemas += 1
  return { database: postgres.url, schema: `move_${schemas}` }
}
const quiet = (): void => undefined

const moving = (from: OpenStore, to: OpenStore, progress: (over: number) => void = quiet) =>
  move({ from, to, toName: 'elders', progress })

describe('moving', () => {
  test('to PostgreSQL and back is the same desk: every row, the hub, the generation', async () => {
    const there = emptyDatabase()
    const from = await open(await withDesk())
    const before = await digest(from.store)
    const to = await open(there)
    const moved = await moving(from, to)
    expect(moved).toEqual({ outcome: 'moved', digest: before })
    expect(before.counts).toMatchObject({ items: 8, accounts: 2 })
    expect(before.counts['entries']).toBeGreaterThan(1200)
    expect((await check(to.store)).findings).toEqual([])

    const back = await open({ data: join(folder, 'back') })
    await moving(to, back)
    expect(await digest(back.store)).toEqual(before)
    expect((await check(back.store)).findings).toEqual([])
    for (const key of ['id', 'generation', 'secret'])
      expect(await readMeta(back.store, key)).toBe(await readMeta(from.store, key))
  })

  test('leaves a source that takes in nothing any more, and says where the desk went', async () => {
    const where = await withDesk()
    const from = await open(where)
    const there = emptyDatabase()
    const to = await open(there)
    await moving(from, to)
    const entry = await from.store.selectFrom('entries').selectAll().limit(1).executeTakeFirstOrThrow()
    const add = (store: OpenStore) =>
      store.transact((db) =>
        db
          .insertInto('entries')
          .values({ ...entry, position: 99_999, id: randomUUID() })
          .execute(),
      )
    await expect(add(from)).rejects.toMatchObject({ fault: { code: 'desk-moved' } })
    await close(from)
    await expect(open(where, 'hub')).rejects.toMatchObject({
      fault: { code: 'desk-moved', params: { to: 'elders' } },
    })
    // And a database that was left, too.
    await moving(to, await open({ data: join(folder, 'back') }))
    await expect(add(to)).rejects.toMatchObject({ fault: { code: 'desk-moved' } })
    await close(to)
    await expect(open(there, 'hub')).rejects.toMatchObject({ fault: { code: 'desk-moved' } })
  })

  test('ended after any batch goes on from there', async () => {
    const where = await withDesk()
    const there = emptyDatabase()
    const seen: number[] = []
    for (let tries = 0; ; tries += 1) {
      const [from, to] = [await open(where), await open(there)]
      let batches = 0
      const result = await moving(from, to, (over) => {
        batches += 1
        seen.push(over)
        if (batches === 1 && tries < 3) throw new Error('ended')
      }).catch(() => null)
      await close(from)
      await close(to)
      if (result) break
      await expect(
        open(there, 'hub').then((store) => readMeta(store.store, 'moving')),
      ).resolves.not.toBeNull()
      for (const store of opened) await close(store)
    }
    // Nothing twice.
    expect(seen).toEqual([...new Set(seen)])
    const to = await open(there)
    expect((await check(to.store)).findings).toEqual([])
    expect(await moving(await open(where), to)).toMatchObject({ outcome: 'was-moved' })
  })

  test('killed at any moment, again and again, ends as one whole desk', async () => {
    const where = await withDesk()
    const before = await open(where)
    const { hash, counts } = await digest(before.store)
    await close(before)
    schemas += 1
    const schema = `move_${schemas}`
    const words = ['move', '--to', postgres.url, '--schema', schema]
    for (const delay of [700, 850, 1000, 1150]) {
      const child = beginHeadless(words, where)
      const ended = new Promise((settle) => child.once('exit', settle))
      await after(delay)
      child.kill('SIGKILL')
      await ended
    }
    const { code, output, errors } = await runHeadless(words, where)
    expect({ code, errors: errors.replace(/^\{.*\n/gm, '') }).toEqual({ code: 0, errors: '' })
    expect(output).toMatch(/^(Moved|Was moved before), and verified:/m)
    const to = await open({ database: postgres.url, schema })
    expect(await digest(to.store)).toEqual({ hash, counts })
  }, 60_000)

  test('refuses a target that holds another desk, and leaves the source open', async () => {
    const where = await withDesk()
    const from = await open(where)
    const to = await open(emptyDatabase())
    await to.transact((db) => db.insertInto('meta').values({ key: 'id', value: randomUUID() }).execute())
    await expect(moving(from, to)).rejects.toThrow('This store holds another desk.')
    await close(from)
    await expect(open(where, 'hub')).resolves.toBeDefined()
  })

  test('refuses while a hub runs', async () => {
    const where = await withDesk()
    const other = await open(where, 'hub')
    await expect(open(where)).rejects.toMatchObject({ fault: { code: 'desk-open-elsewhere' } })
    await close(other)
    const there = emptyDatabase()
    await open(there, 'hub')
    await expect(open(there)).rejects.toThrow('A hub is running on this store. Stop it first.')
  })
})

describe('adopting', () => {
  test('a saved desk becomes a desk of its own, with its people, and the file stays as it is', async () => {
    const file = join(folder, 'redactie.kopij')
    await packDesk(desk, deskFolder(desk.folder, desk.desk.id), file, 'test')
    const bytes = await readFile(file)
    const { code, output } = await runHeadless(['adopt', file], { data: join(folder, 'server') })
    expect(code).toBe(0)
    expect(output).toContain('Adopted, and verified: ')
    expect(await readFile(file)).toEqual(bytes)

    const hub = await startHub({ data: join(folder, 'server') })
    expect(hub.invitation).toBeNull()
    await hub.stop()
    const there = await open({ data: join(folder, 'server') })
    expect(await readMeta(there.store, 'id')).not.toBe(desk.hub.id)
    expect(await readMeta(there.store, 'desk')).not.toBe(desk.desk.id)
    const { counts } = await digest(there.store)
    expect(counts).toMatchObject({ items: 8, accounts: 2, places: 0 })
    expect((await check(there.store)).findings).toEqual([])
  }, 60_000)

  test('a desk out of the folder of the app is closed there, and the app says that it moved', async () => {
    const id = desk.desk.id
    const app = deskFolder(join(folder, 'app'), id)
    await mkdir(app.path, { recursive: true })
    await copyFile(original, app.hub)
    await desk.db.backup(app.replica)
    const to = await open(emptyDatabase())
    await adopt({
      file: app.hub,
      to,
      progress: quiet,
      closeSource: ({ counts }) => closeForGood(app.hub, 'postgresql://db/kopij', counts['entries'] ?? 0),
    })
    await expect(startDesk(id, app, desk.clock, quiet)).rejects.toMatchObject({
      fault: { code: 'desk-moved', params: { to: 'postgresql://db/kopij' } },
    })
  })
})

describe('backup and restore', () => {
  test.each(['SQLite', 'PostgreSQL'])(
    'a drill on %s: lost, restored, and known as another generation',
    async (kind) => {
      const where = await withDesk()
      const place: Place = kind === 'SQLite' ? where : emptyDatabase()
      if (kind !== 'SQLite') await moving(await open(where), await open(place))
      for (const store of opened) await close(store)

      // While the hub has it open.
      const hub = await open(place, 'hub')
      const backup = join(folder, 'backup.db')
      const made = await backUp(
        'data' in place ? { file: join(place.data, 'hub.db') } : { store: hub },
        backup,
      )
      expect(made).toEqual(await digest(hub.store))
      const generation = Number(await readMeta(hub.store, 'generation'))
      const id = await readMeta(hub.store, 'id')
      expect((await readdir(folder)).filter((name) => name.startsWith('backup'))).toEqual(['backup.db'])

      // The machine is gone; a new one, with an empty store of the same kind.
      const bytes = await readFile(backup)
      const fresh: Place = kind === 'SQLite' ? { data: join(folder, 'fresh') } : emptyDatabase()
      const to = await open(fresh)
      const restored = await restore({ file: backup, to, now: 1_795_350_485_677, progress: quiet })
      expect(restored).toEqual(made)
      expect(await readFile(backup)).toEqual(bytes)
      expect(await readMeta(to.store, 'id')).toBe(id)
      expect(Number(await readMeta(to.store, 'generation'))).toBeGreaterThan(generation)
      expect((await check(to.store)).findings).toEqual([])
      await expect(restore({ file: backup, to, now: 0, progress: quiet })).rejects.toThrow(
        'holds that desk already',
      )
    },
  )

  test('a restore that was ended goes on', async () => {
    const backup = join(folder, 'backup.db')
    await backUp({ file: join((await withDesk()).data, 'hub.db') }, backup)
    const to = await open(emptyDatabase())
    const ended = () => {
      throw new Error('ended')
    }
    await expect(restore({ file: backup, to, now: 1, progress: ended })).rejects.toThrow('ended')
    await restore({ file: backup, to, now: 1, progress: quiet })
    expect((await check(to.store)).findings).toEqual([])
  })

  test('a backup overwrites nothing, and a damaged one gets no name', async () => {
    const { data } = await withDesk()
    const backup = join(folder, 'backup.db')
    await backUp({ file: join(data, 'hub.db') }, backup)
    await expect(backUp({ file: join(data, 'hub.db') }, backup)).rejects.toThrow('This file is there already')
    await rm(join(data, 'hub.db'))
    await copyFile(import.meta.filename, join(data, 'hub.db'))
    await expect(backUp({ file: join(data, 'hub.db') }, join(folder, 'next.db'))).rejects.toMatchObject({
      fault: { code: 'database-damaged' },
    })
    expect(existsSync(join(folder, 'next.db'))).toBe(false)
  })
})

describe('checking', () => {
  const tampered = async (sql: string): Promise<string[]> => {
    const { data } = await withDesk()
    const file = new Sqlite(join(data, 'hub.db'))
    file.exec(sql)
    file.close()
    return (await check((await open({ data })).store)).findings
  }

  test.each([
    ['a hole', 'DELETE FROM entries WHERE position = 700', /position 700: a hole in the feed/],
    [
      'a decision that was changed',
      "UPDATE entries SET author = 'hub' WHERE kind = 'event' AND position = (SELECT max(position) FROM entries WHERE kind = 'event')",
      /the chain of its item is broken/,
    ],
    [
      'a revision that was changed',
      "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), 'Kop', 'Kip') AS BLOB) WHERE kind = 'revision' AND position = (SELECT min(position) FROM entries WHERE kind = 'revision')",
      /a revision is not what its name says/,
    ],
    [
      'a state that was changed',
      `UPDATE items SET state = replace(state, '"published"', '"draft"')`,
      /its state is not what the feed makes of it/,
    ],
    [
      'an entry that cannot be read',
      "UPDATE entries SET head = '{' WHERE position = 700",
      /position 700: it cannot be read/,
    ],
    [
      'an item that nobody made',
      "INSERT INTO items (id, kind, state, begun) SELECT 'x', kind, state, 1 FROM items LIMIT 1",
      /item x: it is not in the feed/,
    ],
    [
      'a role that nobody gave',
      `UPDATE register SET value = replace(value, '"chief"', '"admin"') WHERE kind = 'person'`,
      /register, person .*: it is not what the feed says last/,
    ],
    [
      'a person who was taken away',
      "DELETE FROM register WHERE kind = 'person'",
      /register, person .*: it is in the feed only/,
    ],
    [
      'a section that nobody made',
      `INSERT INTO register VALUES ('section', 'x', '{}')`,
      /register, section x: it is not in the feed/,
    ],
    [
      'settings that cannot be read',
      "UPDATE register SET value = '{' WHERE kind = 'settings'",
      /register, settings .*: it is not what the feed says last/,
    ],
  ])('finds %s', async (_, sql, finding) => {
    expect((await tampered(sql)).join('\n')).toMatch(finding)
  })
})
