/**
 * The hub's store on PostgreSQL, for a desk that has outgrown one machine: several processes share it. Every desk has a
 * schema of its own. The same tables and queries as on SQLite.
 */
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'
import type { Clock } from '../../../shared/clock.ts'
import { FaultError } from '../../../shared/errors.ts'
import type { Transact } from '../bus.ts'
import { migrate } from './migrate.ts'
import { assertNotMoved } from './moved.ts'
import { type BusLog, openPostgresBus } from './postgres-bus.ts'
import { asFault, codeOf, withFaults } from './postgres-faults.ts'
import type { OpenStore, Store } from './store.ts'
import type { Tables } from './tables.ts'

export type PostgresArguments = {
  /** `postgresql://user:password@host:port/database`. Straight to the server: a pooler shares sessions, and with them locks. */
  url: string
  /** Where in the database this desk is. */
  schema: string
  clock: Clock
  log: BusLog
  /** Connections for queries; one more listens. */
  connections?: number
  /** Whether this process may lead: releases and deliveries are made by whoever does. A command does not. */
  mayLead?: boolean
  /** For who moves it. */
  evenIfMoved?: boolean
}

/** "KPIJ": sets our advisory locks apart from those of others in the same database. */
const LOCKS = 0x4b50_494a
/** One lock each for what must be done by one at a time in a schema. */
const lockOf = (schema: string, what: 'write' | 'migrate'): [number, string] => [LOCKS, `${what} ${schema}`]

/** A frozen process must not hold the desk up: the server ends what waits this long inside a transaction. */
const LONGEST_TRANSACTION = 30_000
const CONNECT_WITHIN = 5000
/** Serialization failure and deadlock: nothing was done, and the same again works. */
const AGAIN = ['40001', '40P01']
/** More than there are connections in a pool that may all have died. */
const MOST_TRIES = 10

const INT8 = 20
const NUMERIC = 1700

/** Times in milliseconds, positions and counts are numbers here; PostgreSQL's driver would answer them as text. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

const settings = ({ url, schema }: PostgresArguments): pg.ClientConfig => ({
  connectionString: url,
  application_name: 'kopij',
  connectionTimeoutMillis: CONNECT_WITHIN,
  keepAlive: true,
  types,
  options: [
    `-c search_path=${pg.escapeIdentifier(schema).replaceAll(' ', '\\ ')}`,
    `-c idle_in_transaction_session_timeout=${LONGEST_TRANSACTION}`,
    `-c lock_timeout=${LONGEST_TRANSACTION}`,
    // A computer that vanished from the network is noticed, and its locks with it.
    '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3',
  ].join(' '),
})

/** A pool whose errors are faults, and whose lost connections are no end of the process. */
const faultingPool = (pool: pg.Pool): PostgresPool => {
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const wrap = (client: pg.PoolClient): PostgresPoolClient => {
    const query = (text: string, parameters: readonly unknown[]) =>
      withFaults(() => client.query(text, [...parameters]))
    // Cursors, the other way to call it, are not used.
    return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() }
  }
  return {
    async connect() {
      const client = await withFaults(() => pool.connect())
      const known = wrapped.get(client) ?? wrap(client)
      wrapped.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}

/** What a connection says that was lost while it lay in the pool. */
const GONE = ['lost', '57P01', 'ECONNRESET', 'EPIPE']

const isGone = (error: unknown): boolean =>
  error instanceof FaultError &&
  error.fault.code === 'database-unreachable' &&
  GONE.includes(String(error.fault.params['reason']))

const createTransact =
  (store: Store, schema: string): Transact =>
  async (work) => {
    const [space, name] = lockOf(schema, 'write')
    for (let tries = 1; ; tries += 1) {
      let begun = false
      try {
        return await store.transaction().execute(async (db) => {
          await sql`select pg_advisory_xact_lock(${sql.lit(space)}, hashtext(${name}))`.execute(db)
          begun = true
          return await work(db)
        })
      } catch (error) {
        // A connection that was dead before anything was asked of it is no reason to fail; the next one may live.
        const again = AGAIN.includes(codeOf(error)) || (!begun && isGone(error))
        if (tries === MOST_TRIES || !again) throw error
      }
    }
  }

/** Makes the schema and its tables where they are not there; processes that start together do it one after the other. */
const prepare = async (store: Store, arguments_: PostgresArguments): Promise<void> => {
  const { schema } = arguments_
  const [space, name] = lockOf(schema, 'migrate')
  const guard = new pg.Client(settings(arguments_))
  guard.on('error', () => undefined)
  await withFaults(async () => {
    await guard.connect()
    try {
      await guard.query('select pg_advisory_lock($1::int, hashtext($2))', [space, name])
      const found = await guard.query('select 1 from pg_namespace where nspname = $1', [schema])
      if (found.rowCount === 0) await guard.query(`create schema ${pg.escapeIdentifier(schema)}`)
      // Backups of a database are the database's own affair; a failed step is taken back whole.
      await migrate(store, schema, async () => undefined)
    } finally {
      await guard.end()
    }
  })
}

/**
 * Opens the store, creating or migrating it. Faults: database-unreachable, database-newer, database-damaged, disk-*.
 * A connection that is lost later fails what was under way with the same fault, and the next call finds a new one.
 */
export const openPostgresStore = async (arguments_: PostgresArguments): Promise<OpenStore> => {
  const { schema, clock, log, connections = 8, mayLead = true, evenIfMoved = false } = arguments_
  const pool = new pg.Pool({ ...settings(arguments_), max: connections, idleTimeoutMillis: 30_000 })
  // Without a listener the driver would end the process.
  pool.on('error', (error) => log('database-lost', { reason: codeOf(error) }))
  pool.on('connect', (client) => client.on('error', () => undefined))
  const store: Store = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: faultingPool(pool) }) })
  try {
    await prepare(store, arguments_)
    if (!evenIfMoved) await assertNotMoved(store)
    const bus = await openPostgresBus({
      connect: async () => {
        const client = new pg.Client(settings(arguments_))
        client.on('error', () => undefined)
        await client.connect()
        return client
      },
      schema,
      mayLead,
      clock,
      log,
    })
    return {
      store,
      transact: createTransact(store, schema),
      bus,
      async close() {
        await bus.close()
        await store.destroy()
      },
    }
  } catch (error) {
    await store.destroy()
    throw asFault(error)
  }
}
