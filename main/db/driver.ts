/**
 * The one file that knows better-sqlite3. What it adds: settings under which an acknowledged write survives a
 * killed process and a lost power supply, and SQLite's errors as faults.
 */
import Sqlite from 'better-sqlite3'
import { type FaultCode, FaultError } from '../../shared/errors.ts'

export type Database = Sqlite.Database

/**
 * WAL for readers that do not wait; FULL because better-sqlite3 is built with NORMAL for WAL, under which a
 * commit may vanish with the power (quality.md, fact 3).
 */
const configure = (db: Database): void => {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('busy_timeout = 5000')
  db.pragma('trusted_schema = OFF')
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

/** Looks at a database without writing a byte to it; null when there is no file. */
export const readUserVersion = (path: string): number | null => {
  try {
    const db = new Sqlite(path, { readonly: true, fileMustExist: true })
    try {
      return Number(db.pragma('user_version', { simple: true }))
    } finally {
      db.close()
    }
  } catch (error) {
    if (sqliteCode(error) === 'SQLITE_CANTOPEN') return null
    throw asFault(error)
  }
}

/** `quick_check` of a database; an empty list means that nothing was found. */
export const findDamage = (db: Database): string[] => {
  const rows = db.pragma('quick_check(5)') as { quick_check: string }[]
  return rows.map((row) => row.quick_check).filter((finding) => finding !== 'ok')
}

const sqliteCode = (error: unknown): string => (error instanceof Sqlite.SqliteError ? error.code : '')

const CODES: readonly (readonly [prefix: string, code: FaultCode])[] = [
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY', 'disk-read-only'],
  ['SQLITE_CANTOPEN', 'disk-read-only'],
  ['SQLITE_CORRUPT', 'database-damaged'],
  ['SQLITE_NOTADB', 'database-damaged'],
  ['SQLITE_IOERR', 'disk-error'],
  ['SQLITE_BUSY', 'desk-open-elsewhere'],
]

/** SQLite's error as a fault that a person can be told about; anything else as it came. */
export const asFault = (error: unknown): unknown => {
  const code = sqliteCode(error)
  const known = CODES.find(([prefix]) => code.startsWith(prefix))
  return known ? new FaultError(known[1], {}, { cause: error }) : error
}

/** Runs database work; what SQLite throws comes out as a fault. */
export const withFaults = <T>(work: () => T): T => {
  try {
    return work()
  } catch (error) {
    throw asFault(error)
  }
}
