/**
 * Lines of wire text, as 7901, ANPA and plain files share them: broken at a width on the way out, joined on the way in,
 * and a head whose lines are told apart by their wording (standards, section 2, "Plain text formats").
 */
import type { Block, Line } from '../domain/copy.ts'
import type { Imported } from './imported.ts'
import { joinNotes } from './tidy.ts'

/** What dpa breaks its lines at; screens and printers of the wire took 69 signs. */
export const WIRE_WIDTH = 69

/** A text in lines of at most so many signs, broken between words; a longer word stands by itself. */
export const wrapped = (text: string, width = WIRE_WIDTH, indent = ''): string[] =>
  text.split('\n').flatMap((line) => {
    const lines: string[] = []
    let current = ''
    for (const word of line.split(/[ \t]+/u).filter((part) => part !== '')) {
      if (current !== '' && current.length + 1 + word.length > width) {
        lines.push(current)
        current = indent + word
      } else current = current === '' ? word : `${current} ${word}`
    }
    return current === '' ? lines : [...lines, current]
  })

/** Line feeds only, no control signs: bells, shifts and the marks of envelopes are no text. */
export const cleanLines = (text: string): string[] =>
  text
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .split('\n')
    .map((line) => line.trimEnd())

/** Lines for the net, with a space where an envelope has a mark: it parts words. */
export const markedLines = (text: string): string[] =>
  text
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\t\n]/gu, ' ')
    .split('\n')

/** Stretches of lines between blank ones. */
export const stretchesOf = (lines: readonly string[]): string[][] => {
  const all: string[][] = [[]]
  for (const line of lines) {
    if (line.trim() === '') all.push([])
    else all.at(-1)?.push(line)
  }
  return all.filter((stretch) => stretch.length > 0)
}

/** Lines that were one paragraph: broken by a program, which fills them, and not by a person. */
const isFilled = (lines: readonly string[]): boolean =>
  lines.length > 1 && lines.slice(0, -1).every((line) => line.length >= 40 && line.length <= 100)

const plain = (text: string): Line => [{ text }]

const MARKER = /^(?:(-)|(\d{1,3})[.)]) (?=\S)/u

const listOf = (lines: readonly string[]): Block | null => {
  const marker = MARKER.exec(lines[0] ?? '')
  if (marker === null) return null
  const ordered = marker[2] !== undefined
  const items: string[] = []
  for (const line of lines) {
    const found = MARKER.exec(line)
    const belongs = found !== null && (found[2] !== undefined) === ordered
    if (belongs) items.push(line.slice(found[0].length))
    else if (/^\s/u.test(line) && items.length > 0) items[items.length - 1] += ` ${line.trim()}`
    else return null
  }
  // `6. Spieltag:` is a line of its own; a list counts from one and goes on.
  if (ordered && (marker[2] !== '1' || items.length < 2)) return null
  return { type: 'list', ordered, items: items.map((item) => [plain(item)]) }
}

/** The blocks of one stretch of lines. Rows of a table stay lines of their own. */
const blocksOfStretch = (lines: readonly string[]): Block[] => {
  const trimmed = lines.map((line) => line.trim())
  const list = listOf(lines.map((line, index) => (index === 0 ? line.trim() : line)))
  if (list !== null) return [list]
  if (trimmed.every((line) => line.startsWith('|'))) {
    return trimmed.map((line) => ({ type: 'paragraph', line: plain(line.replace(/^\|\s*|\s*\|$/gu, '')) }))
  }
  const text = trimmed.join(isFilled(trimmed) ? ' ' : '\n')
  return [{ type: 'paragraph', line: plain(text) }]
}

const SUBHEAD_LENGTH = 70

/** A short line without a full stop between two paragraphs is a subhead; wires have no other sign for it. */
export const withSubheads = (blocks: readonly Block[]): Block[] =>
  blocks.map((block, index) => {
    const [before, after] = [blocks[index - 1], blocks[index + 1]]
    if (block.type !== 'paragraph' || before === undefined || after === undefined) return block
    const text = block.line.map((run) => run.text).join('')
    const short =
      text.length <= SUBHEAD_LENGTH && !/[.,:;!?"”…|)\n]$|\n/u.test(text) && /^["'“„]?\p{Lu}/u.test(text)
    const runs = after.type === 'paragraph' && after.line.some((run) => run.text.length > SUBHEAD_LENGTH)
    return short && runs ? { type: 'subhead', line: block.line } : block
  })

/** The text of a wire as blocks. */
export const blocksOfLines = (lines: readonly string[]): Block[] =>
  withSubheads(stretchesOf(lines).flatMap(blocksOfStretch))

const BYLINE = /^(?:by|door|von|par|por|van|de notre)\s+\S/iu
const VERSION =
  /^(?:\d+(?:st|nd|rd|th) (?:lead|net|add|update)|lead|update\b.*|extra|eil|urgent|flash|korr-bericht)\.?$/iu
// In capitals, or with a colon: Cor is a name, and a headline may be about an embargo or a kill.
const CORRECTS =
  /^(?:COR(?:R|RECT|RECTIE|RECTION|RECTED)?|KORR|BERICHTIGUNG)\b|^(?:[Bb]erichtigung|[Cc]orrecti(?:e|on)|[Rr]ectificatie)\s*:/u
const KILLS = /^(?:KILL|MANDATORY KILL|WITHDRAW(?:N|AL)?|INGETROKKEN)\b/u
const HOLDS = /^HOLD\b/u
const EMBARGO = /^\W*(?:EMBARGO(?:ED)?|SPERRFRIST)\b|^(?:[Ee]mbargo(?:ed)?|[Ss]perrfrist)\s*(?::|\d)/u
const MOMENT = /(\d{4}-\d{2}-\d{2})[ T](\d{2}[:.]\d{2})(?: ?GMT| ?UTC|Z)?/u

/** What the lines above a text say. */
export type WireHead = Pick<Imported, 'note' | 'signal' | 'status' | 'embargoUntil'> & {
  headline: string
  byline: string
}

/** An embargo that is said and cannot be read never ends by itself. */
const embargoIn = (line: string): Imported['embargoUntil'] => {
  if (!EMBARGO.test(line)) return null
  const found = MOMENT.exec(line)
  const at = found === null ? Number.NaN : Date.parse(`${found[1]}T${(found[2] ?? '').replace('.', ':')}Z`)
  return Number.isNaN(at) ? 'indefinite' : at
}

/** Reads the head of a text, its lines joined where a bracket stays open. */
export const headOf = (lines: readonly string[]): WireHead => {
  const head: WireHead = {
    headline: '',
    byline: '',
    note: '',
    signal: null,
    status: 'usable',
    embargoUntil: null,
  }
  const notes: string[] = []
  const headline: string[] = []
  let open = ''
  for (const line of lines.map((one) => one.trim()).filter((one) => one !== '')) {
    const text = open === '' ? line : `${open} ${line}`
    const bracketed = text.startsWith('(')
    if (bracketed && !text.includes(')') && open.length < 2000) {
      open = text
      continue
    }
    open = ''
    const inner = bracketed ? text.replace(/^\(|\)$/gu, '') : text
    const embargo = embargoIn(inner)
    if (KILLS.test(inner)) head.status = 'canceled'
    else if (HOLDS.test(inner) && head.status === 'usable') head.status = 'withheld'
    if (CORRECTS.test(inner)) head.signal = 'correction'
    else if (VERSION.test(inner) && /lead|net|update/iu.test(inner)) head.signal ??= 'update'
    head.embargoUntil ??= embargo
    const forDesks =
      bracketed || embargo !== null || [VERSION, KILLS, HOLDS, CORRECTS].some((what) => what.test(inner))
    if (forDesks) notes.push(inner)
    else if (head.byline === '' && headline.length > 0 && BYLINE.test(text)) head.byline = text
    else headline.push(text)
  }
  if (open !== '') notes.push(open)
  return { ...head, headline: headline.join(' '), note: joinNotes(...notes) }
}

/** `by` and `door` before a name are the wire's; a field of a desk has the name. */
export const nameIn = (byline: string): string => byline.replace(/^(?:by|door|von|par|por)\s+/iu, '')

const two = (value: number): string => String(value).padStart(2, '0')

/** The line that says an embargo, to the minute and never too early: `EMBARGO 2026-03-29 01:00 GMT`. */
export const embargoLine = (until: number): string => {
  const at = new Date(Math.ceil(until / 60_000) * 60_000)
  return `EMBARGO ${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())} GMT`
}
