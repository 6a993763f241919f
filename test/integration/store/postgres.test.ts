/** The store on PostgreSQL: its tables, its lock, its bus, and what happens when the connection goes. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { BusMessage } from '../../../main/hub/bus.ts'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import { openPostgresStore } from '../../../main/hub/store/postgres.ts'
import type { OpenStore } from '../../../main/hub/store/store.ts'
import type { Reader } from '../../../main/hub/store/tables.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'

let server: TestPostgres
const opened: OpenStore[] = []
beforeAll(async () => {
  server = await startPostgres()
})
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})
afterAll(async () => {
  await server.remove()
})

const open = async (schema: string): Promise<OpenStore> => {
  const store = await openPostgresStore({ url: server.url, schema, clock: nodeClock, log: () => undefined })
  opened.push(store)
  return store
}

const put = (db: Reader, key: string, value: string) =>
  db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()

test('two processes that begin at the same time make one store', async () => {
  const stores = await Promise.all([open('both'), open('both'), open('both')])
  await stores[0]?.transact((db) => put(db, 'id', 'one'))
  expect(await stores[1]?.store.selectFrom('meta').selectAll().execute()).toEqual([
    { key: 'id', value: 'one' },
  ])
})

test('desks of one database do not see each other', async () => {
  const [here, there] = await Promise.all([open('een desk'), open('"andere" desk')])
  await here?.transact((db) => put(db, 'id', 'here'))
  expect(await there?.store.selectFrom('meta').selectAll().execute()).toEqual([])
})

test('times and positions are numbers, bodies are bytes', async () => {
  const { store, transact } = await open('types')
  const body = new Uint8Array([0, 1, 255, 92]).subarray(1)
  const at = 1_795_350_485_677
  await transact((db) =>
    db
      .insertInto('entries')
      .values({
        position: 1,
        id: 'a',
        item: null,
        kind: 'update',
        author: 'x',
        replica: 'r',
        seq: 1,
        at,
        head: '{}',
        body,
        accepted_at: at,
        chain: null,
      })
      .execute(),
  )
  const [row] = await store.selectFrom('entries').selectAll().execute()
  expect(row).toMatchObject({ position: 1, at, accepted_at: at })
  expect(new Uint8Array(row?.body ?? [])).toEqual(new Uint8Array([1, 255, 92]))
})

test('writes of all processes are one after the other', async () => {
  const stores = await Promise.all([open('turns'), open('turns')])
  await stores[0]?.transact((db) => put(db, 'count', '0'))
  const add = (store: OpenStore | undefined) =>
    store?.transact(async (db) => {
      const row = await db
        .selectFrom('meta')
        .select('value')
        .where('key', '=', 'count')
        .executeTakeFirstOrThrow()
      await put(db, 'count', String(Number(row.value) + 1))
    })
  await Promise.all(Array.from({ length: 40 }, (_, at) => add(stores[at % 2])))
  expect(await stores[0]?.store.selectFrom('meta').select('value').execute()).toEqual([{ value: '40' }])
})

test('a store of a newer Kopij is refused before anything in it changes', async () => {
  await (await open('newer')).close()
  await server.query(`insert into newer.kysely_migration values ('990-later', '2030-01-01')`)
  await expect(open('newer')).rejects.toMatchObject({
    fault: { code: 'database-newer', params: { found: '990-later' } },
  })
})

test('a message reaches the other processes and not this one', async () => {
  const [here, there, elsewhere] = await Promise.all([open('bus'), open('bus'), open('bus elsewhere')])
  const heard: [string, BusMessage][] = []
  here?.bus.hear((message) => heard.push(['here', message]))
  elsewhere?.bus.hear((message) => heard.push(['elsewhere', message]))
  const message: BusMessage = { type: 'feed', after: 3, length: 5, decided: false }
  await new Promise<void>((settle) => {
    there?.bus.hear((got) => {
      heard.push(['there', got])
      settle()
    })
    here?.bus.tell(message)
  })
  expect(heard).toEqual([['there', message]])
})

test('one process leads, and another one within seconds when it is gone', async () => {
  const first = await open('lead')
  const second = await open('lead')
  expect([first.bus.leads(), second.bus.leads()]).toEqual([true, false])
  const took = new Promise<void>((settle) => second.bus.onLead(settle))
  const began = Date.now()
  await first.close()
  await took
  expect(Date.now() - began).toBeLessThan(4000)
  expect([first.bus.leads(), second.bus.leads()]).toEqual([false, true])
})

test('a leader that lost its connection leads no more until it has the lock again', async () => {
  const { bus } = await open('lost lead')
  const again = new Promise<void>((settle) => bus.onLead(settle))
  await server.query(
    `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = ${0x4b50_4c44}`,
  )
  await expect.poll(() => bus.leads(), { interval: 5 }).toBe(false)
  await again
  expect(bus.leads()).toBe(true)
})

test('what was accepted while the bus was away is told when it is back', async () => {
  const first = await open('missed')
  const second = await open('missed')
  const heard: BusMessage[] = []
  const back = new Promise<void>((settle) =>
    second.bus.hear((message) => {
      heard.push(message)
      if (message.type === 'feed') settle()
    }),
  )
  await server.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kopij'`,
  )
  // Connections that died in the pool fail no write.
  await first.transact((db) =>
    db
      .insertInto('entries')
      .values({
        position: 1,
        id: 'a',
        item: null,
        kind: 'update',
        author: 'x',
        replica: 'r',
        seq: 1,
        at: 1,
        head: '{}',
        body: new Uint8Array(),
        accepted_at: 1,
        chain: null,
      })
      .execute(),
  )
  await back
  expect(heard).toContainEqual({ type: 'feed', after: 0, length: 1, decided: true })
})

test('without its database it says so, and goes on when the database is back', async () => {
  const { store } = await open('away')
  const read = () => store.selectFrom('meta').selectAll().execute()
  expect(await read()).toEqual([])
  await server.stop('at-once')
  await expect(read()).rejects.toMatchObject({ fault: { code: 'database-unreachable' } })
  await expect(open('away')).rejects.toMatchObject({ fault: { code: 'database-unreachable' } })
  await server.start()
  expect(await read()).toEqual([])
})
