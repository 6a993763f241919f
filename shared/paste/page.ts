/**
 * A whole page of copy becomes clean structure: the story, its section, the briefs beside it, and a report.
 *
 * Plain text and HTML from a browser go the same way, so that the same page gives the same copy. Nothing here
 * reads a clock, a class name or a site: what decides is the shape of the text.
 */

import { takeAges } from './aging.ts'
import { htmlPieces, MAX_PASTE_DEPTH, MAX_PASTE_LENGTH } from './html.ts'
import { readLead } from './lead.ts'
import { isOneLink, type PasteLine, splitAtBreaks, textOf } from './line.ts'
import type { PasteInput, PasteOptions, PastePage, PasteResult } from './page-types.ts'
import { flatten, type Piece } from './piece.ts'
import { plainPieces } from './plain.ts'
import { readRail, startsBrief } from './rail.ts'
import { newTally, type Tally } from './report.ts'
import { railTitle } from './shape.ts'

const withoutLink = (line: PasteLine): PasteLine => line.map(({ link: _link, ...run }) => run)

/** A page breaks lines where copy has paragraphs, and links whole teasers to what is already here. */
const asCopy = (pieces: readonly Piece[], tally: Tally): Piece[] =>
  pieces.flatMap((piece): Piece[] => {
    if (piece.kind !== 'text') return [piece]
    return splitAtBreaks(piece.line, /\n+/gu).map((line) => {
      if (!isOneLink(line)) return { ...piece, line }
      tally.count('links-dropped')
      return { ...piece, line: withoutLink(line) }
    })
  })

/**
 * Where the rail starts: at its title when briefs or ages follow, else at the second dateline with agencies.
 * A list is opened up only where briefs are in it.
 */
const findRail = (pieces: readonly Piece[], options: PasteOptions): number => {
  const isDated = (piece: Piece): boolean =>
    flatten([piece]).some((text) => startsBrief(textOf(takeAges(text.line).line), options.agencies))
  const isAged = (piece: Piece): boolean =>
    flatten([piece]).some((text) => {
      const ages = takeAges(text.line)
      return ages.before !== null || ages.after !== null
    })
  const dated = pieces.map(isDated)
  const lastBrief = pieces.findLastIndex((piece, index) => dated[index] === true || isAged(piece))
  const title = pieces.findIndex(
    (piece, index) =>
      piece.kind === 'text' &&
      index <= lastBrief &&
      (index < lastBrief || dated[index] === true) &&
      railTitle(textOf(piece.line), options.sections) !== null,
  )
  if (title !== -1) return title
  const first = dated.indexOf(true)
  const second = first === -1 ? -1 : dated.indexOf(true, first + 1)
  return second === -1 ? pieces.length : second
}

const report = (page: Omit<PastePage, 'kind' | 'report'>, tally: Tally): void => {
  const { lead, section, briefs } = page
  if (lead.headline !== '') tally.note('headline-found', { text: lead.headline })
  if (lead.kicker !== undefined) tally.note('kicker-found', { text: lead.kicker })
  if (lead.byline !== undefined) tally.note('byline-found', { text: lead.byline })
  if (lead.dateline.length + lead.credits.length > 0) {
    const credits = lead.credits.length === 0 ? '' : `(${lead.credits.join('/')})`
    tally.note('dateline-found', { text: `${lead.dateline.join('/')} ${credits}`.trim() })
  }
  if (section !== null)
    tally.note(section.id === null ? 'section-unknown' : 'section-found', { name: section.name })
  tally.count('paragraphs', lead.body.filter((block) => block.type === 'paragraph').length)
  tally.count('subheads', lead.body.filter((block) => block.type === 'subhead').length)
  tally.count('briefs', briefs.length)
  tally.count('ages', [lead, ...briefs].filter((item) => item.ageMinutes !== null).length)
}

/** The pieces of the richer half of the clipboard that can be read, or why neither can. */
const piecesOf = (input: PasteInput): { pieces: Piece[]; tally: Tally } | 'too-big' | 'too-deep' => {
  const rich = newTally()
  const html = htmlPieces(input.html ?? '', rich, { quotes: true })
  if (typeof html !== 'string' && html.length > 0) return { pieces: html, tally: rich }
  const isTooBig = input.plain.length > MAX_PASTE_LENGTH
  if (typeof html === 'string' && (isTooBig || input.plain.trim() === '')) return html
  if (isTooBig) return 'too-big'
  const tally = newTally()
  if (typeof html === 'string') tally.note('html-ignored', { reason: html })
  return { pieces: plainPieces(input.plain, tally, { quotes: true }), tally }
}

/**
 * Turns a pasted page into structure (issue 2, "Paste"). HTML is preferred when it holds text. `refused` when
 * the clipboard is past the limits of size or nesting and there is no plain text to fall back on. Never throws
 * on any input; gives text only, never markup.
 */
export const structurePage = (input: PasteInput, options: PasteOptions): PasteResult => {
  const read = piecesOf(input)
  if (typeof read === 'string') {
    return { kind: 'refused', reason: read, limit: read === 'too-big' ? MAX_PASTE_LENGTH : MAX_PASTE_DEPTH }
  }
  const { tally } = read
  const pieces = asCopy(read.pieces, tally)
  const rail = findRail(pieces, options)
  const lead = readLead(pieces.slice(0, rail), options, tally)
  const briefs = readRail(pieces.slice(rail), options, tally)
  const page = { lead, section: briefs.find((brief) => brief.section !== null)?.section ?? null, briefs }
  report(page, tally)
  return { kind: 'page', ...page, report: tally.entries() }
}

/**
 * Whether a paste into an **empty** lead is a page to structure: it has a dateline, or a headline above at
 * least two paragraphs. Anything else is an ordinary paste. The caller knows that the lead is empty.
 */
export const looksLikePage = (result: PasteResult): boolean => {
  if (result.kind === 'refused') return false
  const { lead, briefs } = result
  const paragraphs = lead.body.filter((block) => block.type === 'paragraph').length
  const dated = [lead, ...briefs].some((item) => item.dateline.length + item.credits.length > 0)
  return dated || (lead.headline !== '' && paragraphs >= 2)
}
