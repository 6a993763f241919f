/** Running text in Markdown: bold, italic, links, escapes and breaks. */
import { safeLink } from '../document/link.ts'
import { mergeRuns } from '../document/read-copy.ts'
import type { Line, Run } from '../domain/copy.ts'
import type { Dropped } from './imported.ts'

type Marks = Omit<Run, 'text'>

const CODE = /^&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/iu
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' }

const entityAt = (text: string): { length: number; value: string } | null => {
  const code = CODE.exec(text)
  if (code !== null) {
    const point = code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16)
    const value = point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
    return { length: code[0].length, value }
  }
  const named = /^&([a-z]+);/u.exec(text)
  const value = NAMED[named?.[1] ?? '']
  return named === null || value === undefined ? null : { length: named[0].length, value }
}

const unescaped = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/gu, '$1')

/** The end of `[words](address)`: the words, the address and how long all of it is. */
const linkAt = (text: string): { words: string; href: string; length: number } | null => {
  const found =
    /^\[((?:\\.|[^\\[\]])*)\]\((?:<((?:\\.|[^\\<>\n])*)>|((?:\\.|[^\\()\s])*(?:\([^()\s]*\)[^()\s]*)?))(?:\s+"[^"\n]*")?\)/su.exec(
      text,
    )
  if (found === null) return null
  return { words: found[1] ?? '', href: unescaped(found[2] ?? found[3] ?? ''), length: found[0].length }
}

/** Where what is no copy is told. */
export type Dropping = { dropped: Dropped[] }

/** A line of running text; what is no copy in it goes to `told`. */
const inline = (text: string, outer: Marks, told: Dropping): Run[] => {
  const runs: Run[] = []
  let marks: Marks = outer
  let plain = ''
  const flush = (): void => {
    if (plain !== '') runs.push({ text: plain, ...marks })
    plain = ''
  }
  const set = (name: 'bold' | 'italic', on: boolean): void => {
    flush()
    const { [name]: _was, ...rest } = marks
    marks = on ? { ...rest, [name]: true } : rest
  }
  let at = 0
  while (at < text.length) {
    const rest = text.slice(at, at + 4096)
    const tag = /^<(\/?)(strong|em|b|i|br)\s*\/?>/iu.exec(rest)
    const picture = /^!\[([^[\]\n]*)\]\(([^()\n]*)\)/u.exec(rest)
    const link = rest.startsWith('[') ? linkAt(rest) : null
    const auto = /^<((?:https?:\/\/|mailto:)[^\s<>]+)>/iu.exec(rest)
    const entity = rest.startsWith('&') ? entityAt(rest) : null
    const stars = /^(\*\*|__|\*|_)/u.exec(rest)?.[1]
    if (/^\\\n/u.test(rest)) {
      plain += '\n'
      at += 2
    } else if (/^\\[!-/:-@[-`{-~]/u.test(rest)) {
      plain += rest[1]
      at += 2
    } else if (tag !== null) {
      const name = (tag[2] ?? '').toLowerCase()
      if (name === 'br') plain += '\n'
      else set(name === 'strong' || name === 'b' ? 'bold' : 'italic', tag[1] === '')
      at += tag[0].length
    } else if (picture !== null) {
      told.dropped.push({ what: 'picture', text: `${picture[1]} ${picture[2]}`.trim() })
      at += picture[0].length
    } else if (link !== null) {
      flush()
      const href = safeLink(link.href)
      if (href === null) told.dropped.push({ what: 'markup', text: link.href })
      runs.push(...inline(link.words, href === null ? marks : { ...marks, link: href }, told))
      at += link.length
    } else if (auto?.[1] !== undefined) {
      flush()
      const href = safeLink(auto[1])
      runs.push({ text: auto[1], ...marks, ...(href === null ? {} : { link: href }) })
      at += auto[0].length
    } else if (entity !== null) {
      plain += entity.value
      at += entity.length
    } else if (stars !== undefined && !isLoose(text, at, stars)) {
      const name = stars.length === 2 ? 'bold' : 'italic'
      set(name, marks[name] === undefined)
      at += stars.length
    } else if (rest.startsWith('\n')) {
      // A single line feed is white space; two spaces before it are a break.
      const hard = plain.endsWith('  ')
      plain = trimBlankEnd(plain) + (hard ? '\n' : ' ')
      at += 1
    } else {
      const sign = rest[0] ?? ''
      plain += sign
      at += 1
    }
  }
  flush()
  return runs
}

const trimBlankEnd = (text: string): string => {
  let to = text.length
  while (to > 0 && text[to - 1] === ' ') to -= 1
  return text.slice(0, to)
}

/** A star between spaces, and a low line inside a word, mark nothing. */
const isLoose = (text: string, at: number, stars: string): boolean => {
  const [before, after] = [text[at - 1] ?? ' ', text[at + stars.length] ?? ' ']
  if (/\s/u.test(before) && /\s/u.test(after)) return true
  return stars.startsWith('_') && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after)
}

/** Without spaces and tabs at its ends; other white space was written there. By hand, because a pattern takes forever. */
const trimBlank = (text: string): string => {
  let [from, to] = [0, text.length]
  while (from < to && (text[from] === ' ' || text[from] === '\t')) from += 1
  while (to > from && (text[to - 1] === ' ' || text[to - 1] === '\t')) to -= 1
  return text.slice(from, to)
}

/** The text of a paragraph as a line of copy. */
export const lineOf = (text: string, told: Dropping): Line => mergeRuns(inline(trimBlank(text), {}, told))
