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
export type Ends = { first: ReadonlyMap<Token, number>; last: ReadonlyMap<Token, number> }

export const endsOf = (roots: readonly Token[]): Ends => {
  const [first, last] = [new Map<Token, number>(), new Map<Token, number>()]
  for (const [at, root] of roots.entries()) {
    if (!first.has(root)) first.set(root, at)
    last.set(root, at)
  }
  return { first, last }
}

/** From where to where all of these stand. */
const spanOf = (some: readonly Token[], { first, last }: Ends): { from: number; to: number } => ({
  from: some.reduce((least, one) => Math.min(least, first.get(one) ?? least), Number.POSITIVE_INFINITY),
  to: some.reduce((most, one) => Math.max(most, last.get(one) ?? most), -1),
})

/** Of these, what passed every copy of something that stands twice; or that, if it was brought there and these stayed. */
const pastTwofold = (
  before: Sequence,
  after: Sequence,
  roots: readonly Token[],
  isUntouched: (root: Token) => boolean,
): Token[] => {
  const twofold = [...after.counts.keys()].filter(
    (root) =>
      Math.max(after.counts.get(root) ?? 0, before.counts.get(root) ?? 0) > 1 && before.counts.has(root),
  )
  if (twofold.length === 0) return []
  const [was, is] = [endsOf(before.tokens.map(rootOf)), endsOf(after.tokens.map(rootOf))]
  const stands = (one: Token, other: Token, { first, last }: Ends): boolean =>
    (last.get(one) ?? 0) < (first.get(other) ?? 0)
  const [wasAll, isAll] = [spanOf(twofold, was), spanOf(twofold, is)]
  /** Most of a story stands before all of them or behind all of them, as it did. */
  const isFar = (root: Token): boolean =>
    ((was.last.get(root) ?? 0) < wasAll.from && (is.last.get(root) ?? 0) < isAll.from) ||
    ((was.first.get(root) ?? 0) > wasAll.to && (is.first.get(root) ?? 0) > isAll.to)
  return roots.flatMap((root) => {
    if (isFar(root)) return []
    const passed = twofold.filter(
      (other) =>
        (stands(root, other, was) && stands(other, root, is)) ||
        (stands(other, root, was) && stands(root, other, is)),
    )
    if (!isUntouched(root)) return passed.length > 0 ? [root] : []
    const brought = passed.filter((other) => !isUntouched(other))
    return brought.length < passed.length ? [root, ...brought] : brought
  })
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
  const anewly = new Set(after.tokens.filter((token) => !stood.has(token)).map(rootOf))
  const past = pastTwofold(before, after, kept, (root) => !anewly.has(root))
  const back = onceIn(after).filter((root) => !before.counts.has(root) && isKnown(root))
  return new Set([...moved, ...past, ...brought, ...back])
}
