/**
 * The hub's store on SQLite, for a desk that lives on this computer. Asynchronous although the driver is not, so
 * that the same hub runs on PostgreSQL.
 */
import Sqlite from 'better-sqlite3'
import {
  type Dialect,
  Kysely,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
} from 'kysely'
import { type FaultCode, FaultError } from '../../../shared/errors.ts'
import { lonelyBus, type Transact } from '../bus.ts'
import { migrate } from './migrate.ts'
import { assertNotMoved, FEED_CLOSED } from './moved.ts'
import type { OpenStore, Store } from './store.ts'
import type { Tables } from './tables.ts'

export type { Store } from './store.ts'

/**
 * SQLite takes back a `CREATE TABLE` like any other change; Kysely only does not say so, and would run a migration without
 * a transaction. One that was killed halfway could then never be finished.
 */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Statements that are kept; the oldest makes room. A hub asks some dozens of questions, each with its own number of ids. */
const MOST_STATEMENTS = 200

/** A statement as Kysely asks it, with what has a name at the end of what is asked (insert-entries.ts). */
const withNames = (statement: Sqlite.Statement<unknown[]>): SqliteStatement => ({
  reader: statement.reader,
  all: (values) => statement.all(values),
  iterate: (values) => statement.iterate(values),
  run(values) {
    const last = values.at(-1)
    const isNamed = typeof last === 'object' && last !== null && !(last instanceof Uint8Array)
    return isNamed ? statement.run(values.slice(0, -1), last) : statement.run(values)
  },
})

/**
 * The database with its statements kept: Kysely would have each compiled anew, as often as it is run. `keep` begins it,
 * when the tables are what they stay.
 */
const withStatements = (database: Sqlite.Database): { database: SqliteDatabase; keep(): void } => {
  const statements = new Map<string, SqliteStatement>()
  let keeping = false
  return {
    database: {
      prepare(sql) {
        const known = statements.get(sql)
        const found = known ?? withNames(database.prepare<unknown[]>(sql))
        if (!keeping) return found
        statements.delete(sql)
        statements.set(sql, found)
        const [oldest] = statements.keys()
        if (statements.size > MOST_STATEMENTS && oldest !== undefined) statements.delete(oldest)
        return found
      },
      close: () => void database.close(),
    },
    keep() {
      keeping = true
    },
  }
}

const dialectOf = (database: SqliteDatabase): Dialect => {
  const dialect = new SqliteDialect({ database })
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => dialect.createDriver(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  }
}

/** A store in one file: one process has it, so it leads, and its transactions are one after the other by themselves. */
export type SqliteStore = OpenStore & { backup(path: string): Promise<void> }

/**
 * `alone`: nobody else may have it open, now and as long as it is open here. `evenIfMoved`: for who moves it. `asItIs`: neither
 * migrated nor asked where it went, for who takes something out of a copy that is to stay what it was.
 */
export type SqliteOptions = { alone?: boolean; evenIfMoved?: boolean; asItIs?: boolean }

/**
 * Opens the store, creating or migrating it; `beforeMigration` gets the chance to keep what was.
 * Faults: database-newer, database-damaged, desk-moved, desk-open-elsewhere, disk-*.
 */
export const openSqliteStore = async (
  path: string,
  beforeMigration: (backup: SqliteStore['backup']) => Promise<void>,
  { alone = false, evenIfMoved = false, asItIs = false }: SqliteOptions = {},
): Promise<SqliteStore> => {
  const database = openFile(path, alone)
  const kept = withStatements(database)
  const store = new Kysely<Tables>({ dialect: dialectOf(kept.database) })
  const backup = async (to: string): Promise<void> => {
    await database.backup(to)
  }
  try {
    if (!asItIs) await migrate(store, null, () => beforeMigration(backup))
    if (!evenIfMoved && !asItIs) await assertNotMoved(store)
    kept.keep()
  } catch (error) {
    await store.destroy()
    throw asFault(error)
  }
  return {
    store,
    transact: transactOn(store),
    bus: lonelyBus,
    backup,
    close: () => store.destroy(),
  }
}

/**
 * Somebody else with the same file wrote between a read and a write of ours: nothing was done, so it is done again. What the
 * disk does to a transaction comes out as a fault.
 */
const transactOn =
  (store: Store): Transact =>
  async (work) => {
    for (let tries = 1; ; tries += 1) {
      /** What the work failed of. SQLite may have taken back a transaction by itself; taking it back again hides why. */
      let failed: unknown
      try {
        return await store.transaction().execute((db) =>
          work(db).catch((error: unknown) => {
            failed = error
            throw error
          }),
        )
      } catch (thrown) {
        const error = failed ?? thrown
        if (error instanceof Error && error.message === FEED_CLOSED)
          throw new FaultError('desk-moved', {}, { cause: error })
        const code = error instanceof Sqlite.SqliteError ? error.code : ''
        if (code === 'SQLITE_BUSY_SNAPSHOT' && tries < MOST_TRIES) continue
        // A store that is open here already waited for another's write: that is no other Kopij to close.
        throw code.startsWith('SQLITE_BUSY') ? error : asFault(error)
      }
    }
  }

const openFile = (path: string, alone: boolean): Sqlite.Database => {
  try {
    const database = new Sqlite(path, { timeout: alone ? 0 : 5000 })
    if (alone) {
      database.pragma('locking_mode = EXCLUSIVE')
      // Takes the lock.
      database.pragma('user_version')
    }
    // The same promise as the replica's: what was acknowledged survives the power supply.
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    // As the replica has it, and for the same reason.
    database.pragma('cache_size = -16384')
    database.pragma('wal_autocheckpoint = 2000')
    database.pragma('busy_timeout = 5000')
    database.pragma('trusted_schema = OFF')
    // What was erased is gone, and not only let go.
    database.pragma('secure_delete = ON')
    database.pragma('journal_size_limit = 8388608')
    return database
  } catch (error) {
    throw asFault(error)
  }
}

const MOST_TRIES = 5

const CODES: readonly (readonly [prefix: string, code: FaultCode])[] = [
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['SQLITE_NOTADB', 'database-damaged'],
  ['SQLITE_CORRUPT', 'database-damaged'],
  ['SQLITE_CANTOPEN', 'disk-read-only'],
  ['SQLITE_READONLY', 'disk-read-only'],
  ['SQLITE_IOERR', 'disk-error'],
  ['SQLITE_BUSY', 'desk-open-elsewhere'],
]

/** SQLite's error as a fault that a person can be told about; anything else as it came. */
const asFault = (error: unknown): unknown => {
  const code = error instanceof Sqlite.SqliteError ? error.code : ''
  const known = CODES.find(([prefix]) => code.startsWith(prefix))
  return known ? new FaultError(known[1], {}, { cause: error }) : error
}

/** A copy of a store's file, while a hub writes to it; checked, and one file that needs nothing beside it. */
export const copySqliteFile = async (from: string, to: string): Promise<void> => {
  try {
    const source = new Sqlite(from, { readonly: true, fileMustExist: true })
    try {
      // One moment, held on to: a copy would begin anew whenever a hub that is busy writes, and never end.
      source.exec('BEGIN')
      source.prepare('SELECT count(*) FROM sqlite_master').get()
      await source.backup(to)
    } finally {
      source.close()
    }
    finishSqliteFile(to)
  } catch (error) {
    throw asFault(error)
  }
}

/** Looks a finished file through, and leaves nothing beside it. Throws `database-damaged`. */
export const finishSqliteFile = (path: string): void => {
  const copy = new Sqlite(path)
  try {
    const rows = copy.pragma('quick_check(1)') as { quick_check: string }[]
    if (rows[0]?.quick_check !== 'ok') throw new FaultError('database-damaged')
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

/** "KPIJ": tells a desk that the app saved as a file from any other database. */
const DESK_FILE = 0x4b50_494a
const DESK_FILE_VERSION = 1

/**
 * The hub's database out of a desk that the app saved as a file; null when the file is none of those. Faults:
 * database-newer, database-damaged.
 */
export const hubOfDeskFile = (path: string): Uint8Array | null => {
  try {
    const file = new Sqlite(path, { readonly: true, fileMustExist: true })
    try {
      if (file.pragma('application_id', { simple: true }) !== DESK_FILE) return null
      const version = Number(file.pragma('user_version', { simple: true }))
      if (version > DESK_FILE_VERSION) throw new FaultError('database-newer', { found: version })
      const part: unknown = file.prepare("SELECT content FROM parts WHERE name = 'hub.db'").pluck().get()
      if (!(part instanceof Uint8Array)) throw new FaultError('not-a-desk-file')
      return part
    } finally {
      file.close()
    }
  } catch (error) {
    throw asFault(error)
  }
}
