/** The backups that a server makes by itself: one a day, verified, so many and no more, and nothing of what was erased. */

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lonelyBus } from '../../../main/hub/bus.ts'
import { check } from '../../../main/hub/commands/check.ts'
import { withCopyOf } from '../../../main/hub/commands/restore.ts'
import { readConfig } from '../../../main/hub/server/config.ts'
import { keepBackups } from '../../../main/hub/server/daily-backups.ts'
import { keptBefore, openStoreAt } from '../../../main/hub/server/open-store.ts'
import { digest } from '../../../main/hub/store/rows.ts'
import { copySqliteFile } from '../../../main/hub/store/sqlite.ts'
import { NEW_ITEM } from '../../../shared/domain/item-state.ts'
import { STATE_TEXTS } from '../../../shared/domain/state-texts.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import { createWriter, openTestHub, type TestHub } from '../../support/hub.ts'

const DAY = 86_400_000
let hub: TestHub
let folder: string
let stop: () => Promise<void>
const said: string[] = []
let planned: () => void
beforeEach(async () => {
  hub = await openTestHub()
  folder = join(hub.folder, 'backups')
  planned = () => undefined
})
afterEach(async () => {
  await stop()
  await hub.remove()
})

const keep = (days: number, leads = true): void => {
  stop = keepBackups({
    store: { ...hub.store, bus: { ...lonelyBus, leads: () => leads } },
    from: { file: join(hub.folder, 'hub.db') },
    folder,
    keep: days,
    clock: {
      now: hub.clock.now,
      after(delay, run) {
        const cancel = hub.clock.after(delay, run)
        planned()
        return cancel
      },
    },
    log: (event) => said.push(event),
  })
}
/** Lets so much time go by, and answers what was said until the next look was planned. */
const lookAfter = async (ms: number): Promise<string[]> => {
  said.length = 0
  const over = new Promise<void>((settle) => {
    planned = settle
  })
  hub.clock.advance(ms)
  await over
  return [...said]
}

describe('a server', () => {
  test('backs its desk up a day, so that it can be restored, and keeps as many days as wanted', async () => {
    keep(3)
    expect(await lookAfter(10_000)).toEqual(['backed-up'])
    expect(await readdir(folder)).toEqual(['hub-2026-11-18.db'])
    const first = join(folder, 'hub-2026-11-18.db')
    expect((await stat(first)).mode & 0o777).toBe(0o600)
    const kept = await withCopyOf(first, async ({ store }) => {
      expect((await check(store.store)).findings).toEqual([])
      return await digest(store.store)
    })
    expect(kept).toEqual(await digest(hub.store.store))
    await writeFile(join(folder, 'by-hand.db'), 'somebody else’s')
    for (let day = 19; day <= 23; day += 1) expect(await lookAfter(DAY)).toEqual(['backed-up'])
    expect(await lookAfter(3_600_000)).toEqual([])
    expect((await readdir(folder)).sort()).toEqual([
      'by-hand.db',
      'hub-2026-11-21.db',
      'hub-2026-11-22.db',
      'hub-2026-11-23.db',
    ])
  })

  test('makes none where another process leads, and says when one cannot be made', async () => {
    keep(3, false)
    hub.clock.advance(DAY)
    await stop()
    expect(existsSync(folder)).toBe(false)
    await writeFile(folder, 'no folder')
    keep(3)
    expect(await lookAfter(10_000)).toEqual(['backup-failed'])
  })

  test('takes what was erased out of the backups that it made before', async () => {
    const writer = createWriter(hub.founder, hub.clock.now)
    const [item, other] = [randomUUID(), randomUUID()]
    const secret = 'Iets dat weg moet'
    const push = async (entries: Entry[]): Promise<void> => {
      for (const ruling of await hub.hub.connection.push(hub.founder, entries))
        expect(ruling).toMatchObject({ verdict: 'accepted' })
    }
    for (const [id, headline] of [
      [item, secret],
      [other, 'Iets dat blijft'],
    ] as const)
      await push([writer.created(id), writer.seeded(id, hub.section, headline).entry])
    keep(3)
    expect(await lookAfter(10_000)).toEqual(['backed-up'])
    const backup = join(folder, 'hub-2026-11-18.db')
    expect((await readFile(backup)).includes(secret)).toBe(true)
    const event = (what: Extract<Entry, { kind: 'event' }>['event']): Entry => ({
      ...writer.envelope(),
      kind: 'event',
      item,
      event: what,
    })
    await push([event({ type: 'deleted' }), event({ type: 'erased', reason: 'op verzoek' })])
    expect(await lookAfter(3_600_000)).toEqual(['erased-from-backups'])
    const left = await readFile(backup)
    expect(left.includes(secret)).toBe(false)
    expect(left.includes('Iets dat blijft')).toBe(true)
    expect(await readdir(folder)).toEqual(['hub-2026-11-18.db'])
    await withCopyOf(backup, async ({ store }) => {
      expect((await check(store.store)).findings).toEqual([])
    })
  })

  /** An item that can be erased, and what erases it. */
  const secretItem = async (): Promise<{ item: string; erase(): Promise<void> }> => {
    const writer = createWriter(hub.founder, hub.clock.now)
    const item = randomUUID()
    const push = async (...entries: Entry[]): Promise<void> => {
      for (const ruling of await hub.hub.connection.push(hub.founder, entries))
        expect(ruling).toMatchObject({ verdict: 'accepted' })
    }
    const decided = (event: Extract<Entry, { kind: 'event' }>['event']): Entry => ({
      ...{ ...writer.envelope(), kind: 'event', item, event },
    })
    await push(writer.created(item), writer.seeded(item, hub.section, SECRET).entry)
    const erase = (): Promise<void> =>
      push(decided({ type: 'deleted' }), decided({ type: 'erased', reason: 'op verzoek' }))
    return { item, erase }
  }

  test('takes every word that a decision left in a state out of its backups, which stay its owner’s', async () => {
    const { item, erase } = await secretItem()
    keep(3)
    await lookAfter(10_000)
    const backup = join(folder, 'hub-2026-11-18.db')
    writeEverywhere(backup, item)
    await erase()
    expect(await lookAfter(3_600_000)).toEqual(['erased-from-backups'])
    expect((await readFile(backup)).includes(SECRET)).toBe(false)
    expect(stateIn(backup, item)).toMatchObject({ live: { version: 3, note: '' }, approvedBy: 'merel' })
    expect((await stat(backup)).mode & 0o777).toBe(0o600)
  })

  test('takes it out of what was kept before a migration too, which stays of its schema and goes in its time', async () => {
    const { item, erase } = await secretItem()
    const kept = join(hub.folder, `hub-before-${hub.clock.now()}.db`)
    await copySqliteFile(join(hub.folder, 'hub.db'), kept)
    writeEverywhere(kept, item)
    intoThePast(kept)
    // As earlier builds kept them: whoever looks into one leaves files beside it.
    const db = new Sqlite(kept)
    db.pragma('journal_mode = WAL')
    db.close()
    const before = migrationsIn(kept)
    // What a migration and a backup left that were killed, a copy of which nothing can be read, and what others put there.
    await mkdir(folder)
    const left = [
      join(hub.folder, 'hub-before-17.db.unverified'),
      join(folder, 'hub-2026-11-17.db.unverified'),
      join(folder, 'hub-2026-11-17.db.unverified-wal'),
    ]
    const unreadable = join(hub.folder, `hub-before-${hub.clock.now() - 1}.db`)
    const others = [join(hub.folder, 'hub-before.db'), join(folder, 'copy.db.unverified')]
    for (const path of [...left, unreadable, ...others]) await writeFile(path, `x${SECRET}`)
    keep(3)
    expect(await lookAfter(10_000)).toEqual(['backed-up'])
    await erase()
    expect(await lookAfter(3_600_000)).toEqual(['backup-damaged', 'erased-from-backups'])
    expect((await readFile(kept)).includes(SECRET)).toBe(false)
    expect((await readdir(hub.folder)).filter((file) => file.startsWith('hub-before-'))).toEqual([
      basename(kept),
    ])
    expect(migrationsIn(kept)).toEqual(before)
    expect((await stat(kept)).mode & 0o777).toBe(0o600)
    expect([...left, unreadable, ...others].filter(existsSync)).toEqual(others)
    await withCopyOf(kept, async ({ store }) => {
      expect((await digest(store.store)).counts['entries']).toBeGreaterThan(0)
    })
    await lookAfter(2 * DAY)
    expect(existsSync(kept)).toBe(true)
    await lookAfter(DAY)
    expect(existsSync(kept)).toBe(false)
  })

  test('makes today’s where what was erased cannot be taken out of another', async () => {
    const { erase } = await secretItem()
    await erase()
    keep(3)
    await mkdir(folder)
    // No file, and nothing that may be thrown away.
    await mkdir(join(folder, 'hub-2026-11-17.db'))
    expect(await lookAfter(10_000)).toEqual(['backed-up', 'backup-failed'])
  })
})

const SECRET = 'Zwaluwstaartje'

/** Writes words into a state in a backup, wherever a state may have some. */
const writeEverywhere = (path: string, item: string): void => {
  const state: Record<string, unknown> = { ...NEW_ITEM, approvedBy: 'merel', live: { version: 3 } }
  for (const place of STATE_TEXTS) {
    const [first = '', second] = place.split('.')
    if (second === undefined) state[first] = SECRET
    else state[first] = { ...(state[first] as object | null), [second]: `${place}: ${SECRET}` }
  }
  const db = new Sqlite(path)
  db.pragma('secure_delete = ON')
  db.prepare('UPDATE items SET state = ? WHERE id = ?').run(JSON.stringify(state), item)
  db.close()
}
const stateIn = (path: string, item: string): unknown => {
  const db = new Sqlite(path, { readonly: true })
  const state = db.prepare('SELECT state FROM items WHERE id = ?').pluck().get(item)
  db.close()
  return JSON.parse(String(state))
}
/** Makes a store what it was before the last migration. */
const intoThePast = (path: string): void => {
  const db = new Sqlite(path)
  db.exec(
    "ALTER TABLE deliveries DROP COLUMN stands_revision; DELETE FROM kysely_migration WHERE name = '070-stands'",
  )
  db.close()
}
const migrationsIn = (path: string): unknown[] => {
  const db = new Sqlite(path, { readonly: true })
  const names = db.prepare('SELECT name FROM kysely_migration ORDER BY name').pluck().all()
  db.close()
  return names
}

test('what a migration finds is kept beside the store, whole and for its owner only', async () => {
  stop = () => Promise.resolve()
  const data = join(hub.folder, 'server')
  await mkdir(data)
  await copySqliteFile(join(hub.folder, 'hub.db'), join(data, 'hub.db'))
  intoThePast(join(data, 'hub.db'))
  const before = migrationsIn(join(data, 'hub.db'))
  const open = () => openStoreAt({ data }, 'hub', hub.clock, () => undefined)
  await (await open()).close()
  // Once; there is nothing to migrate the second time.
  await (await open()).close()
  const kept = `hub-before-${hub.clock.now()}.db`
  expect((await readdir(data)).sort()).toEqual([kept, 'hub.db'])
  expect(migrationsIn(join(data, kept))).toEqual(before)
  expect(migrationsIn(join(data, 'hub.db'))).toEqual([...before, '070-stands'])
  expect((await stat(join(data, kept))).mode & 0o777).toBe(0o600)
  expect(await keptBefore(data)).toEqual([{ path: join(data, kept), at: hub.clock.now() }])
})

test('a copy of a desk that is written to without a pause comes to an end, and is of one moment', async () => {
  stop = () => Promise.resolve()
  const path = join(hub.folder, 'hub.db')
  const writer = new Sqlite(path)
  writer.exec('CREATE TABLE filling (number INTEGER, words BLOB)')
  const fill = writer.prepare('INSERT INTO filling VALUES (?, randomblob(4000))')
  // More than one step of a copy takes at once.
  for (let number = 0; number < 2000; number += 1) fill.run(number)
  let copied = false
  let written = 0
  const write = (): void => {
    if (copied) return
    fill.run(2000 + written)
    written += 1
    setImmediate(write)
  }
  write()
  const to = join(hub.folder, 'copy.db')
  await copySqliteFile(path, to)
  copied = true
  writer.close()
  expect(written).toBeGreaterThan(5)
  const copy = new Sqlite(to, { readonly: true })
  expect(copy.prepare('SELECT count(*) AS count FROM filling').get()).toEqual({ count: 2001 })
  copy.close()
})

describe('the configuration', () => {
  test('keeps two weeks unless it is told otherwise', () => {
    expect(readConfig('{ "data": "a" }', {}).backups).toEqual({ keep: 14 })
    const told = { KOPIJ_HUB_BACKUPS_FOLDER: '/srv/backups', KOPIJ_HUB_BACKUPS_KEEP: '30' }
    expect(readConfig('{ "data": "a" }', told).backups).toEqual({ folder: '/srv/backups', keep: 30 })
    expect(() => readConfig('{ "data": "a", "backups": { "keep": -1 } }', {})).toThrow(
      '"backups.keep" must be a number from 0 to 1000.',
    )
    expect(() => readConfig('{ "data": "a", "metricsToken": "kort" }', {})).toThrow(
      '"metricsToken" must be 20 to 100 letters, digits, - or _.',
    )
  })
})
