/** Opens the store that a server is told to use. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
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

const BEFORE = /^hub-before-(\d{1,15})\.db$/

/** What migrations found in a folder's store, in files beside it, and when, ms UTC. daily-backups.ts looks after them. */
export const keptBefore = async (data: string): Promise<{ path: string; at: number }[]> =>
  (await readdir(data)).flatMap((file) => {
    const at = BEFORE.exec(file)?.[1]
    return at === undefined ? [] : [{ path: join(data, file), at: Number(at) }]
  })

/**
 * Opens the store of a place, making or migrating it; what a migration finds in SQLite is kept beside it. A desk that moved away
 * opens for `alone` only. Throws a SetupError where a hub runs on a database that is wanted alone, or where SQLite does not work;
 * faults: database-*, desk-moved, desk-open-elsewhere, disk-*.
 */
export const openStoreAt = async (place: Place, use: Use, clock: Clock, log: BusLog): Promise<OpenStore> => {
  const evenIfMoved = use === 'alone'
  if ('data' in place) {
    const { finishSqliteFile, openSqliteStore } = await loadSqlite()
    await mkdir(place.data, { recursive: true, mode: 0o700 })
    const keep = async (backup: (path: string) => Promise<void>): Promise<void> => {
      const path = join(place.data, `hub-before-${clock.now()}.db`)
      const draft = `${path}.unverified`
      try {
        // It holds all of the copy, and the hashes of passphrases: for its owner from the first byte.
        await writeFile(draft, '', { mode: 0o600 })
        await backup(draft)
        finishSqliteFile(draft)
        await rename(draft, path)
      } finally {
        for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(draft + suffix, { force: true })
      }
    }
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
