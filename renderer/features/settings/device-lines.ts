/** Whose computers are signed in at the desk. Pure. */
import type { Id } from '../../../shared/ids.ts'
import type { DeviceLine } from '../../../shared/ipc/team.ts'
import { locale, shortDate } from '../../lib/time.ts'

/** One's own first, the one in use above all; then everybody else's by name, the latest seen first. */
export const sortDevices = (
  devices: readonly DeviceLine[],
  me: Id,
): { mine: readonly DeviceLine[]; others: readonly DeviceLine[] } => {
  const sorted = [...devices].sort(
    (a, b) =>
      a.personName.localeCompare(b.personName) ||
      Number(b.here) - Number(a.here) ||
      Number(b.connected) - Number(a.connected) ||
      b.seenAt - a.seenAt,
  )
  return {
    mine: sorted.filter(({ person }) => person === me),
    others: sorted.filter(({ person }) => person !== me),
  }
}

export type Joined = { computers: number; connected: boolean; seenAt: number | null }

/** How somebody takes part: on how many computers, whether on one of them now, and when they were last seen. */
export const joinedOf = (devices: readonly DeviceLine[], person: Id): Joined => {
  const theirs = devices.filter((each) => each.person === person)
  return {
    computers: theirs.length,
    connected: theirs.some((each) => each.connected),
    seenAt: theirs.length === 0 ? null : Math.max(...theirs.map((each) => each.seenAt)),
  }
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long ago, inside a sentence: `6 minuten geleden`, `3 uur geleden`, or the date. Less than a minute is a minute. */
export const agoWords = (at: number, now: number, zone: string, language: string): string => {
  const relative = new Intl.RelativeTimeFormat(locale(language))
  const age = Math.max(now - at, MINUTE)
  if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), 'minute')
  if (age < 24 * HOUR) return relative.format(-Math.floor(age / HOUR), 'hour')
  return shortDate(at, now, zone, language)
}
