/** A damaged replica is set aside and put together again: what the hub or a backup had is there (loss 0). */
import { existsSync, readdirSync } from 'node:fs'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { findDamage } from '../../../main/db/driver.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'
import { type Guest, type Host, joinHost, openHost } from '../../support/joined.ts'

const WAYS: Record<string, (bytes: Buffer) => Buffer> = {
  'is a text': () => Buffer.from('Dit is geen database. '.repeat(300)),
  'has lost its header': (bytes) => Buffer.concat([Buffer.alloc(100), bytes.subarray(100)]),
  'is cut in half': (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)),
  'is cut within its first page': (bytes) => bytes.subarray(0, 1000),
  'lost its last page': (bytes) => bytes.subarray(0, bytes.length - 4096),
  'is empty': () => Buffer.alloc(0),
  'has its first table page overwritten': (bytes) => {
    const copy = Buffer.from(bytes)
    copy.fill(0xff, 100, 4096)
    return copy
  },
}

const everything = (db: TestDesk['db']) =>
  db
    .prepare<[], { id: string; body: Buffer }>("SELECT id, body FROM entries WHERE status <> 'refused'")
    .all()
    .map(({ id, body }) => `${id} ${body.toString('hex')}`)
    .sort()

const asides = (folder: ReturnType<typeof deskFolder>) => readdirSync(join(folder.path, 'set-aside'))

describe('the replica of a desk that lives here', () => {
  let desk: TestDesk
  let folder: ReturnType<typeof deskFolder>
  let item: string
  let before: string[]
  beforeEach(async () => {
    desk = await openTestDesk()
    folder = deskFolder(desk.folder, desk.desk.id)
    item = desk.make(desk.founder, 'lead', { headline: 'Kop', body: paragraphs('Tekst. '.repeat(400)) })
    for (let index = 0; index < 40; index += 1)
      desk.make(desk.founder, 'brief', {
        headline: `Kortje ${index}`,
        body: paragraphs('Nieuws. '.repeat(80)),
      })
    await desk.settle()
    before = everything(desk.db)
    await desk.stop()
  })
  afterEach(async () => {
    await rm(desk.folder, { recursive: true, force: true })
  })
  const open = async (): Promise<TestDesk> => {
    const again = await desk.reopen()
    await again.settle()
    return again
  }

  test.each(Object.entries(WAYS))(
    '%s: it is whole again, and the damaged one is kept',
    async (_way, damage) => {
      const damaged = damage(await readFile(folder.replica))
      await writeFile(folder.replica, damaged)
      const again = await open()
      expect(everything(again.db)).toEqual(before)
      expect(again.desk.safety()).toMatchObject({ waiting: 0, fault: null, repaired: { backup: null } })
      expect(findDamage(again.db)).toEqual([])
      const [place] = asides(folder)
      expect(await readFile(join(folder.path, 'set-aside', place ?? '', 'replica.db'))).toEqual(damaged)
      again.write(again.founder, item, { headline: 'Verder' })
      expect(again.decide(again.founder, item, { type: 'submit' }).fault).toBeNull()
      await again.settle()
      expect(again.desk.safety().waiting).toBe(0)
      expect(again.detail(item).row).toMatchObject({ headline: 'Verder', state: 'submitted', waiting: false })
      await again.stop()
      // Once is enough.
      const later = await desk.reopen()
      expect(asides(folder)).toHaveLength(1)
      await later.stop()
    },
  )

  test('is gone: it is made again from the hub', async () => {
    await rm(folder.replica)
    const again = await open()
    expect(everything(again.db)).toEqual(before)
    await again.stop()
  })

  test('has noise in it wherever that falls: nothing that the hub had is lost', async () => {
    const good = await readFile(folder.replica)
    for (let seed = 1; seed <= 25; seed += 1) {
      const bytes = Buffer.from(good)
      const sector = Math.floor((((seed * 7919) % 1000) / 1000) * (bytes.length / 512)) * 512
      for (let index = 0; index < 512; index += 1) bytes[sector + index] = (seed * 31 + index * 17) % 256
      for (const suffix of ['-wal', '-shm']) await rm(folder.replica + suffix, { force: true })
      await writeFile(folder.replica, bytes)
      // As care would have found it.
      await writeFile(join(folder.path, 'damaged'), '')
      const again = await open()
      expect([seed, everything(again.db)]).toEqual([seed, before])
      await again.stop()
    }
  }, 60_000)
})

describe('the replica of a desk that lives elsewhere', () => {
  let host: Host
  let noor: Guest
  let folder: ReturnType<typeof deskFolder>
  beforeEach(async () => {
    host = await openHost()
    noor = await joinHost(host, 'Noor Visser', ['editor'])
    folder = deskFolder(noor.folder, noor.joined.desk.id)
  })
  afterEach(async () => {
    await noor.remove()
    await host.remove()
  })

  test('what only it had is read back from it, from its log beside it, and from its backup', async () => {
    const first = noor.make({ headline: 'Op de hub' }, host.home.section)
    await noor.settle()
    noor.wire.cut()
    await noor.until(() => noor.joined.desk.safety().hub.state === 'offline')
    const second = noor.make({ headline: 'Alleen in de reservekopie' }, host.home.section)
    await noor.joined.db.backup(join(folder.path, 'half.db'))
    const third = noor.make({ headline: 'Alleen in het logboek' }, host.home.section)
    noor.write(first, { byline: 'Noor Visser' })
    const waiting = noor.joined.desk.safety().waiting
    // As a killed process leaves it: the file, and a log that was not yet taken up in it.
    await copyFile(folder.replica, join(folder.path, 'as-killed.db'))
    await copyFile(`${folder.replica}-wal`, join(folder.path, 'as-killed.db-wal'))
    await noor.joined.stop()
    for (const suffix of ['', '-wal'])
      await copyFile(join(folder.path, `as-killed.db${suffix}`), folder.replica + suffix)
    await writeFile(join(folder.path, 'damaged'), '')
    const { mkdir, rename } = await import('node:fs/promises')
    await mkdir(folder.backups, { recursive: true })
    await rename(join(folder.path, 'half.db'), join(folder.backups, 'replica-2026-11-17.db'))
    noor = await noor.reopen()
    expect(noor.joined.desk.safety().repaired).toMatchObject({ backup: 'replica-2026-11-17.db' })
    expect(noor.joined.desk.safety().repaired?.saved).toBeGreaterThan(0)
    expect(noor.joined.desk.safety().waiting).toBe(waiting)
    noor.wire.mend()
    await noor.settle()
    expect(noor.joined.desk.safety().waiting).toBe(0)
    expect([first, second, third].map((item) => noor.copy(item).headline)).toEqual([
      'Op de hub',
      'Alleen in de reservekopie',
      'Alleen in het logboek',
    ])
    await host.home.settle()
    expect(host.home.detail(third).row.headline).toBe('Alleen in het logboek')
    expect(existsSync(join(folder.path, 'damaged'))).toBe(false)
  })

  test('whose file is cut and whose log is gone has everything that the hub had', async () => {
    const items = Array.from({ length: 30 }, (_, index) =>
      noor.make({ headline: `Bericht ${index}`, body: paragraphs('Nieuws. '.repeat(80)) }, host.home.section),
    )
    await noor.settle()
    await noor.joined.stop()
    const bytes = await readFile(folder.replica)
    await writeFile(folder.replica, bytes.subarray(0, Math.floor(bytes.length / 3)))
    for (const suffix of ['-wal', '-shm']) await rm(folder.replica + suffix, { force: true })
    noor = await noor.reopen()
    await noor.settle()
    expect(items.map((item) => noor.copy(item).headline)).toEqual(items.map((_, index) => `Bericht ${index}`))
    const item = items[3] ?? ''
    noor.write(item, { byline: 'Noor' })
    expect(noor.decide(item, { type: 'submit' }).fault).toBeNull()
    await noor.settle()
    expect(noor.detail(item).row).toMatchObject({ state: 'submitted', waiting: false })
  })
})
