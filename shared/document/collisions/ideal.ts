/**
 * The order that everybody meant. Each character has its place beside those that its writer saw; where two people wrote
 * in one spot apart, either order is right. What was moved by somebody who saw it moves here as well; what only a merge
 * moved does not, and stands out of this order.
 */
import type { PutBack } from './copies.ts'
import { commonTo, mergedWith, type Sequence, sequenceOf, versionOf } from './find.ts'
import type { Batch } from './log.ts'
import { inverted, outOfFirmOrder, outOfOrder } from './order.ts'
import { rootOf, type Text, type Token, type Version } from './text.ts'

/** A version that shows where things belong, with what it is about. */
export type Source = { version: Version; sequence: Sequence; batch: Batch | null }

export type Ideal = {
  ranks: ReadonlyMap<Token, number>
  /** The version that shows where a root belongs. */
  sources: ReadonlyMap<Token, Source>
}

/** The roots of a sequence in its order, each once. */
const rootsOf = ({ tokens }: Sequence): Token[] => [...new Set(tokens.map(rootOf))]

const once = ({ tokens, counts }: Sequence): Token[] =>
  tokens.map(rootOf).filter((root) => counts.get(root) === 1)

/** Roots that repairs put somewhere between two versions. */
const putSince = (before: Sequence, after: Sequence, repairs: ReadonlySet<number>): Set<Token> => {
  const stood = new Set(before.tokens)
  return new Set(after.tokens.filter((token) => repairs.has(token.birth) && !stood.has(token)).map(rootOf))
}

/** Roots that stand in another order than before. Taking one of two copies away moves nothing. */
const movedSince = (before: Sequence, after: Sequence, put: ReadonlySet<Token>): Set<Token> => {
  const ranks = new Map(once(before).map((root, rank): [Token, number] => [root, rank]))
  // What was put right was put where it was meant to be already: it has its place in this order.
  const known = once(after).filter((root) => ranks.has(root) && !put.has(root))
  return new Set(outOfOrder(known.map((root) => ranks.get(root) ?? 0)).flatMap((at) => known[at] ?? []))
}

export const idealOf = (
  text: Text,
  torn: readonly Batch[],
  repairs: readonly PutBack[],
  wishes: ReadonlyMap<Token, readonly number[]>,
): Ideal => {
  const repaired = new Set(repairs.map(({ update }) => update))
  const next = new Map<Token | null, Token | null>([[null, null]])
  const previous = new Map<Token, Token | null>()
  const sources = new Map<Token, Source>()

  const insert = (root: Token, after: Token | null): void => {
    const behind = next.get(after) ?? null
    next.set(after, root)
    next.set(root, behind)
    previous.set(root, after)
    if (behind) previous.set(behind, root)
  }
  const remove = (root: Token): void => {
    const before = previous.get(root) ?? null
    const behind = next.get(root) ?? null
    next.set(before, behind)
    if (behind) previous.set(behind, before)
    next.delete(root)
    previous.delete(root)
  }
  /** Behind what others wrote in the same spot, as far as it stood before it when both first came together. */
  const spotAfter = (
    root: Token,
    after: Token | null,
    known: ReadonlySet<Token>,
    places: ReadonlyMap<Token, number>,
  ): Token | null => {
    const here = places.get(root)
    let spot = after
    if (here === undefined) return spot
    for (let other = next.get(after) ?? null; other && !known.has(other); other = next.get(other) ?? null) {
      const there = places.get(other)
      if (there !== undefined && there < here) spot = other
    }
    return spot
  }
  /** Those that bind less than others and do not fit between them: what somebody deleted and a copy brought back. */
  const adrift = (roots: readonly Token[], isLoose: (root: Token) => boolean): Set<Token> => {
    const placed = roots.filter((root) => previous.has(root))
    const loose = placed.map(isLoose)
    if (!loose.includes(true)) return new Set()
    const ranks = new Map<Token, number>()
    for (let root = next.get(null) ?? null; root; root = next.get(root) ?? null) ranks.set(root, ranks.size)
    const away = outOfFirmOrder(
      placed.map((root) => ranks.get(root) ?? 0),
      (at) => loose[at] === true,
    )
    return new Set(placed.filter((_, at) => away.has(at) && loose[at]))
  }
  const place = (version: Version, began: Sequence, batch: Batch | null): void => {
    const sequence = sequenceOf(text, version)
    const roots = rootsOf(sequence)
    const known = new Set(roots)
    const put = putSince(began, sequence, repaired)
    const moved = movedSince(began, sequence, put)
    const loose = adrift(roots, (one) => wishes.get(one)?.some(version) === true)
    const source = { version, sequence, batch }
    const together = batch ? sequenceOf(text, mergedWith(batch)) : sequence
    const places = new Map(rootsOf(together).map((root, at): [Token, number] => [root, at]))
    let last: Token | null = null
    for (const root of roots) {
      if (moved.has(root) && previous.has(root)) remove(root)
      if (!previous.has(root)) {
        insert(root, spotAfter(root, last, known, places))
        sources.set(root, source)
      }
      // What was written beside those belongs to what else stands there.
      if (!loose.has(root)) last = root
    }
  }

  let began: Sequence = { tokens: [], counts: new Map() }
  for (const batch of torn) {
    place(versionOf(batch, 'feed'), began, null)
    place(versionOf(batch, 'batch'), sequenceOf(text, commonTo(batch)), batch)
    began = sequenceOf(text, mergedWith(batch))
  }
  place(() => true, began, null)

  const ranks = new Map<Token, number>()
  for (let root = next.get(null) ?? null; root; root = next.get(root) ?? null) ranks.set(root, ranks.size)
  return { ranks, sources }
}

/**
 * The roots that stand now, once, and out of the order that was meant: as few as would have to move. Two that nobody ever
 * saw together stand in no order, and what somebody deleted and a copy brought back has no right place.
 */
export const straysIn = (now: Sequence, ideal: Ideal, wishes: ReadonlyMap<Token, unknown>): Token[] => {
  const standing = now.tokens
    .map(rootOf)
    .filter((root) => now.counts.get(root) === 1 && ideal.ranks.has(root) && !wishes.has(root))
  const rank = (root: Token): number => ideal.ranks.get(root) ?? 0
  const strays = outOfOrder(standing.map(rank)).flatMap((at) => standing[at] ?? [])
  if (strays.length === 0) return []
  const wrong = new Set<Token>()
  for (const { sequence } of new Set(ideal.sources.values())) {
    const together = standing.filter((root) => sequence.counts.has(root))
    for (const at of inverted(together.map(rank))) {
      const root = together[at]
      if (root) wrong.add(root)
    }
  }
  return strays.filter((root) => wrong.has(root))
}
