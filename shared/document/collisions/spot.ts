/** Where something belongs in the text as it is now: next to what stood beside it where it was right. */
import { lineOf, type Place, rootOf, type Token, topOf } from './text.ts'

export type Spot =
  | { beside: Token; where: 'after' | 'before' }
  /** Its paragraph is gone: behind this block, or before all when there is none. */
  | { beside: null; block: Place | null }

/** Finds the token that stands for a root now, or nothing. */
export type Standing = (root: Token) => Token | null

/** `sequence` is a version that has the run right; `from` and `to` are the run's first and last place in it. */
export const spotOf = (sequence: readonly Token[], from: number, to: number, standing: Standing): Spot => {
  const line = (token: Token | undefined): Place | null => (token ? lineOf(token.place) : null)
  const here = line(sequence[from])
  let at = from - 1
  for (; at >= 0 && line(sequence[at]) === here; at -= 1) {
    const token = sequence[at]
    const beside = token ? standing(rootOf(token)) : null
    if (beside) return { beside, where: 'after' }
  }
  for (let right = to + 1; right < sequence.length && line(sequence[right]) === here; right += 1) {
    const token = sequence[right]
    const beside = token ? standing(rootOf(token)) : null
    if (beside) return { beside, where: 'before' }
  }
  for (; at >= 0; at -= 1) {
    const token = sequence[at]
    if (token?.place.part !== sequence[from]?.place.part) break
    const beside = token ? standing(rootOf(token)) : null
    if (beside) return { beside: null, block: topOf(beside.place) }
  }
  return { beside: null, block: null }
}
