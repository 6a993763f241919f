/** A site that is handed the time ahead: what lies ready there, what no longer does, and who brought it out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ItemEvent } from '../../../shared/domain/event.ts'
import type { Item, WordpressDesk } from '../../prove/wordpress/desk.ts'
import { type AheadDesk, MINUTE, openAheadDesk, SLOT, utc } from '../../support/ahead-desk.ts'
import { NOON } from '../../support/desk.ts'

let ahead: AheadDesk
beforeEach(async () => {
  ahead = await openAheadDesk()
})
afterEach(() => ahead.desk.close())

describe('what has a time', () => {
  test('lies ready for it, is out at its minute as the same post, and it is said by whom', async () => {
    const { ready, postOf, pass, rowOf, stateOf } = ahead
    const item = await ready()
    expect(postOf(item)).toMatchObject({ status: 'future', date_gmt: utc(SLOT), title: 'Kop' })
    expect(await rowOf(item)).toMatchObject({
      action: 'schedule',
      status: 'delivered',
      aheadAt: SLOT,
      standsAt: SLOT,
    })
    await pass(29 * MINUTE)
    expect(postOf(item)?.status).toBe('future')
    await pass(MINUTE)
    expect(postOf(item)).toMatchObject({ status: 'publish', date_gmt: utc(SLOT) })
    expect(await rowOf(item, 1)).toMatchObject({ status: 'delivered', receipt: { broughtOut: 'desk' } })
    expect((await stateOf(item)).live).toMatchObject({ version: 1, firstAt: SLOT })
  })

  test('that the site brought out first is left as it is', async () => {
    const { desk, site, ready, postOf, pass, rowOf } = ahead
    const item = await ready()
    await pass(29 * MINUTE)
    desk.clock.sleep(MINUTE + 20_000)
    site.strike()
    const saved = site.saved.length
    await desk.hub.wake()
    expect(postOf(item)).toMatchObject({ status: 'publish', date_gmt: utc(SLOT) })
    expect(await rowOf(item, 1)).toMatchObject({ receipt: { broughtOut: 'site' } })
    expect(site.saved).toHaveLength(saved)
  })

  test('and another time for its readers gets that when it is out', async () => {
    const { desk, site, makeOne, at, postOf } = ahead
    const item = await makeOne()
    await desk.decide([item], { type: 'shown', at: NOON - 60 * MINUTE })
    await at(item)
    await desk.hub.wake()
    expect(postOf(item)).toMatchObject({ status: 'future', date_gmt: utc(SLOT) })
    desk.clock.sleep(30 * MINUTE)
    site.strike()
    await desk.hub.wake()
    const shown = new Date(NOON - 60 * MINUTE).toISOString().slice(0, 19)
    expect(postOf(item)).toMatchObject({ status: 'publish', date_gmt: shown })
  })

  test.each<[string, () => Promise<Item>]>([
    [
      'under embargo',
      async () => {
        const item = await ahead.makeOne()
        const until = { instant: SLOT - MINUTE, zone: 'UTC', wall: '2026-11-18T11:29' }
        await ahead.desk.decide([item], { type: 'embargoed', until })
        await ahead.at(item)
        return item
      },
    ],
    ['too near', () => ahead.ready(NOON + 179_000)],
    [
      'shown later than it is out',
      async () => {
        const item = await ahead.makeOne()
        await ahead.desk.decide([item], { type: 'shown', at: SLOT + MINUTE })
        await ahead.at(item)
        return item
      },
    ],
    [
      'kept by the rules of the target',
      async () => {
        await ahead.desk.changeTarget({ rules: { ...ahead.desk.target.rules, kinds: ['brief'] } })
        return ahead.ready()
      },
    ],
    [
      'of a target that is held back',
      async () => {
        await ahead.desk.changeTarget({ paused: true })
        return ahead.ready()
      },
    ],
  ])('but is %s stays here', async (_, begin) => {
    const { desk, site, rowOf } = ahead
    const item = await begin()
    await desk.hub.wake()
    expect(site.posts).toEqual([])
    expect(await rowOf(item)).toBeUndefined()
  })

  test('a correction of what is out is never handed over it ahead', async () => {
    const { desk, copy, makeOne, at, postOf, pass } = ahead
    const item = await makeOne()
    await desk.release([item])
    await desk.hub.wake()
    await desk.correct([{ item, copy: copy('Kop beter'), note: '' }])
    await at(item)
    await desk.hub.wake()
    expect(postOf(item)).toMatchObject({ status: 'publish', title: 'Kop' })
    await pass(30 * MINUTE)
    expect(postOf(item)).toMatchObject({ status: 'publish', title: 'Kop beter' })
  })
})

describe('a change of mind', () => {
  const off: ItemEvent[] = [
    { type: 'unscheduled' },
    { type: 'spiked' },
    { type: 'deleted' },
    { type: 'embargoed', until: { instant: SLOT - MINUTE, zone: 'UTC', wall: '2026-11-18T11:29' } },
    { type: 'shown', at: SLOT + MINUTE },
  ]
  test.each(off.map((event) => [event.type, event] as const))(
    '%s takes it back at once',
    async (_, event) => {
      const item = await ahead.ready()
      await ahead.desk.decide([item], event)
      await ahead.desk.hub.wake()
      expect(ahead.postOf(item)?.status).toBe('draft')
      expect(await ahead.rowOf(item)).toMatchObject({
        action: 'unschedule',
        status: 'delivered',
        standsAt: null,
      })
    },
  )

  test.each<[string, () => Parameters<WordpressDesk['changeTarget']>[0]]>([
    [
      'the switch is turned off',
      () => ({ settings: { ...ahead.desk.target.settings, handAhead: false } as never }),
    ],
    ['the rules keep it', () => ({ rules: { ...ahead.desk.target.rules, kinds: ['brief'] } })],
    ['the target is held back', () => ({ paused: true })],
    [
      'the target asks for more than it has',
      () => ({
        profiles: {
          ...ahead.desk.target.profiles,
          lead: { ...ahead.desk.target.profiles.lead, required: ['kicker'] },
        },
      }),
    ],
  ])('%s: what lies ready is taken back, and put back when that is taken back', async (_, change) => {
    const { desk, ready, postOf } = ahead
    const item = await ready()
    const before = desk.target
    await desk.changeTarget(change())
    await desk.hub.wake()
    expect(postOf(item)?.status).toBe('draft')
    await desk.changeTarget({ paused: false, ...before })
    await desk.hub.wake()
    expect(postOf(item)).toMatchObject({ status: 'future', date_gmt: utc(SLOT) })
  })

  test('another time is another time of the same post', async () => {
    const { desk, at, ready, postOf, pass } = ahead
    const item = await ready()
    await at(item, SLOT + 5 * MINUTE)
    await desk.hub.wake()
    const later = new Date(SLOT + 5 * MINUTE).toISOString().slice(0, 19)
    expect(postOf(item)).toMatchObject({ status: 'future', date_gmt: later })
    await at(item, NOON + MINUTE)
    await desk.hub.wake()
    expect(postOf(item)?.status).toBe('draft')
    await pass(MINUTE)
    expect(postOf(item)?.status).toBe('publish')
  })

  test('other words are taken back while they wait, and lie ready when they are approved', async () => {
    const { desk, copy, ready, postOf, pass, stateOf } = ahead
    const item = await ready()
    await desk.decide([item], { type: 'submitted', revision: (await stateOf(item)).approved ?? '' })
    await desk.hub.wake()
    expect(postOf(item)?.status).toBe('draft')
    await desk.correct([{ item, copy: copy('Kop beter'), note: '' }])
    await desk.hub.wake()
    expect(postOf(item)).toMatchObject({ status: 'future', title: 'Kop beter', date_gmt: utc(SLOT) })
    await pass(30 * MINUTE)
    expect(postOf(item)).toMatchObject({ status: 'publish', title: 'Kop beter' })
  })

  test('of what never left sends nothing', async () => {
    const { desk, site, ready, rowOf } = ahead
    // A site that just failed is left alone for a second, and its clock stands still.
    site.choose = () => 'cut-before'
    await ready()
    const item = await ready()
    await desk.decide([item], { type: 'unscheduled' })
    await desk.hub.wake()
    expect(await rowOf(item)).toMatchObject({ status: 'overtaken', attempts: 0 })
  })

  test('that does not get through says when the site may bring it out, and takes it off there when it can', async () => {
    const { desk, site, ready, postOf, pass, rowOf, stateOf } = ahead
    const item = await ready()
    site.choose = () => 'cut-before'
    await desk.decide([item], { type: 'unscheduled' })
    await desk.hub.wake()
    expect(await rowOf(item)).toMatchObject({
      ...{ action: 'unschedule', status: 'waiting', standsAt: SLOT },
      fault: { code: 'target-unreachable' },
    })
    await pass(31 * MINUTE)
    site.strike()
    expect(postOf(item)?.status).toBe('publish')
    site.choose = () => null
    await pass(MINUTE)
    expect(postOf(item)?.status).toBe('draft')
    expect(await rowOf(item)).toMatchObject({ status: 'delivered', receipt: { broughtOut: 'site' } })
    expect((await stateOf(item)).state).toBe('approved')
  })

  test('an erasure leaves no word of it', async () => {
    const { desk, site, ready } = ahead
    const item = await ready()
    await desk.decide([item], { type: 'erased', reason: 'verzoek' })
    await desk.hub.wake()
    const [post] = site.posts
    expect(post?.status).toBe('trash')
    expect(`${post?.title} ${post?.content} ${post?.excerpt}`).not.toMatch(/\bKop\b|is bericht/u)
    expect(site.posts).toHaveLength(1)
  })

  test('a kill of what lay ready and is out is a kill like any other', async () => {
    const { desk, ready, postOf, pass } = ahead
    const item = await ready()
    await pass(30 * MINUTE)
    await desk.kill([item])
    await desk.hub.wake()
    expect(postOf(item)?.status).toBe('trash')
  })
})

describe('a hub that was away over the minute', () => {
  test('asks the site, and says that it is out since its minute, instead of asking people', async () => {
    const { desk, site, ready, postOf, rowOf, stateOf } = ahead
    const item = await ready()
    desk.clock.sleep(90 * MINUTE)
    site.strike()
    await desk.hub.wake()
    await desk.hub.wake()
    expect(await stateOf(item)).toMatchObject({
      state: 'published',
      live: { version: 1, firstAt: SLOT, at: SLOT },
    })
    expect(postOf(item)).toMatchObject({ status: 'publish', date_gmt: utc(SLOT) })
    expect(await rowOf(item, 1)).toMatchObject({ status: 'delivered', receipt: { broughtOut: 'site' } })
  })

  test('leaves what did not come out to people, and sees it when it comes out after all', async () => {
    const { desk, site, ready, postOf, pass, sleep, stateOf } = ahead
    const item = await ready()
    await sleep(90 * MINUTE)
    expect(await stateOf(item)).toMatchObject({ state: 'scheduled', live: null })
    expect(postOf(item)?.status).toBe('future')
    site.strike()
    await pass(2 * MINUTE)
    await desk.hub.wake()
    expect((await stateOf(item)).live).toMatchObject({ firstAt: SLOT })
  })

  test('takes off what was to come off meanwhile, and has its release on record', async () => {
    const { desk, site, makeOne, at, postOf, pass, stateOf } = ahead
    const item = await makeOne()
    await at(item)
    const off = SLOT + 30 * MINUTE
    const wall = new Date(off).toISOString().slice(0, 16)
    await desk.decide([item], { type: 'taken-off-at', at: { instant: off, zone: 'UTC', wall } })
    await desk.hub.wake()
    desk.clock.sleep(120 * MINUTE)
    site.strike()
    for (let minute = 0; minute < 3; minute += 1) await pass(MINUTE)
    expect(await stateOf(item)).toMatchObject({ state: 'unpublished', unpublished: { firstAt: SLOT } })
    expect(postOf(item)?.status).toBe('draft')
  })

  test('says when it came out where a later time did not arrive', async () => {
    const { desk, site, at, ready, pass, stateOf } = ahead
    const item = await ready()
    site.choose = () => 'cut-before'
    await at(item, SLOT + 60 * MINUTE)
    await desk.hub.wake()
    desk.clock.sleep(150 * MINUTE)
    site.strike()
    site.choose = () => null
    for (let minute = 0; minute < 3; minute += 1) await pass(MINUTE)
    expect((await stateOf(item)).live).toMatchObject({ firstAt: SLOT })
  })

  test('says that the site could not be asked, and asks again', async () => {
    const { desk, site, ready, pass, rowOf, stateOf } = ahead
    const item = await ready()
    desk.clock.sleep(90 * MINUTE)
    site.strike()
    site.choose = () => 'cut-before'
    await desk.hub.wake()
    expect(await rowOf(item)).toMatchObject({ status: 'delivered', fault: { code: 'target-unreachable' } })
    expect((await stateOf(item)).state).toBe('scheduled')
    site.choose = () => null
    await pass(2 * MINUTE)
    await desk.hub.wake()
    expect((await stateOf(item)).state).toBe('published')
  })

  test('never tells a site a time that is over: it would bring it out at once', async () => {
    const { desk, site, makeOne, at, pass, stateOf } = ahead
    const item = await makeOne()
    site.choose = () => 'cut-before'
    await at(item)
    await desk.hub.wake()
    desk.clock.sleep(90 * MINUTE)
    site.choose = () => null
    await desk.hub.wake()
    await pass(2 * MINUTE)
    expect(site.posts.filter(({ status }) => status !== 'draft')).toEqual([])
    expect((await stateOf(item)).state).toBe('scheduled')
  })

  test('finds what an attempt without an answer left there', async () => {
    const { desk, site, makeOne, at, postOf, pass, rowOf, stateOf } = ahead
    const item = await makeOne()
    let left = false
    // Its words and its time arrive, the answer to that does not, and nothing after it.
    site.choose = ({ method, path }) => {
      if (left) return 'cut-before'
      left =
        method === 'POST' &&
        /posts\/\d+$/u.test(path) &&
        site.posts.some(({ categories }) => categories.length > 0)
      return left ? 'cut-after' : null
    }
    await at(item)
    await desk.hub.wake()
    expect(postOf(item)).toMatchObject({ status: 'future', date_gmt: utc(SLOT) })
    await pass(5 * MINUTE)
    expect(await rowOf(item)).toMatchObject({ status: 'waiting', standsAt: SLOT })
    desk.clock.sleep(90 * MINUTE)
    site.strike()
    site.choose = () => null
    for (let minute = 0; minute < 20; minute += 1) await pass(MINUTE)
    expect((await stateOf(item)).live).toMatchObject({ firstAt: SLOT })
    expect(postOf(item)?.status).toBe('publish')
  })
})

describe('the clock of the site', () => {
  test.each([
    ['ahead', 10_000],
    ['behind', -120_000],
  ])('that is %s is said, and nothing lies ready there; the desk brings it out itself', async (_, drift) => {
    const { site, ready, postOf, pass, rowOf, stateOf } = ahead
    site.drift = drift
    const item = await ready()
    const row = await rowOf(item)
    expect(row).toMatchObject({ status: 'waiting', fault: { code: 'target-clock-off' } })
    expect(row?.fault?.params['seconds']).toBe(Math.abs(drift) / 1000)
    expect(site.posts.filter(({ status }) => status === 'future' || status === 'publish')).toEqual([])
    for (let minute = 0; minute < 30; minute += 1) await pass(MINUTE)
    expect((await stateOf(item)).state).toBe('published')
    expect(postOf(item)?.status).toBe('publish')
  })

  test('that went wrong since takes back what lay ready with the next change', async () => {
    const { desk, site, at, ready, postOf } = ahead
    const item = await ready()
    site.drift = 10_000
    await at(item, SLOT + 5 * MINUTE)
    await desk.hub.wake()
    expect(postOf(item)?.status).toBe('draft')
  })
})

test('only the hub says that a site brought something out', async () => {
  const { desk, ready, stateOf } = ahead
  const item = await ready()
  const revision = (await stateOf(item)).approved ?? ''
  await expect(desk.decide([item], { type: 'released', revision, since: NOON - 1 })).rejects.toThrow(
    'refused: bad-request',
  )
})

test('one that was slow and not lost is put right: what is out stays out', async () => {
  const { desk, site, at, ready, postOf, pass } = ahead
  const item = await ready()
  let slow = true
  site.choose = ({ method, path }) => (slow && method === 'POST' && /posts\/\d+$/u.test(path) ? 'late' : null)
  await at(item, SLOT + 60 * MINUTE)
  await desk.hub.wake()
  slow = false
  await desk.release([item])
  await pass(2000)
  expect(postOf(item)?.status).toBe('publish')
  site.arrive()
  expect(postOf(item)?.status).toBe('future')
  await pass(2 * MINUTE + 1000)
  expect(postOf(item)?.status).toBe('publish')
})

test('one that was slow and brings an old time is put right as well', async () => {
  const { desk, site, at, ready, postOf, pass } = ahead
  const item = await ready()
  let slow = true
  site.choose = ({ method, path }) => (slow && method === 'POST' && /posts\/\d+$/u.test(path) ? 'late' : null)
  await at(item, SLOT - 10 * MINUTE)
  await desk.hub.wake()
  slow = false
  await at(item)
  await pass(2000)
  await pass(30 * MINUTE)
  const time = postOf(item)?.date_gmt ?? ''
  expect(time.slice(0, 16)).toBe(utc(SLOT).slice(0, 16))
  site.arrive()
  expect(postOf(item)?.date_gmt).not.toBe(time)
  await pass(2 * MINUTE + 1000)
  expect(postOf(item)).toMatchObject({ status: 'publish', date_gmt: time })
})
