/** Finding text in the blocks of a document: without case, without diacritics, across bold and links. Pure. */
import type { Node } from '@tiptap/pm/model'

/** A place in the document, in its positions. */
export type Range = { from: number; to: number }

const MARKS = /\p{M}+/gu

/** One character as it is compared. A loose diacritic is nothing: it belongs to the letter before it. */
const folded = (character: string): string => character.normalize('NFD').replace(MARKS, '').toLowerCase()

/** The text folded letter by letter, and for every letter where it stood. */
const fold = (text: string): { letters: string; starts: number[] } => {
  let letters = ''
  const starts: number[] = []
  let offset = 0
  for (const character of text) {
    for (const letter of folded(character)) {
      letters += letter
      for (let unit = 0; unit < letter.length; unit += 1) starts.push(offset)
    }
    offset += character.length
  }
  starts.push(offset)
  return { letters, starts }
}

/** All places of `query` within single blocks, in order and not overlapping. An empty query is nowhere. */
export const findText = (doc: Node, query: string): Range[] => {
  const wanted = [...query].map(folded).join('')
  if (wanted.trim() === '') return []
  const found: Range[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const { letters, starts } = fold(node.textBetween(0, node.content.size, undefined, '\n'))
    for (let at = letters.indexOf(wanted); at !== -1; at = letters.indexOf(wanted, at + wanted.length)) {
      const start = starts[at] ?? 0
      const end = starts[at + wanted.length] ?? start
      // A hit that ends inside a letter with several signs (ß) takes the whole letter.
      if (end > start) found.push({ from: position + 1 + start, to: position + 1 + end })
    }
    return false
  })
  return found
}

/** The next place from `position` on, going round at the end; `step` -1 goes back. -1 when there is none. */
export const nextFrom = (found: readonly Range[], position: number, step: 1 | -1): number => {
  if (found.length === 0) return -1
  if (step === 1) {
    const ahead = found.findIndex((range) => range.from >= position)
    return ahead === -1 ? 0 : ahead
  }
  const behind = found.findLastIndex((range) => range.to <= position)
  return behind === -1 ? found.length - 1 : behind
}
