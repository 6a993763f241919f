import { goesOutAt } from '../../../shared/domain/goes-out.ts'
import type { ItemRow } from '../../../shared/domain/view.ts'

/** How long the hub may take over a release before the desk calls the slot missed, ms (design: "Time"). */
const PATIENCE = 60_000

/** A row with the moment at which it will go out, ms UTC. */
export type Slot = { row: ItemRow; at: number; sameMinute: boolean }

/** A slot that went by, with how late it is, ms. */
export type MissedSlot = { row: ItemRow; at: number; late: number }

/** The queue as the list shows it: what went wrong first, then what comes, then what has no time. */
export type QueueGroups = { missed: MissedSlot[]; scheduled: Slot[]; unscheduled: ItemRow[] }

const gone = (row: ItemRow): boolean => row.state === 'killed' || row.state === 'spiked'

/**
 * Sorts the rows of the queue by what their times ask of the desk at `now` (ms UTC). What is out and has no new
 * time belongs to the list "out" and is left away, as is what was killed or spiked.
 */
export const queueGroups = (rows: readonly ItemRow[], now: number): QueueGroups => {
  const missed: MissedSlot[] = []
  const timed: { row: ItemRow; at: number }[] = []
  const unscheduled: ItemRow[] = []
  for (const row of rows.filter((candidate) => !gone(candidate))) {
    const at = goesOutAt(row)
    if (at === null) {
      if (row.state !== 'published') unscheduled.push(row)
    } else if (at + PATIENCE <= now) missed.push({ row, at, late: now - at })
    else timed.push({ row, at })
  }
  const minutes = new Map<number, number>()
  for (const { at } of timed) minutes.set(minuteOf(at), (minutes.get(minuteOf(at)) ?? 0) + 1)
  return {
    missed: missed.sort((a, b) => a.at - b.at),
    scheduled: timed
      .sort((a, b) => a.at - b.at || a.row.id.localeCompare(b.row.id))
      .map(({ row, at }) => ({ row, at, sameMinute: (minutes.get(minuteOf(at)) ?? 0) > 1 })),
    unscheduled: unscheduled.sort((a, b) => b.touchedAt - a.touchedAt),
  }
}

const minuteOf = (instant: number): number => Math.floor(instant / 60_000)
