/**
 * The story of a pasted page: what stands above its text, its dateline, and its body.
 */
import type { Agency } from '../domain/agency.ts'
import type { Block } from '../domain/copy.ts'
import { parseDateline } from '../domain/dateline.ts'
import { agedAt, type PageAge, takeAges } from './aging.ts'
import { type Dated, readDateline } from './dated.ts'
import { copyLine, isAllBold, textOf } from './line.ts'
import type { PasteLead, PasteOptions } from './page-types.ts'
import { blockOf, type Piece, type TextPiece } from './piece.ts'
import type { Tally } from './report.ts'
import { isByline, isHeadlineShaped, isKickerShaped, isRunningText, isSubheadShaped } from './shape.ts'

/** A dateline stands at the top: this many texts are looked at. */
const LOOK_AHEAD = 6

const isText = (piece: Piece | undefined): piece is TextPiece => piece?.kind === 'text'

/** Where the text with the dateline is; agencies behind a place prove more than a place alone. */
const findDateline = (pieces: readonly Piece[], agencies: readonly Agency[]): number => {
  const top = pieces.slice(0, LOOK_AHEAD)
  const results = top.map((piece) => (isText(piece) ? parseDateline(textOf(piece.line), { agencies }) : null))
  const credited = results.findIndex((one) => one?.kind === 'found' && one.credits.length > 0)
  if (credited !== -1) return credited
  const offered = results.findIndex((one) => one?.kind === 'offer' && one.credits.length > 0)
  return offered !== -1 ? offered : results.findIndex((one) => one?.kind === 'found')
}

/** The lines above the text: which of them is what. Those that are none of it open the body. */
type Top = { headline: string; kicker?: string; byline?: string; rest: Piece[] }

const readTop = (pieces: readonly Piece[], isSure: boolean): Top => {
  const rest = [...pieces]
  const top: Top = { headline: '', rest }
  const heading = rest.findIndex((piece) => isText(piece) && piece.head > 0)
  const [first, second] = rest
  const stacked =
    isText(first) &&
    isText(second) &&
    isKickerShaped(textOf(first.line)) &&
    isHeadlineShaped(textOf(second.line))
  const longer = stacked && textOf(second.line).length > textOf(first.line).length
  const at = heading === 0 || heading === 1 ? heading : longer && !isByline(textOf(second.line)) ? 1 : 0
  const headline = rest[at]
  // Above a dateline the first line is the headline; without one its shape has to say so.
  const taken = isText(headline) && (isSure || headline.head > 0 || isHeadlineShaped(textOf(headline.line)))
  if (!taken) return top
  top.headline = textOf(headline.line).replace(/\s+/gu, ' ')
  const above = rest[0]
  if (at === 1 && isText(above) && isKickerShaped(textOf(above.line))) {
    top.kicker = textOf(above.line)
    rest.splice(0, 2)
  } else rest.splice(at, 1)
  const next = rest.findIndex((piece) => isText(piece) && isByline(textOf(piece.line)))
  const byline = rest[next]
  if (next <= 1 && isText(byline)) {
    top.byline = textOf(byline.line)
    rest.splice(next, 1)
  }
  return top
}

/** Headings of the page, and short lines between two paragraphs, become subheads. */
export const bodyBlocks = (pieces: readonly Piece[]): Block[] => {
  const mayBe = (piece: Piece | undefined): boolean =>
    isText(piece) && (piece.head > 0 || isSubheadShaped(textOf(piece.line)))
  return pieces.map((piece, index): Block => {
    if (!isText(piece)) return blockOf(piece)
    const before = pieces[index - 1]
    const after = pieces[index + 1]
    const text = textOf(piece.line)
    const isLast = after === undefined
    const between = before !== undefined && !mayBe(before) && !mayBe(after)
    const follows = isText(after) ? isRunningText(textOf(after.line)) || isAllBold(piece.line) : !isLast
    const isSubhead =
      piece.head > 0
        ? !isLast && (text.length <= 100 || !/[.]$/u.test(text))
        : isSubheadShaped(text) && between && follows && !isLast
    return isSubhead
      ? { type: 'subhead', line: copyLine(piece.line, { bold: true }) }
      : blockOf({ ...piece, head: 0 })
  })
}

/** Ages between the lines of a story say when it was shown; they are no copy. */
const withoutAges = (pieces: readonly Piece[]): { pieces: Piece[]; age: PageAge | null } => {
  let age: PageAge | null = null
  const kept: Piece[] = []
  for (const piece of pieces) {
    if (!isText(piece)) {
      kept.push(piece)
      continue
    }
    const { before, line, after } = takeAges(piece.line)
    age ??= before ?? after
    if (line.length > 0) kept.push({ ...piece, line })
  }
  return { pieces: kept, age }
}

/** Reads the pieces of a page up to its rail as a story. */
export const readLead = (all: readonly Piece[], options: PasteOptions, tally: Tally): PasteLead => {
  const { pieces, age } = withoutAges(all)
  const at = findDateline(pieces, options.agencies)
  const dated = at === -1 ? undefined : pieces[at]
  // Without a dateline only the first few lines can stand above the text, and something must stand below.
  const above = at === -1 ? (pieces.length > 1 ? openingLines(pieces) : 0) : at
  const top = readTop(pieces.slice(0, above), at !== -1)
  const story: Dated | null = isText(dated) ? readDateline(dated.line, options.agencies, tally) : null
  const first: Piece[] =
    story === null || !isText(dated) || story.line.length === 0
      ? []
      : [{ ...dated, line: story.line, head: 0 }]
  const body = bodyBlocks([...top.rest, ...first, ...pieces.slice(at === -1 ? above : at + 1)])
  const { rest: _rest, ...fields } = top
  return {
    ...fields,
    dateline: story?.places ?? [],
    credits: story?.credits ?? [],
    body,
    ...agedAt(age, options.now),
  }
}

/** How many lines at the top of undated copy are headline-like: they end where running text starts. */
const openingLines = (pieces: readonly Piece[]): number => {
  const first = pieces.findIndex(
    (piece) => !isText(piece) || (piece.head === 0 && !isHeadlineShaped(textOf(piece.line))),
  )
  return first === -1 ? 1 : Math.min(first, 3)
}
