/**
 * The rest of an erasure, after the ruling is in and the item is gone from the desk: what the disk still holds of it, and
 * the backups that were made before. Made good at the next start when it is interrupted.
 */
import { copyFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FaultError } from '../../shared/errors.ts'
import { asFault, type Database, findDamage, openDatabase } from '../db/driver.ts'
import { eraseInBackup, markScrubbed, settleErasure, unscrubbed } from '../db/erase.ts'
import { readHeader } from '../db/header.ts'
import type { DeskFolder } from './desk-folders.ts'

/** Erases items from a backup. It keeps its name; until the new one is whole, the old one stands. */
const scrub = async (path: string, items: readonly string[]): Promise<void> => {
  const draft = `${path}.unverified`
  try {
    await copyFile(path, draft)
    const db = openDatabase(draft)
    try {
      eraseInBackup(db, items)
      if (findDamage(db).length > 0) throw new FaultError('database-damaged')
      db.pragma('journal_mode = DELETE')
    } finally {
      db.close()
    }
    await rename(draft, path)
  } catch (error) {
    throw asFault(error)
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(draft + suffix, { force: true })
  }
}

const backupsIn = async (folder: string): Promise<string[]> => {
  try {
    return (await readdir(folder)).filter((file) => file.endsWith('.db')).map((file) => join(folder, file))
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

/** Finishes erasing what the replica says was erased. Answers how many items that were. */
export const finishErasing = async (db: Database, folder: DeskFolder): Promise<number> => {
  const items = unscrubbed(db)
  if (items.length === 0) return 0
  settleErasure(db)
  emptyLog(folder.hub)
  for (const path of await backupsIn(folder.backups)) await scrub(path, items)
  markScrubbed(db, items)
  return items.length
}
