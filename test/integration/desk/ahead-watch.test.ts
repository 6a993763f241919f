/** Who is told that a site may bring out what the desk decided otherwise, because it could not be reached. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createAheadLook } from '../../../main/desk/ahead-watch.ts'
import { changeDesk } from '../../../main/desk/desk-register.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { DeliveryReport } from '../../../shared/domain/delivery.ts'
import { USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import { EVERYTHING, WordpressSettings } from '../../../shared/domain/target.ts'
import { NOON, openTestDesk, type TestDesk } from '../../support/desk.ts'

const MINUTE = 60_000
const target = randomUUID()
let desk: TestDesk
let editor: string
let chief: string
let item: string
let reports: DeliveryReport[]
let asked: number
let look: ReturnType<typeof createAheadLook>

beforeEach(async () => {
  desk = await openTestDesk()
  editor = await desk.add('Joris Baan', ['editor'])
  chief = await desk.add('Hanneke de Wit', ['chief'])
  item = desk.make(editor, 'brief', { headline: 'Kop' })
  ;[reports, asked] = [[], 0]
  const { context } = desk.desk
  look = createAheadLook({
    ...context,
    hub: {
      ...context.hub,
      deliveries: ({ status }) => {
        asked += 1
        return Promise.resolve(reports.filter((one) => one.status === status))
      },
    },
  })
})
afterEach(() => desk.remove())

const addSite = (handAhead: boolean): void => {
  changeDesk(desk.desk.context, actorOf(desk.desk.context.db, desk.founder), [
    {
      type: 'target',
      target: {
        ...{ id: target, kind: 'wordpress', name: 'Site', active: true },
        settings: WordpressSettings.parse({
          kind: 'wordpress',
          url: 'https://site.example',
          user: 'r',
          handAhead,
        }),
        ...{ rules: EVERYTHING, profiles: USUAL_PROFILES },
      },
    },
  ])
}
const row = (says: Partial<DeliveryReport>): DeliveryReport => ({
  ...DeliveryReport.parse({
    ...{ id: randomUUID(), item, target, action: 'unschedule', version: 0, status: 'waiting', attempts: 3 },
    ...{ nextAt: NOON, receipt: null, standsAt: NOON + 8 * MINUTE, aheadAt: NOON + 8 * MINUTE },
    fault: { code: 'target-unreachable', params: { host: 'site.example' } },
  }),
  ...says,
})

test('what cannot be taken back is told to its writer and to every chief, once', async () => {
  addSite(true)
  reports = [row({}), row({ action: 'schedule', aheadAt: NOON + 60 * MINUTE, status: 'failed' })]
  for (const person of [editor, chief]) {
    expect(await look(person)).toMatchObject([
      { kind: 'slot-ahead', item, headline: 'Kop', at: '12:08', more: 1 },
    ])
    expect(await look(person)).toEqual([])
  }
})

test('other words than those that were approved last are told as well', async () => {
  addSite(true)
  const [old, words] = ['a'.repeat(64), 'b'.repeat(64)]
  reports = [row({ action: 'schedule', revision: words, standsRevision: old })]
  expect(await look(editor)).toMatchObject([{ kind: 'slot-ahead', item, at: '12:08' }])
})

test('what arrived, is about to, lies far ahead or stands as it should is not told', async () => {
  addSite(true)
  reports = [
    row({ fault: null }),
    row({ status: 'delivered' }),
    row({ standsAt: null }),
    row({ standsAt: NOON + 11 * MINUTE }),
    row({ action: 'schedule' }),
    row({ action: 'publish', standsAt: null, version: 1 }),
  ]
  expect(await look(chief)).toEqual([])
})

test('whoever did not write it and approves nothing hears nothing; and where nothing is handed ahead the hub is not asked', async () => {
  addSite(true)
  reports = [row({})]
  expect(await look(await desk.add('Sam Vos', ['editor']))).toEqual([])
  addSite(false)
  const before = asked
  expect(await look(chief)).toEqual([])
  expect(asked).toBe(before)
})
