/** What somebody's own doing did to the order of the signs on his page. */
import { countsIn, type Page, type Places, placesIn } from './page.ts'

export type Pair = readonly [string, string]

/** Pairs that one page has in one order and the other in the other, with every copy of theirs. */
export const turnedBetween = (before: Page, after: Page): Pair[] => {
  const [was, is] = [placesIn(before), placesIn(after)]
  const stands = (one: string, other: string, { first, last }: Places): boolean =>
    (last.get(one) ?? Number.POSITIVE_INFINITY) < (first.get(other) ?? -1)
  const signs = [...was.first.keys()].filter((sign) => is.first.has(sign))
  return signs.flatMap((one) =>
    signs.flatMap((other): Pair[] =>
      stands(one, other, was) && stands(other, one, is) ? [[other, one]] : [],
    ),
  )
}

type Cleared = readonly [string, string, 'before' | 'behind']

/** Pairs of which one stood twice on a page, around the other, and stands once on the next one: on which side. */
export const clearedBetween = (before: Page, after: Page): Cleared[] => {
  const [had, has] = [countsIn(before), countsIn(after)]
  const cleared = [...has].flatMap(([sign, count]) => (count === 1 && (had.get(sign) ?? 0) > 1 ? [sign] : []))
  if (cleared.length === 0) return []
  const [was, is] = [placesIn(before), placesIn(after)]
  const others = [...has.keys()].filter((sign) => had.has(sign))
  return cleared.flatMap((one) =>
    others.flatMap((other): Cleared[] => {
      const here = is.first.get(one) ?? 0
      const isAround =
        (was.first.get(one) ?? 0) < (was.last.get(other) ?? 0) &&
        (was.first.get(other) ?? 0) < (was.last.get(one) ?? 0)
      if (other === one || !isAround) return []
      return [[one, other, here < (is.first.get(other) ?? here) ? 'before' : 'behind']]
    }),
  )
}
