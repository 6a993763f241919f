/**
 * What stands before what, as people wrote it: a list of roots that is rearranged as little as every new relation asks
 * for. A relation that contradicts earlier ones is not taken up: there a merge has put something elsewhere.
 * The order is kept as Pearce and Kelly do, https://doi.org/10.1145/1187436.1210590.
 */
import type { Token } from './text.ts'

/**
 * How sure an order is: somebody wrote one of the two while he saw the other there; he saw both there, as others had
 * written them or a merge had put them; or they stand so now and nobody says anything.
 */
export type Sureness = 'written' | 'seen' | 'loose'

export type Relation = {
  has(root: Token): boolean
  /** New roots, each behind a known one (null: before all) and behind those that were found there before it. */
  add(found: readonly { root: Token; after: Token | null }[]): void
  /**
   * Notes that one stands before the other. What was only seen so gives way to what somebody wrote. False: earlier relations
   * say the opposite.
   */
  relate(before: Token, behind: Token, how: Sureness): boolean
  /**
   * Whether what was noted, but for what is less sure than that, says that one stands before the other; it may follow from
   * what was noted of others, as far as those count (`via`).
   */
  leads(before: Token, behind: Token, how?: 'written' | 'seen', via?: (root: Token) => boolean): boolean
  /** Forgets where a root stood; what stood before it and behind it keeps its order. */
  lift(root: Token): void
  rank(root: Token): number
  order(): readonly Token[]
}

type Edges = Map<Token, Set<Token>>

const link = (edges: Edges, from: Token, to: Token): void => {
  const known = edges.get(from)
  if (known) known.add(to)
  else edges.set(from, new Set([to]))
}

export const createRelation = (): Relation => {
  let order: Token[] = []
  let ranks = new Map<Token, number>()
  const behind: Edges = new Map()
  const before: Edges = new Map()
  const firm: Edges = new Map()
  const written: Edges = new Map()
  const rank = (root: Token): number => ranks.get(root) ?? -1

  /** Everything that can be reached along edges, within a stretch of the order. */
  const reach = (from: Token, edges: Edges, within: (at: number) => boolean): Set<Token> => {
    const reached = new Set([from])
    const open = [from]
    for (let root = open.pop(); root; root = open.pop())
      for (const next of edges.get(root) ?? [])
        if (!reached.has(next) && within(rank(next))) {
          reached.add(next)
          open.push(next)
        }
    return reached
  }
  const byRank = (roots: Iterable<Token>): Token[] => [...roots].sort((a, b) => rank(a) - rank(b))
  const leads: Relation['leads'] = (one, other, how = 'seen', via = () => true) => {
    const end = rank(other)
    const isOnWay = (at: number): boolean => {
      const root = order[at]
      return at <= end && (at === end || (root !== undefined && via(root)))
    }
    return rank(one) < end && reach(one, how === 'seen' ? firm : written, isOnWay).has(other)
  }
  /** Lets go of what nobody wrote on the way from one to the other. */
  const letGo = (from: Token, to: Token): void => {
    const ahead = reach(to, before, (at) => at >= rank(from))
    for (const one of reach(from, behind, (at) => at <= rank(to)))
      for (const other of [...(behind.get(one) ?? [])]) {
        if (!ahead.has(one) || !ahead.has(other) || written.get(one)?.has(other)) continue
        for (const edges of [behind, firm]) edges.get(one)?.delete(other)
        before.get(other)?.delete(one)
      }
  }

  return {
    has: (root) => ranks.has(root),
    rank,
    leads,
    order: () => order,
    add(found) {
      const pending = new Map<Token | null, Token[]>()
      for (const { root, after } of found) {
        const others = pending.get(after)
        if (others) others.push(root)
        else pending.set(after, [root])
      }
      order = [...(pending.get(null) ?? []), ...order.flatMap((root) => [root, ...(pending.get(root) ?? [])])]
      ranks = new Map(order.map((root, at) => [root, at]))
    },
    relate(one, other, how) {
      const known = how === 'loose' ? behind : how === 'seen' ? firm : written
      if (one === other || known.get(one)?.has(other)) return true
      if (rank(one) > rank(other)) {
        const within = (at: number): boolean => at <= rank(one)
        if (reach(other, behind, within).has(one)) {
          if (how !== 'written' || reach(other, written, within).has(one)) return false
          letGo(other, one)
        }
        const after = reach(other, behind, within)
        const ahead = reach(one, before, (at) => at >= rank(other))
        const moving = [...byRank(ahead), ...byRank(after)]
        const places = moving.map(rank).sort((a, b) => a - b)
        for (const [at, root] of moving.entries()) {
          const place = places[at] ?? 0
          order[place] = root
          ranks.set(root, place)
        }
      }
      link(behind, one, other)
      link(before, other, one)
      if (how !== 'loose') link(firm, one, other)
      if (how === 'written') link(written, one, other)
      return true
    },
    lift(root) {
      const [first, last] = [before.get(root) ?? [], behind.get(root) ?? []]
      for (const one of first)
        for (const other of last) {
          link(behind, one, other)
          link(before, other, one)
          for (const edges of [firm, written])
            if (edges.get(one)?.has(root) && edges.get(root)?.has(other)) link(edges, one, other)
        }
      for (const one of first) for (const edges of [behind, firm, written]) edges.get(one)?.delete(root)
      for (const other of last) before.get(other)?.delete(root)
      for (const edges of [behind, firm, written, before]) edges.delete(root)
      order = order.filter((other) => other !== root)
      ranks = new Map(order.map((other, at) => [other, at]))
    },
  }
}
