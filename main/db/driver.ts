/**
 * The one file that knows better-sqlite3. What it adds: settings under which an acknowledged write survives a
 * killed process and a lost power supply, and SQLite's errors as faults.
 */
import Sqlite from 'better-sqlite3'
import { type FaultCode, FaultError, faultOf } from '../../shared/errors.ts'
import { hasLog, readHeader } from './header.ts'

export type Database = Sqlite.Database

/**
 * Ids are found in no order, so every batch touches pages all over their index: with room for those of a large desk
 * they are written once, and not each time that they are in the way. The log may grow to as much as it is kept at.
 */
const CACHE_KIB = 16_384
const PAGES_IN_LOG = 2000

/**
 * WAL for readers that do not wait; FULL because better-sqlite3 is built with NORMAL for WAL, under which a
 * commit may vanish with the power (quality.md, fact 3).
 */
const configure = (db: Database): void => {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma(`cache_size = -${CACHE_KIB}`)
  db.pragma(`wal_autocheckpoint = ${PAGES_IN_LOG}`)
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  db.pragma('trusted_schema = OFF')
  // What was deleted is gone, and not only let go: erasing for the law rests on it.
  db.pragma('secure_delete = ON')
  db.pragma('journal_size_limit = 8388608')
}

/** Opens a database for reading and writing, creating the file when there is none. Throws faults. */
export const openDatabase = (path: string): Database =>
  withFaults(() => {
    const db = new Sqlite(path)
    try {
      configure(db)
    } catch (error) {
      db.close()
      throw error
    }
    return db
  })

/**
 * The schema version of a database, without a byte written to it or beside it; null when there is none yet. Throws
 * `database-damaged` for what is no database, or not all of one.
 */
export const readUserVersion = (path: string): number | null => {
  const header = withFaults(() => readHeader(path))
  if (header === 'none') return null
  if (header === 'foreign') throw new FaultError('database-damaged')
  // With a log beside it the file alone does not say it all; the log is there already, so reading it adds nothing.
  if (hasLog(path)) return readThroughLog(path)
  if (!header.whole) throw new FaultError('database-damaged')
  return header.userVersion
}

const readThroughLog = (path: string): number =>
  withFaults(() => {
    const db = new Sqlite(path, { readonly: true, fileMustExist: true })
    try {
      return Number(db.pragma('user_version', { simple: true }))
    } finally {
      db.close()
    }
  })

/** Opens a file that somebody chose, for reading only: not a byte of it changes, whatever it is. */
export const openForReading = (path: string): Database =>
  withFaults(() => new Sqlite(path, { readonly: true, fileMustExist: true }))

/** `quick_check` of a database; an empty list means that nothing was found. Damage may be too bad even to be listed. */
export const findDamage = (db: Database): string[] => {
  try {
    const rows = withFaults(() => db.pragma('quick_check(5)')) as { quick_check: string }[]
    return rows.map((row) => row.quick_check).filter((finding) => finding !== 'ok')
  } catch (error) {
    if (error instanceof FaultError && error.fault.code === 'database-damaged') return [error.message]
    throw error
  }
}

const sqliteCode = (error: unknown): string => (error instanceof Sqlite.SqliteError ? error.code : '')

/** Whether something is there already that may be there once. */
export const isTaken = (error: unknown): boolean => sqliteCode(error) === 'SQLITE_CONSTRAINT_UNIQUE'

const CODES: readonly (readonly [prefix: string, code: FaultCode])[] = [
  ['SQLITE_FULL', 'disk-full'],
  // The log's index is a file too, and the first thing that finds no room when a desk is opened.
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['SQLITE_READONLY', 'disk-read-only'],
  ['SQLITE_CANTOPEN', 'disk-read-only'],
  ['SQLITE_CORRUPT', 'database-damaged'],
  ['SQLITE_NOTADB', 'database-damaged'],
  ['SQLITE_IOERR', 'disk-error'],
  ['SQLITE_BUSY', 'desk-open-elsewhere'],
]

/** What the system says of a disk, where it is not SQLite that wrote. */
const SYSTEM_CODES: Readonly<Record<string, FaultCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EROFS: 'disk-read-only',
  EACCES: 'disk-read-only',
  EPERM: 'disk-read-only',
  EIO: 'disk-error',
}

const systemFault = (error: unknown): FaultCode | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? SYSTEM_CODES[error.code]
    : undefined

/** An error of SQLite or of the disk as a fault that a person can be told about; anything else as it came. */
export const asFault = (error: unknown): unknown => {
  const system = systemFault(error)
  if (system !== undefined) return new FaultError(system, {}, { cause: error })
  const code = sqliteCode(error)
  const known = CODES.find(([prefix]) => code.startsWith(prefix))
  return known ? new FaultError(known[1], {}, { cause: error }) : error
}

/**
 * What an error says of a disk or a file of this computer, as SQLite threw it or inside the fault made of that; null where
 * it is about something else. What a hub elsewhere says of its own database is something else.
 */
export const diskFaultOf = (error: unknown): FaultCode | null => {
  const origin = error instanceof FaultError ? error.cause : error
  if (sqliteCode(origin) === '') return null
  const { code } = faultOf(asFault(origin))
  return code === 'internal' ? null : code
}

const prepared = new WeakMap<Database, Map<string, Sqlite.Statement<unknown[]>>>()

/** A statement that is run again and again: prepared once for each database. Not for one that is gone through halfway. */
export const statement = <P extends unknown[] = unknown[], R = unknown>(
  db: Database,
  sql: string,
): Sqlite.Statement<P, R> => {
  const known = prepared.get(db) ?? new Map<string, Sqlite.Statement<unknown[]>>()
  prepared.set(db, known)
  const found = known.get(sql) ?? db.prepare<unknown[]>(sql)
  known.set(sql, found)
  // What goes in and comes out is what the words of it say, as with `prepare`.
  return found as unknown as Sqlite.Statement<P, R>
}

/** Runs database work; what SQLite throws comes out as a fault. */
export const withFaults = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw asFault(error)
  }
}
