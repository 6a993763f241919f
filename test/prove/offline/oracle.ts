/**
 * What became of every keystroke, judged by what was on screen and by nothing else: each typed sign is one of its own, so
 * the lines of a page say everything. It knows nothing of Yjs, of updates or of how collisions are found.
 */
import { certainWith } from './certain.ts'

/** What stands on a page: the signs of each of its lines. */
export type Page = readonly string[]

/** What went wrong with signs between what people did and what stands there now. */
export type Harm = {
  /** Nowhere, and nobody took them away. */
  vanished: ReadonlySet<string>
  doubled: ReadonlySet<string>
  /** Taken away by somebody, and there all the same. */
  returned: ReadonlySet<string>
  /** Pairs of signs in the wrong order: one of each has to be found. */
  swapped: readonly (readonly [string, string])[]
}

export type Oracle = {
  /** Somebody did something: what he saw before and after. */
  did(who: string, before: Page, after: Page): void
  /** A command brought back what was lost, and what somebody had taken away around it: that may stay, or not. */
  broughtBack(before: Page, after: Page): void
  /** What is wrong with what stands there. */
  judge(page: Page): Harm
  /** Whether one took a sign away and another, or he himself, brought it back: whether it is to be there has no answer. */
  isDisputed(sign: string): boolean
  /** From now on this is right: what was wrong with it has been put right, or judged. */
  settle(page: Page): void
}

export const countsIn = (page: Page): Map<string, number> => {
  const all = new Map<string, number>()
  for (const sign of page.join('')) all.set(sign, (all.get(sign) ?? 0) + 1)
  return all
}

export const createOracle = (begin: Page): Oracle => {
  /** The signs that stood before and behind a sign when it was typed, as far as that is certain. */
  let births = new Map<string, { before: Set<string>; behind: Set<string> }>()
  /** Who took a sign away and did not put it back. */
  let deleted = new Map<string, Set<string>>()
  /** Signs that somebody put back. */
  let disputed = new Set<string>()

  const settle = (page: Page): void => {
    births = new Map()
    deleted = new Map()
    disputed = new Set()
    const signs = [...page.join('')]
    for (const [at, sign] of signs.entries())
      births.set(sign, { before: new Set(signs.slice(0, at)), behind: new Set(signs.slice(at + 1)) })
  }
  settle(begin)

  /** Pairs that stand in another order than the typist of the later one saw. What somebody deleted has no right place. */
  const swappedIn = (page: Page): [string, string][] => {
    const now = countsIn(page)
    const isSound = (sign: string): boolean => now.get(sign) === 1 && !deleted.has(sign)
    const signs = [...page.join('')].filter(isSound)
    const places = new Map(signs.map((sign, at): [string, number] => [sign, at]))
    const pairs: [string, string][] = []
    for (const [sign, { before, behind }] of births) {
      const here = places.get(sign)
      if (here === undefined) continue
      for (const other of before) if ((places.get(other) ?? here) > here) pairs.push([other, sign])
      for (const other of behind) if ((places.get(other) ?? here) < here) pairs.push([sign, other])
    }
    return pairs
  }

  /**
   * The signs that stand on the wrong side of each other, with what was written between two that do: nobody who writes on
   * beside one of those can have meant that order.
   */
  const wrongOn = (page: Page): Set<string> => {
    const wrong = new Set(swappedIn(page).flat())
    const counts = countsIn(page)
    if (wrong.size === 0 && [...counts].every(([sign, count]) => count === 1 && !deleted.has(sign)))
      return wrong
    const behind = new Map<string, Set<string>>()
    const note = (one: string, other: string): void => {
      const known = behind.get(one)
      if (known) known.add(other)
      else behind.set(one, new Set([other]))
    }
    for (const [sign, sides] of births) {
      for (const other of sides.before) note(other, sign)
      for (const other of sides.behind) note(sign, other)
    }
    const signs = [...page.join('')].filter((sign) => counts.get(sign) === 1)
    for (const [at, sign] of signs.entries()) {
      const reached = new Set([sign])
      for (const one of reached) for (const other of behind.get(one) ?? []) reached.add(other)
      for (const other of signs.slice(0, at)) if (reached.has(other)) wrong.add(sign).add(other)
    }
    return wrong
  }

  /** What somebody puts elsewhere on his own page (an undo does) belongs there. */
  const move = (before: Page, after: Page): void => {
    const was = countsIn(before)
    const is = countsIn(after)
    const signs = [...before.join('')].filter((sign) => was.get(sign) === 1 && is.get(sign) === 1)
    const places = new Map([...after.join('')].map((sign, at): [string, number] => [sign, at]))
    const relate = (one: string, other: string, side: 'before' | 'behind'): void => {
      const known = births.get(one)
      if (!known?.before.has(other) && !known?.behind.has(other)) return
      known.before.delete(other)
      known.behind.delete(other)
      known[side].add(other)
    }
    for (const [at, one] of signs.entries())
      for (const other of signs.slice(at + 1)) {
        if ((places.get(one) ?? 0) < (places.get(other) ?? 0)) continue
        if (!certainWith(after, one, () => true).before.has(other)) continue
        relate(one, other, 'before')
        relate(other, one, 'behind')
      }
  }

  return {
    did(who, before, after) {
      const was = countsIn(before)
      const is = countsIn(after)
      move(before, after)
      for (const sign of was.keys()) {
        if (is.has(sign)) continue
        const by = deleted.get(sign) ?? new Set<string>()
        deleted.set(sign, by.add(who))
      }
      const wrong = wrongOn(after)
      for (const [sign, count] of is) {
        if (count <= (was.get(sign) ?? 0)) continue
        if (births.has(sign)) disputed.add(sign)
        else
          births.set(
            sign,
            certainWith(after, sign, (other) => !wrong.has(other)),
          )
        deleted.get(sign)?.delete(who)
        if (deleted.get(sign)?.size === 0) deleted.delete(sign)
      }
    },
    broughtBack(before, after) {
      const was = countsIn(before)
      for (const sign of countsIn(after).keys()) if (!was.has(sign)) disputed.add(sign)
    },
    judge(page) {
      const now = countsIn(page)
      const isGone = (sign: string): boolean => deleted.has(sign)
      return {
        vanished: new Set([...births.keys()].filter((sign) => !now.has(sign) && !isGone(sign))),
        doubled: new Set([...now].flatMap(([sign, count]) => (count > 1 && !isGone(sign) ? [sign] : []))),
        returned: new Set([...now.keys()].filter((sign) => isGone(sign) && !disputed.has(sign))),
        swapped: swappedIn(page),
      }
    },
    isDisputed: (sign) => disputed.has(sign) && deleted.has(sign),
    settle,
  }
}
