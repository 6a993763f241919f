/** Publish times by a rhythm: every so many minutes from a moment on, beside what stands there already. */

const MINUTE = 60_000

/** `from` is ms UTC, `every` minutes. `taken` are the times that stand already; `apart` minutes are kept from them. */
export type Rhythm = { from: number; every: number; taken: readonly number[]; apart: number }

/**
 * So many times, in order, to the minute. A time that comes closer to one that stands there than the desk keeps is put off to
 * the first minute that does not; the rhythm goes on from there, so that briefs never bunch up behind it.
 */
export const timesByRhythm = (count: number, { from, every, taken, apart }: Rhythm): number[] => {
  const clear = Math.max(1, apart) * MINUTE
  const stands = [...taken].sort((a, b) => a - b)
  const free = (wish: number): number => {
    let at = Math.ceil(wish / MINUTE) * MINUTE
    for (const other of stands) if (Math.abs(other - at) < clear && other + clear > at) at = other + clear
    return Math.ceil(at / MINUTE) * MINUTE
  }
  const times: number[] = []
  let wish = from
  for (let made = 0; made < count; made += 1) {
    const at = free(wish)
    times.push(at)
    wish = at + Math.max(1, every) * MINUTE
  }
  return times
}
