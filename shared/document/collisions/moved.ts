/** What somebody put elsewhere on his own page. */
import { outOfOrder } from './order.ts'
import { onceIn, type Sequence } from './page.ts'
import { rootOf, type Token } from './text.ts'

/** Whether somebody has this from what stood before, in place or as a copy of it, and not from something that was gone. */
const isKept = (token: Token, stood: ReadonlySet<Token>): boolean => {
  for (let one: Token | null = token; one; one = one.copyOf) if (stood.has(one)) return true
  return false
}

/** What was written anew on the other side of something that nobody touched. */
const anewPast = (
  tokens: readonly Token[],
  rankOf: (token: Token) => number,
  isUntouched: (token: Token) => boolean,
): Set<Token> => {
  const past = new Set<Token>()
  let highest = Number.NEGATIVE_INFINITY
  for (const token of tokens) {
    if (isUntouched(token)) highest = Math.max(highest, rankOf(token))
    else if (rankOf(token) < highest) past.add(token)
  }
  let lowest = Number.POSITIVE_INFINITY
  for (const token of tokens.toReversed()) {
    if (isUntouched(token)) lowest = Math.min(lowest, rankOf(token))
    else if (rankOf(token) > lowest) past.add(token)
  }
  return past
}

/** Where each root stands first and last. */
type Ends = { first: ReadonlyMap<Token, number>; last: ReadonlyMap<Token, number> }

export const endsOf = (roots: readonly Token[]): Ends => {
  const [first, last] = [new Map<Token, number>(), new Map<Token, number>()]
  for (const [at, root] of roots.entries()) {
    if (!first.has(root)) first.set(root, at)
    last.set(root, at)
  }
  return { first, last }
}

/**
 * What somebody put elsewhere: he had it in another place, or had none of it. Where two passages have passed each other, it
 * is the one that he brought back and took away where it stood.
 */
export const movedBetween = (
  before: Sequence,
  after: Sequence,
  isKnown: (root: Token) => boolean,
): Set<Token> => {
  const ranks = new Map(onceIn(before).map((root, at): [Token, number] => [root, at]))
  const stood = new Set(before.tokens)
  const common = after.tokens.filter(
    (token) => after.counts.get(rootOf(token)) === 1 && ranks.has(rootOf(token)),
  )
  const left = common.filter((token) => isKept(token, stood))
  const rankOf = (token: Token): number => ranks.get(rootOf(token)) ?? 0
  // What he never touched has not moved: what he wrote anew past it has.
  const anew = anewPast(left, rankOf, (token) => stood.has(token))
  const kept = left.map(rootOf)
  const still = left.filter((token) => !anew.has(token))
  const fixed = new Set(kept)
  const moved = [...anew, ...outOfOrder(still.map(rankOf)).flatMap((at) => still[at] ?? [])].map(rootOf)
  const brought = common.map(rootOf).filter((root) => !fixed.has(root))
  const back = onceIn(after).filter((root) => !before.counts.has(root) && isKnown(root))
  return new Set([...moved, ...brought, ...back])
}
