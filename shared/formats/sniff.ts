/**
 * Which format a file is, by what is in it. Names of files lie: agencies send NITF as `.newsml`, colleagues send HTML as
 * `.txt`.
 */
import { decodeText } from './decode.ts'
import type { FormatName } from './imported.ts'
import { HEADER_7901 } from './iptc-7901-read.ts'
import { isJsonTooDeep } from './json-depth.ts'
import { ninjsFamily } from './ninjs-family.ts'

/** Enough to see what a file is; JSON is read whole. */
const REACH = 8192

/** How files begin that hold no text: archives, Word, PDF, pictures. Other readers have these, or nobody. */
const BINARY: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0xd0, 0xcf, 0x11, 0xe0],
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x1f, 0x8b],
]

/** `{\\rtf`: some writers put white space or a byte order mark before it. */
const isRtf = (bytes: Uint8Array): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?\s*\{\\rtf/u.test(String.fromCharCode(...bytes.subarray(0, 32)))

const isBinary = (bytes: Uint8Array): boolean => {
  if (BINARY.some((start) => start.every((byte, at) => bytes[at] === byte))) return true
  // UTF-16 has a zero beside every letter of ASCII; three in a row are in no text.
  const start = bytes.subarray(0, REACH)
  return start.some((byte, at) => byte === 0 && start[at + 1] === 0 && start[at + 2] === 0)
}

/** The name of the outermost element, without its prefix; null when this is no XML or HTML. */
const rootOf = (text: string): string | null => {
  const start = text
    .slice(0, REACH)
    .replace(/<\?[^>]*\?>/gu, '')
    .replace(/<!--.*?-->/gsu, '')
    .replace(/<!DOCTYPE[^>[]*(?:\[[^\]]*\])?[^>]*>/iu, '')
  return /^\s*<(?:[\w.-]+:)?([A-Za-z][\w.-]*)/u.exec(start)?.[1] ?? null
}

const G2 = new Set(
  `newsItem packageItem newsMessage conceptItem knowledgeItem planningItem catalogItem catalog`.split(' '),
)

const HTML_ROOTS = new Set(
  `html body head article section main div p h1 h2 h3 span ul ol blockquote table a b i em strong br hr img
  header figure title meta script style`.split(/\s+/u),
)

/** Closed or not, these say nothing of what comes after them: copy quotes them. */
const SAYS_NOTHING = new Set(['br', 'hr', 'img', 'meta', 'script', 'style'])

/** What XML or HTML this is. XML of another kind is offered to the readers of XML, under the name `nitf`. */
const markupOf = (text: string): FormatName | null => {
  const root = rootOf(text)
  if (root === null) return null
  if (root.toLowerCase() === 'nitf') return 'nitf'
  if (G2.has(root)) return 'newsml-g2'
  if (root.toLowerCase() === 'newsml') return 'newsml-1.2'
  if (/^\s*<!doctype html/iu.test(text)) return 'html'
  // A text may begin with `<br>` for reasons of its own; a page closes what it opens.
  if (HTML_ROOTS.has(root.toLowerCase())) {
    const closes = !SAYS_NOTHING.has(root.toLowerCase()) && new RegExp(`</${root}>`, 'iu').test(text)
    if (closes) return 'html'
    const last = /<\/(p|div|li)>\s*$/iu.exec(text)?.[1]
    return last !== undefined && new RegExp(`<${last}[\\s>]`, 'iu').test(text) ? 'html' : null
  }
  // Copy may begin with a tag and end with another one. XML ends with what it began with; a cut piece of it says what it holds.
  const ended = /<\/(?:[\w.-]+:)?([\w.-]+)>\s*$/u.exec(text)?.[1]
  return ended === root || (ended !== undefined && /<(?:[\w.-]+:)?nitf[\s>]/u.test(text)) ? 'nitf' : null
}

/** An object of JSON, whole or not: a name, or nothing at all. A headline in braces is a text. */
const BEGINS_AN_OBJECT = /^\s*\{\s*(?:"[^"]*"\s*:|\}\s*$)/u

const jsonOf = (text: string): FormatName | null => {
  if (!/^\s*[[{]/u.test(text) || isJsonTooDeep(text)) return null
  try {
    return ninjsFamily(JSON.parse(text))
  } catch {
    return null
  }
}

const isAnpa = (text: string): boolean =>
  /\n[a-z] [a-z0-9]\p{Cc}{2} ?(?:BC|AM|PM|AP)-/iu.test(text.slice(0, REACH)) ||
  /^\p{Cc}{0,4}\S+\n[a-z] \S\s+(?:BC|AM|PM|AP)-\S+.*\d{2}-\d{2}\s+\d{3,5}\s*$/imu.test(text.slice(0, 400))

const is7901 = (text: string): boolean => {
  const found = HEADER_7901.exec(text.slice(0, 600))
  return found !== null && text.slice(0, found.index).trim() === ''
}

const isMarkdown = (text: string): boolean => {
  const start = text.slice(0, REACH)
  return (
    /^---\n(?:[^\n]*\n){0,60}?---(?:\n|$)/u.test(start) ||
    (/^#{1,6} \S/mu.test(start) && !/^# ?(?:notizblock|notebook)/imu.test(start)) ||
    /\[[^[\]\n]+\]\((?:<[^<>\n]+>|https?:[^)\s]+)\)/u.test(start)
  )
}

/** The format of a text that has been decoded. Null when it is none that is read here. */
export const sniffText = (text: string): FormatName | null => {
  const lines = text.replace(/\r\n?/gu, '\n')
  if (lines.trim() === '') return null
  if (/^\s*[[{]/u.test(lines)) return jsonOf(lines) ?? (BEGINS_AN_OBJECT.test(lines) ? null : 'wire-text')
  const markup = markupOf(lines)
  if (markup !== null) return markup
  if (isAnpa(lines)) return 'anpa-1312'
  if (is7901(lines)) return 'iptc-7901'
  return isMarkdown(lines) ? 'markdown' : 'wire-text'
}

/** The format of a file; null when it holds no text, or JSON that is no news. */
export const sniff = (bytes: Uint8Array): FormatName | null =>
  isRtf(bytes) ? 'rtf' : isBinary(bytes) ? null : sniffText(decodeText(bytes))
