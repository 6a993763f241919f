/**
 * The bus of a hub on PostgreSQL when connections end at moments that a real server is not made to choose: one session, one way
 * back, and nobody who leads without the lock. The server is a stand-in; the clock is an argument.
 */
import { EventEmitter } from 'node:events'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { openPostgresBus, type PostgresBus } from '../../../../main/hub/store/postgres-bus.ts'
import { createTestClock, NOON, type TestClock } from '../../../support/desk.ts'

/** What a bus asks in its beat, by a word that is only in that question. */
const LENGTH = 'max(position)'
const LOCK = 'advisory_lock'

type Connection = { number: number; isOpen: boolean; asked: number; kill(): void }

/** A server with one lock, which gives it back when the session that has it ends. */
const createServer = () => {
  const connections: Connection[] = []
  let owner: Connection | null = null
  /** Where a session ends before its question is answered, or just after. */
  let endsAt: { number: number; question: string; after: boolean } | null = null

  const connect = (): Promise<pg.Client> => {
    const events = new EventEmitter()
    const close = (): void => {
      connection.isOpen = false
      if (owner === connection) owner = null
    }
    const connection: Connection = {
      number: connections.length + 1,
      isOpen: true,
      asked: 0,
      kill() {
        close()
        events.emit('error', new Error('Connection terminated unexpectedly'))
        events.emit('end')
      },
    }
    connections.push(connection)
    const answer = (text: string): object[] => {
      if (text.includes(LENGTH)) return [{ length: 5 }]
      if (text.includes('pg_backend_pid')) return [{ self: connection.number }]
      if (!text.includes(LOCK)) return []
      owner ??= connection
      return [{ got: owner === connection }]
    }
    const query = async (text: string): Promise<{ rows: object[] }> => {
      await Promise.resolve()
      if (!connection.isOpen) throw new Error('Client was closed and is not queryable')
      connection.asked += 1
      const ends = endsAt?.number === connection.number && text.includes(endsAt.question) ? endsAt : null
      const rows = ends?.after === false ? [] : answer(text)
      if (ends === null) return { rows }
      connection.kill()
      if (ends.after) return { rows }
      throw new Error('terminating connection due to administrator command')
    }
    const end = (): Promise<void> => {
      if (connection.isOpen) {
        close()
        events.emit('end')
      }
      return Promise.resolve()
    }
    return Promise.resolve(Object.assign(events, { query, end }) as unknown as pg.Client)
  }

  return {
    connect,
    connections,
    owner: () => owner?.number ?? null,
    open: () => connections.filter(({ isOpen }) => isOpen).map(({ number }) => number),
    endAt(number: number, question: string, after = false): void {
      endsAt = { number, question, after }
    },
    /** What the server does to sessions that say nothing (`idle_session_timeout`); `spoke` asked something meanwhile. */
    endSilent(since: ReadonlyMap<number, number>): void {
      for (const connection of connections)
        if (connection.isOpen && since.get(connection.number) === connection.asked) connection.kill()
    },
    asked: () => new Map(connections.map(({ number, asked }) => [number, asked])),
  }
}

/** Everything that waits for nothing but its turn has had it. */
const turns = (): Promise<void> => new Promise((settle) => setImmediate(settle))

/** Time goes by, in steps in which whatever was asked is answered. */
const pass = async (clock: TestClock, ms: number): Promise<void> => {
  for (let gone = 0; gone < ms; gone += 50) {
    clock.advance(50)
    await turns()
  }
}

const begin = async (server: ReturnType<typeof createServer>) => {
  const clock = createTestClock(NOON)
  const said: string[] = []
  const bus: PostgresBus = await openPostgresBus({
    connect: server.connect,
    schema: 'kopij',
    mayLead: true,
    clock,
    log: (event) => said.push(event),
  })
  return { bus, clock, said }
}

test.each([
  ['before its first answer', LENGTH, false],
  ['before it hears of the lock', LOCK, false],
  ['just after it got the lock', LOCK, true],
] as const)(
  'a connection that ends %s leaves one session, which has the lock',
  async (_, question, after) => {
    const server = createServer()
    const { bus, clock, said } = await begin(server)
    expect([bus.leads(), server.open(), server.owner()]).toEqual([true, [1], 1])

    server.endAt(2, question, after)
    server.connections[0]?.kill()
    expect(bus.leads()).toBe(false)
    await pass(clock, 5000)
    expect([bus.leads(), server.open(), server.owner()]).toEqual([true, [3], 3])
    expect(said.filter((event) => event === 'bus-back')).toHaveLength(1)

    const before = server.asked()
    await pass(clock, 16_000)
    server.endSilent(before)
    expect([bus.leads(), server.open(), server.owner()]).toEqual([true, [3], 3])
    await bus.close()
    expect([bus.leads(), server.open()]).toEqual([false, []])
  },
)

test('a bus that could not be opened does not come back by itself', async () => {
  const server = createServer()
  const clock = createTestClock(NOON)
  server.endAt(1, LENGTH)
  const opened = openPostgresBus({
    connect: server.connect,
    schema: 'kopij',
    mayLead: true,
    clock,
    log: () => undefined,
  })
  await expect(opened).rejects.toThrow('terminating connection')
  await pass(clock, 10_000)
  expect(server.connections).toHaveLength(1)
})

test('a bus that is closed on its way back stays closed', async () => {
  const server = createServer()
  const { bus, clock } = await begin(server)
  server.connections[0]?.kill()
  clock.advance(250)
  await bus.close()
  await pass(clock, 20_000)
  expect([bus.leads(), server.open(), server.owner()]).toEqual([false, [], null])
})
