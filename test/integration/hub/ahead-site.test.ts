/** What a site may do with what lies ready there: its clocks, its people, calls that are slow, and another site at the address. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Item } from '../../prove/wordpress/desk.ts'
import { type AheadDesk, MINUTE, openAheadDesk, SLOT, utc, type Way } from '../../support/ahead-desk.ts'
import { NOON } from '../../support/desk.ts'
import { createFakeWordpress, type FakePost, type FakeWordpress } from '../../support/fake-wordpress.ts'

let ahead: AheadDesk
/** Where the target may move to. */
let other: FakeWordpress
/** How long every answer takes, ms. */
let slow: number
/** Whether the password is taken for a wrong one. */
let refuses: boolean
/** What the desk decides after the site has heard of a post and before its answer is there; once. */
let meanwhile: (() => Promise<void>) | null

beforeEach(async () => {
  slow = 0
  refuses = false
  meanwhile = null
  const way: Way = (desk, site) => async (url, request) => {
    const answer = await (url.startsWith(other.url) ? other : site).fetch(url, request)
    desk.clock.sleep(slow)
    const decide =
      request.method === 'POST' && /posts(?:\/\d+)?$/u.test(new URL(url).pathname) ? meanwhile : null
    if (decide) meanwhile = null
    await decide?.()
    if (!refuses) return answer
    const json = { code: 'incorrect_password', message: '', data: null }
    return { ...answer, status: 401, json: () => json, text: () => JSON.stringify(json) }
  }
  ahead = await openAheadDesk(way, 'Veerboot')
  other = createFakeWordpress({ now: ahead.desk.clock.now })
  other.url = 'https://elders.example'
})
afterEach(() => ahead.desk.close())

/** What was ever to come out at the site, or did. */
const everOut = (): string[] => ahead.site.saved.filter((line) => /^(?:future|publish)/u.test(line))

describe('the clock of a site', () => {
  test('is that of PHP, whatever stands before it says', async () => {
    const { desk, site, ready, rowOf } = ahead
    site.drift = 10 * MINUTE
    site.dated = () => desk.clock.now()
    const item = await ready()
    expect((await rowOf(item))?.fault).toMatchObject({ code: 'target-clock-off', params: { seconds: 600 } })
    expect(everOut()).toEqual([])
  })

  test('that went wrong behind something that says nothing of it takes back what lay ready', async () => {
    const { desk, site, at, ready, postOf, rowOf } = ahead
    const item = await ready()
    site.dated = () => desk.clock.now()
    site.drift = 10 * MINUTE
    await at(item, SLOT + 5 * MINUTE)
    await desk.hub.wake()
    expect((await rowOf(item))?.fault?.code).toBe('target-clock-off')
    expect(postOf(item)?.status).toBe('draft')
  })

  test('that jumps while it is told is seen in its answer', async () => {
    const { desk, site, makeOne, at, postOf, rowOf } = ahead
    const item = await makeOne()
    site.dated = () => desk.clock.now()
    site.choose = ({ method, path }) => {
      if (method === 'POST' && /posts\/\d+$/u.test(path)) site.drift = site.saved.length > 0 ? 10 * MINUTE : 0
      return null
    }
    await at(item)
    await desk.hub.wake()
    expect(everOut()).toHaveLength(1)
    expect((await rowOf(item))?.fault?.code).toBe('target-clock-off')
    expect(postOf(item)?.status).toBe('draft')
  })

  test('that nobody says is not trusted', async () => {
    const { site, ready, postOf, pass, rowOf } = ahead
    site.dated = () => null
    const item = await ready()
    expect((await rowOf(item))?.fault?.code).toBe('target-clock-unknown')
    for (let minute = 0; minute < 30; minute += 1) await pass(MINUTE)
    expect(postOf(item)?.status).toBe('publish')
  })

  test('is no better than its answers are quick: how far it is ahead is counted from the question', async () => {
    const { site, ready, rowOf } = ahead
    site.drift = 9000
    slow = 9000
    const item = await ready()
    expect((await rowOf(item))?.fault?.code).toBe('target-clock-unknown')
    expect(everOut()).toEqual([])
  })

  test('that is behind decides what is over: what the desk brings out is out', async () => {
    const { desk, site, makeOne, postOf } = ahead
    site.drift = -120 * MINUTE
    site.dated = () => desk.clock.now()
    const item = await makeOne()
    await desk.release([item])
    await desk.hub.wake()
    expect(postOf(item)).toMatchObject({ status: 'publish', date_gmt: utc(NOON - 120 * MINUTE - 1000) })
  })
})

describe('a decision while a call is under way', () => {
  test('counts, and what the site answers then is about nothing any more', async () => {
    const { desk, makeOne, at, postOf, pass, rowOf } = ahead
    const item = await makeOne()
    meanwhile = () => desk.decide([item], { type: 'unscheduled' })
    await at(item)
    await desk.hub.wake()
    await pass(2000)
    expect(meanwhile).toBeNull()
    expect(postOf(item)?.status).toBe('draft')
    expect(await rowOf(item)).toMatchObject({ action: 'unschedule', status: 'delivered', standsAt: null })
    await pass(40 * MINUTE)
    expect(everOut().filter((line) => line.startsWith('publish'))).toEqual([])
  })

  test('also where it gives it another time', async () => {
    const { desk, makeOne, at, postOf, pass, rowOf } = ahead
    const item = await makeOne()
    meanwhile = () => at(item, SLOT + 10 * MINUTE)
    await at(item)
    await desk.hub.wake()
    await pass(2000)
    expect(meanwhile).toBeNull()
    expect(postOf(item)).toMatchObject({ status: 'future', date_gmt: utc(SLOT + 10 * MINUTE) })
    expect(await rowOf(item)).toMatchObject({ status: 'delivered', standsAt: SLOT + 10 * MINUTE })
  })
})

describe('a take-back that is slow and not lost', () => {
  /** Everything that says to the post of an item that it is a draft again arrives only when it is let. */
  const isSlow = async (item: Item, change: () => Promise<void>): Promise<void> => {
    const number = ahead.postOf(item)?.id
    ahead.site.choose = ({ method, path }) =>
      method === 'POST' && path.endsWith(`/${number}`) ? 'late' : null
    await change()
    await ahead.desk.hub.wake()
    ahead.site.choose = () => null
  }
  const takenBack = (item: Item) => () => ahead.desk.decide([item], { type: 'unscheduled' })

  test('does not keep from readers what was released since', async () => {
    const { desk, site, ready, postOf, pass, rowOf } = ahead
    const item = await ready()
    await isSlow(item, takenBack(item))
    await desk.release([item])
    await pass(2000)
    expect(postOf(item)?.status).toBe('publish')
    site.arrive()
    expect(postOf(item)?.status).toBe('draft')
    await pass(2 * MINUTE + 1000)
    expect(postOf(item)?.status).toBe('publish')
    expect(await rowOf(item, 1)).toMatchObject({ status: 'delivered', fault: null })
  })

  test('nor what was given its time again, and it is not taken for out', async () => {
    const { site, at, ready, postOf, pass } = ahead
    const item = await ready()
    await isSlow(item, takenBack(item))
    await at(item)
    await pass(2000)
    site.arrive()
    expect(postOf(item)?.status).toBe('draft')
    await pass(2 * MINUTE + 1000)
    expect(postOf(item)).toMatchObject({ status: 'future', date_gmt: utc(SLOT) })
  })

  test('what people of the site took off stays off, and so does what the desk took off itself', async () => {
    const { desk, ready, postOf, pass, rowOf } = ahead
    const [theirs, ours] = [await ready(), await ready()]
    await desk.release([theirs, ours])
    await pass(2000)
    Object.assign(postOf(theirs) ?? {}, { status: 'draft' })
    await desk.unpublish([ours])
    for (let minute = 0; minute < 40; minute += 1) await pass(MINUTE)
    expect([postOf(theirs)?.status, postOf(ours)?.status]).toEqual(['draft', 'draft'])
    expect((await rowOf(theirs, 1))?.seen?.state).toBe('gone')
  })
})

describe('what is not ours', () => {
  const strangers = '<!-- wp:paragraph --><p>Van een ander.</p><!-- /wp:paragraph -->'

  test('is not touched where the target became another site, whose numbers mean something else', async () => {
    const { desk, ready, postOf, pass } = ahead
    const item = await ready()
    await desk.release([item])
    await pass(2000)
    const ours = postOf(item)
    const stranger = { ...ours, slug: 'van-een-ander', title: 'Ander', content: strangers } as FakePost
    other.posts.push(stranger)
    const before = { ...stranger }
    await desk.changeTarget({ settings: { ...desk.target.settings, url: other.url } as never })
    await desk.unpublish([item])
    await pass(2000)
    await desk.kill([item])
    await pass(2000)
    expect((await desk.deliveries()).map(({ action, status }) => `${action} ${status}`)).toContain(
      'kill delivered',
    )
    expect(stranger).toEqual(before)
    expect(other.saved).toEqual([])
  })

  test('and what says nothing, at the site that gave it its number, is still ours', async () => {
    const { desk, site, ready, postOf } = ahead
    const item = await ready()
    const post = postOf(item)
    Object.assign(post ?? {}, { slug: 'een-ander-adres', content: strangers })
    await desk.decide([item], { type: 'unscheduled' })
    await desk.hub.wake()
    expect(post?.status).toBe('draft')
    expect(site.posts).toHaveLength(1)
  })
})

test('what came out at its old minute, while its site could not be told of the new one, is pulled back and said', async () => {
  const { site, at, ready, postOf, pass, rowOf } = ahead
  const item = await ready()
  site.choose = () => 'cut-before'
  await at(item, SLOT + 60 * MINUTE)
  await pass(31 * MINUTE)
  site.strike()
  site.choose = () => null
  await pass(20 * MINUTE)
  expect(postOf(item)).toMatchObject({ status: 'future', date_gmt: utc(SLOT + 60 * MINUTE) })
  expect(await rowOf(item)).toMatchObject({ action: 'schedule', receipt: { broughtOut: 'site' } })
})

test('what was erased leaves nothing of it at its site, neither in its words nor in its address', async () => {
  const { desk, site, ready } = ahead
  const item = await ready()
  expect(JSON.stringify(site.posts).toLowerCase()).toContain('veerboot')
  await desk.decide([item], { type: 'erased', reason: 'verzoek' })
  await desk.hub.wake()
  expect(site.posts.map(({ status }) => status)).toEqual(['trash'])
  expect(JSON.stringify(site.posts)).not.toMatch(/veerboot|is bericht/iu)
})

test('what was killed keeps its address: only an erasure takes that', async () => {
  const { desk, ready, postOf, pass } = ahead
  const item = await ready()
  const slug = postOf(item)?.slug
  await pass(30 * MINUTE)
  await desk.kill([item])
  await desk.hub.wake()
  expect(postOf(item)).toMatchObject({ status: 'trash', slug: `${slug}__trashed` })
})

test('other words that a refused password kept here lie ready when somebody mended it and sends them', async () => {
  const { desk, ready, postOf, pass, rowOf } = ahead
  const item = await ready()
  refuses = true
  await desk.correct([{ item, copy: { ...item.copy, headline: 'Veerboot vaart' }, note: '' }])
  await desk.hub.wake()
  // Nothing is asked of it again in the second after it refused.
  await pass(2000)
  const row = await rowOf(item)
  expect(row).toMatchObject({ action: 'schedule', status: 'failed', fault: { code: 'target-secret-wrong' } })
  refuses = false
  await desk.retry(row?.id ?? '')
  await pass(2000)
  expect(postOf(item)).toMatchObject({ status: 'future', title: 'Veerboot vaart', date_gmt: utc(SLOT) })
})

describe('the time that readers see', () => {
  const seenFrom = async (item: Item, released: number): Promise<void> => {
    // After that nothing looks at it any more.
    for (let minute = 0; minute < 10; minute += 1) await ahead.pass(MINUTE)
    expect(ahead.postOf(item)).toMatchObject({ status: 'publish', date_gmt: utc(released) })
  }

  test('is that of its release, and not one that was taken back long before', async () => {
    const { desk, ready, pass } = ahead
    const item = await ready()
    await desk.decide([item], { type: 'unscheduled' })
    await pass(50 * MINUTE)
    await desk.release([item])
    await pass(2000)
    await seenFrom(item, NOON + 50 * MINUTE)
  })

  test('nor one that went by with nothing brought out', async () => {
    const { desk, ready, pass } = ahead
    const item = await ready()
    desk.clock.sleep(90 * MINUTE)
    await desk.hub.wake()
    await desk.release([item])
    await pass(2000)
    await seenFrom(item, NOON + 90 * MINUTE)
  })
})
