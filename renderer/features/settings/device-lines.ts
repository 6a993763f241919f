/** Whose computers are signed in at the desk. Pure. */
import type { Id } from '../../../shared/ids.ts'
import type { DeviceLine } from '../../../shared/ipc/team.ts'

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
