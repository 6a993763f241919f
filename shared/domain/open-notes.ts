import { type Block, type Copy, lineText } from './copy.ts'
import type { FindingPlace } from './house-style.ts'

/**
 * A note that somebody left in the text for later: between double brackets, or between brackets with the word for it in
 * front. What stands between single brackets otherwise is copy: an editor's addition to a quote looks just like that.
 */
const NOTE = /\[\[[^\]]*\]\]|\[(?:check(?:en)?|tk|todo|nog|aanvullen|verifi(?:ë|e)ren)(?=[\s:\]])[^\]]*\]/giu

const linesOf = (block: Block): string[] => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return [lineText(block.line)]
    case 'quote':
      return block.lines.map(lineText)
    case 'list':
      return block.items.flat().map(lineText)
    case 'unknown':
      return []
  }
}

/** The notes in what readers would get to read that nobody has settled, in the order of the page. */
export const openNotes = ({ kicker, headline, byline, body }: Copy): string[] =>
  [kicker, headline, byline, ...body.flatMap(linesOf)].flatMap((text) =>
    [...text.matchAll(NOTE)].map(([note]) => note),
  )

/** Where the first of them stands in the text, to go to it; null where the text has none. */
export const placeOfNote = ({ headline, body }: Copy): FindingPlace | null => {
  if (headline.search(NOTE) >= 0) return { field: 'headline' }
  for (const [block, one] of body.entries()) {
    let offset = 0
    for (const text of linesOf(one)) {
      const [found] = text.matchAll(NOTE)
      if (found) return { block, from: offset + found.index, to: offset + found.index + found[0].length }
      offset += text.length + 1
    }
  }
  return null
}
