/** Items on their way to a site while everything goes wrong, through the hub's own outbox; then what readers have of it. */
import fc from 'fast-check'
import type { TargetFetch } from '../../../main/hub/targets/http.ts'
import { emptyCopy } from '../../../shared/document/write-copy.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { atTheDoor } from '../../../shared/formats/door.ts'
import type { Release } from '../../../shared/formats/release.ts'
import { postTags } from '../../../shared/formats/wordpress.ts'
import { AGENCIES, copy as anyCopy } from '../../support/arbitrary-copy.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { aRelease } from '../../support/release.ts'
import { startWordpress } from '../../support/wordpress.ts'
import { type Asked, SITE_FAULTS, type SiteFault, startFaultyWay } from '../../support/wordpress-faults.ts'
import { type Item, NO_DEMANDS, openWordpressDesk, type WordpressDesk } from './desk.ts'
import {
  doubledTerms,
  type Row,
  rowsOf,
  seenByReaders,
  utcTime,
  wallTime,
  wordsOf,
  wordsWanted,
  wrongApostrophes,
} from './readers.ts'
import { settle, watch } from './settle.ts'
import { realFetch } from './target.ts'

/** The night on which a quarter to three comes twice, in the zone of the site. */
const AUTUMN = Date.UTC(2025, 9, 26, 1, 0)
const MINUTE = 60_000
/** How long the hub waits for an answer: as short as it can be, since every late call costs as much. */
const SHORTEST_PATIENCE = 2000
/** Many times what a call takes here and now, so that a busy machine is not taken for a site that is away. */
const patienceWith = async (url: string): Promise<number> => {
  const took: number[] = []
  for (let call = 0; call < 3; call += 1) {
    const began = performance.now()
    await (await globalThis.fetch(`${url}/wp-json/wp/v2/posts`)).arrayBuffer()
    took.push(performance.now() - began)
  }
  return Math.max(SHORTEST_PATIENCE, 15 * Math.max(...took))
}
const SECTIONS = ['Buitenland', 'Kunst & cultuur', "'s-Heerenbroek e.o.", 'Ćirilica', '经济']

/** Whatever passes the door of a target that asks for nothing: that the door holds is another proof. */
const passing = anyCopy.filter(
  (copy) =>
    atTheDoor({ copy, openNotes: 0, publishAt: 0, embargoUntil: null, agencies: AGENCIES }, NO_DEMANDS)
      .length === 0,
)

export type Storm = {
  chance: Chance
  items: number
  /** Faults per hundred calls. */
  weather: number
  /** What the hub's way out becomes, for a proof that has to fail. */
  sabotage: ((fetch: TargetFetch) => TargetFetch) | null
  log: (line: string) => void
}

/** What should stand on the site of an item, and since when. */
type Fate = { item: Item; out: boolean; killed: boolean; at: number; version: number }

const releaseOf = ({ item, version }: Fate): Release =>
  aRelease({
    item: item.id,
    copy: item.copy,
    version,
    signal: version > 1 ? 'correction' : null,
    note: item.note,
    agencies: AGENCIES,
  })

export const storm = async ({ chance, items: wanted, weather, sabotage, log }: Storm) => {
  let site: Awaited<ReturnType<typeof startWordpress>> | null = null
  const running = () => {
    if (!site) throw new Error('no site')
    return site
  }
  let storming = false
  const due: SiteFault[] = []
  let begun = false
  const choose = ({ method, path }: Asked): SiteFault | null => {
    if (!storming) return null
    // However the chances fall: at least one article is begun at the site without anybody hearing of it.
    if (!begun && method === 'POST' && /\/wp\/v2\/posts\?/u.test(path)) {
      begun = true
      return 'cut-after'
    }
    if (chance.below(100) >= weather * (method === 'GET' ? 0.4 : 2)) return null
    // All of them, as often as each other, in an order of chance.
    if (due.length === 0) due.push(...chance.shuffled(SITE_FAULTS))
    return due.pop() ?? null
  }
  const way = await startFaultyWay({
    site: () => running().url,
    choose,
    restart: () => running().restart(),
    lateBy: () => chance.below(800),
  })
  site = await startWordpress({ publicUrl: way.url })
  const fetch = realFetch(await patienceWith(site.url))
  const watched = watch(sabotage ? sabotage(fetch) : fetch)
  const desk = await openWordpressDesk({
    start: AUTUMN - 120 * MINUTE,
    zone: site.zone,
    sections: SECTIONS,
    entrance: { url: way.url, ...site.person('editor') },
    fetch: watched.fetch,
    chance,
  })
  try {
    const copies = fc
      .sample(passing, { numRuns: wanted, seed: chance.below(2 ** 31) })
      .map((copy): Copy => ({ ...copy, section: chance.pick(desk.sections).id }))
    const fates = (await desk.make(copies)).map(
      (item): Fate => ({ item, out: true, killed: false, at: 0, version: 1 }),
    )
    storming = true

    // A third goes out at its time, around the hour that comes twice; the others as soon as somebody says so.
    const later = fates.filter((_, index) => index % 3 === 0)
    later.forEach((fate, index) => {
      fate.at = AUTUMN + (index % 12) * 10 * MINUTE - 60 * MINUTE
    })
    await desk.schedule(later.map(({ item, at }) => ({ item, at })))
    const now = fates.filter(({ at }) => at === 0)
    for (const fate of now) fate.at = desk.clock.now()
    await desk.release(now.map(({ item }) => item))
    const slots = [...new Set(later.map((fate) => fate.at))].sort((a, b) => a - b)
    let stuck = 0
    const settled = async (): Promise<void> => {
      stuck += await settle(desk, watched, slots, log)
    }
    await settled()
    for (const at of slots) {
      desk.clock.advance(Math.max(0, at - desk.clock.now()))
      await settled()
    }
    log(`${wanted} items are out, ${(await rowsOf(running())).length} posts`)

    const corrected = fates.filter((_, index) => index % 4 === 1)
    const others = fc.sample(passing, { numRuns: corrected.length, seed: chance.below(2 ** 31) })
    await desk.correct(
      corrected.map(({ item }, index) => ({
        item,
        copy: {
          ...(others[index] ?? item.copy),
          kind: item.copy.kind,
          section: chance.pick(desk.sections).id,
        },
        note: `CORRECTIE: 's middags was ${index}.`,
      })),
    )
    await desk.release(corrected.map(({ item }) => item))
    for (const fate of corrected) fate.version = 2
    const killed = fates.filter((_, index) => index % 10 === 2)
    await desk.kill(killed.map(({ item }) => item))
    for (const fate of killed) Object.assign(fate, { out: false, killed: true })
    const off = fates.filter((_, index) => index % 20 === 3)
    await desk.unpublish(off.map(({ item }) => item))
    for (const fate of off) fate.out = false
    await settled()
    log(`${corrected.length} corrected, ${killed.length} killed, ${off.length} taken off`)

    await way.quiet()
    storming = false
    // Everything is asked for once more, two minutes after it was sent; and the site's own clock does not run, so that what it
    // was to bring out by itself stays behind.
    const [last] = await desk.make([{ ...(copies[0] ?? emptyCopy('lead', '', 'nl')), headline: 'Laat' }])
    if (!last) throw new Error('no last item')
    await desk.release([last])
    fates.push({ item: last, out: true, killed: false, at: desk.clock.now(), version: 1 })
    await settled()
    const reportOf = async () => (await desk.deliveries()).find(({ item }) => item === last.id)
    const { receipt, fault } = (await reportOf()) ?? {}
    if (!receipt) throw new Error(`the last item was never delivered: ${fault?.code ?? 'no fault'}`)
    await running().php(
      `global $wpdb; $wpdb->update('wp_posts', ['post_status' => 'future'], ['ID' => ${Number(receipt.id)}]);`,
    )
    for (let round = 0; round < 3; round += 1) {
      desk.clock.advance(3 * MINUTE)
      await settled()
    }
    const told = await reportOf()
    const figures = await judge(fates, desk, running())
    return {
      ...figures,
      deliveries: (await desk.deliveries()).length,
      attempts: (await desk.deliveries()).reduce((sum, { attempts }) => sum + attempts, 0),
      unsettled: stuck,
      lateReported: told?.fault?.code === 'target-not-published',
      faults: way.count,
    }
  } finally {
    await desk.close()
    await way.stop()
    await site.stop()
  }
}

const judge = async (
  fates: readonly Fate[],
  desk: WordpressDesk,
  site: Awaited<ReturnType<typeof startWordpress>>,
) => {
  const rows = await rowsOf(site)
  const seen = await seenByReaders(site)
  const wrong: string[] = []
  let [doubled, missing, wrongText, wrongTimes, wrongTerms, stillThere, wrongSigns] = [0, 0, 0, 0, 0, 0, 0]
  const claimed = new Set<number>()
  for (const fate of fates) {
    const { item, out, killed, at } = fate
    const own: Row[] = rows.filter(({ content }) => content.includes(item.id))
    for (const { id } of own) claimed.add(id)
    doubled += Math.max(0, own.length - 1)
    const visible = own.flatMap(({ id }) => seen.get(id) ?? [])
    if (!out) {
      const words = wordsOf(own[0]?.content ?? '')
      const said = wordsWanted(releaseOf({ ...fate, version: 1 }))
      if (visible.length > 0 || (killed && said.length > 20 && words.includes(said))) stillThere += 1
      continue
    }
    const [post] = visible
    const row = own.find(({ id }) => id === post?.id)
    if (!post || !row) {
      missing += 1
      continue
    }
    const release = releaseOf(fate)
    const headline = item.copy.headline.replace(/\s+/gu, '')
    const title = wordsOf(post.title.rendered)
    const titled = headline === '' || title === wordsOf(escaped(item.copy.headline))
    if (wordsOf(post.content.rendered) !== wordsWanted(release) || !titled) {
      wrongText += 1
      wrong.push(`${post.id}: ${wordsOf(post.content.rendered).slice(0, 80)}`)
    }
    if (post.date_gmt !== utcTime(at) || post.date !== wallTime(at, site.zone)) wrongTimes += 1
    const section = desk.sections.find(({ id }) => id === item.copy.section)?.name
    const tags = new Set(postTags(release).filter((name) => name !== '<b>'))
    const tagged = row.tags.length >= tags.size && [...tags].every((name) => row.tags.includes(name))
    if (row.categories.join() !== section || !tagged) {
      wrongTerms += 1
      wrong.push(`${row.categories.join()} for ${section}; ${row.tags.join()} for ${[...tags].join()}`)
    }
    if (wrongApostrophes(post.content.rendered, JSON.stringify(item.copy))) wrongSigns += 1
  }
  return {
    ...{ doubled, missing, wrongText, wrongTimes, wrongTerms, stillThere, wrongSigns },
    strangers: rows.filter(({ id }) => !claimed.has(id)).length,
    doubledTerms: (await doubledTerms(site)).length,
    wrong,
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
