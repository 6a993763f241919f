/** Opens the store that a server is told to use. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../../shared/clock.ts'
import type { BusLog } from '../store/postgres-bus.ts'
import { sqliteWorks } from '../store/sqlite-works.ts'
import type { OpenStore } from '../store/store.ts'
import { SetupError } from './config.ts'

/** Where a store is: a folder with `hub.db`, or a database and a schema in it. */
export type Place = { data: string } | { database: string; schema: string }

export const placeOf = (config: {
  data?: string | undefined
  database?: string | undefined
  schema: string
}): Place => {
  if (config.database !== undefined) return { database: config.database, schema: config.schema }
  return { data: config.data ?? '.' }
}

/** What the place may be called in a log or a sentence: never the password. */
export const nameOfPlace = (place: Place): string => {
  if ('data' in place) return place.data
  const { protocol, host, pathname } = new URL(place.database)
  return `${protocol}//${host}${pathname} (${place.schema})`
}

/** Loaded only when asked for: a hub on PostgreSQL needs no SQLite, and its binary wants a newer Node. */
export const loadSqlite = async () => {
  if (!sqliteWorks())
    throw new SetupError(
      `SQLite does not work with this Node (${process.version}). Use Node 22.14 or newer, or a PostgreSQL database.`,
    )
  return await import('../store/sqlite.ts')
}

/** How a store is opened: by a hub, by a command beside a hub that runs, or by one that wants it for itself. */
export type Use = 'hub' | 'beside' | 'alone'

export const openStoreAt = async (place: Place, use: Use, clock: Clock, log: BusLog): Promise<OpenStore> => {
  const evenIfMoved = use === 'alone'
  if ('data' in place) {
    const { openSqliteStore } = await loadSqlite()
    await mkdir(place.data, { recursive: true, mode: 0o700 })
    const keep = (backup: (path: string) => Promise<void>): Promise<void> =>
      backup(join(place.data, `hub-before-${clock.now()}.db`))
    return await openSqliteStore(join(place.data, 'hub.db'), keep, { alone: use === 'alone', evenIfMoved })
  }
  const { openPostgresStore } = await import('../store/postgres.ts')
  const store = await openPostgresStore({
    url: place.database,
    schema: place.schema,
    clock,
    log,
    mayLead: use !== 'beside',
    evenIfMoved,
  })
  if (use !== 'alone' || store.bus.leads()) return store
  await store.close()
  throw new SetupError('A hub is running on this store. Stop it first.')
}
