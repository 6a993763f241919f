/** When things go out by their times, and what it is called when they did not. */
import { type MissedRule, MOST_SEND_WITHIN } from './desk-settings.ts'
import type { ItemState } from './item-state.ts'
import type { ItemRow } from './view.ts'

/**
 * When a row goes out by its own times, ms UTC: its publish time, or the end of its embargo when that is later,
 * because the hub releases nothing earlier. Null without a publish time: an embargo alone releases nothing.
 */
export const goesOutAt = (row: Pick<ItemRow, 'publishAt' | 'embargoUntil'>): number | null =>
  row.publishAt ? Math.max(row.publishAt.instant, row.embargoUntil?.instant ?? 0) : null

/**
 * When the hub's clock releases an item by its times, ms UTC: never before its embargo, nor before that was lifted. Null
 * without a publish time.
 */
export const releaseAt = (item: Pick<ItemState, 'publishAt' | 'embargoUntil' | 'lifted'>): number | null =>
  item.publishAt
    ? Math.max(item.publishAt.instant, item.embargoUntil?.instant ?? 0, item.lifted?.at ?? 0)
    : null

/** Whatever a desk says: a timer may be a little late on a machine that is busy, and that is no missed slot, ms. */
const ALWAYS_WITHIN = 60_000

/** No desk lets the hub release by itself what is later than this, ms. */
export const MOST_LATE = MOST_SEND_WITHIN * 60_000

/** Up to so late the hub still releases by itself, ms; later than that people decide. */
export const lateLimit = ({ sendWithin }: MissedRule): number => Math.max(ALWAYS_WITHIN, sendWithin * 60_000)

/** Why a slot went by without its item (`QueueSlot.missed` in shared/ipc/queue.ts); null while it has not. */
export type Missed = 'late' | 'unapproved' | 'held'

export const missedAs = (item: ItemState, now: number, rule: MissedRule): Missed | null => {
  const due = releaseAt(item)
  if (due === null || due > now) return null
  switch (item.state) {
    case 'scheduled':
      return now - due >= lateLimit(rule) ? 'late' : null
    case 'submitted':
      return item.approved === null ? 'unapproved' : 'held'
    case 'draft':
    case 'unpublished':
    case 'published':
      return 'unapproved'
    default:
      return null
  }
}
