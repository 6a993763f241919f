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

/**
 * The signs whose order with one sign is certain on a page. Where a passage stands twice, one of the two has to go, and
 * what was written into the one that goes belongs into the other: it then passes whatever stands between both. And of
 * what stands between both, some goes behind the copy that stays and some before it. So nobody who saw that page can
 * have meant an order of those, but for the sign that he wrote on from.
 */
const certainWith = (page: string, sign: string): Set<string> => {
  const signs = [...page]
  const mine = signs.indexOf(sign)
  const twice = new Set([...counts(page)].flatMap(([one, count]) => (count > 1 ? [one] : [])))
  const spans = [...twice].map((one) => [signs.indexOf(one), signs.lastIndexOf(one)] as const)
  const isBetween = (at: number): boolean => spans.some(([from, to]) => from < at && at < to)
  const inBetween = isBetween(mine)
  const isDoubtful = (at: number, crossed: boolean): boolean =>
    crossed ? inBetween || isBetween(at) : inBetween && isBetween(at) && at !== mine - 1
  const certain = new Set<string>()
  for (const step of [-1, 1]) {
    let crossed = false
    for (let at = mine + step; at >= 0 && at < signs.length; at += step) {
      const other = signs[at] ?? ''
      if (twice.has(other)) crossed = true
      else if (!isDoubtful(at, crossed)) certain.add(other)
    }
  }
  return certain
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
        if (!births.has(sign)) {
          const certain = certainWith(after, sign)
          births.set(sign, [...right].filter((other) => other === sign || certain.has(other)).join(''))
        }
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
