/**
 * Pages: what somebody had in front of him, or what stands in the feed at a time. Text is seen as its roots, the
 * characters that people once typed, whatever copies stand for them.
 */
import { type Batch, knows } from './log.ts'
import { lineOf, type Place, rootOf, sight, type Text, type Token, type Version } from './text.ts'

/** What stands in a version: its tokens in order, and how often each root stands there. */
export type Sequence = { tokens: readonly Token[]; counts: ReadonlyMap<Token, number> }

/** A version with what stands in it, and the batch that ends with it. */
export type Page = { version: Version; sequence: Sequence; batch: Batch | null }

export const everything: Version = () => true

export const countsOf = (tokens: readonly Token[]): Map<Token, number> => {
  const counts = new Map<Token, number>()
  for (const token of tokens) counts.set(rootOf(token), (counts.get(rootOf(token)) ?? 0) + 1)
  return counts
}

export const sequenceOf = (text: Text, version: Version): Sequence => {
  const seen = sight(version)
  const tokens = text.tokens.filter(seen.token)
  return { tokens, counts: countsOf(tokens) }
}

/** What the writer of a batch had, with the batch or without it. */
export const versionOf = ({ from, to, unknown }: Batch, when: 'before' | 'after'): Version => {
  const strange = new Set(unknown)
  const end = when === 'after' ? to + 1 : from
  return (index) => index < end && !strange.has(index)
}

/** What the writer of one update had when he wrote it, with the update or without it. */
export const versionAt =
  ({ log }: Text, update: number, when: 'before' | 'after'): Version =>
  (index) =>
    index === update ? when === 'after' : knows(log, update, index)

export const pageOf = (text: Text, version: Version, batch: Batch | null = null): Page => ({
  version,
  batch,
  sequence: sequenceOf(text, version),
})

/** The tokens that stand for each root, in the order of the text. */
export const standingIn = ({ tokens }: Sequence): Map<Token, Token[]> => {
  const all = new Map<Token, Token[]>()
  for (const token of tokens) {
    const root = rootOf(token)
    const others = all.get(root)
    if (others) others.push(token)
    else all.set(root, [token])
  }
  return all
}

/** The tokens of a sequence by the lines that they stand in: paragraphs, subheads, items of lists. */
export const linesOf = ({ tokens }: Sequence): Token[][] => {
  const lines: Token[][] = []
  let here: Place | null = null
  for (const token of tokens) {
    const line = lineOf(token.place)
    if (line === here) lines.at(-1)?.push(token)
    else lines.push([token])
    here = line
  }
  return lines
}

/** The roots that stand once, in the order of the text. */
export const onceIn = ({ tokens, counts }: Sequence): Token[] =>
  tokens.map(rootOf).filter((root) => counts.get(root) === 1)
