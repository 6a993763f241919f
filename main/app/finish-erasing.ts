/**
 * The rest of an erasure, after the ruling is in and the item is gone from the desk: what the disk still holds of it, and
 * the backups that were made before. Made good at the next start when it is interrupted.
 */
import { existsSync } from 'node:fs'
import { copyFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ZodError } from 'zod'
import { FaultError, faultOf } from '../../shared/errors.ts'
import { asFault, type Database, findDamage, openDatabase } from '../db/driver.ts'
import { eraseInBackup, markScrubbed, settleErasure, unscrubbed } from '../db/erase.ts'
import { readHeader } from '../db/header.ts'
import type { DeskFolder } from './desk-folders.ts'
import { removeOriginals } from './kept-originals.ts'

/** What lies beside a database that is not in it yet. */
const LOGS = ['-wal', '-shm', '-journal'] as const

/** Erases items from a copy of a database. It keeps its name; until the new one is whole, the old one stands. */
const scrub = async (path: string, items: readonly string[]): Promise<void> => {
  const draft = `${path}.unverified`
  try {
    await copyFile(path, draft)
    // A copy that was set aside because of damage may have its log beside it.
    if (existsSync(`${path}-wal`)) await copyFile(`${path}-wal`, `${draft}-wal`)
    const db = openDatabase(draft)
    try {
      eraseInBackup(db, items)
      if (findDamage(db).length > 0) throw new FaultError('database-damaged')
      db.pragma('journal_mode = DELETE')
    } finally {
      db.close()
    }
    await rename(draft, path)
    for (const suffix of LOGS) await rm(path + suffix, { force: true })
  } catch (error) {
    throw asFault(error)
  } finally {
    for (const suffix of ['', ...LOGS]) await rm(draft + suffix, { force: true })
  }
}

/** Whether a copy cannot be read any more, so that nothing can be taken out of it. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof ZodError || error instanceof SyntaxError || faultOf(error).code === 'database-damaged'

/** A copy of which nothing can be taken out goes as a whole: it may hold what has to be gone, and helps nobody. */
const scrubOrRemove = async (path: string, items: readonly string[]): Promise<void> => {
  try {
    await scrub(path, items)
  } catch (error) {
    if (!isUnreadable(error)) throw error
    for (const suffix of ['', ...LOGS]) await rm(path + suffix, { force: true })
  }
}

/** Every database under a folder; none where there is no such folder. */
const databasesIn = async (folder: string): Promise<string[]> => {
  try {
    const files = await readdir(folder, { recursive: true, withFileTypes: true })
    return files
      .filter((file) => file.isFile() && file.name.endsWith('.db'))
      .map((file) => join(file.parentPath, file.name))
  } catch {
    return []
  }
}

/** Empties the log of a database that somebody else has open: what was overwritten is still in there. */
const emptyLog = (path: string): void => {
  if (typeof readHeader(path) === 'string') return
  const db = openDatabase(path)
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    db.close()
  }
}

/**
 * Finishes erasing what the replica says was erased. Answers how many items that were; throws when a copy could not be
 * written, after all others were done: it is to be tried again.
 */
export const finishErasing = async (db: Database, folder: DeskFolder): Promise<number> => {
  const items = unscrubbed(db)
  if (items.length === 0) return 0
  settleErasure(db)
  emptyLog(folder.hub)
  const copies = [
    ...(await databasesIn(folder.backups)),
    ...(await databasesIn(join(folder.path, 'set-aside'))),
  ]
  let failure: unknown = null
  for (const path of copies)
    await scrubOrRemove(path, items).catch((error: unknown) => {
      failure = error
    })
  await removeOriginals(folder, items)
  if (failure !== null) throw failure
  markScrubbed(db, items)
  return items.length
}
