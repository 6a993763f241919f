/** What lies ready at a site against what is decided meanwhile: whatever happens there, the last decision counts. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AheadDesk, MINUTE, openAheadDesk, SLOT, utc } from '../../support/ahead-desk.ts'

const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let ahead: AheadDesk
beforeEach(async () => {
  ahead = await openAheadDesk()
})
afterEach(() => ahead.desk.close())

describe('somebody and the clock release at one moment', () => {
  test.each(['somebody first', 'the clock first'])('%s: it goes out once and stays out', async (who) => {
    const { desk, ready, postOf, pass, stateOf } = ahead
    const item = await ready()
    desk.clock.sleep(30 * MINUTE)
    const both = [() => desk.release([item]).catch(() => undefined), () => desk.hub.wake()]
    if (who === 'the clock first') both.reverse()
    await Promise.all(both.map((go) => go()))
    for (let minute = 0; minute < 10; minute += 1) await pass(MINUTE)
    expect(await stateOf(item)).toMatchObject({ state: 'published', live: { version: 1 } })
    expect(postOf(item)).toMatchObject({ status: 'publish', date_gmt: utc(SLOT) })
  })

  test('somebody moves it at its old minute: it is not out before the new one', async () => {
    const { desk, ready, postOf, pass, stateOf, at, rowOf } = ahead
    const item = await ready()
    desk.clock.sleep(30 * MINUTE)
    await Promise.all([at(item, SLOT + 10 * MINUTE), desk.hub.wake()])
    expect(await stateOf(item)).toMatchObject({ state: 'scheduled', live: null })
    expect(await rowOf(item)).toMatchObject({ action: 'schedule', aheadAt: SLOT + 10 * MINUTE })
    for (let minute = 0; minute < 10; minute += 1) await pass(MINUTE)
    expect(postOf(item)).toMatchObject({ status: 'publish', date_gmt: utc(SLOT + 10 * MINUTE) })
  })

  test('somebody sends what the site brought out while the hub slept, and it stays out', async () => {
    const { desk, site, ready, postOf, pass, stateOf } = ahead
    const item = await ready()
    desk.clock.sleep(90 * MINUTE)
    site.strike()
    await Promise.all([desk.hub.wake(), desk.release([item])])
    for (let minute = 0; minute < 10; minute += 1) await pass(MINUTE)
    expect((await stateOf(item)).live).toMatchObject({ version: 1 })
    expect(postOf(item)?.status).toBe('publish')
  })
})
