/**
 * What a merge tore apart: for every batch that was written apart, what its writer had and what stood in the feed before
 * it are compared with both together (design: "Convergence is not enough"). Nobody who could have known both has written
 * anything yet at that point, so what is wrong there is the merge's doing and nobody's wish.
 */
import type { Batch } from './log.ts'
import { outOfOrder } from './order.ts'
import { rootOf, sight, type Text, type Token, type Version } from './text.ts'

/** The two sides of a merge: the batch with what it knew, or what the feed held before it. */
type Side = 'batch' | 'feed'

/** Tokens, by their roots, with the side that had them right. */
export type Finding = {
  kind: 'vanished' | 'doubled' | 'moved'
  batch: Batch
  side: Side
  roots: readonly Token[]
}

export const versionOf = ({ from, to, unknown }: Batch, side: Side): Version => {
  if (side === 'feed') return (index) => index < from
  const strange = new Set(unknown)
  return (index) => index <= to && !strange.has(index)
}
const merged =
  ({ to }: Batch): Version =>
  (index) =>
    index <= to
const common = ({ from, unknown }: Batch): Version => {
  const strange = new Set(unknown)
  return (index) => index < from && !strange.has(index)
}

/** What stands in a version: its tokens in order, and how often each root stands there. */
export type Sequence = { tokens: readonly Token[]; counts: ReadonlyMap<Token, number> }

export const sequenceOf = (text: Text, version: Version): Sequence => {
  const seen = sight(version)
  const tokens: Token[] = []
  const counts = new Map<Token, number>()
  for (const token of text.tokens) {
    if (!seen.token(token)) continue
    tokens.push(token)
    const root = rootOf(token)
    counts.set(root, (counts.get(root) ?? 0) + 1)
  }
  return { tokens, counts }
}

/** The roots that stand in a sequence once, in its order. */
export const rootsOnce = ({ tokens, counts }: Sequence): Token[] =>
  tokens.map(rootOf).filter((root) => counts.get(root) === 1)

export const ranksOf = (roots: readonly Token[]): Map<Token, number> =>
  new Map(roots.map((root, rank): [Token, number] => [root, rank]))

/** Those of the roots that stand out of the order that `ranks` give them. */
const strays = (roots: readonly Token[], ranks: ReadonlyMap<Token, number>): Token[] => {
  const known = roots.filter((root) => ranks.has(root))
  return outOfOrder(known.map((root) => ranks.get(root) ?? 0)).flatMap((at) => known[at] ?? [])
}

/** Whether somebody in a version took it away for good, knowing it: that is a wish, however it was merged. */
export const wasDeleted = (tokens: Iterable<Token>, version: Version): boolean => {
  for (const token of tokens)
    for (const index of token.deleters) if (version(index) && !token.movers.includes(index)) return true
  return false
}

/** Every token of each root. */
export const byRoot = (text: Text): Map<Token, Token[]> => {
  const all = new Map<Token, Token[]>()
  for (const token of text.tokens) {
    const root = rootOf(token)
    const copies = all.get(root)
    if (copies) copies.push(token)
    else all.set(root, [token])
  }
  return all
}

/** Whether a batch or what it did not know tore anything: somebody has to have deleted or rebuilt a node. */
export const tears = (text: Text, batch: Batch): boolean => {
  for (let index = batch.from; index <= batch.to; index += 1) if (text.movers.has(index)) return true
  return batch.unknown.some((index) => text.movers.has(index))
}

export const findIn = (text: Text, batch: Batch, copies: ReadonlyMap<Token, Token[]>): Finding[] => {
  const both = sequenceOf(text, merged(batch))
  const sides = {
    batch: sequenceOf(text, versionOf(batch, 'batch')),
    feed: sequenceOf(text, versionOf(batch, 'feed')),
  }
  const findings: Finding[] = []
  const find = (kind: Finding['kind'], side: Side, roots: readonly Token[]): void => {
    if (roots.length > 0) findings.push({ kind, batch, side, roots })
  }

  for (const side of ['batch', 'feed'] as const) {
    const gone = [...sides[side].counts.keys()].filter(
      (root) => !both.counts.has(root) && !wasDeleted(copies.get(root) ?? [], merged(batch)),
    )
    find('vanished', side, gone)
  }

  const often = [...both.counts].flatMap(([root, count]) =>
    count > 1 && count > (sides.batch.counts.get(root) ?? 0) && count > (sides.feed.counts.get(root) ?? 0)
      ? [root]
      : [],
  )
  find('doubled', 'batch', often)

  // What somebody deleted and a copy brought back has no right place.
  const now = rootsOnce(both).filter((root) => !wasDeleted(copies.get(root) ?? [], merged(batch)))
  const wanted = { batch: rootsOnce(sides.batch), feed: rootsOnce(sides.feed) }
  for (const side of ['batch', 'feed'] as const) {
    const other = side === 'batch' ? 'feed' : 'batch'
    const stray = strays(now, ranksOf(wanted[side]))
    if (stray.length === 0) continue
    // What the other side moved on purpose is where it wants it.
    const began = ranksOf(rootsOnce(sequenceOf(text, common(batch))))
    const meant = new Set(strays(wanted[other], began))
    if (meant.size === 0) find('moved', side, stray)
    else
      find(
        'moved',
        side,
        strays(
          now.filter((root) => !meant.has(root)),
          ranksOf(wanted[side]),
        ),
      )
  }
  return findings
}
