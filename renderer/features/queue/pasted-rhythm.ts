import { timesByRhythm } from '../../../shared/domain/rhythm.ts'
import { wallTimeAt } from '../../../shared/domain/wall-time.ts'
import type { QueueSlot } from '../../../shared/ipc/queue.ts'

/** How a column of briefs gets its times: as somebody typed it. */
export type TypedRhythm = { every: string; from: string }

/** What stands in the day, how far apart the desk keeps briefs of a section (minutes), and who reads typed times. */
export type DayOfRhythm = {
  slots: readonly QueueSlot[]
  apart: number
  now: number
  zone: string
  /** The instant (ms UTC) of a time that is still to come; null where it is none. */
  read: (typed: string) => number | null
}

/** A moment as a decision wants it. */
export type RhythmTime = { wall: string; zone: string; instant: number }

/**
 * A time for each of so many briefs, in their order, or null where the rhythm is not typed yet. An empty beginning is the next
 * whole step of the rhythm. `sections` says for each brief which section it is for: only those of its own keep it away.
 */
export const timesOfPaste = (
  sections: readonly string[],
  { every: typedEvery, from: typedFrom }: TypedRhythm,
  { slots, apart, now, zone, read }: DayOfRhythm,
): RhythmTime[] | null => {
  const every = Number(typedEvery)
  if (!Number.isInteger(every) || every < 1 || every > 240) return null
  const step = Math.min(every, 5) * 60_000
  const from = typedFrom.trim() === '' ? (Math.floor(now / step) + 1) * step : read(typedFrom)
  if (from === null) return null
  const own = new Set(sections)
  const taken = slots.flatMap(({ section, dueAt }) => (own.has(section) && dueAt !== null ? [dueAt] : []))
  return timesByRhythm(sections.length, { from, every, taken, apart }).map((instant) => ({
    wall: wallTimeAt(instant, zone),
    zone,
    instant,
  }))
}
