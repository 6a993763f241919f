/**
 * A real site that is handed times ahead: what its database says of them, what readers see, and that its own clock brings them out
 * while the hub is away. The calls go through a way on which they are lost, late and cut.
 */
import type { TargetFetch } from '../../../main/hub/targets/http.ts'
import { emptyCopy } from '../../../shared/document/write-copy.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { startWordpress, type TestWordpress } from '../../support/wordpress.ts'
import { SITE_FAULTS, type SiteFault, startFaultyWay } from '../../support/wordpress-faults.ts'
import { type Item, openWordpressDesk } from './desk.ts'
import { rowsOf, seenByReaders, utcTime } from './readers.ts'
import { settle, watch } from './settle.ts'
import { realFetch } from './target.ts'

const MINUTE = 60_000
/** A visit to a busy machine, and the call that WordPress makes to itself. */
const VISITS = 400

/** Posts as a site would say them whose own clock, by which it stamps them, is so far ahead, ms. */
const restamped = (json: unknown, ahead: number): unknown => {
  if (Array.isArray(json)) return json.map((one: unknown) => restamped(one, ahead))
  if (typeof json !== 'object' || json === null || !('modified_gmt' in json)) return json
  return { ...json, modified_gmt: utcTime(Date.parse(`${String(json.modified_gmt)}Z`) + ahead) }
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]

const datesOf = async (site: TestWordpress): Promise<Map<number, { utc: string; next: number | null }>> => {
  const rows = JSON.parse(
    await site.php(
      `global $wpdb; echo json_encode(array_map(fn($p) => [(int) $p->ID, $p->post_date_gmt, wp_next_scheduled('publish_future_post', [(int) $p->ID]) ?: null], $wpdb->get_results("SELECT * FROM wp_posts WHERE post_type = 'post'")));`,
    ),
  ) as [number, string, number | null][]
  return new Map(rows.map(([id, utc, next]) => [id, { utc: utc.replace(' ', 'T'), next }]))
}

export const aheadAtSite = async (means: {
  chance: Chance
  items: number
  weather: number
  sabotage: ((fetch: TargetFetch) => TargetFetch) | null
  log: (line: string) => void
}) => {
  const { chance, items: wanted, weather, sabotage, log } = means
  let site: TestWordpress | null = null
  const running = (): TestWordpress => {
    if (!site) throw new Error('no site')
    return site
  }
  let storming = true
  const due: SiteFault[] = []
  const way = await startFaultyWay({
    site: () => running().url,
    choose({ method }) {
      if (!storming || chance.below(100) >= weather * (method === 'GET' ? 0.4 : 2)) return null
      if (due.length === 0) due.push(...chance.shuffled(SITE_FAULTS))
      return due.pop() ?? null
    },
    restart: () => running().restart(),
    lateBy: () => chance.below(800),
  })
  // Its own clock runs, with every visit.
  site = await startWordpress({ publicUrl: way.url, cron: true })
  /**
   * The desk's clock is moved on where something waits; while it is, both clocks of the site go with it: what it says, as far ahead
   * of this machine's as it says it, is said as far ahead of the desk's. PHP's alone may be `ahead` of that, as where something
   * stands before a site that has the right time.
   */
  let together = true
  let ahead = 0
  const fetch = realFetch(8000)
  const alike: TargetFetch = async (url, request) => {
    const answer = await fetch(url, request)
    if (!together) return answer
    const on = desk.clock.now() - Date.now()
    const dated = Date.parse(answer.headers['date'] ?? '')
    const date = Number.isNaN(dated) ? {} : { date: new Date(dated + on).toUTCString() }
    const moved = { ...answer, headers: { ...answer.headers, ...date } }
    return { ...moved, json: () => restamped(answer.json(), on + ahead) }
  }
  const watched = watch(sabotage ? sabotage(alike) : alike)
  const start = Math.floor(Date.now() / MINUTE) * MINUTE
  const desk = await openWordpressDesk({
    ...{ start, zone: site.zone, sections: ['Buitenland', 'Binnenland'], handAhead: true, chance },
    entrance: { url: way.url, ...site.person('editor') },
    fetch: watched.fetch,
  })
  const found = { aheadDoubled: 0, aheadMissing: 0, aheadWrong: 0, aheadEarly: 0, aheadUnsettled: 0 }
  const say = (figure: keyof typeof found, words: string): void => {
    found[figure] += 1
    log(`${figure}: ${words}`)
  }
  const copyOf = (headline: string): Copy => ({
    ...emptyCopy('lead', chance.pick(desk.sections).id, 'nl'),
    headline,
    body: [{ type: 'paragraph', line: [{ text: `${headline} staat hier.` }] }],
  })
  const settled = async (): Promise<void> => {
    found.aheadUnsettled += await settle(desk, watched, [], log)
  }
  const SLOT = start + 8 * 60 * MINUTE
  const own = (rows: readonly Row[], { id }: Item): Row[] =>
    rows.filter(({ content }) => content.includes(id))

  try {
    const all = await desk.make(Array.from({ length: wanted }, (_, index) => copyOf(`Bericht ${index}`)))
    const wordsOf = new Map(all.map((item, index) => [item, `Bericht ${index}`]))
    const some = (kind: number): Item[] => all.filter((_, index) => index % 6 === kind)
    const timeOf = new Map<Item, number>()
    const time = async (items: readonly Item[], at: number): Promise<void> => {
      for (const item of items) timeOf.set(item, at)
      await desk.schedule(items.map((item) => ({ item, at })))
    }
    const held = some(5)
    await desk.decide(held, {
      type: 'embargoed',
      until: { instant: SLOT, zone: 'UTC', wall: utcTime(SLOT).slice(0, 16) },
    })
    await time(all, SLOT)
    await settled()
    // What is decided anew while the first is on its way, or after it.
    await time(some(1), SLOT + 10 * MINUTE)
    await desk.decide(some(2), { type: 'unscheduled' })
    await desk.correct(
      some(3).map((item) => {
        wordsOf.set(item, `${wordsOf.get(item)} beter`)
        return { item, copy: copyOf(wordsOf.get(item) ?? ''), note: '' }
      }),
    )
    await settled()
    await way.quiet()
    storming = false
    // What was slow and not lost is found by the look after two minutes.
    for (let round = 0; round < 2; round += 1) {
      desk.clock.advance(3 * MINUTE)
      await settled()
    }

    // PHP's clock alone is off: what it stamps says so, and nothing is left with it.
    const [stray] = await desk.make([copyOf('Bericht op een andere klok')])
    if (!stray) throw new Error('nothing made')
    ahead = 10 * MINUTE
    await desk.schedule([{ item: stray, at: SLOT }])
    await desk.hub.wake()
    const refused = (await desk.deliveries()).find((one) => one.item === stray.id)
    const [left] = own(await rowsOf(running()), stray)
    const { code, params = {} } = refused?.fault ?? {}
    if (code !== 'target-clock-off' || Math.abs(Number(params['seconds']) - 600) > 10)
      say('aheadEarly', `a clock that is 10 minutes ahead: ${JSON.stringify(refused?.fault)}`)
    if (left?.status !== 'draft') say('aheadEarly', `left with a clock that is off: ${left?.status}`)
    await desk.decide([stray], { type: 'unscheduled' })
    ahead = 0
    await settled()

    let rows = await rowsOf(running())
    const dates = await datesOf(running())
    if ((await seenByReaders(running())).size > 1) say('aheadEarly', 'readers have something before its time')
    const off = new Set([...some(2), ...held])
    for (const item of all) {
      const posts = own(rows, item)
      if (posts.length > 1) say('aheadDoubled', item.id)
      const [post] = posts
      if (held.includes(item) && post) say('aheadEarly', `under embargo, and at the site: ${post.status}`)
      if (off.has(item)) {
        if (post && post.status !== 'draft') say('aheadWrong', `taken back, and ${post.status}`)
        continue
      }
      if (!post) {
        say('aheadMissing', item.id)
        continue
      }
      const date = dates.get(post.id)
      const at = timeOf.get(item) ?? 0
      if (post.status !== 'future' || date?.utc !== utcTime(at) || date.next !== at / 1000)
        say('aheadWrong', `${post.status} ${date?.utc} ${date?.next} for ${utcTime(at)}`)
      if (post.title !== wordsOf.get(item)) say('aheadWrong', `${post.title} for ${wordsOf.get(item)}`)
    }
    log(`${rows.length} lie ready or are taken back`)

    // The hub sleeps over the minute. Half of them the site's own clock brings out: their minute is brought near, and it is visited.
    const mine = all.filter((item) => !off.has(item))
    const bySite = mine.filter((_, index) => index % 2 === 0)
    const ids = bySite.flatMap((item) => own(rows, item).map(({ id }) => id))
    // Its clock leaves a lock behind where the storm ended the site under it; a minute later nobody heeds that any more.
    await running().php(
      `delete_transient('doing_cron'); global $wpdb; foreach ([${ids.join(',')}] as $id) { $wpdb->update('wp_posts', ['post_date' => date('Y-m-d H:i:s', current_time('timestamp') - 1), 'post_date_gmt' => gmdate('Y-m-d H:i:s', time() - 1)], ['ID' => $id]); clean_post_cache($id); wp_clear_scheduled_hook('publish_future_post', [$id]); wp_schedule_single_event(time() - 1, 'publish_future_post', [$id]); }`,
    )
    let [visits, out] = [0, 0]
    while (out < ids.length && visits < VISITS) {
      visits += 1
      await (await globalThis.fetch(`${way.url}/wp-json/`)).arrayBuffer()
      out = (await rowsOf(running())).filter(
        ({ id, status }) => ids.includes(id) && status === 'publish',
      ).length
    }
    if (out < ids.length) say('aheadMissing', `the site brought out ${out} of ${ids.length}`)
    together = false
    desk.clock.sleep(SLOT + 60 * MINUTE - desk.clock.now())
    await settled()
    desk.clock.advance(MINUTE)
    await settled()
    const reports = await desk.deliveries()
    const released = (item: Item): boolean =>
      reports.some((one) => one.item === item.id && one.version === 1 && one.status === 'delivered')
    for (const item of mine) {
      const isOut = bySite.includes(item)
      if (released(item) !== isOut)
        say(
          'aheadWrong',
          isOut ? 'out, and the desk asks whether it should be' : 'missed, and let out all the same',
        )
    }
    // People send what was missed; some of all of it is killed, and what never came out is erased.
    const missed = mine.filter((item) => !bySite.includes(item))
    const { entries } = await desk.hub.connection.pull(0, 5000)
    for (const item of missed) {
      const last = entries.findLast(
        ({ entry }) => entry.kind === 'event' && entry.item === item.id && entry.event.type === 'approved',
      )?.entry
      if (last?.kind === 'event' && last.event.type === 'approved')
        await desk.decide([item], { type: 'released', revision: last.event.revision })
    }
    const killed = mine.filter((_, index) => index % 5 === 0)
    await settled()
    await desk.kill(killed)
    await desk.decide(some(2), { type: 'erased', reason: 'verzoek' })
    await settled()

    rows = await rowsOf(running())
    const seen = await seenByReaders(running())
    for (const item of mine) {
      const posts = own(rows, item)
      if (posts.length > 1) say('aheadDoubled', `in the end, ${item.id}`)
      const [post] = posts
      const visible = post !== undefined && seen.has(post.id)
      if (killed.includes(item)) {
        if (visible || post?.status !== 'trash') say('aheadWrong', `killed, and ${post?.status}`)
      } else if (!visible) say('aheadMissing', `in the end, ${post?.status}`)
      else if (post.title !== wordsOf.get(item)) say('aheadWrong', `in the end ${post.title}`)
    }
    for (const item of some(2)) {
      const words = rows.filter(({ title, content }) =>
        `${title} ${content}`.includes(`${wordsOf.get(item)} staat`),
      )
      if (words.length > 0 || own(rows, item).some(({ status }) => status !== 'trash'))
        say('aheadWrong', 'erased, and there')
    }
    return { ...found, aheadItems: all.length, aheadBySite: out, aheadFaults: way.count }
  } finally {
    await desk.close()
    await way.stop()
    await site.stop()
  }
}
