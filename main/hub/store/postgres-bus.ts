/**
 * The bus of a hub of several processes: LISTEN and NOTIFY on a connection of its own, and the lock of whoever leads.
 * The connection is lost sometimes; then this process leads no more, comes back by itself, and looks again at
 * everything that it may have missed.
 */
import pg from 'pg'
import type { Clock } from '../../../shared/clock.ts'
import type { Bus, BusMessage } from '../bus.ts'
import { codeOf } from './postgres-faults.ts'

export type BusLog = (event: string, facts: Record<string, string | number>) => void

export type PostgresBus = Bus & { close(): Promise<void> }

type Arguments = {
  connect(): Promise<pg.Client>
  schema: string
  mayLead: boolean
  clock: Clock
  log: BusLog
}

/** "KPLD": the lock of the process that leads. */
const LEAD = 0x4b50_4c44
/** How often a process tries to lead, says that it is alive, and looks whether a message was lost, ms. */
const BEAT = 1000
/** A leader that is frozen is put out by the server after this long without a beat, ms. */
const SILENT = 15_000
const FIRST_WAIT = 250
const LONGEST_WAIT = 5000
/** PostgreSQL takes 8000 bytes. */
const LARGEST = 7900

/** What is missed while the connection is away is asked for and said again. */
const LOOK_AGAIN: readonly BusMessage[] = [{ type: 'people' }, { type: 'deliveries' }, { type: 'who' }]

type Ask = <R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<R[]>
/** The connection of a bus, which answers one question after the other. */
type Session = { client: pg.Client; ask: Ask }

const sessionOn = (client: pg.Client): Session => {
  let last: Promise<unknown> = Promise.resolve()
  return {
    client,
    ask<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      const answer = last.then(async () => (await client.query<R>(text, [...values])).rows)
      last = answer.catch(() => undefined)
      return answer
    },
  }
}

const lengthIn = async ({ ask }: Session): Promise<number> => {
  const [row] = await ask<{ length: number }>('select coalesce(max(position), 0) as length from entries')
  return row?.length ?? 0
}

/** Opens the bus; resolves when it listens for the first time. Rejects with what the driver says. */
export const openPostgresBus = async ({
  connect,
  schema,
  mayLead,
  clock,
  log,
}: Arguments): Promise<PostgresBus> => {
  const channel = `kopij ${schema}`.slice(0, 60)
  const listeners = new Set<(message: BusMessage) => void>()
  const leadListeners = new Set<() => void>()
  let session: Session | null = null
  /** The session that got the lock: who lost it leads no more, whatever comes after it. */
  let leader: Session | null = null
  /** A session is being opened: whoever opens it comes back when that fails, and nobody else does. */
  let beginning = false
  let closed = false
  /** How long the feed is as far as this process was told; null: it was never asked for. */
  let known: number | null = null
  let wait = FIRST_WAIT
  let cancel: (() => void) | null = null
  /** Sets this process apart from the others: every connection has its own number at the server. */
  let self = 0

  const leads = (): boolean => session !== null && leader === session

  const toListeners = (message: BusMessage): void => {
    for (const listener of listeners) listener(message)
  }

  const hearNotice = (notice: pg.Notification): void => {
    if (notice.processId === self || notice.payload === undefined) return
    // Only processes of this hub may write to this channel of this database; it is our own message.
    const message = JSON.parse(notice.payload) as BusMessage
    if (message.type === 'feed') known = Math.max(known ?? 0, message.length)
    toListeners(message)
  }

  const beat = async (at: Session): Promise<void> => {
    const length = await lengthIn(at)
    const after = known ?? length
    known = Math.max(length, after)
    if (length > after) {
      toListeners({ type: 'feed', after, length, decided: true })
    }
    if (leads() || !mayLead) return
    const [row] = await at.ask<{ got: boolean }>(
      'select pg_try_advisory_lock($1::int, hashtext($2)) as got',
      [LEAD, schema],
    )
    if (row?.got !== true || session !== at) return
    leader = at
    log('leads', { schema })
    for (const listener of leadListeners) listener()
  }

  const keepBeating = (at: Session): void => {
    cancel = clock.after(BEAT, () => {
      beat(at).then(
        () => {
          if (session === at) keepBeating(at)
        },
        () => lose(at),
      )
    })
  }

  const lose = (at: Session): void => {
    if (session !== at) return
    session = null
    cancel?.()
    at.client.end().catch(() => undefined)
    if (closed) return
    log('bus-lost', {})
    // Within its first beat it is `begin` that fails, and one way back is enough: a second session would be let go of later,
    // and its lock with it.
    if (!beginning) comeBackLater()
  }

  const comeBackLater = (): void => {
    cancel?.()
    cancel = clock.after(wait, () => {
      wait = Math.min(LONGEST_WAIT, wait * 2)
      begin().then(
        () => {
          for (const message of LOOK_AGAIN) {
            if (message.type !== 'who') toListeners(message)
            bus.tell(message)
          }
          log('bus-back', {})
        },
        () => {
          if (!closed) comeBackLater()
        },
      )
    })
  }

  const begin = async (): Promise<void> => {
    beginning = true
    try {
      const at = await open()
      wait = FIRST_WAIT
      keepBeating(at)
    } finally {
      beginning = false
    }
  }

  /** A session that listens, and that had its first beat. */
  const open = async (): Promise<Session> => {
    const client = await connect()
    const at = sessionOn(client)
    try {
      client.on('notification', hearNotice)
      client.on('end', () => lose(at))
      client.on('error', () => lose(at))
      await at.ask(`set idle_session_timeout = ${SILENT}`)
      await at.ask(`listen ${pg.escapeIdentifier(channel)}`)
      const [row] = await at.ask<{ self: number }>('select pg_backend_pid() as self')
      self = row?.self ?? 0
      if (closed) throw new Error('closed')
      session = at
      await beat(at)
      // It ended just after its last answer.
      if (session !== at) throw new Error('lost')
      return at
    } catch (error) {
      if (session === at) session = null
      client.end().catch(() => undefined)
      throw error
    }
  }

  const bus: PostgresBus = {
    tell(message) {
      if (message.type === 'feed') known = Math.max(known ?? 0, message.length)
      const payload = JSON.stringify(message)
      if (Buffer.byteLength(payload) > LARGEST) return log('notice-too-large', { type: message.type })
      // In order. Without a connection it is lost, and is made up for when it is back.
      session
        ?.ask('select pg_notify($1, $2)', [channel, payload])
        .catch((error: unknown) => log('notice-lost', { type: message.type, reason: codeOf(error) }))
    },
    hear(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    leads,
    onLead(listener) {
      leadListeners.add(listener)
      return () => leadListeners.delete(listener)
    },
    async close() {
      closed = true
      cancel?.()
      const at = session
      session = null
      // Ending the session gives the lock back; another process leads within a beat.
      await at?.client.end().catch(() => undefined)
    },
  }
  await begin()
  return bus
}
