/**
 * What became of every keystroke, judged by what was on screen and by nothing else: each typed sign is one of its own, so
 * the lines of a page say everything. It knows nothing of Yjs, of updates or of how collisions are found.
 */
import { createOrder, type Order } from './order.ts'
import { countsIn, type Page } from './page.ts'

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
  /** Signs whose order people see differently by what each did himself: whether it is right has no answer. */
  contested(page: Page): ReadonlySet<string>
  /** From now on this is right: what was wrong with it has been put right, or judged. */
  settle(page: Page): void
}

export const createOracle = (begin: Page): Oracle => {
  let order: Order = createOrder(begin)
  let born = new Set(countsIn(begin).keys())
  /** Who took a sign away and did not put it back. */
  let deleted = new Map<string, Set<string>>()
  /** Signs that somebody put back. */
  let disputed = new Set<string>()
  const isGone = (sign: string): boolean => deleted.has(sign)

  return {
    did(who, before, after) {
      const was = countsIn(before)
      const is = countsIn(after)
      order.moved(who, before, after)
      for (const sign of was.keys()) {
        if (is.has(sign)) continue
        const by = deleted.get(sign) ?? new Set<string>()
        deleted.set(sign, by.add(who))
      }
      const more = [...is].flatMap(([sign, count]) => (count > (was.get(sign) ?? 0) ? [sign] : []))
      order.typed(
        who,
        after,
        more.filter((sign) => !born.has(sign)),
        new Set(was.keys()),
      )
      order.broughtBack(
        who,
        after,
        more.filter((sign) => born.has(sign) && !was.has(sign)),
      )
      for (const sign of more) {
        if (born.has(sign)) disputed.add(sign)
        born.add(sign)
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
      return {
        vanished: new Set([...born].filter((sign) => !now.has(sign) && !isGone(sign))),
        doubled: new Set([...now].flatMap(([sign, count]) => (count > 1 && !isGone(sign) ? [sign] : []))),
        returned: new Set([...now.keys()].filter((sign) => isGone(sign) && !disputed.has(sign))),
        // What somebody deleted has no right place.
        swapped: order.swapped(page, (sign) => !isGone(sign)),
      }
    },
    contested: (page) => order.contested(page),
    isDisputed: (sign) => disputed.has(sign) && isGone(sign),
    settle(page) {
      order = createOrder(page)
      born = new Set(countsIn(page).keys())
      deleted = new Map()
      disputed = new Set()
    },
  }
}
