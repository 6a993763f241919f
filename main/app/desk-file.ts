/**
 * A desk as one file: a small SQLite database that holds both of the desk's databases, each a verified backup. It is
 * taken apart again into a desk folder; a desk that is here already comes beside the other as a copy.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { FaultError } from '../../shared/errors.ts'
import { Id } from '../../shared/ids.ts'
import { backUp } from '../db/backup.ts'
import {
  asFault,
  type Database,
  findDamage,
  openDatabase,
  openForReading,
  readUserVersion,
  withFaults,
} from '../db/driver.ts'
import { readHeader } from '../db/header.ts'
import { readCursor, readMeta, writeCursor, writeMeta } from '../db/meta.ts'
import { type DeskFolder, deskFolder, writeNamePlate } from './desk-folders.ts'
import type { RunningDesk } from './open-desk.ts'

/** "KPIJ": tells a desk file from any other SQLite database. */
const APPLICATION = 0x4b50494a
const VERSION = 1

const Part = z.object({ name: z.enum(['desk', 'replica.db', 'hub.db']), content: z.instanceof(Uint8Array) })

/**
 * Runs work in a folder inside the desk's own, gone afterwards: a killed app leaves copy in the desk's folder and nowhere
 * else, and the next time clears it.
 */
const inScratch = async (desk: DeskFolder, work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = join(desk.path, 'packing')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Writes a desk to one file. The file gets its name only when it is whole. */
export const packDesk = async (
  running: RunningDesk,
  folder: DeskFolder,
  path: string,
  mark: string,
): Promise<void> =>
  await inScratch(folder, async (scratch) => {
    await backUp((to) => running.db.backup(to), scratch, 'replica.db')
    await backUp((to) => running.store.backup(to), scratch, 'hub.db')
    const draft = join(dirname(path), `.kopij-${mark}.new`)
    try {
      const parts = [
        { name: 'desk', content: Buffer.from(running.desk.id) },
        { name: 'replica.db', content: await readFile(join(scratch, 'replica.db')) },
        { name: 'hub.db', content: await readFile(join(scratch, 'hub.db')) },
      ]
      writeContainer(draft, parts)
      await rename(draft, path)
    } finally {
      for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(draft + suffix, { force: true })
    }
  })

const writeContainer = (path: string, parts: readonly { name: string; content: Uint8Array }[]): void =>
  withFaults(() => {
    const db = openDatabase(path)
    try {
      db.pragma('journal_mode = DELETE')
      db.pragma(`application_id = ${APPLICATION}`)
      db.pragma(`user_version = ${VERSION}`)
      db.exec('CREATE TABLE parts (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT')
      const insert = db.prepare('INSERT INTO parts (name, content) VALUES (?, ?)')
      for (const { name, content } of parts) insert.run(name, content)
    } finally {
      db.close()
    }
  })

/** What somebody chose may be anything: it is looked at first, read and never written. */
const readContainer = (path: string): Map<string, Uint8Array> => {
  const header = withFaults(() => readHeader(path))
  if (header === 'none' && !existsSync(path)) throw new FaultError('gone')
  if (header === 'none' || header === 'foreign' || header.applicationId !== APPLICATION)
    throw new FaultError('not-a-desk-file')
  if (!header.whole) throw new FaultError('database-damaged')
  if (header.userVersion > VERSION) throw new FaultError('database-newer', { found: header.userVersion })
  const db = openForReading(path)
  try {
    const [finding] = findDamage(db)
    if (finding !== undefined) throw new FaultError('database-damaged')
    const rows = db.prepare('SELECT name, content FROM parts').all()
    const parts = z.array(Part).parse(rows)
    return new Map(parts.map(({ name, content }) => [name, content]))
  } catch (error) {
    const fault = asFault(error)
    // Without the table or with other columns it is a file of ours in name only.
    throw fault instanceof FaultError ? fault : new FaultError('not-a-desk-file', {}, { cause: error })
  } finally {
    db.close()
  }
}

/** A part that could not be opened as a desk's database must not become a desk. */
const assertDatabase = (path: string): void => {
  const version = readUserVersion(path)
  if (version === null) throw new FaultError('not-a-desk-file')
  const db = openForReading(path)
  try {
    if (findDamage(db).length > 0) throw new FaultError('database-damaged')
  } finally {
    db.close()
  }
}

const edit = (path: string, work: (db: Database) => void): void => {
  const db = openDatabase(path)
  try {
    work(db)
  } finally {
    db.close()
  }
}

/** A file may come from anybody: where its targets wrote is nothing to this computer until an admin chooses it here. */
const forgetPlaces = (hub: string): void =>
  edit(hub, (db) => {
    db.prepare('DELETE FROM places').run()
  })

/** A desk that is here twice must not write under the same names: the copy gets ids of its own. */
const makeCopy = (replica: string, hub: string, newId: () => string): void => {
  const hubId = newId()
  edit(hub, (db) => {
    db.prepare("UPDATE meta SET value = ? WHERE key = 'id'").run(hubId)
  })
  edit(replica, (db) => {
    if (readMeta(db, 'replica') !== null) writeMeta(db, 'replica', newId())
    const cursor = readCursor(db)
    if (cursor) writeCursor(db, { ...cursor, hub: hubId })
  })
}

/** Takes a desk file apart into a new desk folder and answers the desk's id here. Faults: not-a-desk-file, gone, disk-*. */
export const unpackDesk = async (data: string, path: string, newId: () => string): Promise<string> => {
  const parts = readContainer(path)
  const original = Id.safeParse(Buffer.from(parts.get('desk') ?? []).toString())
  const replica = parts.get('replica.db')
  const hub = parts.get('hub.db')
  if (!original.success || !replica || !hub) throw new FaultError('not-a-desk-file')

  const here = existsSync(deskFolder(data, original.data).path)
  const id = here ? newId() : original.data
  const folder = deskFolder(data, id)
  const draft = `${folder.path}.new`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  await writeFile(join(draft, 'replica.db'), replica, { flush: true })
  await writeFile(join(draft, 'hub.db'), hub, { flush: true })
  try {
    for (const name of ['replica.db', 'hub.db']) assertDatabase(join(draft, name))
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
  forgetPlaces(join(draft, 'hub.db'))
  if (here) makeCopy(join(draft, 'replica.db'), join(draft, 'hub.db'), newId)
  await rename(draft, folder.path)
  await writeNamePlate(data, { id, name: id.slice(0, 8), example: false })
  return id
}
