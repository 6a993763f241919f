/**
 * Backups of a database: made through SQLite's online backup, opened again and checked before they count, and
 * thinned out. A database file is never copied by hand, because its log would stay behind.
 */
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FaultError } from '../../shared/errors.ts'
import { asFault, type Database, findDamage, openDatabase } from './driver.ts'

const KEPT = 14

/** Writes a verified backup to `folder/name`. An unverified one never gets that name. */
export const backUp = async (db: Database, folder: string, name: string): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const unverified = join(folder, `${name}.unverified`)
  try {
    await db.backup(unverified)
    verifyBackup(unverified)
    await rename(unverified, join(folder, name))
  } catch (error) {
    await rm(unverified, { force: true })
    throw asFault(error)
  } finally {
    await Promise.all(['-wal', '-shm'].map((suffix) => rm(unverified + suffix, { force: true })))
  }
}

/** Opens a backup again and looks for damage; throws `database-damaged` when there is any. */
export const verifyBackup = (path: string): void => {
  const copy = openDatabase(path)
  try {
    const [finding] = findDamage(copy)
    if (finding !== undefined) throw new FaultError('database-damaged', { finding })
    // One file that needs nothing beside it.
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

/** One backup a day, named after the day, and no more than two weeks of them. `day` is `YYYY-MM-DD`. */
export const backUpDaily = async (
  db: Database,
  folder: string,
  stem: string,
  day: string,
): Promise<boolean> => {
  await mkdir(folder, { recursive: true })
  const name = `${stem}-${day}.db`
  const present = (await readdir(folder)).filter(
    (file) => file.startsWith(`${stem}-`) && file.endsWith('.db'),
  )
  if (present.includes(name)) return false
  await backUp(db, folder, name)
  const daily = [...present, name].filter((file) => /-\d{4}-\d{2}-\d{2}\.db$/.test(file)).sort()
  await Promise.all(daily.slice(0, -KEPT).map((file) => rm(join(folder, file))))
  return true
}
