/**
 * ANPA-1312 in: AP and its like (standards, section 2, "Plain text formats"). Lines that are neither header nor
 * paragraph, such as those of tables, are kept as text.
 */
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import type { Block } from '../domain/copy.ts'
import { decodeText } from './decode.ts'
import { type Imported, newImport, type ReadResult } from './imported.ts'
import { leftovers } from './leftover.ts'
import { joinNotes, tidied } from './tidy.ts'
import { blocksOfLines, cleanLines, headOf, markedLines, nameIn, withSubheads } from './wire-lines.ts'

/** `f l.. BC-LT--Argentina-CancerB     11-13 1049`, its two control signs gone. */
const SECOND_LINE =
  /^([a-z])\s+(\S)\s*((?:BC|AM|PM|AP|bc|am|pm|ap)-\S*)\s*(.*?)\s+(\d{2}-\d{2})\s+(\d{1,5})\s*$/u
const TRAILER = /^\^?\p{L}{2}-\p{L}{2}-(\d{2})-(\d{2})-(\d{2})\s+(\d{2})(\d{2})GMT<?$/u

const FOR_DESKS =
  /^(?:\(?eds\b|editor'?s'? note|ap (?:photo|video|graphic|explains)|with ap|kop |all times|moved |for .* use)/iu

const momentOf = (line: string): number | null => {
  const found = TRAILER.exec(line.trim())
  if (found === null) return null
  const [, month, day, year, hour, minute] = found.map(Number)
  return Date.UTC(2000 + (year ?? 0), (month ?? 1) - 1, day, hour, minute)
}

/** AP writes ASCII: two accents for a quotation mark, a low line for a dash, a brace for a half. */
const asTyped = (text: string): string =>
  text
    .replace(/``|''/gu, '"')
    .replace(/(?<=^|\s)`|`(?=\S)/gu, "'")
    .replace(/(?<=\s)_(?=\s)/gu, '-')

type Head = { line: string; end: string }

const headerLine = (line: string): Head => {
  const found = /^\^(.*?)\s*([<=])?\s*$/su.exec(line)
  return { line: found?.[1] ?? line, end: found?.[2] ?? '' }
}

/** `BC-LT--Argentina-Cancer Beauty, 1st Ld-Writethru,466`: the slug, what version it is, and how many words. */
const slugLine = (line: string): { slug: string; version: string } => {
  const [slug = '', ...rest] = line.split(',').map((part) => part.trim())
  return {
    slug: slug.replace(/^(?:BC|AM|PM|AP)-/iu, ''),
    version: rest.filter((part) => !/^\d+$/u.test(part)).join(', '),
  }
}

type Heads = {
  slug: string
  version: string
  read: ReturnType<typeof headOf>
  kicker: string
  byline: string
}

/** The `^` lines before the text: the slug, the headline, notes to desks, and who wrote it. */
const headsOf = (lines: readonly string[]): Heads => {
  const [first, ...rest] = lines.map(headerLine)
  const { slug, version } = slugLine(first?.line ?? '')
  const notes: string[] = []
  const head: string[] = []
  let [kicker, byline] = ['', '']
  for (const { line, end } of rest) {
    if (/^kicker: /iu.test(line)) kicker = line.slice(8)
    else if (/^(?:by|door)\s/iu.test(line) && byline === '') byline = line
    else if (FOR_DESKS.test(line)) notes.push(line.replace(/^eds: /iu, ''))
    else if (end === '=' && byline !== '') notes.push(line)
    // The second text under the headline is the story's first paragraph once more.
    else if (head.length > 0 && line.length > 100) notes.push(line)
    else head.push(line)
  }
  const [headline = '', ...others] = head.filter((line) => headOf([line]).headline !== '')
  const said = headOf([headline, ...head.filter((line) => headOf([line]).headline === '')])
  return { slug, version, kicker, byline, read: { ...said, note: joinNotes(...notes, ...others, said.note) } }
}

const isHeader = (line: string): boolean => line.startsWith('^')

/** Paragraphs begin with a tab; a `^` line between them is a heading, what else stands there is a row or goes on. */
const bodyOf = (lines: readonly string[]): Block[] => {
  const blocks: Block[] = []
  let paragraph: string[] = []
  const flush = (): void => {
    if (paragraph.some((line) => line.trim() !== '')) blocks.push(...blocksOfLines(paragraph))
    paragraph = []
  }
  for (const line of lines) {
    if (isHeader(line)) {
      flush()
      const text = headerLine(line).line
      if (text.includes(';')) blocks.push(rowOf(text))
      else if (text !== '') blocks.push({ type: 'subhead', line: [{ text: asTyped(text) }] })
    } else if (/^[^\s;]*;.*;/u.test(line) || /^\S.*;\S*;/u.test(line)) {
      flush()
      blocks.push(rowOf(line))
    } else {
      if (line.startsWith('\t') && !isListed(paragraph, line)) flush()
      const text = line.replace(/^\t\s*/u, '').replace(/<$/u, '')
      // Three low lines are where a note begins; they say nothing.
      if (!/^_{2,}=?$/u.test(text.trim())) paragraph.push(asTyped(text))
    }
  }
  flush()
  return withSubheads(blocks)
}

/** Items of a list stand in paragraphs of their own and are one list. */
const isListed = (before: readonly string[], line: string): boolean => {
  const marker = /^(?:-|\d{1,3}\.) (?=\S)/u
  return marker.test(before[0] ?? '') && marker.test(line.trim())
}

const rowOf = (line: string): Block => {
  const text = asTyped(line)
    .split(';')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '' && cell !== '^')
    .join(' | ')
  return { type: 'paragraph', line: [{ text }] }
}

const URGENCY: Readonly<Record<string, number>> = { f: 1, u: 2, b: 3 }

const readMessage = (message: string, agencies: readonly Agency[]): Imported | null => {
  const lines = cleanLines(message)
  const at = lines.findIndex((line, index) => index < 60 && line.length < 300 && SECOND_LINE.test(line))
  if (at === -1) return null
  const second = SECOND_LINE.exec(lines[at] ?? '')
  const end = lines.findIndex((line, index) => index > at && momentOf(line) !== null)
  const inside = lines.slice(at + 1, end === -1 ? undefined : end)
  const start = inside.findIndex((line) => line.trim() !== '' && !isHeader(line))
  const heads = headsOf(inside.slice(0, start === -1 ? undefined : start).filter(isHeader))
  const killed = heads.read.status === 'canceled' || /\bKILL\b/u.test(second?.[4] ?? '')
  const writethru = /\b(?:\d\w* ?Ld|Writethru|UPDATE|Lead)\b/iu.test(`${second?.[4]} ${heads.version}`)
  const item = newImport('anpa-1312')
  const corrects =
    heads.read.signal === 'correction' || /^(?:correct(?:s|ed|ion|ie))\b/iu.test(heads.read.note)
  const read = tidied(
    {
      ...item,
      status: killed ? 'canceled' : heads.read.status,
      signal: killed ? null : corrects ? 'correction' : writethru ? 'update' : null,
      embargoUntil: heads.read.embargoUntil,
      note: heads.read.note,
      versionCreatedAt: end === -1 ? null : momentOf(lines[end] ?? ''),
      copy: {
        ...item.copy,
        kicker: asTyped(heads.kicker),
        headline: asTyped(heads.read.headline),
        byline: nameIn(heads.byline),
        slug: heads.slug,
        urgency: URGENCY[second?.[1] ?? ''] ?? null,
        body: start === -1 ? [] : bodyOf(inside.slice(start)),
      },
    },
    agencies,
  )
  const sources = markedLines(message).filter((line) => momentOf(line) === null)
  const dropped = leftovers(
    [read],
    sources.map((text) => ({ name: '', text, what: 'metadata' })),
  )
  return { ...read, dropped: [...read.dropped, ...dropped] }
}

/** Reads a file of one message or several. Never throws. */
export const readAnpa1312 = (bytes: Uint8Array, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  const messages = decodeText(bytes).split('\u0001')
  const items = messages.flatMap((message) => readMessage(message, agencies) ?? [])
  return items.length === 0 ? { ok: false, reason: 'not-this-format' } : { ok: true, items }
}
