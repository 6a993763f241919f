/** Real files of news, and what became of their words: each must be in the item, its note, or what was told as dropped. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import type { Block } from '../../../shared/domain/copy.ts'
import type { Imported, ReadResult } from '../../../shared/formats/imported.ts'
import { countWords, squeezed, stringsIn, textsOfBlock } from './round-trip.ts'

const EXAMPLES = fileURLToPath(new URL('../../../../shared/iptc/examples/', import.meta.url))

export interface Example {
  readonly name: string
  readonly bytes: Uint8Array
  readonly text: string
}

const decoded = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

export const haveExamples = (): boolean => existsSync(EXAMPLES)

export const examples = (): Example[] =>
  readdirSync(EXAMPLES).flatMap((folder) =>
    readdirSync(join(EXAMPLES, folder)).map((file) => {
      const bytes = readFileSync(join(EXAMPLES, folder, file))
      return { name: `${folder}/${file}`, bytes, text: decoded(bytes) }
    }),
  )

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

const unescaped = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/giu,
    (all, hex?: string, figures?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all
      const code = hex === undefined ? Number(figures) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : ''
    },
  )

/** Pieces of text between tags. Markup that was put into text by escaping it is markup all the same. */
const textsOfMarkup = (markup: string, depth = 0): string[] =>
  markup
    .replace(/<!--.*?-->|<\?.*?\?>/gsu, ' ')
    .replace(/<!DOCTYPE[^>[]*(?:\[.*?\])?\s*>/gsu, ' ')
    .replace(/<!\[CDATA\[(.*?)\]\]>/gsu, (_all, inside: string) =>
      inside.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    )
    .replace(/<(script|style)\b.*?<\/\1>/gsu, ' ')
    // Raised letters go on with the word that they stand behind.
    .replace(/<\/?(?:sup|sub)\b[^<>]*>/giu, '')
    .split(/<\/?[A-Za-z][^<>]*>/u)
    .map(unescaped)
    .flatMap((text) =>
      depth < 2 && /<\/?[A-Za-z][^<>]*>/u.test(text) ? textsOfMarkup(text, depth + 1) : [text],
    )

/** Members of JSON that no person wrote: what kind of thing it is, and when. */
const MACHINE =
  /^(?:\$?standard|type|mimetype|contenttype|representationtype|pubstatus|version|.*created|updated|embargoed.*|expires|firstpublished|urgency|charcount|wordcount)$/iu

const textsUnder = (node: DefaultTreeAdapterTypes.Node): string[] => {
  if ('value' in node) return [node.value]
  return 'childNodes' in node && !('tagName' in node && /^(?:script|style)$/u.test(node.tagName))
    ? node.childNodes.flatMap(textsUnder)
    : []
}

const textsOfJson = (value: unknown, name = ''): string[] => {
  if (MACHINE.test(name)) return []
  if (typeof value === 'string')
    return /<[a-z!/][^>]*>/iu.test(value) ? textsUnder(parseFragment(value)) : [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([inner, one]) =>
    textsOfJson(one, Array.isArray(value) ? name : inner),
  )
}

/** An instant is read into a field and not into words. */
const isMoment = (text: string): boolean => /^\s*\d{4}-?\d\d-?\d\d(?:T[\d:.,+Z -]*)?\s*$/u.test(text)

/** The last line of a wire's message, which says when it was sent. */
const isSent = (line: string): boolean =>
  /^\W*(?:\d{6}\s*(?:GMT)?\s*\p{L}{3}\s+\d\d|\^?\p{L}{2}-\p{L}{2}-[\d-]+ \d{4}GMT<?)\s*$/u.test(line)

const sourceTexts = ({ text }: Example): string[] => {
  const start = text.trimStart()
  if (/^\ufeff?[[{]/u.test(start)) return textsOfJson(JSON.parse(text))
  if (/^\ufeff?</u.test(start)) return textsOfMarkup(text)
  return text.split(/\r?\n/u).filter((line) => !isSent(line))
}

const linksOfBlock = (block: Block): string[] =>
  [...JSON.stringify(block).matchAll(/"link":"((?:\\.|[^"\\])*)"/gu)].map(([, link = '']) => link)

/** All that an item says, the runs of a line as the one text that they are. */
const saidOf = ({ copy: { body, ...copy }, ...item }: Imported): string[] => [
  ...stringsIn(item),
  ...stringsIn(copy),
  ...body.flatMap(linksOfBlock),
  ...body.flatMap((block) => textsOfBlock(block)),
]

/** Words that stand in one piece of the source more often than in all that was made of the file. */
export const missingWords = (example: Example, items: readonly Imported[]): string[] => {
  const there = countWords(items.flatMap(saidOf))
  const squeezedThere = items.flatMap(saidOf).map(squeezed).join(' ')
  const missing = new Set<string>()
  for (const text of sourceTexts(example)) {
    if (isMoment(text)) continue
    // A tag inside a word cuts it here and not in the item: what stands there as one stretch is not missing.
    const piece = squeezed(text)
    if (piece.length > 3 && squeezedThere.includes(piece)) continue
    for (const [word, times] of countWords([text])) if ((there.get(word) ?? 0) < times) missing.add(word)
  }
  return [...missing]
}

const MARKS = [
  /"pub[sS]tatus"\s*:\s*"(?!usable")[a-z]+"/gu,
  /<pubStatus[^>]*qcode="[\w.-]*:(?!usable")[\w-]+"/gu,
  /management-status="(?!usable"|embargoed")[\w-]+"/gu,
  /<Status FormalName="(?:Canceled|Withheld)"/gu,
]

/** Items shown as fit to publish although the file says of so many that they are not. */
export const shownAsUsable = (example: Example, read: ReadResult): number => {
  if (!read.ok) return 0
  const marks = MARKS.reduce((sum, mark) => sum + (example.text.match(mark)?.length ?? 0), 0)
  const usable = read.items.filter((item) => item.status === 'usable').length
  return Math.max(0, Math.min(marks, read.items.length) - (read.items.length - usable))
}

/** A file that was refused although there is text in it that readers would read. */
export const hasCopy = ({ text }: Example): boolean =>
  /<(?:p|inlineData)\b[^>/]*>\s*[^\s<]|<(?:nitf|html)\b|"(?:body_|bodies|article_html)/u.test(text)
