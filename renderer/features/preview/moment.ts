/**
 * The moment at which the reader's page is looked at. The slider runs over one day of the desk's zone in elapsed
 * minutes, so that a day of 23 or 25 hours has as many minutes as it really has.
 */
import { DateTime } from 'luxon'

/** A moment to look at: the running clock, the minute the item goes out, or a minute somebody chose (ms UTC). */
export type Moment = { type: 'now' } | { type: 'publication' } | { type: 'chosen'; at: number }

const MINUTE = 60_000

/** The first instant (ms UTC) and the length (minutes) of the day that `instant` falls in, in `zone`. */
export const dayOf = (instant: number, zone: string): { start: number; minutes: number } => {
  const start = DateTime.fromMillis(instant, { zone }).startOf('day')
  const end = start.plus({ days: 1 })
  return { start: start.toMillis(), minutes: Math.round((end.toMillis() - start.toMillis()) / MINUTE) }
}

/** The instant of a moment, ms UTC. Copy without a publish time goes out now, as far as anybody knows. */
export const instantOf = (moment: Moment, now: number, publishAt: number | null): number => {
  switch (moment.type) {
    case 'now':
      return now
    case 'publication':
      return publishAt ?? now
    case 'chosen':
      return moment.at
  }
}

/** Where `instant` stands on the slider of its day, in whole minutes since midnight passed. */
export const sliderValue = (instant: number, zone: string): number =>
  Math.floor((instant - dayOf(instant, zone).start) / MINUTE)

/** The instant (ms UTC) that a slider of the day of `instant` points at. */
export const sliderInstant = (instant: number, zone: string, value: number): number =>
  dayOf(instant, zone).start + value * MINUTE

/** Every third hour of the day of `instant` with its place on the slider (0 to 1), for the scale under it. */
export const dayScale = (instant: number, zone: string): { label: string; place: number }[] => {
  const { start, minutes } = dayOf(instant, zone)
  const marks = [0, 3, 6, 9, 12, 15, 18, 21].map((hour) => {
    const at = DateTime.fromMillis(start, { zone }).set({ hour }).toMillis()
    return { label: `${String(hour).padStart(2, '0')}:00`, place: (at - start) / MINUTE / minutes }
  })
  return [...marks, { label: '24:00', place: 1 }]
}
