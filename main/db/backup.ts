/**
 * Backups of a database: made through SQLite's online backup, opened again and checked before they count, and
 * thinned out. A database file is never copied by hand, because its log would stay behind.
 */
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FaultError } from '../../shared/errors.ts'
import { asFault, findDamage, openDatabase } from './driver.ts'

const KEPT = 14

/** Writes a copy of a database to a path, through SQLite's online backup. */
export type WriteBackup = (path: string) => Promise<unknown>

/** Writes a verified backup to `folder/name`. An unverified one never gets that name. */
export const backUp = async (write: WriteBackup, folder: string, name: string): Promise<void> => {
  await mkdir(folder, { recursive: true })
  const unverified = join(folder, `${name}.unverified`)
  const clear = (suffixes: readonly string[]) =>
    Promise.all(suffixes.map((suffix) => rm(unverified + suffix, { force: true })))
  try {
    // What a killed attempt left behind must not be taken for the beginning of this one.
    await clear(['', '-wal', '-shm', '-journal'])
    await write(unverified)
    verify(unverified)
    await rename(unverified, join(folder, name))
  } catch (error) {
    await clear([''])
    throw asFault(error)
  } finally {
    await clear(['-wal', '-shm', '-journal'])
  }
}

/** Opens a backup again and looks for damage; throws `database-damaged` when there is any. */
const verify = (path: string): void => {
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
  write: WriteBackup,
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
  await backUp(write, folder, name)
  const daily = [...present, name].filter((file) => /-\d{4}-\d{2}-\d{2}\.db$/.test(file)).sort()
  await Promise.all(daily.slice(0, -KEPT).map((file) => rm(join(folder, file))))
  return true
}
