/**
 * Clean HTML back to copy: the inverse of html.ts, and forgiving enough for the body of a ninjs item that
 * somebody else wrote. It reads a tree and runs nothing; pasted pages have an importer of their own.
 */
import { safeLink } from '../document/link.ts'
import { mergeRuns } from '../document/read-copy.ts'
import type { Block, Copy, Line, Run } from '../domain/copy.ts'
import {
  attribute,
  DEEPEST,
  type Element,
  findAll,
  hasClass,
  isElement,
  type Node,
  textsUnder,
  treeOf,
} from './html-nodes.ts'
import type { Dropped } from './imported.ts'

type Marks = Omit<Run, 'text'>

/** What a body says: its blocks, and the dateline that was run in to them. */
export type ReadBody = Pick<Copy, 'dateline' | 'credits' | 'body'>

const BLOCKS = new Set(
  `address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2
  h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul`.split(
    /\s+/u,
  ),
)
const NEVER = new Set(
  `audio canvas embed figcaption head iframe img math noscript object picture script style svg template
  title video`.split(/\s+/u),
)

/** What stands in a page and is no copy, by the name that a person is told. */
const MEDIA: Readonly<Record<string, Dropped['what']>> = {
  img: 'picture',
  audio: 'audio',
  video: 'video',
  svg: 'graphic',
  canvas: 'graphic',
  iframe: 'markup',
  embed: 'markup',
  object: 'markup',
  figcaption: 'picture',
  table: 'table',
}

const isBlock = (node: Node): boolean => isElement(node) && BLOCKS.has(node.tagName)
const marksOf = (element: Element, outer: Marks): Marks => {
  switch (element.tagName) {
    case 'strong':
    case 'b':
      return { ...outer, bold: true }
    case 'em':
    case 'i':
      return { ...outer, italic: true }
    case 'a': {
      const href = safeLink(attribute(element, 'href'))
      return href === null ? outer : { ...outer, link: href }
    }
    default:
      return outer
  }
}

const isBlank = (sign: string): boolean => sign === ' ' || sign === '\t'

/** Line feeds as spaces, with the blanks round them. By hand: a pattern would take the square of a long stretch of blanks. */
const withoutFeeds = (text: string): string => {
  const lines = text.split('\n')
  const last = lines.length - 1
  return lines
    .map((line, index) => {
      let from = 0
      let to = line.length
      if (index > 0) while (from < to && isBlank(line.charAt(from))) from += 1
      if (index < last) while (to > from && isBlank(line.charAt(to - 1))) to -= 1
      return line.slice(from, to)
    })
    .join(' ')
}

const runsOf = (nodes: readonly Node[], marks: Marks, depth: number): Run[] =>
  depth > DEEPEST
    ? []
    : nodes.flatMap((node): Run[] => {
        // A line feed in the source is a space; the line break of a reader is <br>.
        if ('value' in node) return [{ text: withoutFeeds(node.value), ...marks }]
        if (!isElement(node) || NEVER.has(node.tagName)) return []
        if (node.tagName === 'br') return [{ text: '\n', ...marks }]
        return runsOf(node.childNodes, marksOf(node, marks), depth + 1)
      })

const lineOf = (nodes: readonly Node[], depth = 0): Line => mergeRuns(runsOf(nodes, {}, depth))

const textOf = (nodes: readonly Node[]): string =>
  runsOf(nodes, {}, 0)
    .map((run) => run.text)
    .join('')

/** The lines inside a quote or a list item: its paragraphs, or itself when it has none. */
const linesOf = (element: Element, depth: number): Line[] => {
  if (depth > DEEPEST || element.childNodes.length === 0) return []
  if (!element.childNodes.some(isBlock)) return [lineOf(element.childNodes, depth)]
  return inPieces(element.childNodes).flatMap((piece) => {
    if (Array.isArray(piece)) return [lineOf(piece, depth)]
    return piece.childNodes.length === 0 ? [[]] : linesOf(piece, depth + 1)
  })
}

/** Children as blocks, and stretches of running text between them; the white space between blocks is dropped. */
const inPieces = (nodes: readonly Node[]): (Element | Node[])[] => {
  const pieces: (Element | Node[])[] = []
  for (const node of nodes) {
    const last = pieces.at(-1)
    if (isElement(node) && BLOCKS.has(node.tagName)) pieces.push(node)
    else if (Array.isArray(last)) last.push(node)
    else pieces.push([node])
  }
  return pieces.filter((piece) => !Array.isArray(piece) || textOf(piece).trim() !== '')
}

/** The rows of a table as lines: a table is no copy, and its words are. */
const rowsOf = (table: Element, depth: number): Block[] =>
  depth > DEEPEST
    ? []
    : table.childNodes.filter(isElement).flatMap((part): Block[] => {
        if (part.tagName !== 'tr')
          return part.tagName === 'caption' ? blocksOf(part.childNodes, depth + 1) : rowsOf(part, depth + 1)
        const cells = part.childNodes
          .filter(isElement)
          .map((cell) => mergeRuns(runsOf(cell.childNodes, {}, depth)))
          .filter((cell) => cell.length > 0)
        const line = cells.flatMap((cell, index): Run[] => (index === 0 ? cell : [{ text: ' | ' }, ...cell]))
        return line.length === 0 ? [] : [{ type: 'paragraph', line: mergeRuns(line) }]
      })

const listOf = (element: Element, depth: number): Block => ({
  type: 'list',
  ordered: element.tagName === 'ol',
  items: element.childNodes
    .filter((node): node is Element => isElement(node) && node.tagName === 'li')
    .map((item) => linesOf(item, depth + 1)),
})

const blocksOf = (nodes: readonly Node[], depth: number): Block[] =>
  depth > DEEPEST
    ? []
    : inPieces(nodes).flatMap((piece): Block[] => {
        if (Array.isArray(piece)) return [{ type: 'paragraph', line: lineOf(piece, depth) }]
        switch (piece.tagName) {
          case 'p': {
            const name = attribute(piece, 'data-kopij')
            if (name !== null) return [{ type: 'unknown', name, text: textOf(piece.childNodes) }]
            return [{ type: 'paragraph', line: lineOf(piece.childNodes, depth) }]
          }
          case 'h1':
          case 'h2':
          case 'h3':
          case 'h4':
          case 'h5':
          case 'h6':
            return [{ type: 'subhead', line: lineOf(piece.childNodes, depth) }]
          case 'blockquote':
            return [{ type: 'quote', lines: linesOf(piece, depth) }]
          case 'table':
            return rowsOf(piece, depth + 1)
          case 'ul':
          case 'ol':
            return [listOf(piece, depth)]
          default:
            return NEVER.has(piece.tagName) ? [] : blocksOf(piece.childNodes, depth + 1)
        }
      })

const saidOfMedia = (element: Element): string =>
  [
    attribute(element, 'alt'),
    attribute(element, 'title'),
    attribute(element, 'src'),
    textsUnder(element.childNodes).join(' '),
  ]
    .filter((text): text is string => text !== null && text.trim() !== '')
    .join(' ')
    .replace(/\s+/gu, ' ')
    .trim()

const mediaIn = (nodes: readonly Node[], depth: number): Dropped[] =>
  depth > DEEPEST
    ? []
    : nodes.filter(isElement).flatMap((element): Dropped[] => {
        const what = MEDIA[element.tagName]
        if (what === undefined) return mediaIn(element.childNodes, depth + 1)
        if (what === 'table') return [{ what, text: '' }, ...mediaIn(element.childNodes, depth + 1)]
        return [{ what, text: saidOfMedia(element) }]
      })

const parts = (text: string): string[] =>
  text
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const readDateline = (span: Element): Pick<Copy, 'dateline' | 'credits'> => {
  const credit = span.childNodes.find((node) => isElement(node) && hasClass(node, 'credit'))
  return {
    dateline: parts(textOf(span.childNodes.filter((node) => node !== credit))),
    credits: parts(credit === undefined ? '' : textOf([credit]).replace(/^\(|\)$/gu, '')),
  }
}

/** The text behind a run-in dateline, without the separator that `bodyHtml` puts there. */
const behindDateline = (line: Line): Line => {
  const [first, ...rest] = line
  return first === undefined ? [] : mergeRuns([{ ...first, text: first.text.replace(/^ - /u, '') }, ...rest])
}

/** The element that holds the text in a page of Kopij's own; null in any other markup. */
const findBody = (nodes: readonly Node[]): Element | null =>
  findAll(nodes, (element) => hasClass(element, 'kopij-body'))[0] ?? null

const bodyIn = (nodes: readonly Node[]): ReadBody => {
  const start = nodes.findIndex((node) => isElement(node) || ('value' in node && node.value.trim() !== ''))
  const [first, ...rest] = start < 0 ? [] : nodes.slice(start)
  const span =
    first !== undefined && isElement(first) && first.tagName === 'p' ? first.childNodes[0] : undefined
  if (first === undefined || !isElement(first) || span === undefined || !isElement(span))
    return { dateline: [], credits: [], body: blocksOf(nodes, 0) }
  if (!hasClass(span, 'dateline')) return { dateline: [], credits: [], body: blocksOf(nodes, 0) }

  const dateline = readDateline(span)
  if (hasClass(first, 'dateline')) return { ...dateline, body: blocksOf(rest, 0) }
  const line = behindDateline(lineOf(first.childNodes.slice(1)))
  return { ...dateline, body: [{ type: 'paragraph', line }, ...blocksOf(rest, 0)] }
}

/**
 * Reads a body, or a whole page that `articleHtml` wrote. What is no copy (scripts, styles, embeds) is left out;
 * markup that copy does not know gives its text. Never throws.
 */
export const fromHtml = (html: string): ReadBody => {
  const top = treeOf(html)
  return bodyIn(findBody(top)?.childNodes ?? top)
}

/** A body with what had to be left out of it. */
export const readHtmlBody = (html: string): ReadBody & { dropped: Dropped[] } => readHtmlNodes(treeOf(html))

/** The same of a tree, or of a part of one. */
export const readHtmlNodes = (top: readonly Node[]): ReadBody & { dropped: Dropped[] } => {
  const nodes = findBody(top)?.childNodes ?? top
  return { ...bodyIn(nodes), dropped: mediaIn(nodes, 0) }
}

/** The words of markup, without the markup: what a person would read of it. */
export const htmlWords = (html: string): string => textsUnder(treeOf(html)).join(' ')
