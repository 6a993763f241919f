/**
 * The hub's store on SQLite, for a desk that lives on this computer. Asynchronous although the driver is not, so
 * that the same hub runs on PostgreSQL.
 */
import Sqlite from 'better-sqlite3'
import { type Dialect, Kysely, SqliteAdapter, SqliteDialect } from 'kysely'
import { type FaultCode, FaultError } from '../../../shared/errors.ts'
import { lonelyBus } from '../bus.ts'
import { migrate } from './migrate.ts'
import type { OpenStore } from './store.ts'
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

const dialectOf = (database: Sqlite.Database): Dialect => {
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
 * Opens the store, creating or migrating it; `beforeMigration` gets the chance to keep what was.
 * Faults: database-newer, database-damaged, disk-*.
 */
export const openSqliteStore = async (
  path: string,
  beforeMigration: (backup: SqliteStore['backup']) => Promise<void>,
): Promise<SqliteStore> => {
  const database = openFile(path)
  const store = new Kysely<Tables>({ dialect: dialectOf(database) })
  const backup = async (to: string): Promise<void> => {
    await database.backup(to)
  }
  try {
    await migrate(store, null, () => beforeMigration(backup))
  } catch (error) {
    await store.destroy()
    throw asFault(error)
  }
  return {
    store,
    transact: (work) => store.transaction().execute(work),
    bus: lonelyBus,
    backup,
    close: () => store.destroy(),
  }
}

const openFile = (path: string): Sqlite.Database => {
  try {
    const database = new Sqlite(path)
    // The same promise as the replica's: what was acknowledged survives the power supply.
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
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
