/**
 * IPTC 7901 in: dpa and its like. Envelopes come damaged (no SOH, no STX, LF for CRLF), so each part is found by what it
 * looks like where its mark is missing (standards, section 2 and 9.16-17).
 */
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import { decodeText } from './decode.ts'
import { type Imported, newImport, type ReadResult } from './imported.ts'
import { leftovers } from './leftover.ts'
import { joinNotes, tidied } from './tidy.ts'
import { blocksOfLines, cleanLines, headOf, markedLines, nameIn } from './wire-lines.ts'

/** `bdt0000 3 vm 831  dpa 0000`: service and number, priority, category, words, agency and number. */
export const HEADER_7901 =
  /^\s*\p{Cc}?([A-Za-z]{2,5})\s?(\d{2,5})\s+(\S)\s+(\S{1,4})\s+(\d{1,6})\b([^\n]*)$/mu

const MONTHS = ['ja', 'fe', 'm[aärï]', 'a[pv]', 'm[aei]i|may', 'jun|jui', 'jul', 'au|ao', 'se', 'o', 'n', 'd']

const monthOf = (name: string): number => {
  const text = name.toLowerCase()
  if (/^ma[iy]|^mei/u.test(text)) return 4
  return MONTHS.findIndex((start) => new RegExp(`^(?:${start})`, 'u').test(text))
}

const TRAILER = /^(\d{2})(\d{2})(\d{2})\s*(?:GMT|UTC|Z)?\s*(\p{L}{3,9})\.?\s+(\d{2})\s*$/u

/** The moment in the last line, in UTC as agencies agree; without a century, so this one. */
const momentOf = (line: string): number | null => {
  const found = TRAILER.exec(line.trim())
  if (found === null) return null
  const [, day, hour, minute, month = '', year] = found
  const at = Date.UTC(2000 + Number(year), monthOf(month), Number(day), Number(hour), Number(minute))
  return Number.isNaN(at) || monthOf(month) === -1 ? null : at
}

type Parts = { header: string; slug: string[]; head: string[]; body: string[]; trailer: string[] }

/** The lines up to the one that ends a head, ` =`; all of the first stretch when none does. */
const splitHead = (lines: readonly string[]): { head: string[]; body: string[] } => {
  const start = lines.findIndex((line) => line.trim() !== '')
  const ends = lines.findIndex((line) => /(?:^|\s)=$/u.test(line))
  if (ends !== -1 && ends - start < 40) {
    const head = [...lines.slice(0, ends), (lines[ends] ?? '').slice(0, -1).trimEnd()]
    return { head, body: lines.slice(ends + 1) }
  }
  const blank = lines.findIndex((line, index) => index > start && line.trim() === '')
  return blank === -1
    ? { head: [], body: [...lines] }
    : { head: lines.slice(start, blank), body: lines.slice(blank) }
}

/** The header stands at the start, or nowhere. */
const REACH = 2000

const partsOf = (message: string): Parts | null => {
  const header = HEADER_7901.exec(message.slice(0, REACH))
  if (header === null) return null
  const rest = message.slice(header.index + header[0].length)
  const etx = rest.lastIndexOf('\u0003')
  const [inside, after] = etx === -1 ? [rest, ''] : [rest.slice(0, etx), rest.slice(etx + 1)]
  const stx = inside.indexOf('\u0002')
  const before = stx === -1 ? '' : inside.slice(0, stx)
  const lines = cleanLines(stx === -1 ? inside : inside.slice(stx + 1))
  const slug = cleanLines(before).filter((line) => line.trim() !== '')
  if (stx === -1) {
    // Without a mark the slug is the first line, if it ends as slugs do.
    const first = lines.findIndex((line) => line.trim() !== '')
    if (/\/$/u.test(lines[first] ?? ''))
      slug.push(...lines.splice(0, first + 1).filter((line) => line !== ''))
  }
  const trailer = cleanLines(after).filter((line) => line.trim() !== '')
  const last = lines.findLastIndex((line) => line.trim() !== '')
  if (etx === -1 && TRAILER.test((lines[last] ?? '').trim())) trailer.push(...lines.splice(last))
  return { header: header[0], slug, ...splitHead(lines), trailer }
}

const readMessage = (message: string, agencies: readonly Agency[]): Imported | null => {
  const parts = partsOf(message)
  if (parts === null) return null
  const said = headOf(parts.head)
  const item = newImport('iptc-7901')
  const header = HEADER_7901.exec(parts.header)
  const priority = Number(header?.[3])
  const killed = said.status === 'canceled'
  const read = tidied(
    {
      ...item,
      status: said.status,
      signal: killed ? null : said.signal,
      embargoUntil: said.embargoUntil,
      note: joinNotes(said.note),
      versionCreatedAt: parts.trailer.map(momentOf).find((at) => at !== null) ?? null,
      copy: {
        ...item.copy,
        headline: said.headline,
        byline: nameIn(said.byline),
        slug: parts.slug.join(' ').replace(/^\/|\/$/gu, ''),
        urgency: priority >= 1 && priority <= 9 ? priority : null,
        body: blocksOfLines(parts.body),
      },
    },
    agencies,
  )
  const lines = markedLines(message).filter((line) => momentOf(line) === null)
  const dropped = leftovers(
    [read],
    lines.map((text) => ({ name: '', text, what: 'metadata' })),
  )
  return { ...read, dropped: [...read.dropped, ...dropped] }
}

/** Reads a file of one message or several. Never throws. */
export const readIptc7901 = (bytes: Uint8Array, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  const text = decodeText(bytes).replace(/\r\n?/gu, '\n')
  const messages = text.split('\u0001').filter((message) => message.trim() !== '')
  const items = messages.flatMap((message) => readMessage(message, agencies) ?? [])
  if (items.length === 0) return { ok: false, reason: 'not-this-format' }
  return { ok: true, items }
}
