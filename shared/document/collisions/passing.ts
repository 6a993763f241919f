/**
 * What was typed in a batch and taken away in it again, and of which there are copies by now: it was redone. Pages of the
 * moments between show where it stood.
 */
import type { Batch } from './log.ts'
import { type Page, pageOf, shownOf, versionOf } from './page.ts'
import { rootOf, type Text, type Token } from './text.ts'

const isSince = (one: Token, other: Token): boolean =>
  one.birth === other.birth ? one.clock > other.clock : one.birth > other.birth

/**
 * What came and went within one update: the page shows where it was last, among all that came with it. What went with it is
 * left out: words are typed behind what was deleted in the same place, wherever that stood.
 */
const within = (text: Text, { version, sequence }: Page, own: readonly Token[]): Page => {
  const last = new Map<Token, Token>()
  for (const token of own) {
    const root = rootOf(token)
    const other = last.get(root)
    if (!other || isSince(token, other)) last.set(root, token)
  }
  const stands = new Set([
    ...sequence.tokens,
    ...own.filter((token) => sequence.counts.has(rootOf(token)) || last.get(rootOf(token)) === token),
  ])
  return shownOf(text, version, (token) => stands.has(token))
}

/** `page` is what the writer of the batch had in the end. */
export const passingPages = (text: Text, page: Page, { from, to, unknown }: Batch): Page[] => {
  const own = text.tokens.filter(({ birth }) => birth >= from && birth <= to)
  const redone = new Set(
    own.filter(
      (token) => token.copyOf === null && text.copied.has(token) && !page.sequence.counts.has(token),
    ),
  )
  if (redone.size === 0) return []
  /** For each of them the last update that took it away from where it had stood for a while. */
  const ends = new Map<Token, number>()
  for (const token of own) {
    const root = rootOf(token)
    const end = Math.min(...token.deleters.filter(page.version))
    if (redone.has(root) && end > token.birth && Number.isFinite(end))
      ends.set(root, Math.max(end, ends.get(root) ?? 0))
  }
  const moments = new Set(ends.values())
  const flashes = new Set([...redone].flatMap((root) => (ends.has(root) ? [] : [root.birth])))
  return [...new Set([...moments, ...flashes])]
    .sort((one, other) => one - other)
    .flatMap((index) => {
      const at = { from: index, to: index, unknown }
      const before = moments.has(index) ? [pageOf(text, versionOf(at, 'before'))] : []
      if (!flashes.has(index)) return before
      const after = pageOf(text, versionOf(at, 'after'))
      return [
        ...before,
        within(
          text,
          after,
          own.filter(({ birth }) => birth === index),
        ),
      ]
    })
}
