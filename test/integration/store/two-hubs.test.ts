/** Two processes of one hub on one database: what is due goes out once, whichever of them leads, and whoever dies. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { move } from '../../../main/hub/commands/move.ts'
import { type Hub, openHub } from '../../../main/hub/hub.ts'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import { openPostgresStore } from '../../../main/hub/store/postgres.ts'
import type { OpenStore } from '../../../main/hub/store/store.ts'
import type { Delivery, Target } from '../../../main/hub/targets/target.ts'
import { usualFolder } from '../../../shared/domain/target.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import {
  createTestClock,
  NOON,
  openTestDesk,
  paragraphs,
  type TestClock,
  type TestDesk,
} from '../../support/desk.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'

let postgres: TestPostgres
let desk: TestDesk
const scheduled: string[] = []
const MINUTE = 60_000

beforeAll(async () => {
  postgres = await startPostgres()
  desk = await openTestDesk()
  const chief = await desk.add('Hanneke de Wit', ['chief'])
  for (let at = 0; at < 6; at += 1) {
    const item = desk.make(desk.founder, 'lead', { headline: `Kop ${at}`, body: paragraphs('Een alinea.') })
    desk.decide(desk.founder, item, { type: 'submit' })
    await desk.settle()
    const { submitted } = desk.detail(item, chief).state
    expect(
      desk.decide(chief, item, { type: 'approve', revision: submitted ?? '', bypass: null }).fault,
    ).toBeNull()
    await desk.settle()
    const entry: Entry = {
      id: randomUUID(),
      kind: 'event',
      item,
      author: chief,
      replica: chief,
      seq: at,
      at: NOON,
      event: {
        type: 'scheduled',
        schedule: {
          instant: NOON + 10 * MINUTE + at * 1000,
          zone: 'Europe/Amsterdam',
          wall: '2026-11-18T12:10',
        },
      },
    }
    const [ruling] = await desk.hub.connection.push(chief, [entry])
    expect(ruling?.verdict).toBe('accepted')
    scheduled.push(item)
  }
  const target = randomUUID()
  await desk.hub.connection.push(desk.founder, [
    {
      id: randomUUID(),
      kind: 'desk-event',
      item: null,
      author: desk.founder,
      replica: desk.founder,
      seq: 999,
      at: NOON,
      event: { type: 'target', target: usualFolder({ id: target, name: 'Website', active: true }) },
    },
  ])
  await desk.hub.connection.placeFolder(
    desk.founder,
    usualFolder({ id: target, name: 'Website', active: true }),
    '/site',
  )
})
afterAll(async () => {
  await desk.remove()
  await postgres.remove()
})

type Process = { hub: Hub; store: OpenStore; clock: TestClock }

const open = (): Promise<OpenStore> =>
  openPostgresStore({ url: postgres.url, schema: 'two', clock: nodeClock, log: () => undefined })

test('of six that are due each goes out once, and three of them after the leader died', async () => {
  const to = await open()
  await move({ from: desk.store, to, toName: 'elders', progress: () => undefined })
  await to.close()

  const delivered: string[] = []
  const target = (by: string): Target => ({
    check: async () => undefined,
    deliver: (delivery: Delivery) => {
      if (!delivery.subject.startsWith('page-')) delivered.push(`${delivery.subject} by ${by}`)
      return Promise.resolve({ id: delivery.key, address: '/site' })
    },
  })
  const start = async (name: string): Promise<Process> => {
    const store = await open()
    const clock = createTestClock(NOON + 9 * MINUTE)
    const hub = await openHub({
      desk: desk.desk.id,
      store: store.store,
      transact: store.transact,
      bus: store.bus,
      clock,
      newId: randomUUID,
      random: Math.random,
      log: () => undefined,
      openFolder: () => target(name),
    })
    return { hub, store, clock }
  }
  const first = await start('first')
  const second = await start('second')
  const both = [first, second]
  const wakeBoth = () => Promise.all(both.map(({ hub }) => hub.wake()))
  expect(both.map(({ store }) => store.bus.leads())).toEqual([true, false])

  for (const { clock } of both) clock.advance(MINUTE + 2500)
  await wakeBoth()
  expect(delivered).toEqual(scheduled.slice(0, 3).map((item) => `${item} by first`))

  // It dies without a word; the other hears of that from the database.
  const led = new Promise<void>((settle) => second.store.bus.onLead(settle))
  await first.store.close()
  await led
  second.clock.advance(4000)
  await second.hub.wake()
  expect(delivered.slice(3)).toEqual(scheduled.slice(3).map((item) => `${item} by second`))

  const { entries } = await second.hub.connection.pull(0, 500)
  const released = entries.flatMap(({ entry }) =>
    entry.kind === 'event' && entry.event.type === 'released' ? [entry.item] : [],
  )
  expect(released).toEqual(scheduled)
  await first.hub.stop().catch(() => undefined)
  await second.hub.stop()
  await second.store.close()
})
