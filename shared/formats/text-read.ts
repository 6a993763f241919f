/**
 * Plain text in: what a colleague mails, what a wire prints, and the files of text.ts. What stands above the first
 * paragraph is headline and byline by its shape; nothing else in it says what it is.
 */
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import { parseDateline } from '../domain/dateline.ts'
import { type Imported, newImport, type ReadResult } from './imported.ts'
import { leftovers } from './leftover.ts'
import { tidied } from './tidy.ts'
import { blocksOfLines, cleanLines, headOf, nameIn, stretchesOf } from './wire-lines.ts'
import { readerWords } from './words.ts'

/** No headline is longer, and no head has more lines. */
const LONGEST_HEAD = { line: 160, lines: 5 }

const KILLED_TITLES = ['nl', 'en'].map((language) => readerWords(language).killedTitle)
const OWN_URI = /^urn:uuid:[0-9a-f-]{36}$/u

/** The notice that Kopij writes in place of a text that was killed. */
const readKill = (stretches: readonly string[][]): Imported | null => {
  const uri = stretches.at(-1)?.[0]?.trim() ?? ''
  if (!KILLED_TITLES.includes(stretches[0]?.[0] ?? '') || !OWN_URI.test(uri)) return null
  return { ...newImport('wire-text'), uri, status: 'canceled', note: stretches.flat().join('\n') }
}

const isHead = (lines: readonly string[], agencies: readonly Agency[]): boolean =>
  lines.length <= LONGEST_HEAD.lines &&
  lines.every((line) => line.length <= LONGEST_HEAD.line) &&
  !/[^.]\.$/u.test(lines[0] ?? '') &&
  !/^(?:-|\d+\.) /u.test(lines[0] ?? '') &&
  lines.every((line) => parseDateline(line, { agencies }).kind === 'none')

/** Kicker, headline and byline as they stand above each other. */
const fieldsOf = (lines: readonly string[]): Pick<Imported['copy'], 'kicker' | 'headline' | 'byline'> => {
  const last = lines.at(-1) ?? ''
  const signed = lines.length > 1 && headOf(['-', last]).byline !== ''
  const rest = signed ? lines.slice(0, -1) : lines
  const byline = signed ? nameIn(last.trim()) : ''
  if (rest.length === 2) return { kicker: (rest[0] ?? '').trim(), headline: (rest[1] ?? '').trim(), byline }
  return { kicker: '', headline: rest.map((line) => line.trim()).join(' '), byline }
}

/** Reads a text. Never throws. */
export const readWireText = (text: string, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  const lines = cleanLines(text)
  const stretches = stretchesOf(lines)
  if (stretches.length === 0) return { ok: false, reason: 'empty' }
  const kill = readKill(stretches)
  if (kill !== null) return { ok: true, items: [kill] }
  const [first = []] = stretches
  const headed = stretches.length > 1 && isHead(first, agencies)
  const said = headOf(headed ? first : [])
  const forDesks = said.note === '' ? [] : said.note.split('\n')
  const shown = headed ? first.filter((line) => !forDesks.includes(line.trim().replace(/^\(|\)$/gu, ''))) : []
  const start = headed ? lines.indexOf(first.at(-1) ?? '') + 1 : 0
  const item = newImport('wire-text')
  const read = tidied(
    {
      ...item,
      status: said.status,
      signal: said.signal,
      embargoUntil: said.embargoUntil,
      note: said.note,
      copy: { ...item.copy, ...fieldsOf(shown), body: blocksOfLines(lines.slice(start)) },
    },
    agencies,
  )
  const dropped = leftovers(
    [read],
    lines.map((line) => ({ name: '', text: line, what: 'metadata' })),
  )
  return { ok: true, items: [{ ...read, dropped: [...read.dropped, ...dropped] }] }
}
