/** Where words go that are put back: among those that stand as they were meant to. */
import type { Meant } from './meant.ts'
import { outOfOrder } from './order.ts'
import type { Page, Sequence } from './page.ts'
import { lineOf, type Part, type Place, rootOf, type Token, topOf, type Version } from './text.ts'

/** Beside a token, or as a line or a block of their own; null in a part that is empty. */
export type Spot = {
  where: 'after' | 'line-after' | 'block-after' | 'block-before' | 'before'
  token: Token
} | null

/** Words of one line, as they stood in a version, and where they go. `name` is what a block of their own is called. */
export type Put = { tokens: readonly Token[]; version: Version; part: Part; name: string; spot: Spot }

/** Places between two tokens in the order of the text. */
const STAGES = ['after', 'line-after', 'block-after', 'block-before', 'before'] as const

/** Between which two of those that stand something belongs; it was in one line with `isMate`. */
const spotBetween = (
  before: Token | null,
  behind: Token | null,
  isMate: (token: Token) => boolean,
  isHome: (token: Token) => boolean,
): Spot => {
  if (before && isMate(before)) return { where: 'after', token: before }
  if (behind && isMate(behind)) return { where: 'before', token: behind }
  if (before && behind && lineOf(before.place) === lineOf(behind.place))
    return { where: 'after', token: before }
  if (before && isHome(before)) return { where: 'after', token: before }
  if (behind && isHome(behind)) return { where: 'before', token: behind }
  if (before && behind && topOf(before.place) === topOf(behind.place))
    return { where: 'line-after', token: before }
  return before
    ? { where: 'block-after', token: before }
    : behind
      ? { where: 'block-before', token: behind }
      : null
}

/** What comes second at a place does not go before what came first. */
const notBefore = (spot: Spot, last: Spot): Spot =>
  spot && last && STAGES.indexOf(spot.where) < STAGES.indexOf(last.where) ? last : spot

/** The tokens that stand as they were meant to, as many as there are, one for each root. */
const bonesIn = (left: Sequence, { relation, deleted }: Meant, part: Part): Token[] => {
  const tokens = left.tokens.filter(
    (token) => token.place.part === part && relation.has(rootOf(token)) && !deleted.has(rootOf(token)),
  )
  const away = new Set(outOfOrder(tokens.map((token) => relation.rank(rootOf(token)))))
  return tokens.filter((_, at) => !away.has(at))
}

type Run = { tokens: Token[]; page: Page; line: Place; gap: number }

/** `left` is what stands and is not taken away; `order` are the roots that are put somewhere. In the order of the text. */
export const placesOf = (left: Sequence, meant: Meant, order: ReadonlyMap<Token, Page>): Put[] => {
  const roots = [...order.keys()].sort((a, b) => meant.relation.rank(a) - meant.relation.rank(b))
  const bones = new Map<Part, Token[]>()
  const bonesOf = (part: Part): Token[] => {
    const known = bones.get(part) ?? bonesIn(left, meant, part)
    bones.set(part, known)
    return known
  }
  const runs: Run[] = []
  for (const root of roots) {
    const page = order.get(root)
    const token = page?.sequence.tokens.find((one) => rootOf(one) === root)
    if (!page || !token) continue
    const rank = meant.relation.rank(root)
    const all = bonesOf(token.place.part)
    const at = all.findIndex((bone) => meant.relation.rank(rootOf(bone)) > rank)
    const gap = at < 0 ? all.length : at
    const line = lineOf(token.place)
    const last = runs.at(-1)
    if (last && last.page === page && last.line === line && last.gap === gap) last.tokens.push(token)
    else runs.push({ tokens: [token], page, line, gap })
  }
  const puts: Put[] = []
  let before: { gap: number; part: Part; spot: Spot } = { gap: -1, part: 'body', spot: null }
  for (const { tokens, page, line, gap } of runs) {
    const { part } = line
    const all = bonesOf(part)
    const mates = new Set(
      page.sequence.tokens.flatMap((token) =>
        lineOf(token.place) === line && !order.has(rootOf(token)) ? [rootOf(token)] : [],
      ),
    )
    const isMate = (token: Token): boolean => mates.has(rootOf(token))
    const isHome = (token: Token): boolean =>
      left.tokens.some((other) => lineOf(other.place) === lineOf(token.place) && isMate(other))
    const found = spotBetween(all[gap - 1] ?? null, all[gap] ?? null, isMate, isHome)
    const spot: Spot = before.gap === gap && before.part === part ? notBefore(found, before.spot) : found
    before = { gap, part, spot }
    const name = line.parent === null && line.name !== null ? line.name : 'paragraph'
    puts.push({ tokens, version: page.version, part, name, spot })
  }
  return puts
}
