/**
 * The middle form of a paste: plain text and HTML both become a row of pieces, and pieces become copy.
 */
import type { Block, Line } from '../domain/copy.ts'
import { copyLine, type PasteLine } from './line.ts'

/** A stretch of text of its own. `head` is 1-6 for `h1`-`h6`, otherwise 0. The line is clean and not blank. */
export type TextPiece = { kind: 'text'; line: PasteLine; head: number }

/** What a paste consists of. Lists and quotes hold text only: deeper nesting is flattened. */
export type Piece =
  | TextPiece
  | { kind: 'quote'; texts: TextPiece[] }
  | { kind: 'list'; ordered: boolean; items: TextPiece[][] }

const textsOf = (piece: Piece): TextPiece[] => {
  switch (piece.kind) {
    case 'text':
      return [piece]
    case 'quote':
      return piece.texts
    case 'list':
      return piece.items.flat()
  }
}

/** All text of some pieces in reading order, quotes and lists opened up. */
export const flatten = (pieces: readonly Piece[]): TextPiece[] => pieces.flatMap(textsOf)

const lines = (texts: readonly TextPiece[]): Line[] => texts.map((text) => copyLine(text.line))

/** A piece as it stands: headings become subheads without bold, other text a paragraph. */
export const blockOf = (piece: Piece): Block => {
  switch (piece.kind) {
    case 'text':
      return piece.head > 0
        ? { type: 'subhead', line: copyLine(piece.line, { bold: true }) }
        : { type: 'paragraph', line: copyLine(piece.line) }
    case 'quote':
      return { type: 'quote', lines: lines(piece.texts) }
    case 'list':
      return { type: 'list', ordered: piece.ordered, items: piece.items.map(lines) }
  }
}
