import { DateTime } from 'luxon'
import { instantsOf, wallTimeAt } from '../../../shared/domain/wall-time.ts'
import { parseWhen } from '../../../shared/domain/when.ts'

/** A moment that somebody chose, ready for a decision. `instant` is ms UTC, to the minute. */
export type ChosenTime = { wall: string; zone: string; instant: number }

/**
 * What a typed time comes to: one moment; two, and then the editor says which (`question`); none, because the clock
 * jumps over it (`gap`); one that has passed where that is of no use; or no time at all.
 */
export type TypedTime =
  | { kind: 'moment'; time: ChosenTime }
  | { kind: 'question'; wall: string; first: ChosenTime; second: ChosenTime }
  | { kind: 'gap'; wall: string }
  | { kind: 'past'; time: ChosenTime }
  | { kind: 'none' }

/**
 * `now` is ms UTC, `zone` an IANA name. `past`: whether a moment that has passed is of use. `lean`: on which side of
 * now a time without a day lies. `from`: the moment (ms UTC) that `+15` and `-5` are counted from, where what gets the time
 * has one already; `over 20 min` is from now whatever it has.
 */
export type TypedTimeOptions = {
  now: number
  zone: string
  past: 'refused' | 'fine'
  /** Where a time without a day lies; ahead unless said. */
  lean?: 'future' | 'past'
  from?: number | undefined
}

/** So many minutes or hours more, or less. */
const SHIFT = /^\s*[+-]/u

const MINUTE = 60_000

/** The minute that the clock shows at `instant`; a minute that has begun is no future, so `now` becomes the next. */
const toMinute = (instant: number, now: number): number => {
  const begun = Math.floor(instant / MINUTE) * MINUTE
  return instant >= now && begun < now ? begun + MINUTE : begun
}

/** Reads a time as an editor types it and says which moment that is (design, "Time"). Never throws. */
export const readTypedTime = (
  typed: string,
  { now, zone, past, lean = 'future', from = now }: TypedTimeOptions,
): TypedTime => {
  const when = parseWhen(typed, { now: SHIFT.test(typed) ? from : now, zone, lean })
  switch (when.kind) {
    case 'none':
      return { kind: 'none' }
    case 'instant':
      return judged({ ...momentAt(toMinute(when.instant, now), zone) }, now, past)
    case 'wall': {
      const [first, second] = instantsOf(when.wall, zone)
      if (first === undefined) return { kind: 'gap', wall: when.wall }
      const one = { wall: when.wall, zone, instant: first }
      if (second === undefined || (past === 'refused' && first <= now)) {
        return judged(second === undefined ? one : { ...one, instant: second }, now, past)
      }
      return { kind: 'question', wall: when.wall, first: one, second: { ...one, instant: second } }
    }
  }
}

/** A moment on the clock of `zone`, from an instant (ms UTC). */
export const momentAt = (instant: number, zone: string): ChosenTime => ({
  wall: wallTimeAt(instant, zone),
  zone,
  instant,
})

const judged = (time: ChosenTime, now: number, past: TypedTimeOptions['past']): TypedTime =>
  past === 'refused' && time.instant <= now ? { kind: 'past', time } : { kind: 'moment', time }

/** The offset from UTC at an instant, to tell the two readings of an hour that comes twice apart: `UTC+2`. */
export const offsetName = (instant: number, zone: string): string => {
  const minutes = DateTime.fromMillis(instant, { zone }).offset
  const hours = Math.trunc(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}
