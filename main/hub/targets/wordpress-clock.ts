/**
 * Whether a site's clock may be trusted with a time. Two clocks speak in its answers: the one of whatever answers, in `Date`,
 * which is often a server or a cache that stands before the site; and the one of PHP, which decides when something comes out, and
 * stamps what it saves. The second counts; the first spares a site with a clock that is off what would only be taken back.
 */

/**
 * By how much a clock is ahead of ours, ms; below nothing where it is behind. The answer was on its way for a while, so that it
 * lies between two bounds: `least` by when it arrived, `most` by when it was asked for.
 */
export type Reading = { least: number; most: number }

/** When something was asked, and when its answer was there, by our clock, ms UTC. */
export type Asked = { sent: number; received: number }

/**
 * How far a site's clock may be off where it is handed a time, ms. One that is ahead would bring it out too early: no more than
 * what its answer's whole seconds and its way here make of nothing. One that is behind is late, and the hub is not.
 */
export const MOST_AHEAD = 5000
const MOST_BEHIND = 60_000

/** What is known of a clock with one more answer, in which it says `theirs`, ms UTC: quick answers say it best. */
export const readClock = (
  known: Reading | null,
  theirs: number,
  { sent, received }: Asked,
): Reading | null =>
  Number.isNaN(theirs)
    ? known
    : {
        least: Math.max(known?.least ?? Number.NEGATIVE_INFINITY, theirs - received),
        most: Math.min(known?.most ?? Number.POSITIVE_INFINITY, theirs - sent),
      }

/** Whether a time may be handed to it; else why not: by how much it is off for certain, ms, or null where nobody can say. */
export const clockTrouble = (reading: Reading | null): { off: number | null } | null => {
  if (reading === null) return { off: null }
  // An answer that contradicts an earlier one was given by another clock, or by one that jumped: either may be the one that counts.
  const { least, most } = reading
  if (least > MOST_AHEAD) return { off: least }
  if (most < -MOST_BEHIND) return { off: -most }
  return most > MOST_AHEAD || least < -MOST_BEHIND ? { off: null } : null
}
