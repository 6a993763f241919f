/**
 * A damaged replica is set aside and put together again: from its newest backup that proves whole, from what can still be
 * read of the damaged file and its log, and from the hub, which is asked for the rest when the desk is open. Killed
 * halfway it begins again: the damaged file stays where it was until the new one is whole.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../shared/clock.ts'
import { reasonOf } from '../../shared/errors.ts'
import { type Database, findDamage, openForReading } from '../db/driver.ts'
import { readMemory, writeMemory, writeRepair } from '../db/meta.ts'
import { openReplica } from '../db/migrate.ts'
import { assertWhole, salvage, skipNumbers } from '../db/salvage.ts'
import { rebuildDerived } from '../sync/reread.ts'
import type { DeskFolder } from './desk-folders.ts'

type Log = (event: string, facts: Record<string, string | number>) => void

const markOf = (folder: DeskFolder): string => join(folder.path, 'damaged')
const asideOf = (folder: DeskFolder): string => join(folder.path, 'set-aside')
/** Attempts that were killed leave their copies; older ones hold nothing that the newest lack. */
const MOST_ASIDE = 5

/** Remembers that damage was found while the desk was open. */
export const markDamaged = (folder: DeskFolder): void => writeFileSync(markOf(folder), '')
export const isMarkedDamaged = (folder: DeskFolder): boolean => existsSync(markOf(folder))

/** Whether it is the replica that is damaged or gone, and not what lies beside it. */
export const isReplicaDamaged = async (folder: DeskFolder): Promise<boolean> => {
  if (isMarkedDamaged(folder)) return true
  const { size } = await stat(folder.replica).catch(() => ({ size: 0 }))
  if (size === 0) return existsSync(folder.hub) || existsSync(join(folder.path, 'connection.json'))
  let db: Database | null = null
  try {
    db = openForReading(folder.replica)
    return findDamage(db).length > 0
  } catch {
    return true
  } finally {
    db?.close()
  }
}

/** Copies the damaged file with its log to a folder of its own; answers the folder's name. */
const setAside = async (folder: DeskFolder, clock: Clock): Promise<string> => {
  const name = new Date(clock.now())
    .toISOString()
    .slice(0, 19)
    .replace(/[^0-9]/g, '-')
  const place = join(asideOf(folder), name)
  await mkdir(place, { recursive: true })
  for (const suffix of ['', '-wal'])
    if (existsSync(folder.replica + suffix))
      await copyFile(folder.replica + suffix, join(place, `replica.db${suffix}`))
  return name
}

const newestFirst = async (folder: string, fits: (name: string) => boolean): Promise<string[]> => {
  const names = await readdir(folder).catch((): string[] => [])
  const found = await Promise.all(
    names.filter(fits).map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
  )
  return found.sort((a, b) => b.at - a.at || b.name.localeCompare(a.name)).map(({ name }) => name)
}

const clear = async (path: string): Promise<void> => {
  for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(path + suffix, { force: true })
}

/** The newest backup that proves whole, opened as a draft; or an empty replica. */
const openDraft = async (
  folder: DeskFolder,
  draft: string,
  log: Log,
): Promise<{ db: Database; backup: string | null }> => {
  const names = await newestFirst(folder.backups, (name) => /^replica-.*\.db$/.test(name))
  for (const backup of names) {
    await clear(draft)
    try {
      await copyFile(join(folder.backups, backup), draft)
      const db = await openReplica(draft, () => Promise.resolve())
      try {
        assertWhole(db)
        return { db, backup }
      } catch (error) {
        db.close()
        throw error
      }
    } catch (error) {
      log('backup-not-whole', { reason: reasonOf(error) })
    }
  }
  await clear(draft)
  return { db: await openReplica(draft, () => Promise.resolve()), backup: null }
}

/** Puts a replica together again. The damaged one is kept, in `set-aside`. */
export const rebuildReplica = async (folder: DeskFolder, clock: Clock, log: Log): Promise<void> => {
  const aside = await setAside(folder, clock)
  const draft = join(folder.path, 'replica.db.rebuilt')
  const { db, backup } = await openDraft(folder, draft, log)
  let saved = 0
  try {
    let highest = 0
    const places = await newestFirst(asideOf(folder), () => true)
    for (const place of places.slice(0, MOST_ASIDE)) {
      const found = salvage(db, join(asideOf(folder), place, 'replica.db'))
      saved += found.saved
      highest = Math.max(highest, found.highest)
    }
    skipNumbers(db, highest)
    db.transaction(() => {
      rebuildDerived(db)
      // Desk events are applied once more as the feed says them.
      if (readMemory(db, 'register ahead') !== null) writeMemory(db, 'register ahead', null)
      writeRepair(db, { at: clock.now(), aside: `set-aside/${aside}`, backup, saved })
    })()
    assertWhole(db)
  } finally {
    db.close()
  }
  // Its log first: beside another file it would be taken for that one's.
  for (const suffix of ['-wal', '-shm']) await rm(folder.replica + suffix, { force: true })
  await rename(draft, folder.replica)
  await rm(markOf(folder), { force: true })
  log('replica-rebuilt', { backup: backup ?? 'none', saved })
}
