/** A desk as one file, out and back in: fresh, beside itself, foreign, cut short. */

import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { packDesk, unpackDesk } from '../../../main/app/desk-file.ts'
import { deskFolder, listDesks, writeNamePlate } from '../../../main/app/desk-folders.ts'
import { type RunningDesk, startDesk } from '../../../main/app/open-desk.ts'
import { readItem } from '../../../main/db/items.ts'
import { readCursor, readMeta } from '../../../main/db/meta.ts'
import { createItems } from '../../../main/desk/create.ts'
import { changeDesk } from '../../../main/desk/desk-register.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { usualFolder } from '../../../shared/domain/target.ts'
import { openTestDesk, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let file: string
let item: string
let elsewhere: string
const opened: RunningDesk[] = []
beforeEach(async () => {
  desk = await openTestDesk()
  elsewhere = await mkdtemp(join(tmpdir(), 'kopij-elders-'))
  item = desk.make(desk.founder, 'lead', { headline: 'Meegenomen' })
  await desk.settle()
  file = join(elsewhere, 'redactie.kopij')
  await packDesk(desk, deskFolder(desk.folder, desk.desk.id), file, 'test')
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop()
  await desk.remove()
  await rm(elsewhere, { recursive: true })
})

const open = async (data: string, id: string): Promise<RunningDesk> => {
  const running = await startDesk(id, deskFolder(data, id), desk.clock, () => undefined)
  opened.push(running)
  return running
}

test('is one file, with nothing left beside it', async () => {
  expect(await readdir(elsewhere)).toEqual(['redactie.kopij'])
})

test('comes out on another computer under its own id, with its words, people and accounts', async () => {
  const chief = await desk.add('Hanneke de Wit', ['chief'])
  await packDesk(desk, deskFolder(desk.folder, desk.desk.id), file, 'test')
  const before = await readFile(file)
  const id = await unpackDesk(elsewhere, file, randomUUID)
  expect(id).toBe(desk.desk.id)
  expect(await readFile(file)).toEqual(before)
  const there = await open(elsewhere, id)
  expect(readItem(there.db, item)?.headline).toBe('Meegenomen')
  await there.hub.connection.signIn(chief, 'geheim van Hanneke de Wit')
  expect(await readdir(join(elsewhere, 'desks'))).toEqual([id])
})

test('does not bring along where its targets wrote', async () => {
  const target = usualFolder({ id: randomUUID(), name: 'Website', active: true })
  const { context } = desk.desk
  changeDesk(context, actorOf(context.db, desk.founder), [{ type: 'target', target }])
  await desk.settle()
  await context.hub.placeFolder(desk.founder, target, '/ergens/van/een/ander')
  await packDesk(desk, deskFolder(desk.folder, desk.desk.id), file, 'test')
  const there = await open(elsewhere, await unpackDesk(elsewhere, file, randomUUID))
  expect(await there.hub.connection.targetPlaces()).toMatchObject([
    { id: target.id, place: '', fault: { code: 'target-unknown' } },
  ])
})

test('comes out beside the original as a copy that writes under names of its own', async () => {
  const id = await unpackDesk(desk.folder, file, randomUUID)
  expect(id).not.toBe(desk.desk.id)
  const copy = await open(desk.folder, id)
  expect(readMeta(copy.db, 'replica')).not.toBe(readMeta(desk.db, 'replica'))
  expect(copy.hub.id).not.toBe(desk.hub.id)
  expect(readCursor(copy.db)).toMatchObject({ hub: copy.hub.id, position: readCursor(desk.db)?.position })
  expect((await listDesks(desk.folder)).map((one) => one.id).sort()).toEqual([id, desk.desk.id].sort())
  for (const one of [desk.desk.id, id])
    await writeNamePlate(desk.folder, { id: one, name: 'Proefredactie', example: false })
  expect((await listDesks(desk.folder)).map((one) => one.name)).toEqual([
    'Proefredactie',
    'Proefredactie (2)',
  ])
  // Both go on, each for itself.
  const added = randomUUID()
  const { context, sync } = copy.desk
  createItems(context, actorOf(context.db, desk.founder), [
    {
      id: added,
      kind: 'brief',
      section: desk.section,
      copy: { headline: 'Alleen in de kopie' },
      shownAt: null,
    },
  ])
  await sync.settle()
  expect(copy.desk.safety().waiting).toBe(0)
  expect(readItem(copy.db, added)?.state.state).toBe('draft')
  expect(readItem(desk.db, added)).toBeNull()
})

const refusedWith = async (code: string): Promise<void> => {
  const before = await readFile(file)
  await expect(unpackDesk(elsewhere, file, randomUUID)).rejects.toMatchObject({ fault: { code } })
  // Refused and untouched, with nothing beside it and no half desk in the list.
  expect(await readFile(file)).toEqual(before)
  expect((await readdir(elsewhere)).filter((name) => name !== 'desks')).toEqual(['redactie.kopij'])
  expect(await listDesks(elsewhere)).toEqual([])
}

test('a text is no desk file', async () => {
  await writeFile(file, 'Geen redactie, maar een brief. '.repeat(40))
  await refusedWith('not-a-desk-file')
})

test('an empty file is none', async () => {
  await writeFile(file, '')
  await refusedWith('not-a-desk-file')
})

test('somebody else’s database is none, and stays in its own journal mode', async () => {
  await rm(file)
  const db = new Sqlite(file)
  db.exec("CREATE TABLE parts (name TEXT, content BLOB); INSERT INTO parts VALUES ('desk', 'x')")
  db.close()
  await refusedWith('not-a-desk-file')
})

test('a file of ours in name only is none', async () => {
  await rm(file)
  const db = new Sqlite(file)
  db.pragma(`application_id = ${0x4b50494a}`)
  db.pragma('user_version = 1')
  db.exec('CREATE TABLE anders (x)')
  db.close()
  await refusedWith('not-a-desk-file')
})

test('a file that holds something else where a database should be is refused', async () => {
  const db = new Sqlite(file)
  db.prepare("UPDATE parts SET content = ? WHERE name = 'hub.db'").run(Buffer.from('geen database'))
  db.close()
  await refusedWith('database-damaged')
})

test('a file without one of its parts is none', async () => {
  const db = new Sqlite(file)
  db.exec("DELETE FROM parts WHERE name = 'hub.db'")
  db.close()
  await refusedWith('not-a-desk-file')
})

test('a file of a newer version says so', async () => {
  const db = new Sqlite(file)
  db.pragma('user_version = 2')
  db.close()
  await refusedWith('database-newer')
})

test.each([0.99, 0.5, 0.1])('a file of which only %d is there is refused', async (part) => {
  const bytes = await readFile(file)
  await writeFile(file, bytes.subarray(0, Math.floor(bytes.length * part)))
  await refusedWith('database-damaged')
})

test('a file that is gone says so', async () => {
  await rm(file)
  await expect(unpackDesk(elsewhere, file, randomUUID)).rejects.toMatchObject({ fault: { code: 'gone' } })
})
