/**
 * The rail of a pasted page: briefs, each with its dateline and its age.
 *
 * On most pages an age closes its brief, often glued to the next dateline; some pages put it in front.
 */
import type { Agency } from '../domain/agency.ts'
import { parseDateline } from '../domain/dateline.ts'
import { agedAt, type PageAge, takeAges } from './aging.ts'
import { readDateline } from './dated.ts'
import { copyLine, isOneLink, type PasteLine, sliceLine, textOf, trimLine } from './line.ts'
import type { PasteBrief, PasteOptions, PasteSection } from './page-types.ts'
import { flatten, type Piece } from './piece.ts'
import type { Tally } from './report.ts'
import { isHeadlineShaped, railTitle } from './shape.ts'

type Text = { line: PasteLine; head: number; dated: boolean }
type Token =
  | { kind: 'title'; section: PasteSection }
  | { kind: 'age'; age: PageAge }
  | ({ kind: 'text' } & Text)
type Group = { section: PasteSection | null; age: PageAge | null; texts: Text[] }

/** True for a line that starts a brief: a dateline with agencies, in capitals or offered. */
export const startsBrief = (text: string, agencies: readonly Agency[]): boolean => {
  const result = parseDateline(text, { agencies })
  return result.kind !== 'none' && result.credits.length > 0
}

const tokensOf = (pieces: readonly Piece[], options: PasteOptions): Token[] => {
  const tokens: Token[] = []
  for (const { line: whole, head } of flatten(pieces)) {
    const title = railTitle(textOf(whole), options.sections)
    if (title !== null) tokens.push({ kind: 'title', section: title.section })
    const line = title === null ? whole : trimLine(sliceLine(whole, title.end))
    const { before, line: rest, after } = takeAges(line)
    if (before !== null) tokens.push({ kind: 'age', age: before })
    if (rest.length > 0) {
      const dated = startsBrief(textOf(rest), options.agencies)
      tokens.push({ kind: 'text', line: rest, head, dated })
    }
    if (after !== null) tokens.push({ kind: 'age', age: after })
  }
  return tokens
}

const isHeadline = (text: Text | undefined): text is Text =>
  text !== undefined && !text.dated && (text.head > 0 || isHeadlineShaped(textOf(text.line)))

const groupsOf = (tokens: readonly Token[]): Group[] => {
  const content = tokens.filter((token) => token.kind !== 'title')
  const agesLead = content[0]?.kind === 'age' && content.at(-1)?.kind !== 'age'
  const groups: Group[] = []
  let current: Group = { section: null, age: null, texts: [] }
  const close = (carried: Text[] = []): void => {
    if (current.texts.length > 0) groups.push(current)
    current = { section: current.section, age: null, texts: carried }
  }
  for (const token of tokens) {
    switch (token.kind) {
      case 'title':
        close()
        current.section = token.section
        break
      case 'age':
        if (agesLead) close()
        current.age = token.age
        if (!agesLead) close()
        break
      case 'text':
        if (token.dated && current.texts.some((text) => text.dated)) {
          // The age is missing. A headline above this dateline belongs to it, not to the brief before.
          const last = current.texts.at(-1)
          const carried = current.texts.length > 1 && isHeadline(last) ? current.texts.splice(-1) : []
          close(carried)
        }
        current.texts.push(token)
        break
    }
  }
  close()
  return groups
}

const briefOf = (group: Group, order: number, options: PasteOptions, tally: Tally): PasteBrief => {
  const texts = [...group.texts]
  const first = texts[0]
  const headline = isHeadline(first) ? first : undefined
  if (headline !== undefined) texts.shift()
  let dateline: string[] = []
  let credits: string[] = []
  const lines = texts.map((text) => {
    if (!text.dated || credits.length > 0) return text.line
    const read = readDateline(text.line, options.agencies, tally)
    dateline = read.places
    credits = read.credits
    return read.line
  })
  return {
    order,
    ...(headline === undefined ? {} : { headline: textOf(headline.line) }),
    dateline,
    credits,
    body: lines
      .filter((line) => line.length > 0)
      .map((line) => ({ type: 'paragraph', line: copyLine(line, isOneLink(line) ? { link: true } : {}) })),
    ...agedAt(group.age, options.now),
    section: group.section,
  }
}

/** Reads the pieces from the rail's title, or its first brief, to the end of the page. */
export const readRail = (pieces: readonly Piece[], options: PasteOptions, tally: Tally): PasteBrief[] => {
  const groups = groupsOf(tokensOf(pieces, options))
  const isBrief = (group: Group): boolean => group.age !== null || group.texts.some((text) => text.dated)
  const last = groups.findLastIndex(isBrief)
  const leftOver = groups.slice(last + 1).flatMap((group) => group.texts.map((text) => textOf(text.line)))
  if (leftOver.length > 0)
    tally.note('left-over', { count: leftOver.length, text: leftOver.join('\n').slice(0, 500) })
  return groups.slice(0, last + 1).map((group, order) => briefOf(group, order, options, tally))
}
