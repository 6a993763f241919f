/** Brings a hub's store to this build's schema, the same steps on every database. */
import { Migrator, sql } from 'kysely'
import { FaultError } from '../../../shared/errors.ts'
import { begin } from './migrations/010-begin.ts'
import { doors } from './migrations/020-doors.ts'
import { signedOut } from './migrations/030-signed-out.ts'
import { outbox } from './migrations/040-outbox.ts'
import { takenOff } from './migrations/050-taken-off.ts'
import { ahead } from './migrations/060-ahead.ts'
import { stands } from './migrations/070-stands.ts'
import type { Store } from './store.ts'

const MIGRATIONS = {
  '010-begin': begin,
  '020-doors': doors,
  '030-signed-out': signedOut,
  '040-outbox': outbox,
  '050-taken-off': takenOff,
  '060-ahead': ahead,
  '070-stands': stands,
}

const isBegun = async (store: Store, schema: string | null): Promise<boolean> => {
  // Asked at every start: for its name, and not by looking into every table.
  if (schema === null) {
    const { rows } =
      await sql`select 1 from sqlite_master where type = 'table' and name = 'kysely_migration'`.execute(store)
    return rows.length > 0
  }
  // Not by going through every table of a database that may be full of other things.
  const { rows } = await sql<{ there: boolean }>`select exists (
    select 1 from pg_tables where schemaname = ${schema} and tablename = 'kysely_migration'
  ) as there`.execute(store)
  return rows[0]?.there === true
}

/** The steps that a store has behind it; null when it was never begun. */
const appliedTo = async (store: Store, schema: string | null): Promise<string[] | null> => {
  if (!(await isBegun(store, schema))) return null
  const rows = await store
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  return rows.map((row) => row.name)
}

/**
 * Migrates a store. `beforeMigration` gets the chance to keep what was, where there is something. A store of a newer
 * Kopij is refused before a byte of it changes: `database-newer`. `schema` names one of several in a database.
 */
export const migrate = async (
  store: Store,
  schema: string | null,
  beforeMigration: () => Promise<void>,
): Promise<void> => {
  const names = Object.keys(MIGRATIONS)
  const applied = await appliedTo(store, schema)
  const unknown = applied?.find((name) => !names.includes(name))
  if (unknown !== undefined) throw new FaultError('database-newer', { found: unknown })
  if (applied?.length === names.length) return
  if (applied) await beforeMigration()
  const migrator = new Migrator({
    db: store,
    provider: { getMigrations: async () => MIGRATIONS },
    ...(schema === null ? {} : { migrationTableSchema: schema }),
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
