/**
 * Pasted HTML as pieces. The parser is the standard's own (parse5), scripting off; nothing is ever put back
 * together as markup, so what is hostile in it ends as text or nowhere.
 */
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from 'parse5'
import type { Block } from '../domain/copy.ts'
import { readTree } from './html-tree.ts'
import { blockOf, type Piece } from './piece.ts'
import { newTally, type Tally } from './report.ts'

/** The most that is read of one paste, in UTF-16 units: 2 MB of plain letters. */
export const MAX_PASTE_LENGTH = 2 * 1024 * 1024

/** The deepest nesting that is read. No page needs a third of it; an attack needs more. */
export const MAX_PASTE_DEPTH = 200

/** Why HTML was not read. */
export type HtmlRefusal = 'too-big' | 'too-deep'

class TooDeep extends Error {}

/** HTML as pieces, or why it was not read. `quotes` as in `cleanText`. Never throws on any input. */
export const htmlPieces = (
  html: string,
  tally: Tally,
  options: { quotes: boolean },
): Piece[] | HtmlRefusal => {
  if (html.length > MAX_PASTE_LENGTH) return 'too-big'
  let depth = 0
  const treeAdapter = {
    ...defaultTreeAdapter,
    onItemPush: () => {
      depth += 1
      if (depth > MAX_PASTE_DEPTH) throw new TooDeep('nested too deep')
    },
    onItemPop: () => {
      depth -= 1
    },
  }
  try {
    const document = parse<DefaultTreeAdapterMap>(html, { scriptingEnabled: false, treeAdapter })
    return readTree(document, {
      ...options,
      tally,
      maxDepth: 2 * MAX_PASTE_DEPTH,
      tooDeep: () => new TooDeep('nested too deep'),
    })
  } catch (error) {
    if (error instanceof TooDeep) return 'too-deep'
    throw error
  }
}

/**
 * Ordinary paste of formatted text: paragraphs, subheads, quotes, lists, links, bold and italic; everything
 * else is gone, its text stays. Quotation marks stay as they are. `null` when the HTML is past the limits
 * (`MAX_PASTE_LENGTH`, `MAX_PASTE_DEPTH`): paste the plain text then.
 */
export const cleanInline = (html: string): Block[] | null => {
  const pieces = htmlPieces(html, newTally(), { quotes: false })
  return typeof pieces === 'string' ? null : pieces.map(blockOf)
}
