/** Slots that return, on one day: where the morning list still wants copy. */
import { DateTime } from 'luxon'
import { derivedId, type Id } from '../ids.ts'
import type { RecurringSlot } from './recurring-slot.ts'
import { instantsOf } from './wall-time.ts'

/** A slot on a day. `brief` is the id that a brief made for it gets, so that two people cannot both fill it. */
export type Placeholder = { slot: RecurringSlot; day: string; wall: string; at: number; brief: Id }

/** What stands in the day already: the time is ms UTC. */
export type Standing = { id: Id; section: string; at: number | null }

const MINUTE = 60_000
/** A brief that stands so near, ms, was put into the slot by hand. */
const NEAR = 3 * MINUTE

/** The day's date in the slot's own zone, as seen from noon of a day of the desk. */
const isOn = (slot: RecurringSlot, day: string): boolean =>
  slot.days.includes(DateTime.fromISO(day, { zone: 'utc' }).weekday)

/**
 * The slots of a day (`YYYY-MM-DD`) that nothing stands in yet, by time. A wall time that the clock jumps over that day has no
 * slot; of one that comes twice it is the first.
 */
export const openPlaceholders = (
  day: string,
  slots: readonly RecurringSlot[],
  standing: readonly Standing[],
): Placeholder[] => {
  const known = new Set(standing.map(({ id }) => id))
  const placeholders = slots
    .filter((slot) => isOn(slot, day))
    .flatMap((slot): Placeholder[] => {
      const wall = `${day}T${slot.time}`
      const [at] = instantsOf(wall, slot.zone)
      return at === undefined ? [] : [{ slot, day, wall, at, brief: derivedId(slot.id, `brief of ${day}`) }]
    })
    .sort((a, b) => a.at - b.at || a.slot.name.localeCompare(b.slot.name))
  // Each brief fills one slot, so that two slots of one minute want two briefs.
  const used = new Set<Id>()
  return placeholders.filter(({ slot, at, brief }) => {
    if (known.has(brief)) return false
    const beside = standing.find(
      (one) =>
        !used.has(one.id) && one.section === slot.section && one.at !== null && Math.abs(one.at - at) < NEAR,
    )
    if (beside) used.add(beside.id)
    return beside === undefined
  })
}
