/** What a page says about the order of the text. */
import { outOfOrder } from './order.ts'
import { linesOf, type Sequence } from './page.ts'
import type { Relation, Sureness } from './relation.ts'
import { rootOf, type Token } from './text.ts'

type Reach = { from: number; to: number }

/**
 * For each line the lines that it may come to stand in. Where a passage stands twice, one of the two has to go, and what
 * was written around it belongs around the other: that passes what stands in the lines between.
 */
const reachOf = (lines: readonly (readonly Token[])[], { counts }: Sequence): Reach[] => {
  const reach = lines.map((_, at) => ({ from: at, to: at }))
  const places = new Map<Token, number[]>()
  for (const [at, line] of lines.entries())
    for (const root of line)
      if ((counts.get(root) ?? 0) > 1) places.set(root, [...(places.get(root) ?? []), at])
  if (places.size === 0) return reach
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
  return reach
}

/** Takes up the order of some of a page, line by line; lines first, as they are surer than what stands between them. */
const relateLines = (
  relation: Relation,
  lines: readonly (readonly Token[])[],
  reach: readonly Reach[],
  how: (before: Token, behind: Token) => Sureness,
  may: (before: Token, behind: Token) => boolean = () => true,
): void => {
  /**
   * Puts a root behind what stands before it. What is certain of the one before it is certain of the root as well, so it
   * stops there; it goes on past one that stands elsewhere by earlier pages. False: it stands before some of them itself.
   */
  const putBehind = (
    root: Token,
    roots: readonly Token[],
    from: number,
    isSound: readonly boolean[],
  ): boolean => {
    let isWhole = true
    for (let at = from; at >= 0; at -= 1) {
      const other = roots[at]
      const isBehind =
        other !== undefined && may(other, root) && relation.relate(other, root, how(other, root))
      isWhole &&= isBehind
      if (isBehind && isSound[at]) break
    }
    return isWhole
  }
  /** For each line, which of its roots stand behind all that is before them in it. */
  const sound = lines.map((line) => {
    const isSound: boolean[] = []
    for (const [at, root] of line.entries()) isSound.push(putBehind(root, line, at - 1, isSound))
    return isSound
  })
  /** Whether a line stands behind all that is certain to be above it. */
  const isDone: boolean[] = []
  for (const [at, line] of lines.entries()) {
    const here = reach[at] ?? { from: at, to: at }
    let isWhole = true
    let isImplied = false
    for (let above = at - 1; above >= 0; above -= 1) {
      const there = reach[above] ?? { from: above, to: above }
      const roots = lines[above] ?? []
      const isBound = there.from !== there.to
      if (roots.length === 0 || there.to >= here.from || (isImplied && !isBound)) continue
      let isAll = true
      let isLast = false
      for (const [place, root] of line.entries()) {
        // Behind one that stands behind all of them.
        if (!(isLast && sound[at]?.[place]))
          isLast = putBehind(root, roots, roots.length - 1, sound[above] ?? [])
        isAll &&= isLast
      }
      isWhole &&= isAll
      isImplied ||= isAll && !isBound && isDone[above] === true
    }
    isDone.push(isWhole)
  }
}

/** What stands twice in one line, and what stands between. */
type Copies = {
  /** Of these it is nowhere for sure on which side of it they are. */
  between: ReadonlySet<Token>
  /**
   * Whether one may stand before the other for its first copy: whoever wrote between two copies wrote beside the nearer one.
   */
  isNearest(one: Token, other: Token): boolean
}

const NO_COPIES: Copies = { between: new Set(), isNearest: () => true }

const copiesIn = (lines: readonly (readonly Token[])[]): Copies => {
  const between = new Set<Token>()
  const places = new Map<Token, Map<number, number[]>>()
  for (const [number, line] of lines.entries()) {
    const last = new Map(line.map((root, at) => [root, at]))
    if (last.size === line.length) continue
    let reach = -1
    for (const [at, root] of line.entries()) {
      if (at < reach) between.add(root)
      reach = Math.max(reach, last.get(root) ?? at)
      const all = places.get(root) ?? new Map<number, number[]>()
      places.set(root, all.set(number, [...(all.get(number) ?? []), at]))
    }
  }
  /** Whether the copy that is nearest to a place is the one before it; null where it is not between two of them. */
  const isBehind = (copies: readonly number[], place: number): boolean | null => {
    const next = copies.findIndex((at) => at > place)
    const [from, to] = [copies[next - 1], copies[next]]
    return from === undefined || to === undefined ? null : place - from <= to - place
  }
  return {
    between,
    isNearest(one, other) {
      for (const [number, mine] of places.get(one) ?? []) {
        const [place] = places.get(other)?.get(number) ?? []
        if (place !== undefined && isBehind(mine, place) === false) return false
      }
      return true
    },
  }
}

/** The known roots that stand on a page in another order than they are in by all that was taken up before. */
const straysOn = (relation: Relation, { tokens, counts }: Sequence): Set<Token> => {
  const known = tokens.map(rootOf).filter((root) => counts.get(root) === 1 && relation.has(root))
  return new Set(outOfOrder(known.map(relation.rank)).flatMap((at) => known[at] ?? []))
}

/**
 * What each new root of a page was put beside: whoever writes on from what stands elsewhere means the place beside that,
 * wherever it goes. What stands alone in its lines stands beside nothing.
 */
const besidesOn = (
  lines: readonly (readonly Token[])[],
  isKnown: (root: Token) => boolean,
): Map<Token, Token> => {
  const all = new Map<Token, Token>()
  let run: Token[] = []
  let before: Token | null = null
  const end = (behind: Token | null): void => {
    const beside = before ?? behind
    if (beside) for (const root of run) all.set(root, beside)
    run = []
  }
  for (const line of lines) {
    if (run.length === 0) before = null
    for (const [at, root] of line.entries()) {
      if (!isKnown(root)) {
        run.push(root)
        continue
      }
      if (run.length > 0) end(at > 0 ? root : null)
      before = root
    }
  }
  end(null)
  return all
}

/** Takes up the roots and the order of a page: the surest first. */
export const takeUp = (relation: Relation, sequence: Sequence, loose = false): void => {
  const { counts } = sequence
  const lines = linesOf(sequence).map((line) => line.map(rootOf))
  const all = lines.flat()
  const reach = reachOf(lines, sequence)
  const isNew = new Set(all.filter((root) => !relation.has(root)))
  const isKnown = (root: Token): boolean => !isNew.has(root)
  const how = (before: Token, behind: Token): Sureness =>
    loose ? 'loose' : isKnown(before) && isKnown(behind) ? 'seen' : 'written'
  /** Of what stands twice in a line the first copies, and then the last ones. */
  const once = [lines.map((line) => [...new Set(line)])]
  if (once.flat(2).length < all.length)
    once.push(lines.map((line) => [...new Set(line.toReversed())].reverse()))
  const relate = (isOne: (root: Token) => boolean, may?: (before: Token, behind: Token) => boolean): void => {
    for (const some of once)
      relateLines(
        relation,
        some.map((line) => line.filter(isOne)),
        reach,
        how,
        may,
      )
  }
  // What stands twice is nowhere for sure.
  const isTwofold = all.length > counts.size
  const { between, isNearest } = isTwofold ? copiesIn(lines) : NO_COPIES
  const isOnce = (root: Token): boolean => counts.get(root) === 1 && !between.has(root)
  if (isTwofold) relate((root) => isKnown(root) && isOnce(root))
  relate(isKnown)
  if (isNew.size === 0) return

  const strays = straysOn(relation, sequence)
  const besides = strays.size > 0 ? besidesOn(lines, isKnown) : new Map<Token, Token>()
  const anchorOf = (root: Token): Token => besides.get(root) ?? root
  const isStray = (root: Token): boolean => strays.has(anchorOf(root))
  const found: { root: Token; after: Token | null }[] = []
  const seen = new Set<Token>()
  const last: { main: Token | null; stray: Token | null } = { main: null, stray: null }
  for (const root of all) {
    const side = isStray(root) ? 'stray' : 'main'
    if (isKnown(root)) last[side] = root
    else if (!seen.has(root)) {
      seen.add(root)
      found.push({ root, after: last[side] })
    }
  }
  relation.add(found)
  // What was written beside a stray goes with it past what that has to pass.
  const may = (one: Token, other: Token): boolean =>
    isNearest(one, other) && (strays.size === 0 || !relation.leads(anchorOf(other), anchorOf(one), 'written'))
  for (const isOne of isTwofold ? [isOnce, () => true] : [() => true]) {
    if (strays.size > 0) {
      relate((root) => isOne(root) && !isStray(root))
      relate((root) => isOne(root) && isStray(root), may)
    }
    relate(isOne, may)
  }
}
