/**
 * What a merge tore apart: for every batch that was written apart, what its writer had and what stood in the feed before
 * it are compared with both together (design: "Convergence is not enough"). Nobody who could have known both has written
 * anything yet at that point, so what is wrong there is the merge's doing and nobody's wish.
 */
import { type Batch, knows } from './log.ts'
import { type Place, rootOf, sight, type Text, type Token, type Version } from './text.ts'

/** The two sides of a merge: the batch with what it knew, or what the feed held before it. */
type Side = 'batch' | 'feed'

/** Tokens, by their roots, with the side that had them right. */
export type Finding = {
  kind: 'vanished' | 'doubled'
  batch: Batch
  side: Side
  roots: readonly Token[]
}

export const versionOf = ({ from, to, unknown }: Batch, side: Side): Version => {
  if (side === 'feed') return (index) => index < from
  const strange = new Set(unknown)
  return (index) => index <= to && !strange.has(index)
}
export const mergedWith =
  ({ to }: Batch): Version =>
  (index) =>
    index <= to
/** What both sides had. */
export const commonTo = ({ from, unknown }: Batch): Version => {
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

/** Every token of each root. */
const byRoot = (text: Text): Map<Token, Token[]> => {
  const all = new Map<Token, Token[]>()
  for (const token of text.tokens) {
    const root = rootOf(token)
    const copies = all.get(root)
    if (copies) copies.push(token)
    else all.set(root, [token])
  }
  return all
}

/**
 * Who took each root away for good: whoever deleted a token that was there for him and put nothing of it elsewhere, nor
 * left another copy of it standing. That is a wish, however it was merged.
 */
export const wishesIn = (text: Text): Map<Token, number[]> => {
  const all = byRoot(text)
  const made = new Map<number, Set<Token>>()
  for (const token of text.tokens) {
    if (token.deleters.includes(token.birth)) continue
    const roots = made.get(token.birth) ?? new Set<Token>()
    made.set(token.birth, roots)
    roots.add(rootOf(token))
  }
  const wishes = new Map<Token, number[]>()
  for (const [root, tokens] of all) {
    const deleters = new Set(
      tokens.flatMap((token) => token.deleters.filter((index) => !token.movers.includes(index))),
    )
    const meant = [...deleters].filter(
      (index) =>
        !made.get(index)?.has(root) &&
        // Who put it back knowing that it had gone overrules who took it away.
        !tokens.some(({ birth }) => birth > index && knows(text.log, birth, index)) &&
        !tokens.some((token) => stands(token, (other) => other === index || knows(text.log, index, other))),
    )
    if (meant.length > 0) wishes.set(root, meant)
  }
  return wishes
}

const stands = ({ birth, deleters, place }: Token, version: Version): boolean => {
  if (!version(birth) || deleters.some(version)) return false
  for (let up: Place | null = place; up; up = up.parent)
    if (!version(up.birth) || up.deleters.some(version)) return false
  return true
}

/** Whether a batch or what it did not know tore anything: somebody has to have deleted or rebuilt a node. */
export const tears = (text: Text, batch: Batch): boolean => {
  for (let index = batch.from; index <= batch.to; index += 1) if (text.movers.has(index)) return true
  return batch.unknown.some((index) => text.movers.has(index))
}

export const findIn = (text: Text, batch: Batch, wishes: ReadonlyMap<Token, number[]>): Finding[] => {
  const both = sequenceOf(text, mergedWith(batch))
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
      (root) => !both.counts.has(root) && !wishes.get(root)?.some(mergedWith(batch)),
    )
    find('vanished', side, gone)
  }

  const often = [...both.counts].flatMap(([root, count]) =>
    count > 1 && count > (sides.batch.counts.get(root) ?? 0) && count > (sides.feed.counts.get(root) ?? 0)
      ? [root]
      : [],
  )
  find('doubled', 'batch', often)
  return findings
}
