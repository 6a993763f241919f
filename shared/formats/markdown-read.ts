/**
 * Markdown back to copy: all of what markdown.ts writes, and the plain part of what others write (headings, lists,
 * quotes, links, bold, italic). It is no CommonMark parser: what it does not know stays as text, and nothing is lost.
 */
import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import type { Block } from '../domain/copy.ts'
import { fromHtml } from './html-read.ts'
import { type Imported, newImport, type ReadResult } from './imported.ts'
import { isJson, type Json, textOf } from './json.ts'
import { leftovers } from './leftover.ts'
import { datelineMarkdown } from './markdown.ts'
import { type Dropping, lineOf } from './markdown-inline.ts'
import { tidied } from './tidy.ts'
import { readInstant } from './xml-time.ts'

const MARKER = /^(?:([-*+])|(\d{1,9})[.)])[ \t]+/u

/** Paragraphs of lines: stretches between blank ones. */
const stretches = (lines: readonly string[]): string[] =>
  lines
    .join('\n')
    .split(/\n[ \t]*\n/u)
    .map((text) => text.replace(/^\n+|\n+$/gu, ''))
    .filter((text) => text.trim() !== '')

type Taken = { block: Block | null; used: number }

const takeQuote = (lines: readonly string[], told: Dropping): Taken => {
  const end = lines.findIndex((line) => !line.startsWith('>'))
  const taken = end === -1 ? lines : lines.slice(0, end)
  const inner = taken.map((line) => line.replace(/^> ?/u, ''))
  return {
    block: { type: 'quote', lines: stretches(inner).map((text) => lineOf(text, told)) },
    used: taken.length,
  }
}

const takeList = (lines: readonly string[], told: Dropping): Taken => {
  const ordered = MARKER.exec(lines[0] ?? '')?.[2] !== undefined
  const items: string[][] = []
  let used = 0
  while (used < lines.length) {
    const line = lines[used] ?? ''
    const marker = MARKER.exec(line)
    const next = lines[used + 1] ?? ''
    if (marker !== null && (marker[2] !== undefined) === ordered) items.push([line.slice(marker[0].length)])
    else if (line.trim() === '') {
      const goes = /^[ \t]{2,}\S/u.test(next) || (MARKER.exec(next)?.[2] !== undefined) === ordered
      if (!goes || (!/^[ \t]{2,}\S/u.test(next) && MARKER.exec(next) === null)) break
      items.at(-1)?.push('')
    } else if (/^[ \t]/u.test(line) || lines[used - 1]?.trim() !== '') {
      if (/^(?:#|>|<!--|```)/u.test(line)) break
      items.at(-1)?.push(line.replace(/^[ \t]+/u, ''))
    } else break
    used += 1
  }
  const read = items.map((item) => stretches(item).map((text) => lineOf(text, told)))
  return { block: { type: 'list', ordered, items: read }, used }
}

const takeFence = (lines: readonly string[]): Taken => {
  const fence = /^(`{3,}|~{3,})/u.exec(lines[0] ?? '')?.[1] ?? '```'
  const end = lines.findIndex((line, index) => index > 0 && line.startsWith(fence))
  const inner = lines.slice(1, end === -1 ? lines.length : end)
  return {
    block: { type: 'paragraph', line: [{ text: inner.join('\n') }] },
    used: inner.length + (end === -1 ? 1 : 2),
  }
}

const STARTS = /^(?:#{1,6}[ \t]|>|```|~~~|<!--|<p data-kopij=|(?:[-*+]|\d{1,9}[.)])[ \t])/u

const takeParagraph = (lines: readonly string[], told: Dropping): Taken => {
  let used = 1
  while (used < lines.length && (lines[used] ?? '').trim() !== '' && !STARTS.test(lines[used] ?? '')) {
    if (/^(?:=+|-+)[ \t]*$/u.test(lines[used] ?? '')) {
      const text = lines.slice(0, used).join(' ')
      return { block: { type: 'subhead', line: lineOf(text, told) }, used: used + 1 }
    }
    used += 1
  }
  return { block: { type: 'paragraph', line: lineOf(lines.slice(0, used).join('\n'), told) }, used }
}

/** A longer line that begins as a heading is no heading. */
const LONGEST_HEADING = 4000

const take = (lines: readonly string[], told: Dropping): Taken => {
  const line = lines[0] ?? ''
  if (line.trim() === '' || /^<!--.*-->$/u.test(line)) return { block: null, used: 1 }
  if (/^(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})$/u.test(line)) return { block: null, used: 1 }
  if (line.startsWith('<p data-kopij=')) return { block: fromHtml(line).body[0] ?? null, used: 1 }
  const heading =
    line.length > LONGEST_HEADING ? null : /^#{1,6}[ \t]+([^\n]*?)(?:[ \t]+#+)?[ \t]*$/u.exec(line)
  if (heading !== null) return { block: { type: 'subhead', line: lineOf(heading[1] ?? '', told) }, used: 1 }
  if (line.startsWith('>')) return takeQuote(lines, told)
  if (/^(?:```|~~~)/u.test(line)) return takeFence(lines)
  if (MARKER.test(line)) return takeList(lines, told)
  return takeParagraph(lines, told)
}

/** Lines. Nobody writes a longer list; without an end, a file of nothing but lines would take hours. */
const LONGEST_BLOCK = 5000

const blocksOf = (text: string, told: Dropping): Block[] => {
  const lines = text.split('\n')
  const blocks: Block[] = []
  for (let at = 0; at < lines.length; ) {
    const { block, used } = take(lines.slice(at, at + LONGEST_BLOCK), told)
    if (block !== null) blocks.push(block)
    at += Math.max(1, used)
  }
  return blocks
}

/** What stands in front, as far as it is `name: value`; a value that is no JSON is text. */
const frontOf = (text: string): { front: Json; rest: string } => {
  const found = /^---\n(.*?)\n---(?:\n|$)/su.exec(text)
  if (found === null) return { front: {}, rest: text }
  const members: [string, unknown][] = []
  for (const line of (found[1] ?? '').split('\n')) {
    const member = /^([A-Za-z_][\w-]*):\s*([^\n]*)$/u.exec(line)
    if (member?.[1] !== undefined) members.push([member[1], frontValue(member[2] ?? '')])
  }
  return { front: Object.fromEntries(members), rest: text.slice(found[0].length) }
}

const frontValue = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text.replace(/^'(.*)'$/u, '$1')
  }
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

const statusOf = (front: Json): Imported['status'] =>
  front['status'] === 'canceled' ? 'canceled' : front['status'] === 'usable' ? 'usable' : 'withheld'

const ownItem = (front: Json, rest: string): Imported => {
  const copy: Imported['copy'] = {
    kind: front['kind'] === 'brief' ? 'brief' : 'lead',
    kicker: textOf(front, 'kicker'),
    headline: textOf(front, 'title'),
    byline: textOf(front, 'byline'),
    dateline: texts(front['places']),
    credits: texts(front['credits']),
    section: textOf(front, 'section'),
    slug: textOf(front, 'slug'),
    urgency: typeof front['urgency'] === 'number' ? front['urgency'] : null,
    language: textOf(front, 'language'),
    body: [],
  }
  const headed = copy.headline === '' ? rest : rest.replace(/^\n*# [^\n]*\n*/u, '')
  const dateline = datelineMarkdown(copy)
  const text = headed.replace(/^\n+/u, '')
  const dated = dateline !== '' && text.startsWith(dateline)
  const behind = dated ? text.slice(dateline.length).replace(/^ - /u, '') : text
  const signal = front['signal']
  return {
    ...newImport('markdown'),
    uri: textOf(front, 'uri') || null,
    version: typeof front['version'] === 'number' ? front['version'] : null,
    status: statusOf(front),
    signal: signal === 'correction' || signal === 'update' ? signal : null,
    ...(textOf(front, 'follows') === '' ? {} : { follows: textOf(front, 'follows') }),
    firstCreatedAt: readInstant(textOf(front, 'first_created')),
    versionCreatedAt: readInstant(textOf(front, 'version_created')),
    embargoUntil: readInstant(textOf(front, 'embargo')),
    note: textOf(front, 'note'),
    copy: { ...copy, body: blocksOf(behind.replace(/\n+$/u, ''), { dropped: [] }) },
  }
}

const othersItem = (front: Json, rest: string, agencies: readonly Agency[]): Imported => {
  const told: Dropping = { dropped: [] }
  const body = blocksOf(rest, told)
  const [first] = body
  const title = textOf(front, 'title')
  const heads = title === '' && first?.type === 'subhead'
  const item = newImport('markdown')
  return tidied(
    {
      ...item,
      ...told,
      versionCreatedAt: readInstant(textOf(front, 'date')),
      copy: {
        ...item.copy,
        headline: heads ? first.line.map((run) => run.text).join('') : title,
        byline: textOf(front, 'author', 'byline'),
        body: heads ? body.slice(1) : body,
      },
    },
    agencies,
  )
}

/** Reads a Markdown file. Never throws. */
export const readMarkdown = (text: string, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  const { front, rest } = frontOf(text.replace(/\r\n?/gu, '\n'))
  if (isJson(front) && front['kopij'] === 1) return { ok: true, items: [ownItem(front, rest)] }
  const item = othersItem(front, rest, agencies)
  if (item.copy.headline === '' && item.copy.body.length === 0) return { ok: false, reason: 'empty' }
  const sources = text.split(/\r\n?|\n/u).map((line) => ({ name: '', text: line, what: 'metadata' as const }))
  return { ok: true, items: [{ ...item, dropped: [...item.dropped, ...leftovers([item], sources)] }] }
}
