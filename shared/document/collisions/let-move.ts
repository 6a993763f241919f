/** Lets go of where those stood that somebody put elsewhere, so that his page can say where they stand now. */
import { endsOf } from './moved.ts'
import type { Sequence } from './page.ts'
import type { Relation } from './relation.ts'
import { rootOf, type Token } from './text.ts'

/** How much is looked at beyond the next neighbour, in steps along the order: where a whole story moves, that has to do. */
const STEPS = 300_000

type Fixed = {
  /** What nobody moved, in the order of the page. */
  all: readonly Token[]
  /** For each place of the page, how many of those stand before it. */
  before: readonly number[]
}

const fixedIn = (roots: readonly Token[], isFixed: (root: Token) => boolean): Fixed => {
  const all: Token[] = []
  const before: number[] = []
  for (const root of roots) {
    before.push(all.length)
    if (isFixed(root)) all.push(root)
  }
  return { all, before }
}

/**
 * Lets go of where those stood that somebody moved, as far as they stood elsewhere; answers which. What he had in this order
 * before, he did not move past each other.
 */
export const letMove = (
  relation: Relation,
  before: Sequence,
  { tokens, counts }: Sequence,
  moved: ReadonlySet<Token>,
): Token[] => {
  if (moved.size === 0) return []
  const roots = tokens.map(rootOf)
  const { first, last } = endsOf(roots)
  const was = endsOf(before.tokens.map(rootOf))
  const stoodSo = (one: Token, other: Token): boolean =>
    (was.last.get(one) ?? Number.POSITIVE_INFINITY) < (was.first.get(other) ?? -1)
  const isOnce = (other: Token): boolean => counts.get(other) === 1
  // Where something stands twice, nobody can say of others that they stand elsewhere for that.
  const isNoTwofold = (other: Token): boolean => (counts.get(other) ?? 0) < 2
  const leads = (one: Token, other: Token): boolean => relation.leads(one, other, 'seen', isNoTwofold)
  const isTwofold = counts.size < tokens.length
  let looks = Math.ceil(STEPS / Math.max(1, relation.order().length))
  const mayLook = (): boolean => {
    looks -= 1
    return looks >= 0
  }
  // Letting go of what moved changes nothing of what did not.
  const fixed = fixedIn(roots, (other) => !moved.has(other) && relation.has(other))
  /**
   * Whether it stands on the wrong side of one of the fixed ones, from the next one on until one that stands once; where
   * something stands twice on the way, until one that is known to be on the right side. What stands twice stands before it,
   * or behind it, with both.
   */
  const isAmiss = (
    from: number,
    step: 1 | -1,
    stands: (other: Token) => boolean,
    isWrong: (other: Token) => boolean,
    isRight: (other: Token) => boolean,
  ): boolean => {
    for (let at = from; at >= 0 && at < fixed.all.length; at += step) {
      const other = fixed.all[at]
      if (!other || !stands(other)) continue
      if (isWrong(other)) return true
      if (isOnce(other) && (!isTwofold || !mayLook() || isRight(other))) return false
    }
    return false
  }
  const isElsewhere = (root: Token, at: number): boolean => {
    const place = fixed.before[at] ?? 0
    const isBehind = (other: Token): boolean => leads(root, other)
    const isBefore = (other: Token): boolean => leads(other, root)
    const isAbove = (other: Token): boolean => (last.get(other) ?? at) < at && !stoodSo(other, root)
    const isBelow = (other: Token): boolean => (first.get(other) ?? at) > at && !stoodSo(root, other)
    return (
      isAmiss(place - 1, -1, isAbove, isBehind, isBefore) || isAmiss(place, 1, isBelow, isBefore, isBehind)
    )
  }
  return roots.filter((root, at) => {
    if (!moved.has(root) || !relation.has(root) || !isElsewhere(root, at)) return false
    relation.lift(root)
    return true
  })
}
