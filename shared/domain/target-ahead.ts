/**
 * Handing a time ahead: a target that schedules by itself gets approved copy before its minute, with the minute. Asked alike
 * by the hub, which does it, and by whoever tells people of it.
 *
 * It gives away the one thing that the hub holds otherwise: the last word at the minute. So it is only done where nothing
 * is lost by that. Never with an embargo, which is a promise that only the hub keeps. Never over something that readers have
 * or had: a correction would take its place before its time. Never so shortly before that a change of mind has no time left.
 */
import type { RevisionHash } from '../ids.ts'
import { releaseAt } from './goes-out.ts'
import { type ItemState, lastOut } from './item-state.ts'
import type { TargetInfo, TargetKind } from './target.ts'

/** Closer to its minute than this nothing is handed over any more, ms: the hub brings it out by itself. */
export const LEAST_AHEAD = 180_000

/** The kinds of backend that bring something out at a time by themselves. */
export const schedulesItself = (kind: TargetKind): boolean => kind === 'wordpress'

/** Whether a target is to be told the time ahead at this moment. One that an admin holds back is not. */
export const isHandedAhead = ({ active, paused, settings }: TargetInfo): boolean =>
  active && paused !== true && settings.kind === 'wordpress' && settings.handAhead === true

/** Whether any target of a desk is to be told times ahead, also one that is held back or was taken away since. */
export const targetsReadyAhead = (targets: readonly Pick<TargetInfo, 'settings'>[]): boolean =>
  targets.some(({ settings }) => settings.kind === 'wordpress' && settings.handAhead === true)

/** Which site a target is: by another address it is another one, where nothing that was said to this one counts. */
export const siteOf = ({ settings }: Pick<TargetInfo, 'settings'>): string => {
  if (settings.kind !== 'wordpress') return ''
  const { host, pathname } = new URL(settings.url)
  return `${host}${pathname.replace(/\/+$/u, '')}`
}

/** What of an item may lie ready at a target, and for when, ms UTC; null: nothing. */
export const readyAhead = (
  item: Pick<
    ItemState,
    'state' | 'approved' | 'live' | 'unpublished' | 'publishAt' | 'embargoUntil' | 'lifted' | 'shownAt'
  >,
): { revision: RevisionHash; at: number } | null => {
  const at = releaseAt(item)
  if (item.state !== 'scheduled' || item.approved === null || at === null) return null
  // One that is over counts as well: nobody has to look at two clocks to know that nothing leaves too early.
  if (item.embargoUntil !== null || lastOut(item) !== null) return null
  // Its readers are to see a time that is later still: the hub says both when it brings it out.
  if (item.shownAt !== null && item.shownAt > at) return null
  return { revision: item.approved, at }
}
