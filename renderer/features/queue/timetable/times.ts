/** What a time that somebody typed means for several briefs. Pure; times are ms UTC. */
import { inARow, type Move } from './moves.ts'

/** A brief with the minute that it stands on, or null. */
export type Standing = { id: string; at: number | null }

/**
 * Where several briefs go when the first of them is to go to `to`: those that all have a time keep the distance between
 * them, others follow in a row, `rhythm` ms apart, in the order in which they are given.
 */
export const movesTo = (briefs: readonly Standing[], to: number, rhythm: number): Move[] => {
  const times = briefs.flatMap(({ at }) => (at === null ? [] : [at]))
  if (times.length < briefs.length)
    return inARow(
      briefs.map(({ id }) => id),
      to,
      rhythm,
    )
  const first = Math.min(...times)
  return briefs.map(({ id, at }) => ({ id, to: to + (at ?? first) - first }))
}
