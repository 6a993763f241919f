import { goesOutAt } from '../../../shared/domain/goes-out.ts'
import type { Schedule } from '../../../shared/domain/schedule.ts'

/** The times of a row as they are after a decision. */
export type Times = { publishAt: Schedule; embargoUntil: Schedule | null }

/** What rows with a new time will do: those that keep to it, and those that an embargo holds, per moment. */
export type GoingOut = { onTime: Schedule[]; held: { until: Schedule; count: number }[] }

/** Tells the rows apart that go out at their time from those that wait for the end of an embargo, soonest first. */
export const goingOut = (rows: readonly Times[]): GoingOut => {
  const onTime: Schedule[] = []
  const held = new Map<number, { until: Schedule; count: number }>()
  for (const { publishAt, embargoUntil } of rows) {
    const at = goesOutAt({ publishAt, embargoUntil })
    if (embargoUntil === null || at === null || at === publishAt.instant) onTime.push(publishAt)
    else held.set(at, { until: embargoUntil, count: (held.get(at)?.count ?? 0) + 1 })
  }
  return { onTime, held: [...held.values()].sort((a, b) => a.until.instant - b.until.instant) }
}
