/**
 * Wall time to instant and back, with the two days a year on which that is not simple said out loud.
 * Source of the rule: design, "Time": a wall time that does not exist, or exists twice, is refused or asked about.
 */
import { DateTime, IANAZone as Zone } from 'luxon'
import { z } from 'zod'

/** The zones of nearly every desk of ours are there wherever this runs, and need no trying at a start. */
const known = new Set(['Europe/Amsterdam', 'Europe/Brussels', 'UTC'])

/** A formatter loads the words of its language, tens of ms at a start: a zone is tried once, in a language in use. */
const isZone = (zone: string): boolean => {
  if (known.has(zone)) return true
  try {
    new Intl.DateTimeFormat('nl', { timeZone: zone })
  } catch {
    return false
  }
  known.add(zone)
  return true
}

/** The name of a time zone, such as `Europe/Amsterdam`. */
export const IANAZone = z.string().refine(isZone, 'not an IANA time zone')
export const LocalDateTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/)

const WALL = "yyyy-MM-dd'T'HH:mm"

const MINUTE = 60_000

/** Which instants a wall time names: none on a spring gap, two on an autumn overlap, otherwise one. */
export const instantsOf = (wall: string, zone: string): number[] => {
  const clock = Zone.create(zone)
  const utc = Date.parse(`${wall}:00Z`)
  // A day that no month has would be one of the next month.
  if (!clock.isValid || Number.isNaN(utc) || new Date(utc).toISOString().slice(0, 16) !== wall) return []
  const guess = utc - clock.offset(utc) * MINUTE
  // Around a clock change the true instants lie within a day's largest shift of the guess. Trying the offsets
  // in force three hours before and after finds both readings of an overlap and neither of a gap.
  const offsets = new Set([-180, 0, 180].map((minutes) => clock.offset(guess + minutes * MINUTE)))
  return [...offsets]
    .filter((offset) => clock.offset(utc - offset * MINUTE) === offset)
    .map((offset) => utc - offset * MINUTE)
    .sort((a, b) => a - b)
}

/** The wall time that a clock in `zone` shows at `instant`, to the minute. */
export const wallTimeAt = (instant: number, zone: string): string =>
  DateTime.fromMillis(instant, { zone }).toFormat(WALL)

/** Hours and minutes as a clock in `zone` shows them. */
export const clockTimeAt = (instant: number, zone: string): string =>
  DateTime.fromMillis(instant, { zone }).toFormat('HH:mm')
