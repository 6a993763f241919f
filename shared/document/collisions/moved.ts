/** What somebody put elsewhere on his own page. */
import { outOfOrder } from './order.ts'
import { onceIn, type Page, type Sequence } from './page.ts'
import type { Relation } from './relation.ts'
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

type Ends = { first: ReadonlyMap<Token, number>; last: ReadonlyMap<Token, number> }

/** Where each root stands first and last. */
const endsOf = (roots: readonly Token[]): Ends => {
  const places = roots.map((root, at): [Token, number] => [root, at])
  return { first: new Map(places.toReversed()), last: new Map(places) }
}

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
  return roots.flatMap((root) => {
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

/** Somebody moved a root: among what of all that is gone it stood. */
export type Stood = { root: Token; before: readonly Token[]; behind: readonly Token[] }

/**
 * Lets go of where those stood that somebody moved, as far as they stood elsewhere; answers which, and among what they
 * stood. What he had in this order before, he did not move past each other.
 */
export const letMove = (
  relation: Relation,
  before: Sequence,
  { version, sequence: { tokens, counts } }: Page,
  moved: ReadonlySet<Token>,
): Stood[] => {
  const roots = tokens.map(rootOf)
  const { first, last } = endsOf(roots)
  const was = endsOf(before.tokens.map(rootOf))
  const stoodSo = (one: Token, other: Token): boolean =>
    (was.last.get(one) ?? Number.POSITIVE_INFINITY) < (was.first.get(other) ?? -1)
  const isOnce = (other: Token): boolean => counts.get(other) === 1
  // Where something stands twice, nobody can say of others that they stand elsewhere for that.
  const isNoTwofold = (other: Token): boolean => (counts.get(other) ?? 0) < 2
  // Letting go of what moved changes nothing of what did not.
  const fixed = roots.filter((other) => !moved.has(other) && relation.has(other))
  const leads = (one: Token, other: Token): boolean => relation.leads(one, other, 'seen', isNoTwofold)
  /**
   * Whether it stands on the wrong side of one of the fixed ones, from the next one on until one that stands once and is known
   * to be on the right side; what stands twice stands before it, or behind it, with both.
   */
  const isAmiss = (
    from: number,
    step: 1 | -1,
    stands: (other: Token) => boolean,
    isWrong: (other: Token) => boolean,
    isRight: (other: Token) => boolean,
  ): boolean => {
    for (let at = from; at >= 0 && at < fixed.length; at += step) {
      const other = fixed[at]
      if (!other || !stands(other)) continue
      if (isWrong(other)) return true
      if (isOnce(other) && isRight(other)) return false
    }
    return false
  }
  const isGone = (other: Token): boolean => version(other.birth) && !counts.has(other)
  const isAnyGone = relation.order().some(isGone)
  const isTwofoldMoved = [...moved].some((root) => !isNoTwofold(root))
  const found: Stood[] = []
  // Letting go of one of those that stand twice shows what stands before it: as often as it takes.
  for (let count = -1; count < found.length && (count < 0 || isTwofoldMoved); ) {
    count = found.length
    let passed = 0
    for (const [at, root] of roots.entries()) {
      if (fixed[passed] === root) passed += 1
      if (!moved.has(root) || !relation.has(root)) continue
      const isBehind = (other: Token): boolean => leads(root, other)
      const isBefore = (other: Token): boolean => leads(other, root)
      const isAbove = (other: Token): boolean => (last.get(other) ?? at) < at && !stoodSo(other, root)
      const isBelow = (other: Token): boolean => (first.get(other) ?? at) > at && !stoodSo(root, other)
      const isElsewhere =
        isAmiss(passed - 1, -1, isAbove, isBehind, isBefore) ||
        isAmiss(passed, 1, isBelow, isBefore, isBehind)
      if (!isElsewhere) continue
      const around = isAnyGone ? relation.around(root) : { before: [], behind: [] }
      relation.lift(root)
      found.push({ root, before: around.before.filter(isGone), behind: around.behind.filter(isGone) })
    }
  }
  return found
}
