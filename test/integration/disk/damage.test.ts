/** Damaged databases: found, said, and never answered with deletion (R19). */
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { startDesk } from '../../../main/app/open-desk.ts'
import { faultOf } from '../../../shared/errors.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let folder: ReturnType<typeof deskFolder>
let item: string
beforeEach(async () => {
  desk = await openTestDesk()
  folder = deskFolder(desk.folder, desk.desk.id)
  item = desk.make(desk.founder, 'lead', { headline: 'Kop', body: paragraphs('Tekst. '.repeat(400)) })
  for (let index = 0; index < 40; index += 1)
    desk.make(desk.founder, 'brief', { headline: `Kortje ${index}`, body: paragraphs('Nieuws. '.repeat(80)) })
  await desk.settle()
  await desk.stop()
})
afterEach(async () => {
  await desk.remove()
})

/** A small generator of numbers, so that a failure can be repeated. */
const createRandom = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

const WAYS: Record<string, (bytes: Buffer) => Buffer> = {
  'is a text': () => Buffer.from('Dit is geen database. '.repeat(300)),
  'is a short text': () => Buffer.from('kort'),
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

const open = () => startDesk(desk.desk.id, folder, desk.clock, () => undefined)

// A replica that is damaged is put together again: rebuild.test.ts.
describe.each(['hub'] as const)('when the %s', (which) => {
  test.each(Object.entries(WAYS))(
    '%s, the desk is refused and the file stays as it is',
    async (_way, damage) => {
      const path = folder[which]
      const damaged = damage(await readFile(path))
      await writeFile(path, damaged)
      const other = folder.replica
      const rest = await readFile(other)
      for (const again of [1, 2]) {
        const fault = await open().then(
          async (running) => {
            await running.stop()
            return null
          },
          (error: unknown) => faultOf(error).code,
        )
        expect([again, fault]).toEqual([again, 'database-damaged'])
        expect(await readFile(path)).toEqual(damaged)
        expect(await readFile(other)).toEqual(rest)
      }
    },
  )

  test('is gone, nothing is put in its place', async () => {
    await rm(folder[which])
    await expect(open()).rejects.toMatchObject({
      fault: { code: 'database-damaged', params: { part: which } },
    })
    expect(existsSync(folder[which])).toBe(false)
  })

  test('has random bytes changed, it is damage or it is harmless, and the file is never thrown away', async () => {
    const path = folder[which]
    const good = await readFile(path)
    let refused = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const random = createRandom(seed)
      const bytes = Buffer.from(good)
      // A sector of noise, as a dying disk makes it.
      const at = Math.floor(random() * (bytes.length / 512)) * 512
      for (let index = 0; index < 512; index += 1) bytes[at + index] = Math.floor(random() * 256)
      await writeFile(path, bytes)
      try {
        const running = await open()
        await running.stop()
      } catch (error) {
        refused += 1
        expect([seed, faultOf(error).code]).toEqual([seed, 'database-damaged'])
      }
      expect((await readFile(path)).length).toBeGreaterThanOrEqual(good.length - 4096)
    }
    expect(refused).toBeGreaterThan(0)
  })
})

test('damage behind the first page is found while the desk is open, is said, and is not forgotten', async () => {
  // A table that is not read while a desk opens.
  const db = new Sqlite(folder.replica, { readonly: true })
  const sql = "SELECT rootpage FROM sqlite_master WHERE name = 'seen'"
  const { rootpage } = db.prepare<[], { rootpage: number }>(sql).get() ?? { rootpage: 0 }
  const page = Number(db.pragma('page_size', { simple: true }))
  db.close()
  const bytes = await readFile(folder.replica)
  bytes.fill(0xee, (rootpage - 1) * page, (rootpage - 1) * page + 8)
  await writeFile(folder.replica, bytes)
  const again = await desk.reopen().catch((error: unknown) => {
    throw new Error(`not opened: ${faultOf(error).code}`, { cause: error })
  })
  const told: (string | undefined)[] = []
  again.desk.onSafety((safety) => told.push(safety.fault?.code))
  const looked = again.logged('damage-found')
  again.clock.advance(20_000)
  await looked
  expect(again.desk.safety().fault?.code).toBe('database-damaged')
  expect(told).toContain('database-damaged')
  expect(again.log.some((line) => line.event === 'backed-up')).toBe(false)
  try {
    again.make(again.founder, 'brief', { headline: 'Nog een' })
  } catch {
    // Whether this write happens to go well is chance; what was found stays said either way.
  }
  expect(again.desk.safety().fault?.code).toBe('database-damaged')
  expect(existsSync(folder.replica)).toBe(true)
  expect(existsSync(join(folder.path, 'backups', 'replica-2026-11-18.db'))).toBe(false)
  await again.stop()
})

test('nothing is wrong: a desk that is whole opens, and reads what it held', async () => {
  const again = await desk.reopen()
  expect(again.detail(item).row.headline).toBe('Kop')
  await again.stop()
})
