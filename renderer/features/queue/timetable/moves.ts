/**
 * What is done to several times at once, as a list of moves: shifting, swapping, spacing. Pure; times are ms UTC and
 * whole minutes, `slots` stand in the order of their times.
 */

/** A brief and its minute. */
export type OnMinute = { id: string; at: number }
/** A brief and the minute that it is to have. */
export type Move = { id: string; to: number }

const MINUTE = 60_000

const chosenOf = (slots: readonly OnMinute[], ids: readonly string[]): OnMinute[] => {
  const wanted = new Set(ids)
  return slots.filter(({ id }) => wanted.has(id))
}

const moved = (slots: readonly OnMinute[], delta: number): Move[] =>
  slots.map(({ id, at }) => ({ id, to: at + delta }))

/** These, so many ms later (or earlier). */
export const shift = (slots: readonly OnMinute[], ids: readonly string[], delta: number): Move[] =>
  moved(chosenOf(slots, ids), delta)

/** The first of these, and everything that comes after it. */
export const andAfter = (slots: readonly OnMinute[], ids: readonly string[]): string[] => {
  const [first] = chosenOf(slots, ids)
  if (!first) return []
  return slots.slice(slots.indexOf(first)).map(({ id }) => id)
}

/** Two exchange their minutes: the two that are chosen, or the one that is with the one after it. */
export const swap = (slots: readonly OnMinute[], ids: readonly string[]): Move[] => {
  const chosen = chosenOf(slots, ids)
  const [one] = chosen
  if (!one || chosen.length > 2) return []
  const other = chosen[1] ?? slots[slots.indexOf(one) + 1]
  if (!other || other.at === one.at) return []
  return [
    { id: one.id, to: other.at },
    { id: other.id, to: one.at },
  ]
}

/** Equal stretches between the first and the last of these, which stay; to whole minutes, in the same order. */
export const spaceEvenly = (slots: readonly OnMinute[], ids: readonly string[]): Move[] => {
  const chosen = chosenOf(slots, ids)
  const first = chosen[0]
  const last = chosen.at(-1)
  if (!first || !last || chosen.length < 3) return []
  const step = (last.at - first.at) / (chosen.length - 1)
  return chosen
    .map(({ id }, index) => ({ id, to: first.at + Math.round((step * index) / MINUTE) * MINUTE }))
    .filter(({ to }, index) => to !== chosen[index]?.at)
}

/** One after another from `from` on, `apart` ms from each to the next, in the order in which they are named. */
export const inARow = (ids: readonly string[], from: number, apart: number): Move[] =>
  ids.map((id, index) => ({ id, to: from + index * apart }))

/** The first whole minute that has not begun at `now`. */
export const nextMinute = (now: number): number => (Math.floor(now / MINUTE) + 1) * MINUTE

/** Whether one of the moves lands on a minute that has begun: then none of them is made. */
export const landsInPast = (moves: readonly Move[], now: number): boolean => moves.some(({ to }) => to <= now)
