/**
 * Words, characters and reading time. Counted while somebody types, so: one pass, no arrays, no patterns.
 */
import { type Block, lineText } from '../domain/copy.ts'

/** How fast people read, in words a minute. */
const WORDS_PER_MINUTE = 230

/**
 * `words`: stretches between white space that hold a letter or a figure. `characters`: code points, spaces
 * included, paragraph ends not. `minutes`: reading time, rounded up; 0 for no words.
 */
export type Counts = { words: number; characters: number; minutes: number }

const SPACE = 0
const MARK = 1
const WORD = 2

/** Class of a UTF-16 unit. What is beyond Latin-1 and no general punctuation counts as a letter. */
const classOf = (unit: number): number => {
  if (unit <= 0x20 || unit === 0xa0 || unit === 0x202f || unit === 0x2028 || unit === 0x2029) return SPACE
  if (unit < 0x80) {
    const isDigit = unit >= 0x30 && unit <= 0x39
    const lower = unit | 0x20
    return isDigit || (lower >= 0x61 && lower <= 0x7a) ? WORD : MARK
  }
  if (unit < 0xc0) return unit === 0xaa || unit === 0xb5 || unit === 0xba ? WORD : MARK
  if (unit >= 0x2000 && unit <= 0x200a) return SPACE
  if (unit === 0x3000) return SPACE
  return unit === 0xd7 || unit === 0xf7 || (unit >= 0x200b && unit <= 0x206f) ? MARK : WORD
}

const minutesFor = (words: number): number => Math.ceil(words / WORDS_PER_MINUTE)

/** Counts a text. A line break is white space between words and no character. */
export const countText = (text: string): Counts => {
  let words = 0
  let characters = 0
  let counted = false
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit !== 10 && (unit & 0xfc00) !== 0xdc00) characters += 1
    const kind = classOf(unit)
    if (kind === SPACE) counted = false
    else if (kind === WORD && !counted) {
      words += 1
      counted = true
    }
  }
  return { words, characters, minutes: minutesFor(words) }
}

/** Text of a block as readers see it; its lines are joined by a line break. */
export const blockText = (block: Block): string => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return lineText(block.line)
    case 'quote':
      return block.lines.map(lineText).join('\n')
    case 'list':
      return block.items.map((item) => item.map(lineText).join('\n')).join('\n')
    case 'unknown':
      return block.text
  }
}

/** Counts a body: the sum of its blocks. */
export const countBlocks = (blocks: readonly Block[]): Counts => {
  let words = 0
  let characters = 0
  for (const block of blocks) {
    const counts = countText(blockText(block))
    words += counts.words
    characters += counts.characters
  }
  return { words, characters, minutes: minutesFor(words) }
}
