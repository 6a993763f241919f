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

describe('a target where something lies ready', () => {
  const stands = 'refused: target-stands-ready'
  const off = (before = ahead.desk.target) => ({
    settings: { ...before.settings, handAhead: false } as never,
  })
  const elsewhere = () => ({
    settings: { ...ahead.desk.target.settings, url: 'https://elders.example' } as never,
  })

  test.each([
    ['is not removed', () => ({ active: false })],
    ['gets no other address', elsewhere],
  ])('%s before that is taken back; and can be taken back until then', async (_, change) => {
    const { desk, ready, postOf } = ahead
    const item = await ready()
    const before = desk.target
    await expect(desk.changeTarget(change())).rejects.toThrow(stands)
    expect(postOf(item)?.status).toBe('future')
    await desk.changeTarget({ ...before, ...off(before) })
    await desk.hub.wake()
    expect(postOf(item)?.status).toBe('draft')
    await desk.changeTarget(change())
  })

  test('keeps its secret while the site is not reached', async () => {
    const { desk, ready, postOf, pass, cut, reach } = ahead
    const item = await ready()
    cut()
    await desk.changeTarget(off())
    await desk.hub.wake()
    const before = desk.target
    await expect(desk.changeTarget({ active: false })).rejects.toThrow(stands)
    reach()
    await desk.changeTarget(before)
    await pass(5 * MINUTE)
    expect(postOf(item)?.status).toBe('draft')
    await desk.changeTarget({ active: false })
  })

  test('goes where a chief gave up that it is ever taken back, and where it went out', async () => {
    const { desk, ready, pass, cut, reach, rowOf } = ahead
    const item = await ready()
    await pass(30 * MINUTE)
    const other = await ready(SLOT + HOUR)
    const before = desk.target
    await expect(desk.changeTarget({ active: false })).rejects.toThrow(stands)
    cut()
    await desk.changeTarget({ ...before, ...off(before) })
    await desk.hub.wake()
    await desk.giveUp((await rowOf(other))?.id ?? '')
    await desk.changeTarget({ active: false })
    reach()
    expect((await rowOf(item, 1))?.status).toBe('delivered')
  })

  test('may be written to under the same address', async () => {
    const { desk, ready } = ahead
    await ready()
    const settings = { ...desk.target.settings, url: `${ahead.site.url}/` } as never
    await desk.changeTarget({ settings, name: 'Andere naam' })
  })
})

describe('what is out lies ready nowhere any more', () => {
  test('and is not looked for as what lay ready, nor shown as such to who takes over', async () => {
    const { ready, pass, rowOf, desk } = ahead
    const item = await ready()
    await pass(5 * MINUTE)
    expect(await rowOf(item)).toMatchObject({ status: 'delivered', seen: { state: 'scheduled' } })
    await pass(25 * MINUTE)
    await pass(5 * MINUTE)
    const watched = (await desk.deliveries()).filter(
      ({ status, seen }) => status === 'delivered' && seen?.state === 'scheduled',
    )
    expect(watched).toEqual([])
    expect(await rowOf(item)).toMatchObject({ action: 'schedule', status: 'overtaken' })
  })

  test('also where it was released while the site was being asked', async () => {
    const { ready, pass, rowOf, desk, site } = ahead
    const item = await ready()
    const { fetch } = site
    let released = false
    site.fetch = async (url, request) => {
      const answer = await fetch(url, request)
      if (!released && request.method === 'GET' && url.includes('/posts')) {
        released = true
        await desk.release([item])
      }
      return answer
    }
    await pass(5 * MINUTE)
    let asked = 0
    site.fetch = (url, request) => {
      asked += 1
      return fetch(url, request)
    }
    await pass(5 * MINUTE)
    const once = asked
    for (let minute = 0; minute < 60; minute += 1) await pass(MINUTE)
    expect([released, asked]).toEqual([true, once])
    expect((await rowOf(item))?.status).toBe('overtaken')
  })
})

describe('a take-back', () => {
  test('that was given up is tried again by the next decision', async () => {
    const { desk, ready, postOf, pass, cut, reach, rowOf } = ahead
    const item = await ready()
    cut()
    await desk.changeTarget({ settings: { ...desk.target.settings, handAhead: false } as never })
    await desk.hub.wake()
    await desk.giveUp((await rowOf(item))?.id ?? '')
    reach()
    const until = { instant: SLOT + HOUR, zone: 'UTC', wall: '2026-11-18T12:30' }
    await desk.decide([item], { type: 'embargoed', until })
    await pass(5 * MINUTE)
    expect(postOf(item)?.status).toBe('draft')
  })

  test('lives until a day after the minute that it is for, also after the target was changed', async () => {
    const { desk, site, ready, postOf, pass, cut, reach, rowOf } = ahead
    const item = await ready(SLOT + 3 * DAY)
    cut()
    await desk.decide([item], { type: 'spiked' })
    await desk.changeTarget({ name: 'Andere naam' })
    for (let hour = 0; hour < 26; hour += 1) await pass(HOUR)
    expect(await rowOf(item)).toMatchObject({ action: 'unschedule', status: 'waiting' })
    reach()
    await pass(HOUR)
    expect(postOf(item)?.status).toBe('draft')
    desk.clock.sleep(2 * DAY)
    site.strike()
    expect(postOf(item)?.status).toBe('draft')
  })
})

describe('other words that the site can never get', () => {
  /** Approved anew for another section while the site is not reached; after that it takes no new category. */
  const reworded = async (sleep: number) => {
    const { desk, site, ready, stateOf, pass, cut } = ahead
    const item = await ready()
    cut()
    await desk.decide([item], { type: 'submitted', revision: (await stateOf(item)).approved ?? '' })
    const section = desk.sections[1]?.id ?? ''
    await desk.correct([{ item, copy: { ...item.copy, headline: 'Kop beter', section }, note: '' }])
    await desk.hub.wake()
    const told = await ahead.rowOf(item)
    site.choose = ({ method, path }) =>
      method === 'POST' && path.endsWith('/categories') ? 'forbidden' : null
    await pass(sleep)
    return { item, told }
  }

  test('take the old ones off there, and say until then that these may come out', async () => {
    const { item, told } = await reworded(5 * MINUTE)
    expect(told).toMatchObject({ action: 'schedule', status: 'waiting', standsAt: SLOT, aheadAt: SLOT })
    expect(told?.standsRevision).not.toBe(told?.revision)
    expect(ahead.postOf(item)).toMatchObject({ status: 'draft', title: 'Kop' })
    expect(await ahead.rowOf(item)).toMatchObject({
      action: 'unschedule',
      standsAt: null,
      standsRevision: null,
    })
    for (let minute = 0; minute < 40; minute += 1) await ahead.pass(MINUTE)
    expect(ahead.postOf(item)?.status).toBe('draft')
    expect(await ahead.rowOf(item, 1)).toMatchObject({ status: 'failed', fault: { code: 'target-category' } })
  })
})

describe('a target that is held back while its site is not reached', () => {
  test('is told to take back what the site brings out, and gets it when it goes on', async () => {
    const { desk, site, ready, postOf, pass, cut, reach, rowOf, stateOf } = ahead
    const item = await ready()
    cut()
    await desk.changeTarget({ paused: true })
    await pass(30 * MINUTE)
    expect((await stateOf(item)).state).toBe('published')
    expect(await rowOf(item)).toMatchObject({ action: 'unschedule', status: 'waiting', standsAt: SLOT })
    expect(await rowOf(item, 1)).toMatchObject({ status: 'waiting' })
    site.strike()
    reach()
    for (let minute = 0; minute < 10; minute += 1) await pass(MINUTE)
    expect(postOf(item)?.status).toBe('draft')
    expect(await rowOf(item)).toMatchObject({ status: 'delivered', receipt: { broughtOut: 'site' } })
    await desk.changeTarget({ paused: false })
    for (let minute = 0; minute < 10; minute += 1) await pass(MINUTE)
    expect(postOf(item)?.status).toBe('publish')
  })

  test('takes nothing back any more once it got the release', async () => {
    const { desk, site, ready, postOf, pass, cut, reach, rowOf } = ahead
    const item = await ready()
    cut()
    await desk.changeTarget({ paused: true })
    await pass(30 * MINUTE)
    site.strike()
    // Only what is to be taken back does not get through, for as long as it is tried.
    site.choose = ({ method }) => (method === 'POST' ? 'cut-before' : null)
    await desk.changeTarget({ paused: false })
    for (let minute = 0; minute < 5; minute += 1) await pass(MINUTE)
    reach()
    for (let minute = 0; minute < 10; minute += 1) await pass(MINUTE)
    expect(await rowOf(item, 1)).toMatchObject({ status: 'delivered' })
    expect((await rowOf(item))?.status).not.toBe('waiting')
    expect(postOf(item)?.status).toBe('publish')
  })

  test('and a kill takes the place of all of it', async () => {
    const { desk, site, ready, postOf, pass, cut, reach, rowOf } = ahead
    const item = await ready()
    cut()
    await desk.changeTarget({ paused: true })
    await pass(30 * MINUTE)
    site.strike()
    await desk.kill([item])
    expect((await rowOf(item))?.status).toBe('overtaken')
    reach()
    for (let minute = 0; minute < 5; minute += 1) await pass(MINUTE)
    expect(postOf(item)?.status).toBe('trash')
  })
})

/**
 * Two hubs of one process, on one file: where the one is in the middle of a write, the other holds up both for the five seconds
 * that it waits for the file. How often they meet is chance.
 */
const TOGETHER = { timeout: 120_000 }

describe('two hubs on one database', TOGETHER, () => {
  test('hand ahead, take back and release at one moment, and it is one post', async () => {
    const { desk, site, makeOne, at, postOf, rowOf, stateOf } = ahead
    const other = await desk.another()
    const both = async (ms: number): Promise<void> => {
      desk.clock.advance(ms)
      await Promise.all([desk.hub.wake(), other.wake()])
    }
    const item = await makeOne()
    await at(item)
    await both(0)
    expect(postOf(item)).toMatchObject({ status: 'future', date_gmt: utc(SLOT) })
    await at(item, SLOT + 5 * MINUTE)
    await both(1000)
    expect(postOf(item)).toMatchObject({ status: 'future', date_gmt: utc(SLOT + 5 * MINUTE) })
    await desk.decide([item], { type: 'unscheduled' })
    await both(1000)
    expect(postOf(item)?.status).toBe('draft')
    await at(item)
    await both(1000)
    await both(SLOT - desk.clock.now())
    for (let minute = 0; minute < 10; minute += 1) await both(MINUTE)
    expect(postOf(item)).toMatchObject({ status: 'publish', date_gmt: utc(SLOT) })
    expect((await stateOf(item)).live).toMatchObject({ version: 1, firstAt: SLOT })
    expect(await rowOf(item)).toMatchObject({ status: 'overtaken' })
    expect(site.posts).toHaveLength(1)
  })

  test('find at one moment what came out while both slept', async () => {
    const { desk, site, ready, postOf, stateOf } = ahead
    const other = await desk.another()
    const item = await ready()
    desk.clock.sleep(90 * MINUTE)
    site.strike()
    for (let minute = 0; minute < 10; minute += 1) {
      await Promise.all([desk.hub.wake(), other.wake()])
      desk.clock.advance(MINUTE)
    }
    expect((await stateOf(item)).live).toMatchObject({ version: 1, firstAt: SLOT, at: SLOT })
    expect(postOf(item)).toMatchObject({ status: 'publish', date_gmt: utc(SLOT) })
  })
})

test('a site that gives what lies ready another time is told so a few times, and no more', async () => {
  const { site, ready, pass } = ahead
  await ready(SLOT + 10 * HOUR)
  const saved = site.saved.length
  for (let minute = 0; minute < 120; minute += 2) {
    for (const post of site.posts) post.date_gmt = utc(SLOT + 10 * HOUR + 5 * MINUTE)
    await pass(2 * MINUTE)
  }
  expect(site.saved.length - saved).toBe(4)
})
