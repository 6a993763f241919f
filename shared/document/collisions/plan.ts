/**
 * What putting a collision right changes: which tokens go, and which words come where. Found on the text as it is, without
 * touching it (edit.ts does that).
 */
import type { Keep } from '../../domain/collision.ts'
import type { Case, Group } from './case.ts'
import { astrayIn } from './meant.ts'
import { countsOf, linesOf, type Page, type Sequence } from './page.ts'
import { type Put, placesOf } from './place.ts'
import { lineOf, rootOf, type Token } from './text.ts'

export type Plan = { take: readonly Token[]; put: readonly Put[] }

/** What is to be put somewhere, each root with the page that it is put back from. */
type Order = Map<Token, Page>

const without = ({ tokens }: Sequence, gone: ReadonlySet<Token>): Sequence => {
  const left = tokens.filter((token) => !gone.has(token))
  return { tokens: left, counts: countsOf(left) }
}

/** Takes away what stands of the roots that are put somewhere, and whatever else is to go. */
const planOf = (one: Case, order: Order, gone: ReadonlySet<Token>): Plan => {
  const take = new Set([...gone, ...one.now.tokens.filter((token) => order.has(rootOf(token)))])
  const left = without(one.now, take)
  return { take: [...take], put: placesOf(left, one.meant, order) }
}

/** What stands in the wrong place once these are gone, and did not before. */
const fresh = ({ now, meant }: Case, gone: ReadonlySet<Token>): Token[] => {
  const strays = astrayIn(meant, without(now, gone))
  return [...strays].filter((root) => !meant.astray.has(root))
}

/**
 * What was written beside a copy that goes, and belongs beside the one that stays: before it or behind it, unless
 * something else is there already; then it stays a paragraph of its own.
 */
const orphansOf = (one: Case, group: Group, gone: ReadonlySet<Token>): Token[] => {
  const doubled = new Set(group.roots)
  const lineTokens = (token: Token): Token[] =>
    one.now.tokens.filter(({ place }) => lineOf(place) === lineOf(token.place))
  const isDoubled = (token: Token | undefined): boolean => token !== undefined && doubled.has(rootOf(token))
  const kept = one.now.tokens.find((token) => isDoubled(token) && !gone.has(token))
  if (!kept) return []
  const home = lineTokens(kept)
  const isLoose = (token: Token): boolean => {
    const root = rootOf(token)
    return one.now.counts.get(root) === 1 && !one.meant.deleted.has(root) && !one.meant.astray.has(root)
  }
  /** Whether it would pass what it is certain to stand before or behind. */
  const isBound = (part: readonly Token[]): boolean => {
    const [own, [from = 0]] = [new Set(part), part.map((token) => one.now.tokens.indexOf(token))]
    const to = one.now.tokens.indexOf(kept)
    const passed = one.now.tokens
      .slice(Math.min(from, to), Math.max(from, to))
      .filter((token) => !gone.has(token) && !own.has(token) && !isDoubled(token))
    return passed.some((token) =>
      part.some((other) => {
        const [before, behind] = from > to ? [token, other] : [other, token]
        return one.meant.relation.leads(rootOf(before), rootOf(behind))
      }),
    )
  }
  const lines = new Map([...gone].map((token) => [lineOf(token.place), token] as const))
  lines.delete(lineOf(kept.place))
  return [...lines.values()].flatMap((token) => {
    const line = lineTokens(token)
    const from = line.findIndex(isDoubled)
    const to = line.findLastIndex(isDoubled)
    return [isDoubled(home[0]) ? line.slice(0, from) : [], isDoubled(home.at(-1)) ? line.slice(to + 1) : []]
      .filter((part) => !isBound(part))
      .flatMap((part) => part.filter(isLoose))
      .map(rootOf)
  })
}

/** Leaves one copy of each: the one that `keep` says, or the one that has to be moved about least. */
const single = (one: Case, group: Group, keep: Keep): Plan => {
  const copies = group.roots.map((root) => one.standing.get(root) ?? [])
  const count = Math.max(...copies.map(({ length }) => length))
  const all = Array.from({ length: count }, (_, at) => at)
  const kept = keep === 'one' ? [0] : keep === 'other' ? [count - 1] : all
  const attempts = kept.map((at) => {
    const gone = new Set(
      copies.flatMap((tokens) => tokens.filter((_, other) => other !== Math.min(at, tokens.length - 1))),
    )
    const strays = fresh(one, gone)
    const orphans = keep === 'both' ? orphansOf(one, group, gone) : []
    return { gone, roots: new Set([...strays, ...orphans]) }
  })
  const [best] = attempts.sort((a, b) => a.roots.size - b.roots.size)
  if (!best) return { take: [], put: [] }
  const order: Order = new Map()
  for (const root of best.roots) {
    const page = one.meant.first.get(root)
    if (page) order.set(root, page)
  }
  return planOf(one, order, best.gone)
}

/** Words come back with their whole paragraph where nothing of it is left: alone they would say nothing. */
const withParagraph = ({ standing }: Case, { roots, page }: Group): readonly Token[] => {
  const wanted = new Set(roots)
  const whole = linesOf(page.sequence).filter((line) => line.some((token) => wanted.has(rootOf(token))))
  return whole.flatMap((line) => {
    const all = line.map(rootOf)
    return all.some((root) => standing.has(root)) ? all.filter((root) => wanted.has(root)) : all
  })
}

export const planFor = (one: Case, group: Group, keep: Keep): Plan => {
  switch (group.kind) {
    case 'doubled':
      return single(one, group, keep)
    case 'returned':
      return planOf(
        one,
        new Map(),
        new Set(keep === 'other' ? [] : group.roots.flatMap((root) => one.standing.get(root) ?? [])),
      )
    case 'vanished':
    case 'moved': {
      if (keep === 'other') return { take: [], put: [] }
      const roots = group.kind === 'vanished' ? withParagraph(one, group) : group.roots
      return planOf(one, new Map(roots.map((root) => [root, group.page])), new Set())
    }
  }
}
