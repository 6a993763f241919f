/**
 * The net under every reader: words of a file that ended nowhere are found, so that they can be told as dropped
 * (the promise of an import: every word of the source is in the item, its note or the report).
 */
import { blockText } from '../document/counts.ts'
import type { Line } from '../domain/copy.ts'
import type { Dropped, Imported } from './imported.ts'

/** Words as they are compared: without case, signs and ligatures. */
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

const counted = (texts: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const text of texts) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const linksOf = (line: Line): string[] => line.flatMap((run) => (run.link === undefined ? [] : [run.link]))

/** Everything that an item says to the person who looks at it: its copy, its links, its note, what it lost. */
export const saidBy = (item: Imported): string[] => {
  const { copy } = item
  return [
    item.uri ?? '',
    item.follows ?? '',
    item.note,
    item.rawCredits,
    copy.kicker,
    copy.headline,
    copy.byline,
    ...copy.dateline,
    ...copy.credits,
    copy.section,
    copy.slug,
    copy.language,
    ...copy.body.flatMap((block) => {
      if (block.type === 'paragraph' || block.type === 'subhead')
        return [blockText(block), ...linksOf(block.line)]
      if (block.type === 'quote') return [blockText(block), ...block.lines.flatMap(linksOf)]
      if (block.type === 'list') return [blockText(block), ...block.items.flat().flatMap(linksOf)]
      return [block.text, block.name]
    }),
    ...item.dropped.map((dropped) => dropped.text),
  ]
}

const SENTENCE_ENDS = /(?<=[.!?]['"’”)]*)\s+|\n+/u

/** A piece of the source, under the name that a person is told it by; empty where it has none. */
export type SourceText = { name: string; text: string; what: Dropped['what'] }

/**
 * What is to be told as dropped: pieces of which some word occurs more often than in all items together. Pieces of
 * one name are told together, each once.
 */
export const leftovers = (items: readonly Imported[], sources: readonly SourceText[]): Dropped[] => {
  const said = counted(items.flatMap(saidBy))
  const told = new Map<string, { what: Dropped['what']; texts: Set<string> }>()
  for (const { name, text, what } of sources) {
    const missing = new Set(
      [...counted([text])].filter(([word, times]) => (said.get(word) ?? 0) < times).map(([word]) => word),
    )
    if (missing.size === 0) continue
    const key = `${what} ${name}`
    const group = told.get(key) ?? { what, texts: new Set(name === '' ? [] : [`${name}:`]) }
    // Of a long text only the sentences that something is missing of: the rest stands in the item.
    for (const piece of text.split(SENTENCE_ENDS))
      if (wordsOf(piece).some((word) => missing.has(word))) group.texts.add(piece.trim())
    told.set(key, group)
  }
  return [...told.values()].map(({ what, texts }) => ({ what, text: [...texts].join(' ') }))
}
