/** Puts a desk together: its replica, its hub where that lives on this computer, and the connection between the two. */

import { randomBytes, randomUUID } from 'node:crypto'
import * as files from 'node:fs/promises'
import { ZodError } from 'zod'
import type { Clock } from '../../shared/clock.ts'
import { FaultError, faultOf, reasonOf } from '../../shared/errors.ts'
import { backUp, backUpDaily } from '../db/backup.ts'
import { asFault, type Database, findDamage } from '../db/driver.ts'
import { readHeader } from '../db/header.ts'
import { readCursor } from '../db/meta.ts'
import { openReplica } from '../db/migrate.ts'
import { type Desk, openDesk } from '../desk/desk.ts'
import { setDiskFault } from '../desk/write.ts'
import { type Hub, openHub } from '../hub/hub.ts'
import { openSqliteStore, type SqliteStore } from '../hub/store/sqlite.ts'
import { folderTarget } from '../hub/targets/folder.ts'
import { createSyncClient } from '../sync/client.ts'
import type { DeskFolder } from './desk-folders.ts'

export type RunningDesk = {
  desk: Desk
  hub: Hub
  db: Database
  store: SqliteStore
  stop(): Promise<void>
}

type Log = (event: string, facts: Record<string, string | number>) => void

const HOUR = 3_600_000
/** Long enough after the start that the first words are typed before a disk gets busy. */
const CARE_AFTER = 15_000

/** A number from 0 up to 1 that nobody can guess: 48 bits of the system's randomness. */
const unguessable = (): number => randomBytes(6).readUIntBE(0, 6) / 2 ** 48

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

export const startDesk = async (
  id: string,
  folder: DeskFolder,
  clock: Clock,
  log: Log,
): Promise<RunningDesk> => {
  await makeFolder(folder.path)
  assertReplica(folder)
  const db = await openReplica(folder.replica, (found, from) =>
    backUp((to) => found.backup(to), folder.backups, `replica-before-${from}.db`),
  )
  let store: SqliteStore | null = null
  try {
    assertHub(db, folder)
    store = await openSqliteStore(folder.hub, (backup) => backUp(backup, folder.backups, 'hub-before.db'))
    return await start(id, folder, clock, log, db, store)
  } catch (error) {
    await store?.close()
    db.close()
    throw damageOf(error)
  }
}

const makeFolder = async (path: string): Promise<void> => {
  try {
    await files.mkdir(path, { recursive: true })
  } catch (error) {
    // Node says so of a folder that it makes as it goes, on a disk that may only be read.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new FaultError('disk-read-only', {}, { cause: error })
    throw asFault(error)
  }
}

/**
 * Two databases are one desk. Where one of them is gone or empty while the other is not, a new one in its place would be
 * an empty desk under the old name, and would refuse all that the other holds.
 */
const assertReplica = ({ replica, hub }: DeskFolder): void => {
  if (readHeader(replica) === 'none' && readHeader(hub) !== 'none')
    throw new FaultError('database-damaged', { part: 'replica' })
}

const assertHub = (db: Database, { hub }: DeskFolder): void => {
  // A replica that never heard of its hub was killed while the desk was founded, and may go on.
  if (readHeader(hub) === 'none' && readCursor(db) !== null)
    throw new FaultError('database-damaged', { part: 'hub' })
}

/** What was written by Kopij and cannot be read by it any more is damage, whoever stumbles on it. */
const damageOf = (error: unknown): unknown =>
  error instanceof SyntaxError || error instanceof ZodError
    ? new FaultError('database-damaged', {}, { cause: error })
    : asFault(error)

const start = async (
  id: string,
  folder: DeskFolder,
  clock: Clock,
  log: Log,
  db: Database,
  store: SqliteStore,
): Promise<RunningDesk> => {
  const newId = (): string => randomUUID()
  const hub = await openHub({
    desk: id,
    store: store.store,
    clock,
    newId,
    random: unguessable,
    log,
    openFolder: (path) => folderTarget({ folder: path, desk: id, files }),
  })
  const cursor = readCursor(db)
  // Another hub's feed under our cursor would be read from its middle on (design: "The feed").
  if (cursor && cursor.hub !== hub.id) {
    await hub.stop()
    throw new FaultError('database-damaged', { part: 'hub' })
  }
  const desk = openDesk({
    id,
    db,
    hub: hub.connection,
    clock,
    newId,
    log,
    createSync: (synced) => createSyncClient({ db, hub: hub.connection, clock, synced, log }),
  })

  let stopped = false
  const care = async (): Promise<void> => {
    try {
      // Damage is looked for before a backup could push a good one out.
      const [finding] = findDamage(db)
      if (finding !== undefined) {
        setDiskFault(desk.context, 'database-damaged')
        log('damage-found', { desk: id })
        return
      }
      const day = dayOf(clock.now())
      // Each for itself: a day that ended between the two must not leave the hub without.
      const replica = await backUpDaily((to) => db.backup(to), folder.backups, 'replica', day)
      const truth = await backUpDaily((to) => store.backup(to), folder.backups, 'hub', day)
      if (replica || truth) log('backed-up', { desk: id })
    } catch (error) {
      // The hub's copy is looked through as well, before it counts.
      if (faultOf(error).code === 'database-damaged') setDiskFault(desk.context, 'database-damaged')
      log('care-failed', { desk: id, reason: reasonOf(error) })
    }
  }
  let cancelCare: (() => void) | null = null
  const careLater = (delay: number): void => {
    cancelCare = clock.after(delay, () => {
      void care().finally(() => {
        if (!stopped) careLater(HOUR)
      })
    })
  }
  careLater(CARE_AFTER)

  return {
    desk,
    hub,
    db,
    store,
    async stop() {
      stopped = true
      cancelCare?.()
      // Windows first, then the client of the hub, then the hub, then the files.
      await desk.stop()
      await hub.stop()
      await store.close()
      db.close()
    },
  }
}
