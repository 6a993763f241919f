/** A desk whose only way out is a fake site that is handed the time ahead, and the questions that tests ask of both. */

import { emptyCopy } from '../../shared/document/write-copy.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import type { DeliveryReport } from '../../shared/domain/delivery.ts'
import { ItemState, NEW_ITEM, transition } from '../../shared/domain/workflow.ts'
import { type Item, openWordpressDesk, type WordpressDesk } from '../prove/wordpress/desk.ts'
import { NOON } from './desk.ts'
import { createFakeWordpress, type FakePost, type FakeWordpress } from './fake-wordpress.ts'
import { createChance } from './prove-chance.ts'

export const MINUTE = 60_000
export const SLOT = NOON + 30 * MINUTE

/** As WordPress says it in `date_gmt`. */
export const utc = (at: number): string => new Date(at).toISOString().slice(0, 19)

export type AheadDesk = {
  desk: WordpressDesk
  site: FakeWordpress
  /** What a desk writes under a headline. */
  copy(headline: string): Copy
  /** A new item, approved, without a time. */
  makeOne(): Promise<Item>
  at(item: Item, instant?: number): Promise<void>
  /** One that lies ready at the site for its time. */
  ready(instant?: number): Promise<Item>
  /** The one post of an item. Throws where there are more. */
  postOf(item: Item): FakePost | undefined
  /** Time goes by, timers run, and everything due is done. */
  pass(ms: number): Promise<void>
  /** The same for a computer that was asleep meanwhile: no timer ran. */
  sleep(ms: number): Promise<void>
  /** Nothing reaches the site, until `reach`. */
  cut(): void
  reach(): void
  rowOf(item: Item, version?: number): Promise<DeliveryReport | undefined>
  stateOf(item: Item): Promise<ItemState>
}

/** How the desk reaches the site: as it is, unless a test puts something in between. */
export type Way = (desk: WordpressDesk, site: FakeWordpress) => FakeWordpress['fetch']

export const openAheadDesk = async (
  way: Way = (_desk, { fetch }) => fetch,
  headline = 'Kop',
): Promise<AheadDesk> => {
  let now = (): number => NOON
  const site = createFakeWordpress({ now: () => now() })
  const desk: WordpressDesk = await openWordpressDesk({
    ...{ start: NOON, zone: 'Europe/Amsterdam', sections: ['Buitenland', 'Binnenland'] },
    entrance: { url: site.url, user: 'redactie', password: 'geheim' },
    fetch: (url, request) => way(desk, site)(url, request),
    ...{ chance: createChance(7), handAhead: true },
  })
  now = desk.clock.now
  const copy = (headline: string): Copy => ({
    ...emptyCopy('lead', desk.sections[0]?.id ?? '', 'nl'),
    headline,
    body: [{ type: 'paragraph', line: [{ text: `${headline} is bericht.` }] }],
  })
  const makeOne = async (): Promise<Item> => {
    const [item] = await desk.make([copy(headline)])
    if (!item) throw new Error('nothing made')
    return item
  }
  const at = (item: Item, instant = SLOT): Promise<void> => desk.schedule([{ item, at: instant }])
  return {
    desk,
    site,
    copy,
    makeOne,
    at,
    async ready(instant = SLOT) {
      const item = await makeOne()
      await at(item, instant)
      await desk.hub.wake()
      return item
    },
    postOf(item) {
      const [post, ...others] = site.posts.filter(({ content }) => content.includes(item.id))
      if (others.length > 0) throw new Error(`${others.length + 1} posts of one item`)
      return post
    },
    async pass(ms) {
      desk.clock.advance(ms)
      await desk.hub.wake()
    },
    async sleep(ms) {
      desk.clock.sleep(ms)
      await desk.hub.wake()
    },
    cut() {
      site.choose = () => 'cut-before'
    },
    reach() {
      site.choose = () => null
    },
    rowOf: async (item, version = 0) =>
      (await desk.deliveries()).find((one) => one.item === item.id && one.version === version),
    async stateOf(item) {
      const { entries } = await desk.hub.connection.pull(0, 1000)
      let state: ItemState = NEW_ITEM
      for (const { entry, acceptedAt } of entries) {
        if (entry.kind !== 'event' || entry.item !== item.id) continue
        const next = transition(state, entry.event, { by: entry.author, at: acceptedAt })
        if (next.ok) state = next.state
      }
      return ItemState.parse(state)
    },
  }
}
