/**
 * Plain text as pieces and as blocks: every line that is not blank is a paragraph.
 */
import type { Block } from '../domain/copy.ts'
import { cleanText } from './clean.ts'
import { collapse } from './line.ts'
import { blockOf, type TextPiece } from './piece.ts'
import { newTally, type Tally } from './report.ts'

const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u

/** The lines of a text as pieces, cleaned; `quotes` as in `cleanText`. */
export const plainPieces = (text: string, tally: Tally, options: { quotes: boolean }): TextPiece[] =>
  cleanText(text, tally, options)
    .split(LINE_ENDS)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ kind: 'text', line: collapse([{ text: line }]), head: 0 }))

/**
 * Paste without formatting: one paragraph a line. Takes out what cannot be seen and leaves every other sign,
 * quotation marks included, as it was.
 */
export const plainBlocks = (text: string): Block[] =>
  plainPieces(text, newTally(), { quotes: false }).map(blockOf)
