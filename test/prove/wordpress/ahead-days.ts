/**
 * Days at a desk whose site is handed every time ahead: decisions, changes of mind, sleeps of the hub, calls that are lost or come
 * too late, and a site whose own clock strikes when it likes. A site in this process, so that a day takes seconds; what readers
 * have is looked at after every half minute. A real site is in ahead-site.ts.
 */
import type { TargetFetch } from '../../../main/hub/targets/http.ts'
import { emptyCopy } from '../../../shared/document/write-copy.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { releaseAt } from '../../../shared/domain/goes-out.ts'
import { type ItemState, isOut, NEW_ITEM, transition } from '../../../shared/domain/workflow.ts'
import { NOON } from '../../support/desk.ts'
import { createFakeWordpress, type FakePost } from '../../support/fake-wordpress.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { type Item, openWordpressDesk } from './desk.ts'

const MINUTE = 60_000
const STEP = 30_000
/** A change of mind may be that long on its way where calls arrive late, ms: the look back is after two minutes. */
const GRACE = 6 * MINUTE

type Fate = {
  item: Item
  /** The least of all times that it ever had: before that nobody may see it. */
  least: number
  /** Since when readers have what the desk says that they have not, with nobody told; null: they do not. */
  unsaid: number | null
  words: string
  /** When something was decided last that says when readers get it, or whether. */
  decidedAt: number
  /** It lay ready at a site whose own clock jumped then: nobody can know, and it comes out early. */
  jumped: boolean
}

export const aheadDays = async (means: {
  chance: Chance
  /** Half minutes. */
  steps: number
  sabotage: ((fetch: TargetFetch) => TargetFetch) | null
  log: (line: string) => void
}) => {
  const { chance, steps, sabotage, log } = means
  const site = createFakeWordpress({ now: () => desk.clock.now() })
  const out = (url: string, request: Parameters<TargetFetch>[1]) => site.fetch(url, request)
  const desk = await openWordpressDesk({
    ...{ start: NOON, zone: 'Europe/Amsterdam', sections: ['Buitenland'], handAhead: true, chance },
    entrance: { url: site.url, user: 'redactie', password: 'geheim' },
    fetch: sabotage ? sabotage(out) : out,
  })
  const figures = { early: 0, doubled: 0, unsaid: 0, askedThoughOut: 0, wrong: 0 }
  const count = { items: 0, decisions: 0, lost: 0, sleeps: 0, bySite: 0, byDesk: 0, found: 0 }
  const fates: Fate[] = []
  /** When a call was lost or late last, or the hub was away: whatever is decided some time after that is at the site at once. */
  let troubleAt = 0
  const states = new Map<string, ItemState>()
  let position = 0

  /** What the desk says of its items by now. */
  const read = async (): Promise<void> => {
    for (;;) {
      const { entries, more } = await desk.hub.connection.pull(position, 1000)
      for (const { entry, acceptedAt, position: at } of entries) {
        position = at
        if (entry.kind !== 'event') continue
        const next = transition(states.get(entry.item) ?? NEW_ITEM, entry.event, {
          by: entry.author,
          at: acceptedAt,
        })
        if (next.ok) states.set(entry.item, next.state)
        if (entry.event.type === 'released' && entry.event.since !== undefined) count.found += 1
      }
      if (!more) return
    }
  }
  const stateOf = ({ item }: Fate): ItemState => states.get(item.id) ?? NEW_ITEM
  const postsOf = ({ item }: Fate): FakePost[] =>
    site.posts.filter(({ content }) => content.includes(item.id) && !content.includes('kopij-v0'))

  const isDue = (state: ItemState, now: number): boolean =>
    state.state === 'scheduled' && (releaseAt(state) ?? Number.POSITIVE_INFINITY) <= now
  /** Whether a kill or a taking off is on its way to the site. */
  let leaving = new Set<string>()
  const comesOff = ({ item }: Fate): boolean => leaving.has(item.id)

  const look = async (): Promise<void> => {
    await read()
    const now = desk.clock.now()
    const reports = await desk.deliveries()
    leaving = new Set(
      reports
        .filter(({ action, status }) => (action === 'kill' || action === 'unpublish') && status === 'waiting')
        .map(({ item }) => item),
    )
    const told = new Set(
      reports
        .filter(({ status, standsAt }) => standsAt !== null && (status === 'waiting' || status === 'failed'))
        .map(({ item }) => item),
    )
    for (const fate of fates) {
      const posts = postsOf(fate)
      if (posts.length > 1) figures.doubled += 1
      const state = stateOf(fate)
      const visible = posts.some(({ status }) => status === 'publish')
      const asItShould =
        !visible ||
        isOut(state) ||
        isDue(state, now) ||
        told.has(fate.item.id) ||
        comesOff(fate) ||
        fate.jumped
      // Before the least of its times nobody may see it, told or not; and what was decided in calm there is no excuse for.
      const calm = fate.decidedAt > troubleAt + STEP
      if (visible && !fate.jumped && (now < fate.least || (calm && !asItShould))) {
        figures.early += 1
        log(`early: ${fate.item.id}, ${state.state}, ${fate.least - now} ms to the least of its times`)
      }
      if (asItShould) fate.unsaid = null
      else {
        fate.unsaid ??= now
        if (now - fate.unsaid === GRACE) {
          figures.unsaid += 1
          log(`out, and nobody was told: ${fate.item.id}, ${state.state}`)
        }
      }
    }
  }

  let headlines = 0
  const words = (): Copy => {
    headlines += 1
    const headline = `Bericht ${headlines}`
    const body = [{ type: 'paragraph' as const, line: [{ text: `${headline} staat hier.` }] }]
    return { ...emptyCopy('brief', desk.sections[0]?.id ?? '', 'nl'), headline, body }
  }
  const soon = (): number => Math.ceil(desk.clock.now() / MINUTE) * MINUTE + (1 + chance.below(40)) * MINUTE
  const time = async (fate: Fate): Promise<void> => {
    const at = soon()
    fate.decidedAt = desk.clock.now()
    fate.least = Math.min(fate.least, at)
    await desk.schedule([{ item: fate.item, at }])
  }
  const begin = async (): Promise<void> => {
    const copy = words()
    const [item] = await desk.make([copy])
    if (!item) return
    const fate: Fate = {
      ...{ item, least: Number.POSITIVE_INFINITY, unsaid: null, words: copy.headline },
      ...{ decidedAt: desk.clock.now(), jumped: false },
    }
    fates.push(fate)
    count.items += 1
    await time(fate)
  }
  const changeMind = async (): Promise<void> => {
    await read()
    const out = fates.filter((fate) => stateOf(fate).state === 'published')
    if (out.length > 0 && chance.below(10) === 0) return await desk.kill([chance.pick(out).item])
    const open = fates.filter((fate) => {
      const { state, live, unpublished } = stateOf(fate)
      return live === null && unpublished === null && state !== 'erased' && state !== 'deleted'
    })
    if (open.length === 0) return await begin()
    const fate = chance.pick(open)
    const { state, approved } = stateOf(fate)
    count.decisions += 1
    fate.decidedAt = desk.clock.now()
    const one = [fate.item]
    if (state === 'spiked') return await desk.decide(one, { type: 'unspiked' })
    switch (chance.below(10)) {
      case 0:
        return state === 'scheduled' ? await desk.decide(one, { type: 'unscheduled' }) : await time(fate)
      case 1:
        return await desk.decide(one, { type: 'spiked' })
      case 2: {
        const copy = words()
        await desk.correct([{ item: fate.item, copy, note: '' }])
        fate.words = copy.headline
        return
      }
      case 3:
        if (approved === null) return await time(fate)
        fate.least = Math.min(fate.least, desk.clock.now())
        return await desk.decide(one, { type: 'released', revision: approved })
      case 4:
        return await desk.decide(one, { type: 'erased', reason: 'verzoek' })
      case 5: {
        const until = soon()
        const embargo = { instant: until, zone: 'UTC', wall: new Date(until).toISOString().slice(0, 16) }
        return await desk.decide(one, { type: 'embargoed', until: embargo })
      }
      case 6: {
        const off = soon() + 30 * MINUTE
        const moment = { instant: off, zone: 'UTC', wall: new Date(off).toISOString().slice(0, 16) }
        return await desk.decide(one, { type: 'taken-off-at', at: moment })
      }
      default:
        return await time(fate)
    }
  }
  /** Times that contradict each other are refused, and that is another proof. */
  const perhaps = async (decision: () => Promise<void>): Promise<void> => {
    try {
      await decision()
    } catch (thrown) {
      if (!(thrown instanceof Error) || !/^refused: (?:refused|door)-/u.test(thrown.message)) throw thrown
    }
  }
  const changeTarget = async (): Promise<void> => {
    const { settings } = desk.target
    if (settings.kind === 'wordpress' && chance.below(2) === 0)
      return await desk.changeTarget({ settings: { ...settings, handAhead: settings.handAhead !== true } })
    await desk.changeTarget({ paused: desk.target.paused !== true && chance.below(2) === 0 })
  }

  const allWell = async (): Promise<void> => {
    const { settings } = desk.target
    if (settings.kind === 'wordpress')
      await desk.changeTarget({ paused: false, settings: { ...settings, handAhead: true } })
  }

  let weather = 0
  site.choose = () => {
    if (chance.below(100) >= weather) return null
    count.lost += 1
    troubleAt = desk.clock.now()
    return chance.pick(['cut-before', 'cut-after', 'late'] as const)
  }
  const half = async (): Promise<void> => {
    // Who is first at a minute is a matter of chance, and some sites have no visitors.
    const first = chance.below(3)
    if (first === 0) {
      desk.clock.sleep(STEP)
      site.strike()
    } else desk.clock.advance(STEP)
    site.arrive()
    await desk.hub.wake()
    if (first === 1) site.strike()
    await look()
  }
  const sleep = async (halves = 4 + chance.below(200)): Promise<void> => {
    count.sleeps += 1
    for (let left = halves; left > 0; left -= 1) {
      desk.clock.sleep(STEP)
      site.arrive()
      if (chance.below(2) === 0) site.strike()
    }
    troubleAt = desk.clock.now()
    await desk.hub.wake()
  }

  /** PHP's clock is ahead for an hour, behind something that has the right time: nothing is handed to it. */
  const otherClock = async (): Promise<void> => {
    weather = 0
    await allWell()
    await half()
    const laid = (): FakePost[] => site.posts.filter(({ status }) => status === 'future')
    for (const fate of fates) fate.jumped = postsOf(fate).some((post) => laid().includes(post))
    const before = new Set(laid().map(({ id }) => id))
    site.drift = 10 * MINUTE
    site.dated = () => desk.clock.now()
    for (let step = 0; step < 120; step += 1) {
      if (step % 20 === 0) await begin()
      if (step % 7 === 0) await perhaps(changeMind)
      await half()
      const trusted = laid().filter(({ id }) => !before.has(id))
      figures.early += trusted.length
      for (const { title } of trusted) log(`early: a clock that is ahead was handed ${title}`)
    }
    site.drift = 0
  }

  try {
    for (let step = 0; step < steps; step += 1) {
      if (step % 40 === 0) weather = chance.pick([0, 0, 10, 30, 100])
      if (step === Math.floor(steps / 2)) {
        // However the chances fall: the hub sleeps once over the minutes of some that lie ready.
        weather = 0
        await allWell()
        for (let item = 0; item < 4; item += 1) await begin()
        await half()
        await sleep(100)
      }
      if (step === Math.floor(steps / 4)) await otherClock()
      const kind = chance.below(100)
      if (kind < 12) await begin()
      else if (kind < 34) await perhaps(changeMind)
      else if (kind < 36) await changeTarget()
      else if (kind < 38) await sleep()
      await half()
    }
    // Calm again: everything arrives, and the site is visited.
    weather = 0
    await allWell()
    for (let step = 0; step < 240; step += 1) {
      await half()
      site.strike()
    }
    await read()
    const reports = await desk.deliveries()
    for (const fate of fates) {
      const state = stateOf(fate)
      const [post] = postsOf(fate)
      const visible = post?.status === 'publish'
      const due = isDue(state, desk.clock.now())
      if (visible && due) figures.askedThoughOut += 1
      const since = new Date(state.live?.firstAt ?? 0).toISOString().slice(0, 19)
      // Somebody released what the site had brought out at the time that it lay ready for, and could not say so.
      const struck = site.saved.includes(`strike ${post?.id}`)
      const handed = reports.find(
        ({ item, action }) => struck && item === fate.item.id && action === 'schedule',
      )
      const isOf = (when: string | number): boolean =>
        Math.abs(Date.parse(`${post?.date_gmt}Z`) - new Date(when).getTime()) <= 5 * MINUTE
      const inTime = isOf(`${since}Z`) || isOf(handed?.aheadAt ?? 0)
      const right = !isOut(state) ? !visible : visible && post?.title === fate.words && inTime
      if (right || (visible && due)) continue
      figures.wrong += 1
      log(`wrong: ${state.state} ${since}, ${fate.words}; ${post?.status} ${post?.date_gmt} ${post?.title}`)
    }
    for (const { receipt } of await desk.deliveries()) {
      if (receipt?.broughtOut === 'site') count.bySite += 1
      if (receipt?.broughtOut === 'desk') count.byDesk += 1
    }
    log(JSON.stringify(count))
    return { ...figures, ...count }
  } finally {
    await desk.close()
  }
}
