/**
 * Embargoes: a promise to whoever gave the copy. To keep it longer is anybody's; to end it earlier takes two people, one who
 * asks and a chief who confirms, like a kill. And the times of an item against each other.
 */
import type { FaultCode } from '../errors.ts'
import type { ItemEvent } from './event.ts'
import type { ItemState, Transition } from './item-state.ts'
import type { Schedule } from './schedule.ts'

type Until = Pick<Schedule, 'instant'> | null

/** Whether an embargo would end earlier than was promised. */
export const isShorter = (was: Until, until: Until): boolean =>
  was !== null && (until === null || until.instant < was.instant)

type Lift = ItemEvent & { type: 'lift-asked' | 'lift-dropped' | 'lifted' }

const refuse = (reason: FaultCode): Transition => ({ ok: false, reason })

/** The item after somebody asked for a lift, dropped that, or confirmed it. Part of `transition` in workflow.ts. */
export const liftEmbargo = (
  item: ItemState,
  event: Lift,
  { by, at }: { by: string; at: number },
): Transition => {
  const was = item.embargoUntil
  const asked = item.liftAsked
  if (event.type === 'lift-dropped')
    return asked ? { ok: true, state: { ...item, liftAsked: null } } : refuse('refused-state')
  const { until, reason } = event
  if (!was || !isShorter(was, until)) return refuse('refused-state')
  if (reason.trim() === '') return refuse('refused-reason-missing')
  if (event.type === 'lift-asked')
    return asked
      ? refuse('refused-state')
      : { ok: true, state: { ...item, liftAsked: { by, reason, at, until } } }
  if (event.bypass?.trim() === '') return refuse('refused-reason-missing')
  // What is confirmed is what was asked, or less than that.
  if (event.bypass === null && asked && asked.until !== null && isShorter(asked.until, until))
    return refuse('refused-state')
  return {
    ok: true,
    state: {
      ...item,
      embargoUntil: until,
      liftAsked: null,
      lifted: {
        ...{ by, reason, at, was },
        ...(asked && asked.by !== by ? { askedBy: asked.by } : {}),
        ...(event.bypass === null ? {} : { bypass: event.bypass }),
      },
    },
  }
}

/**
 * Why the times of an item would contradict each other by an event, or null. Asked of what people decide, before it is
 * written down; logs of before it was asked stay as they are.
 */
export const againstTimes = (item: ItemState, event: ItemEvent, now: number): FaultCode | null => {
  const { publishAt, live, takeOffAt } = item
  // What is over holds nothing back any more.
  const embargoUntil = item.embargoUntil && item.embargoUntil.instant > now ? item.embargoUntil : null
  switch (event.type) {
    case 'scheduled':
      if (embargoUntil && event.schedule.instant < embargoUntil.instant) return 'refused-before-embargo'
      if (takeOffAt && takeOffAt.instant <= event.schedule.instant) return 'refused-off-before-out'
      return null
    case 'embargoed':
      if (isShorter(embargoUntil, event.until)) return 'refused-embargo-shorter'
      // As where the take-off is set, so that it does not matter which of the two is decided last: what readers have is out
      // already, unless something newer waits for its time.
      return event.until && takeOffAt && (publishAt || !live) && takeOffAt.instant <= event.until.instant
        ? 'refused-off-before-out'
        : null
    case 'taken-off-at': {
      const held = embargoUntil?.instant ?? null
      const out = publishAt ? Math.max(publishAt.instant, held ?? 0) : live ? null : held
      return event.at && out !== null && event.at.instant <= out ? 'refused-off-before-out' : null
    }
    case 'released':
      // What a site brought out in time went out in time, however late the hub hears of it; it is taken off after that.
      return takeOffAt && takeOffAt.instant <= (event.since ?? now) ? 'refused-off-before-out' : null
    default:
      return null
  }
}
