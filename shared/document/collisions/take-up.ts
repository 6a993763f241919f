/** What a page says about the order of the text, and what its writer moved on it. */
import { outOfOrder } from './order.ts'
import { linesOf, onceIn, type Sequence } from './page.ts'
import type { Relation } from './relation.ts'
import { rootOf, type Token } from './text.ts'

/**
 * For each line the lines above it that it is certain to stand under. Where a passage stands twice, one of the two has to
 * go, and what was written around it belongs around the other: that passes what stands in the lines between.
 */
const linesAbove = (lines: readonly (readonly Token[])[], { counts }: Sequence): number[][] => {
  const reach = lines.map((_, at) => ({ from: at, to: at }))
  const places = new Map<Token, number[]>()
  for (const [at, line] of lines.entries())
    for (const root of line)
      if ((counts.get(root) ?? 0) > 1) places.set(root, [...(places.get(root) ?? []), at])
  if (places.size === 0) return lines.map((_, at) => (at > 0 ? [at - 1] : []))
  const linked = [...new Map([...places.values()].map((some) => [some.join(' '), some])).values()]
  for (let grown = true; grown; ) {
    grown = false
    for (const some of linked) {
      const from = Math.min(...some.map((at) => reach[at]?.from ?? at))
      const to = Math.max(...some.map((at) => reach[at]?.to ?? at))
      for (const at of some) {
        const one = reach[at]
        if (!one || (one.from === from && one.to === to)) continue
        reach[at] = { from, to }
        grown = true
      }
    }
  }
  const isBound = (at: number): boolean => reach[at]?.from !== reach[at]?.to
  return lines.map((_, at) => {
    const above: number[] = []
    for (let there = at - 1; there >= 0; there -= 1) {
      if ((reach[there]?.to ?? 0) >= (reach[at]?.from ?? 0)) continue
      if (isBound(there) || above.every(isBound)) above.push(there)
    }
    return above
  })
}

/** Takes up the roots and the order of a page: lines first, as they are surer than what stands between them. */
export const takeUp = (relation: Relation, sequence: Sequence, loose = false): void => {
  const found: { root: Token; after: Token | null }[] = []
  const fresh = new Set<Token>()
  let after: Token | null = null
  for (const root of sequence.tokens.map(rootOf)) {
    if (relation.has(root)) after = root
    else if (!fresh.has(root)) {
      fresh.add(root)
      found.push({ root, after })
    }
  }
  if (found.length > 0) relation.add(found)
  const lines = linesOf(sequence).map((line) => line.map(rootOf))
  /** Stands behind the nearest of those that it can stand behind. */
  const relateTo = (root: Token | undefined, roots: readonly Token[], from: number): void => {
    if (!root) return
    for (let at = from; at >= 0; at -= 1) {
      const other = roots[at]
      if (other && relation.relate(other, root, loose)) return
    }
  }
  for (const line of lines) for (const [at, root] of line.entries()) relateTo(root, line, at - 1)
  for (const [at, aboves] of linesAbove(lines, sequence).entries())
    for (const above of aboves) {
      const line = lines[above] ?? []
      relateTo(lines[at]?.[0], line, line.length - 1)
    }
}

/** What somebody put elsewhere: he had it in another place, or had none of it. */
export const movedBetween = (
  before: Sequence,
  after: Sequence,
  isKnown: (root: Token) => boolean,
): Set<Token> => {
  const ranks = new Map(onceIn(before).map((root, at): [Token, number] => [root, at]))
  const common = onceIn(after).filter((root) => ranks.has(root))
  const moved = outOfOrder(common.map((root) => ranks.get(root) ?? 0)).flatMap((at) => common[at] ?? [])
  const back = onceIn(after).filter((root) => !before.counts.has(root) && isKnown(root))
  return new Set([...moved, ...back])
}

/** Lets go of where those stood that somebody moved, as far as they stood elsewhere; answers which. */
export const letMove = (
  relation: Relation,
  { tokens, counts }: Sequence,
  moved: ReadonlySet<Token>,
): Token[] => {
  const roots = tokens.map(rootOf)
  const isFixed = (other: Token): boolean =>
    !moved.has(other) && counts.get(other) === 1 && relation.has(other)
  return roots.filter((root, at) => {
    if (!moved.has(root) || !relation.has(root)) return false
    const left = roots.slice(0, at).findLast(isFixed)
    const right = roots.slice(at + 1).find(isFixed)
    const isElsewhere = (left && relation.leads(root, left)) || (right && relation.leads(right, root))
    if (isElsewhere) relation.lift(root)
    return isElsewhere
  })
}
