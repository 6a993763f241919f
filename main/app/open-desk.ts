/** Puts a desk together: its replica, its hub where that lives on this computer, and the connection between the two. */

import { randomBytes, randomUUID } from 'node:crypto'
import * as files from 'node:fs/promises'
import { hostname } from 'node:os'
import { ZodError } from 'zod'
import type { Clock } from '../../shared/clock.ts'
import { FaultError, faultOf } from '../../shared/errors.ts'
import { PROTOCOL } from '../../shared/sync/messages.ts'
import { backUp } from '../db/backup.ts'
import { asFault, type Database, diskFaultOf, findDamage } from '../db/driver.ts'
import { readHeader } from '../db/header.ts'
import { readCursor, readMemory, writeMemory } from '../db/meta.ts'
import { openReplica } from '../db/migrate.ts'
import { readPeople } from '../db/register.ts'
import { type Desk, openDesk } from '../desk/desk.ts'
import { setDiskFault } from '../desk/write.ts'
import { type Hub, openHub } from '../hub/hub.ts'
import { openSqliteStore, type SqliteStore } from '../hub/store/sqlite.ts'
import { folderTarget } from '../hub/targets/folder.ts'
import { createSyncClient } from '../sync/client.ts'
import type { Fetch } from '../sync/remote-calls.ts'
import type { connectHub as ConnectHub } from '../sync/remote-hub.ts'
import { readChoice } from '../sync/reread.ts'
import type { Secrets } from '../sync/tokens.ts'
import { careFor } from './care.ts'
import type { Connection } from './connection-file.ts'
import type { DeskFolder } from './desk-folders.ts'
import { type HostingOfDesk, hostDesk, hostedElsewhere } from './hosting.ts'
import { isMarkedDamaged, isReplicaDamaged, rebuildReplica } from './rebuild-replica.ts'
import { type KeptSecrets, targetSecretsOf } from './target-secrets.ts'

/** What every open desk is, wherever its hub is. */
type Running = {
  desk: Desk
  db: Database
  hosting: HostingOfDesk
  /** Looks at clocks, outboxes and the way to the hub again: after the machine slept. */
  wake(): Promise<void>
  stop(): Promise<void>
}
/** A desk whose hub lives in this process, on files beside the replica. */
export type RunningDesk = Running & { where: 'here'; hub: Hub; store: SqliteStore }
/** A desk whose hub lives elsewhere. */
export type JoinedDesk = Running & { where: 'elsewhere' }
export type AnyDesk = RunningDesk | JoinedDesk

type Log = (event: string, facts: Record<string, string | number>) => void

/** A number from 0 up to 1 that nobody can guess: 48 bits of the system's randomness. */
export const unguessable = (): number => randomBytes(6).readUIntBE(0, 6) / 2 ** 48

/** The replica of a desk, brought to this build's schema after a backup of what it was. */
const openReplicaOf = (folder: DeskFolder): Promise<Database> =>
  openReplica(folder.replica, (found, from) =>
    backUp((to) => found.backup(to), folder.backups, `replica-before-${from}.db`),
  )

/** Keeps a replica as it is before somebody's choice changes it; answers the backup's name. */
const keeper =
  (db: Database, folder: DeskFolder, clock: Clock): (() => Promise<string>) =>
  async () => {
    const name = `replica-kept-${new Date(clock.now())
      .toISOString()
      .slice(0, 19)
      .replace(/[^0-9]/g, '')}.db`
    await backUp((to) => db.backup(to), folder.backups, name)
    return name
  }

/** What kept the client of the hub from writing is said at once: it would only try again, and the status line say nothing. */
const sayDisk = ({ context }: Desk, error: unknown): void => {
  const fault = diskFaultOf(error)
  if (fault !== null) setDiskFault(context, fault)
}

/**
 * Opens a desk whose hub lives in this process, making its folder and both databases where there are none. A damaged replica is
 * put together again first. Faults: database-damaged (with `part: hub` where the two databases are not one desk), database-newer,
 * desk-moved, desk-open-elsewhere, disk-*. Without `secrets` what targets ask for is kept in memory.
 */
export const startDesk = async (
  id: string,
  folder: DeskFolder,
  clock: Clock,
  log: Log,
  secrets?: KeptSecrets,
): Promise<RunningDesk> => {
  await makeFolder(folder.path)
  return await openSound(folder, clock, log, async (db) => {
    let store: SqliteStore | null = null
    try {
      assertHub(db, folder)
      store = await openSqliteStore(folder.hub, (backup) => backUp(backup, folder.backups, 'hub-before.db'))
      return await start(id, folder, clock, log, db, store, secrets)
    } catch (error) {
      await store?.close()
      throw damageOf(error)
    }
  })
}

/**
 * Opens a replica and what stands on it. One that is damaged is set aside and put together again, once; what stands on
 * it is opened again with the new one.
 */
const openSound = async <T>(
  folder: DeskFolder,
  clock: Clock,
  log: Log,
  open: (db: Database) => Promise<T>,
): Promise<T> => {
  const once = async (): Promise<T> => {
    assertReplica(folder)
    const db = await openReplicaOf(folder)
    try {
      return await open(db)
    } catch (error) {
      const damaged = isDamage(error) && findDamage(db).length > 0
      db.close()
      throw damaged ? new FaultError('database-damaged', { part: 'replica' }, { cause: error }) : error
    }
  }
  try {
    if (isMarkedDamaged(folder)) throw new FaultError('database-damaged', { part: 'replica' })
    return await once()
  } catch (error) {
    if (!isDamage(error) || faultOf(error).params['part'] === 'hub') throw error
    // Without its hub and without a backup there is nothing to put it together from but itself.
    if (!(await isReplicaDamaged(folder))) throw error
    await rebuildReplica(folder, clock, log)
    return await once()
  }
}

const isDamage = (error: unknown): boolean => faultOf(error).code === 'database-damaged'

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
  secrets: KeptSecrets | undefined,
): Promise<RunningDesk> => {
  const newId = (): string => randomUUID()
  const hub = await openHub({
    desk: id,
    store: store.store,
    transact: store.transact,
    bus: store.bus,
    clock,
    newId,
    random: unguessable,
    log,
    openFolder: (path) => folderTarget({ folder: path, desk: id, files }),
    ...(secrets ? { secrets: targetSecretsOf(id, secrets) } : {}),
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
    createSync: (synced) =>
      createSyncClient({
        ...{ desk: id, db, hub: hub.connection, clock, synced, log },
        random: unguessable,
        keep: keeper(db, folder, clock),
        stumbled: (error) => sayDisk(desk, error),
      }),
  })
  const hosting = await hostDesk({ hub, folder, clock, log, changed: () => desk.context.tellSafety() })
  const stopCaring = careFor({
    ...{ desk, db, folder, clock, log },
    others: [{ stem: 'hub', backup: (to) => store.backup(to) }],
  })

  return {
    where: 'here',
    desk,
    hub,
    db,
    store,
    hosting,
    wake: () => hub.wake(),
    async stop() {
      const cared = stopCaring()
      // Windows first, then colleagues, then the client of the hub, then the hub, then the files.
      await hosting.stop()
      await desk.stop()
      await hub.stop()
      await store.close()
      db.close()
      await cared
    },
  }
}

export type JoinedArguments = {
  id: string
  folder: DeskFolder
  connection: Connection
  clock: Clock
  secrets: Secrets
  fetch: Fetch
  /** The protocol that it speaks: this build's unless said. */
  protocol?: number
  log: Log
}

/** Opens a desk whose hub lives elsewhere. It opens also where that cannot be reached. */
export const startJoinedDesk = async (with_: JoinedArguments): Promise<JoinedDesk> => {
  const { id, folder, connection, clock, log } = with_
  log('desk-elsewhere', { desk: id, hub: connection.hub })
  // A desk that lives here has no use for it, and nobody's first letter waits for it.
  const { connectHub } = await import('../sync/remote-hub.ts')
  return await openSound(folder, clock, log, (db) => {
    try {
      return Promise.resolve(startJoined(with_, db, connectHub))
    } catch (error) {
      return Promise.reject(damageOf(error))
    }
  })
}

const startJoined = (
  { id, folder, connection, clock, secrets, fetch, log, protocol = PROTOCOL }: JoinedArguments,
  db: Database,
  connectHub: typeof ConnectHub,
): JoinedDesk => {
  const newId = (): string => randomUUID()
  const remote = connectHub({
    ...{ desk: id, clock, newId, secrets, fetch, log, protocol },
    address: connection.address,
    trusted: connection.trusted,
    // The hub that somebody chose to go on with counts before the one that the desk was joined at.
    hub: () => readChoice(db)?.hub ?? readCursor(db)?.hub ?? connection.hub,
    random: unguessable,
    memory: { read: (name) => readMemory(db, name), write: (name, value) => writeMemory(db, name, value) },
    deviceName: hostname(),
    people: () => readPeople(db).map(({ id: person }) => person),
  })
  const hub = remote.connection
  const desk = openDesk({
    ...{ id, db, hub, clock, newId, log },
    createSync: (synced) =>
      createSyncClient({
        ...{ desk: id, db, hub, clock, synced, log, protocol },
        random: unguessable,
        keep: keeper(db, folder, clock),
        stumbled: (error) => sayDisk(desk, error),
      }),
  })
  const stopCaring = careFor({ ...{ desk, db, folder, clock, log }, others: [] })
  return {
    where: 'elsewhere',
    desk,
    db,
    hosting: hostedElsewhere(connection.address, connection.trusted),
    async wake() {
      remote.nudge()
      await desk.sync.now()
    },
    async stop() {
      const cared = stopCaring()
      await remote.stop()
      await desk.stop()
      db.close()
      await cared
    },
  }
}
