/**
 * What became of every keystroke, judged by what was on screen and by nothing else: each typed sign is one of its own, so
 * a line of signs says everything. It knows nothing of Yjs, of updates or of how collisions are found.
 */

/** What went wrong with signs between what people did and what stands there now. */
export type Harm = {
  vanished: ReadonlySet<string>
  doubled: ReadonlySet<string>
  /** Pairs of signs in the wrong order: one of each has to be found. */
  swapped: readonly (readonly [string, string])[]
}

export type Oracle = {
  /** Somebody did something: what he saw before and after. */
  did(who: string, before: string, after: string): void
  /** What is wrong with what stands there. */
  judge(text: string): Harm
  /** From now on this is right: what was wrong with it has been put right, or judged. */
  settle(text: string): void
}

const counts = (text: string): Map<string, number> => {
  const all = new Map<string, number>()
  for (const sign of text) all.set(sign, (all.get(sign) ?? 0) + 1)
  return all
}

export const createOracle = (begin: string): Oracle => {
  /** What the typist saw when a sign came to be, the sign in it, without what was wrong with it then. */
  let births = new Map<string, string>()
  /** Who took a sign away and did not put it back. */
  let deleted = new Map<string, Set<string>>()
  const born = (text: string, signs: Iterable<string>): void => {
    for (const sign of signs) births.set(sign, text)
  }
  born(begin, begin)

  /** Pairs that stand in another order than the typist of the later one saw. What somebody deleted has no right place. */
  const swappedIn = (text: string): [string, string][] => {
    const now = counts(text)
    const places = new Map([...text].map((sign, at): [string, number] => [sign, at]))
    const pairs: [string, string][] = []
    for (const [sign, seen] of births) {
      const here = places.get(sign)
      if (here === undefined || now.get(sign) !== 1 || deleted.has(sign)) continue
      const mine = seen.indexOf(sign)
      for (const [at, other] of [...seen].entries()) {
        const there = places.get(other)
        if (other === sign || there === undefined || now.get(other) !== 1 || deleted.has(other)) continue
        if (at < mine !== there < here) pairs.push(at < mine ? [other, sign] : [sign, other])
      }
    }
    return pairs
  }

  return {
    did(who, before, after) {
      const was = counts(before)
      const is = counts(after)
      for (const sign of was.keys()) {
        if (is.has(sign)) continue
        const by = deleted.get(sign) ?? new Set<string>()
        deleted.set(sign, by.add(who))
      }
      const wrong = new Set(swappedIn(after).flat())
      const right = [...after].filter((sign) => is.get(sign) === 1 && !wrong.has(sign)).join('')
      for (const sign of is.keys()) {
        if (was.has(sign)) continue
        if (!births.has(sign)) births.set(sign, right)
        deleted.get(sign)?.delete(who)
        if (deleted.get(sign)?.size === 0) deleted.delete(sign)
      }
    },
    judge(text) {
      const now = counts(text)
      return {
        vanished: new Set([...births.keys()].filter((sign) => !now.has(sign) && !deleted.has(sign))),
        doubled: new Set([...now].flatMap(([sign, count]) => (count > 1 ? [sign] : []))),
        swapped: swappedIn(text),
      }
    },
    settle(text) {
      births = new Map()
      deleted = new Map()
      born(text, text)
    },
  }
}
