import type { ItemRow } from './view.ts'

/**
 * When a row goes out by its own times, ms UTC: its publish time, or the end of its embargo when that is later,
 * because the hub releases nothing earlier. Null without a publish time: an embargo alone releases nothing.
 */
export const goesOutAt = (row: Pick<ItemRow, 'publishAt' | 'embargoUntil'>): number | null =>
  row.publishAt ? Math.max(row.publishAt.instant, row.embargoUntil?.instant ?? 0) : null
