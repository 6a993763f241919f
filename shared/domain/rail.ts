/**
 * Which items readers have at a minute, in which order and since when: asked of the past and the present, where the hub's
 * rulings say it, and of the future, where what the hub will do by itself is done here in the same way.
 *
 * A minute ahead is reached by moving the state of an item as the hub would move it, with `transition`; from then on there
 * is one answer to what stands on the page. So what the slider of the queue shows cannot differ from what will be there.
 */
import type { Id, RevisionHash } from '../ids.ts'
import { goesOutAt } from './goes-out.ts'
import { type ItemState, isOut, transition } from './workflow.ts'

/** An item of a section with what was decided about it. `order` is its place among items of the same age, lowest first. */
export type QueueItem = { item: Id; state: ItemState; order: number }

/** What the hub knows besides: when it is now (ms UTC), and how late a slot may still be sent (ms). */
export type RailSettings = { now: number; sendsIfLate: number }

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

/** States from which something may still go out at its time. */
const UNDER_WAY: readonly ItemState['state'][] = [
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'published',
  'unpublished',
]

const whyNot = ({ state, approved }: ItemState): LeftOutWhy | null => {
  if (approved === null) return 'unapproved'
  return state === 'scheduled' ? null : 'held'
}

/** An item as it will stand at `at`, if nobody decides anything meanwhile; and what keeps it from going out by then. */
export const foreseen = (
  { item, state }: Pick<QueueItem, 'item' | 'state'>,
  at: number,
  { now, sendsIfLate }: RailSettings,
): { state: ItemState; left: LeftOut | null } => {
  const due = goesOutAt(state)
  if (due === null || due > at || !UNDER_WAY.includes(state.state)) return { state, left: null }
  const why = whyNot(state) ?? (due <= now - sendsIfLate ? 'missed' : null)
  if (why !== null || state.approved === null)
    return { state, left: { item, at: due, why: why ?? 'unapproved' } }
  const released = transition(
    state,
    { type: 'released', revision: state.approved },
    { by: 'hub', at: Math.max(due, Math.min(now, at)) },
  )
  // What it may not release, it leaves where it is; an embargo is part of `due`, so that there is nothing of the kind.
  return released.ok ? { state: released.state, left: null } : { state, left: { item, at: due, why: 'held' } }
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
