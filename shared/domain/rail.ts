/**
 * Which items readers have at a minute, in which order and since when: asked of the past and the present, where the hub's
 * rulings say it, and of the future, where what the hub will do by itself is done here in the same way.
 *
 * A minute ahead is reached by moving the state of an item as the hub would move it, with `transition`; from then on there
 * is one answer to what stands on the page. So what the slider of the queue shows cannot differ from what will be there.
 */
import { HUB_AUTHOR, type Id, type RevisionHash } from '../ids.ts'
import type { MissedRule } from './desk-settings.ts'
import { missedAs, releaseAt } from './goes-out.ts'
import { type ItemState, isOut, transition } from './workflow.ts'

/** An item of a section with what was decided about it. `order` is its place among items of the same age, lowest first. */
export type QueueItem = { item: Id; state: ItemState; order: number }

/** What the hub knows besides: when it is now (ms UTC), and what the desk says about slots that went by. */
export type RailSettings = { now: number; missed: MissedRule }

/** What stands on the page: the revision that readers get, and what its age counts from, ms UTC. */
export type OnRail = { item: Id; revision: RevisionHash; shownAt: number; order: number }

/**
 * Why something with a time before the minute is not out by then. `unapproved`: nobody approved it. `held`: a newer version
 * waits for approval. `missed`: its slot went by, and the desk has not said what is to happen.
 */
export type LeftOutWhy = 'unapproved' | 'held' | 'missed'
/** An item that will not be there unless somebody acts. `at` is when it was to go out, ms UTC. */
export type LeftOut = { item: Id; at: number; why: LeftOutWhy }

/** The rail at a minute: newest first, and what is missing from it, earliest first. */
export type RailAtMinute = { on: OnRail[]; without: LeftOut[] }

/** Who stands first: the newest, and among equals whatever was begun first. Both the hub and the desk lay out by this. */
export const newestFirst = (
  a: { shownAt: number; order: number },
  b: { shownAt: number; order: number },
): number => b.shownAt - a.shownAt || a.order - b.order

/** What readers have of an item by what was decided so far, or null. */
export const whatIsOut = (state: ItemState): { revision: RevisionHash; shownAt: number } | null =>
  state.live && isOut(state)
    ? { revision: state.live.revision, shownAt: state.shownAt ?? state.live.firstAt }
    : null

/** Slots that went by before this are no news to anybody who plans a day, ms. */
const NAMED_FOR = 24 * 3_600_000

/** What keeps an item from going out at its time, which is before `at`; null when nothing does. */
const inTheWay = (state: ItemState, at: number, { now, missed }: RailSettings): LeftOutWhy | null => {
  if (state.state === 'scheduled') return missedAs(state, now, missed) === 'late' ? 'missed' : null
  const why = missedAs(state, at, missed)
  return why === 'late' ? 'missed' : why
}

/** An item as it will stand at `at`, if nobody decides anything meanwhile; and what keeps it from going out by then. */
export const foreseen = (
  { item, state }: Pick<QueueItem, 'item' | 'state'>,
  at: number,
  settings: RailSettings,
): { state: ItemState; left: LeftOut | null } => {
  const due = releaseAt(state)
  if (due === null || due > at) return { state: takenOff(state, at, settings), left: null }
  const why = inTheWay(state, at, settings)
  if (why !== null) {
    const then = takenOff(state, at, settings)
    // What was taken off has no plan any more, so that nobody waits for it.
    const awaited = then === state && due > settings.now - NAMED_FOR
    return { state: then, left: awaited ? { item, at: due, why } : null }
  }
  if (state.state !== 'scheduled' || state.approved === null) return { state, left: null }
  const moment = Math.max(due, Math.min(settings.now, at))
  // Taken off before it was to come out again: that comes first, and takes the plan with it.
  const before = takenOff(state, moment - 1, settings)
  if (before !== state) return { state: takenOff(before, at, settings), left: null }
  const event = { type: 'released', revision: state.approved } as const
  const released = transition(state, event, { by: HUB_AUTHOR, at: moment })
  return { state: released.ok ? takenOff(released.state, at, settings) : state, left: null }
}

/** What readers have until a time is taken off by the hub at that time. */
const takenOff = (state: ItemState, at: number, { now }: RailSettings): ItemState => {
  const off = state.takeOffAt?.instant ?? null
  if (off === null || off > at || whatIsOut(state) === null) return state
  const done = transition(
    state,
    { type: 'unpublished', reason: '' },
    { by: HUB_AUTHOR, at: Math.max(off, Math.min(now, at)) },
  )
  return done.ok ? done.state : state
}

/** The rail at `minute` (ms UTC). For a minute that has passed it is what is out now: what was taken off is not shown. */
export const railAt = (queue: readonly QueueItem[], minute: number, settings: RailSettings): RailAtMinute => {
  const on: OnRail[] = []
  const without: LeftOut[] = []
  for (const { item, state, order } of queue) {
    const then = foreseen({ item, state }, minute, settings)
    if (then.left) without.push(then.left)
    const out = whatIsOut(then.state)
    if (out && (then.state.live?.firstAt ?? 0) <= minute) on.push({ item, order, ...out })
  }
  return { on: on.sort(newestFirst), without: without.sort((a, b) => a.at - b.at) }
}
