/** A disk that takes nothing: said at once, nothing typed is lost, and it goes on by itself when there is room (R3). */
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { startDesk } from '../../../main/app/open-desk.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { readCopy } from '../../../shared/document/read-copy.ts'
import { writeCopy } from '../../../shared/document/write-copy.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Safety } from '../../../shared/ipc/desk.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
const undo: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

/** A program of the system that only root may run. */
const asRoot = (program: string, ...options: string[]): void => {
  execFileSync(program, options, { stdio: 'ignore' })
}

/** A small disk of its own; null where this user may not make one. */
const smallDisk = async (size: string): Promise<string | null> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-schijf-'))
  undo.push(() => rm(folder, { recursive: true, force: true }))
  try {
    asRoot('mount', '-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder)
  } catch {
    return null
  }
  undo.push(() => asRoot('umount', '-l', folder))
  return folder
}

/** A window that types, and keeps what it could not push. */
const createSender = (item: string) => {
  const { context, documents } = desk.desk
  const watcher = { hear: () => undefined, reload: () => undefined }
  const doc = new Y.Doc()
  Y.applyUpdate(doc, documents.open(item, watcher).state)
  let safe = Y.encodeStateVector(doc)
  return {
    doc,
    type(text: string) {
      writeCopy(doc, { body: paragraphs(text) }, 'test')
    },
    /** Pushes what is not safe yet; answers the fault when it was not taken. */
    push(): string | null {
      const now = Y.encodeStateVector(doc)
      const update = Y.encodeStateAsUpdate(doc, safe)
      try {
        documents.push(item, actorOf(context.db, desk.founder), update, null, watcher)
        safe = now
        return null
      } catch (error) {
        return faultOf(error).code
      }
    },
    close: () => documents.close(item, watcher),
  }
}

/** Fills the disk while typing, makes room, and looks whether everything is there. */
const fillAndRecover = async (fill: () => unknown, makeRoom: () => unknown): Promise<void> => {
  const item = desk.make(desk.founder, 'lead', { headline: 'Kop' })
  const quiet = desk.make(desk.founder, 'brief', { headline: 'Kortje' })
  await desk.settle()
  const told: Safety[] = []
  desk.desk.onSafety((safety) => told.push(safety))
  const sender = createSender(item)
  expect(sender.push()).toBeNull()

  await fill()
  let fault: string | null = null
  let typed = ''
  for (let round = 0; fault === null && round < 5000; round += 1) {
    typed = `Ronde ${round}. ${'Woorden die er straks nog zijn. '.repeat(40)}`
    sender.type(typed)
    fault = sender.push()
  }
  expect(fault).toBe('disk-full')
  expect(desk.desk.safety().fault?.code).toBe('disk-full')
  // Said without being asked, and in what the windows hear last.
  expect(told.at(-1)?.fault?.code).toBe('disk-full')
  // Timers that write lines meet the same disk: nobody hears them throw but the process.
  desk.clock.advance(1000)
  desk.clock.advance(10_000)
  // Whether something smaller still fits is chance; that it is a full disk and no mistake of ours is not.
  expect([undefined, 'disk-full']).toContain(desk.decide(desk.founder, quiet, { type: 'submit' }).fault?.code)
  const { onComputer } = desk.desk.safety()
  expect(sender.push()).toBe('disk-full')
  expect(desk.desk.safety().onComputer).toBe(onComputer)
  // What is there can still be read.
  expect(desk.detail(quiet).row.headline).toBe('Kortje')

  await makeRoom()
  expect(sender.push()).toBeNull()
  expect(desk.desk.safety().fault).toBeNull()
  expect(told.at(-1)?.fault).toBeNull()
  expect(desk.decide(desk.founder, quiet, { type: 'submit' }).fault).toBeNull()
  desk.clock.advance(60_000)
  await desk.settle()
  expect(desk.desk.safety()).toMatchObject({ waiting: 0, fault: null })
  sender.close()
  expect(desk.detail(item).row.words).toBeGreaterThan(200)
  const again = await desk.reopen()
  const there = new Y.Doc()
  Y.applyUpdate(
    there,
    again.desk.documents.open(item, { hear: () => undefined, reload: () => undefined }).state,
  )
  expect(readCopy(there)).toEqual(readCopy(sender.doc))
  expect(readCopy(there).body).toEqual(paragraphs(typed))
  await again.stop()
}

describe('a full disk', () => {
  test('as SQLite meets it: no page more is to be had', async () => {
    desk = await openTestDesk()
    undo.push(() => desk.remove().catch(() => rm(desk.folder, { recursive: true, force: true })))
    await fillAndRecover(
      () => {
        const pages = Number(desk.db.pragma('page_count', { simple: true }))
        desk.db.pragma(`max_page_count = ${pages + 20}`)
      },
      () => {
        desk.db.pragma('max_page_count = 1000000')
      },
    )
  })

  test('as the system has it: a small disk, filled by somebody else', async (context) => {
    const folder = await smallDisk('4m')
    if (folder === null) return context.skip('this user may not mount a disk of his own')
    desk = await openTestDesk('Volle schijf', folder)
    undo.push(() => desk.stop().catch(() => undefined))
    const ballast = join(folder, 'ballast')
    await fillAndRecover(
      async () => {
        // All that is left but a few pages.
        for (let kilobytes = 4096; kilobytes >= 16; kilobytes /= 2)
          await writeFile(ballast, Buffer.alloc(kilobytes * 1024), { flag: 'a' }).catch(() => undefined)
      },
      () => rm(ballast),
    )
  })
})

describe('a disk that may only be read', () => {
  test('is said, and nothing is changed on it', async (context) => {
    const folder = await smallDisk('8m')
    if (folder === null) return context.skip('this user may not mount a disk of his own')
    desk = await openTestDesk('Alleen lezen', folder)
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop' })
    await desk.settle()
    await desk.stop()
    const place = deskFolder(desk.folder, desk.desk.id)
    const names = await readdir(place.path)
    asRoot('mount', '-o', 'remount,ro', folder)
    const open = () => startDesk(desk.desk.id, place, desk.clock, () => undefined)
    await expect(open()).rejects.toMatchObject({ fault: { code: 'disk-read-only' } })
    const fresh = deskFolder(desk.folder, '0f0e0d0c-0b0a-4908-8706-050403020100')
    await expect(startDesk('x', fresh, desk.clock, () => undefined)).rejects.toMatchObject({
      fault: { code: 'disk-read-only' },
    })
    expect(await readdir(place.path)).toEqual(names)
    asRoot('mount', '-o', 'remount,rw', folder)
    const again = await desk.reopen()
    expect(again.detail(item).row.headline).toBe('Kop')
    await again.stop()
  })
})
