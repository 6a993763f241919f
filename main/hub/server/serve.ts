/** A hub on a server, from its configuration to the last entry that it finishes when it is asked to stop. */
import { randomBytes, randomUUID } from 'node:crypto'
import * as files from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../../shared/clock.ts'
import { reasonOf } from '../../../shared/errors.ts'
import { serveHub } from '../http/serve.ts'
import { openHub } from '../hub.ts'
import type { OpenStore } from '../store/store.ts'
import { folderTarget } from '../targets/folder.ts'
import { secretsInMemory, type TargetSecrets } from '../targets/secrets.ts'
import { type Config, SetupError } from './config.ts'
import { type Code, foundHub, placeTargets } from './founding.ts'
import { openKeyFile } from './key-file.ts'
import { loadSqlite, nameOfPlace, openStoreAt, type Place, placeOf } from './open-store.ts'

export type Log = (event: string, facts: Record<string, string | number>) => void

export type RunningServer = {
  addresses: string[]
  /** The code for the first person, where this start founded the desk. */
  first: Code | null
  /** Reads the certificate files again, and lets everybody come back under the new ones. */
  reload(): Promise<void>
  /** Finishes what is under way, says goodbye, and closes everything. */
  stop(): Promise<void>
}

/** A number from 0 up to 1 that nobody can guess: 48 bits of the system's randomness. */
export const unguessable = (): number => randomBytes(6).readUIntBE(0, 6) / 2 ** 48

const readPem = async (field: string, path: string): Promise<string> => {
  try {
    return await files.readFile(path, 'utf8')
  } catch (cause) {
    throw new SetupError(`"tls.${field}" cannot be read: ${path}.`, { cause })
  }
}

const readTls = async (tls: Config['tls']): Promise<{ cert: string; key: string } | null> =>
  tls ? { cert: await readPem('cert', tls.cert), key: await readPem('key', tls.key) } : null

/** What begins to keep the backups that are wanted, and answers what stops it. On a database they need a folder. */
const planCare = async (
  { backups: { folder, keep } }: Config,
  place: Place,
  store: OpenStore,
  clock: Clock,
  log: Log,
): Promise<() => () => Promise<void>> => {
  const where = folder ?? ('data' in place ? join(place.data, 'backups') : null)
  if (where === null || keep === 0) {
    log('without-backups', {})
    return () => () => Promise.resolve()
  }
  await loadSqlite()
  const { keepBackups } = await import('./daily-backups.ts')
  const from = 'data' in place ? { file: join(place.data, 'hub.db') } : { store }
  return () => keepBackups({ store, from, folder: where, keep, clock, log })
}

/** Where what targets ask for is kept: in the key file. Without a place for one it is gone when the server stops. */
const openSecrets = async ({ keys }: Config, place: Place, log: Log): Promise<TargetSecrets> => {
  const file = keys ?? ('data' in place ? join(place.data, 'keys.json') : null)
  if (file !== null) return await openKeyFile(file)
  log('without-key-file', {})
  return secretsInMemory()
}

/**
 * Opens the store of a configuration, founds its desk where there is none, and serves it until `stop`. Throws a SetupError
 * for what is wrong with the configuration; faults: those of the store (database-*, desk-moved, disk-*) and of the door (see
 * serveHub). What was opened is closed again when it throws.
 */
export const startServer = async (config: Config, clock: Clock, log: Log): Promise<RunningServer> => {
  const place = placeOf(config)
  let tls = await readTls(config.tls)
  const store = await openStoreAt(place, 'hub', clock, log)
  try {
    const { desk, first } = await foundHub(store, config, { clock, random: unguessable })
    await placeTargets(store, config.targets, { clock })
    const secrets = await openSecrets(config, place, log)
    const care = await planCare(config, place, store, clock, log)
    const hub = await openHub({
      desk,
      store: store.store,
      transact: store.transact,
      bus: store.bus,
      clock,
      newId: randomUUID,
      random: unguessable,
      log,
      openFolder: (path) => folderTarget({ folder: path, desk, files }),
      secrets,
    })
    const serve = () =>
      serveHub({
        hub,
        host: config.host,
        port: config.port,
        tls,
        trusted: config.trusted,
        allowedHosts: config.hosts,
        allowedOrigins: config.origins,
        trustProxy: config.behindProxy,
        metersToken: config.metricsToken ?? null,
        clock,
        log,
      })
    let served: Awaited<ReturnType<typeof serve>>
    try {
      served = await serve()
    } catch (error) {
      await hub.stop()
      throw error
    }
    const stopCare = care()
    log('started', { store: nameOfPlace(place), port: served.port })
    return {
      addresses: served.addresses,
      first,
      async reload() {
        const renewed = await readTls(config.tls)
        if (renewed === null) return
        await served.stop()
        const before = tls
        tls = renewed
        served = await serve().catch(async (error: unknown) => {
          // A certificate that does not fit its key must not close a desk that was open.
          log('certificate-unusable', { reason: reasonOf(error) })
          tls = before
          return await serve()
        })
        log('reloaded', {})
      },
      async stop() {
        await served.stop()
        await stopCare()
        await hub.stop()
        await store.close()
        log('stopped', {})
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
