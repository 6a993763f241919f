/**
 * Bodies out of XML: the blocks of NITF (body.content) and of XHTML, in one reader, because real files mix them: NITF
 * with `h2` and `strong`, XHTML with `hl2` (standards, section 5).
 */
import { mergeRuns } from '../document/read-copy.ts'
import type { Block, Line, Run } from '../domain/copy.ts'
import { lineText } from '../domain/copy.ts'
import { attributeOf, rawText, type XmlElement, type XmlNode } from './xml.ts'
import { dropMedia, type Finds, isMedia, isSilent, readLine } from './xml-line.ts'

/** The class of a paragraph that stands for a part which a newer Kopij wrote; the name of the part follows it. */
export const UNKNOWN_CLASS = 'kopij-unknown '

const SUBHEADS = new Set('h1 h2 h3 h4 h5 h6 hl1 hl2 hl3 hl4 hl5'.split(' '))
/** What stands under a text is for desks: rights, signs-off, who wrote it. */
const NOTES = new Set(['note', 'copyrite', 'datasource', 'footer'])
/** What stands over a text in a page (keywords, dates, menus) says in words what the metadata says. */
const FRAMES = new Set(['header', 'nav'])
const BLOCKS = new Set([
  ...SUBHEADS,
  ...NOTES,
  ...FRAMES,
  ...`abstract address article aside blockquote body body.content body.end block bq byline caption dateline
  center credit dd details div dl dt fieldset figcaption fn form hr html main li ol p pre
  rights section summary tagline ul bibliography media-caption`.split(/\s+/u),
])
/** Some agencies mark a subhead by the class of a paragraph only. */
const SUBHEAD_CLASS =
  /(?:^|[\s-])(?:sub-?head(?:ing|line)?|inter-?title|crosshead|tussenkop|mellomtittel)(?:$|[\s-])/iu

const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string'

/** Asked of the same elements by everybody who walks the tree. */
const known = new WeakMap<XmlElement, boolean>()

/** True for what stands on lines of its own, and for anything that holds such a thing. */
export const isBlock = (node: XmlNode): boolean => {
  if (!isElement(node)) return false
  const found = known.get(node)
  if (found !== undefined) return found
  const block = BLOCKS.has(node.name) || isMedia(node) || node.children.some(isBlock)
  known.set(node, block)
  return block
}

/** The text of an element in which breaks and blocks part words, as they do for who reads it. */
export const spacedText = (element: XmlElement): string =>
  element.children
    .map((child) => {
      if (typeof child === 'string') return child
      if (isSilent(child)) return ''
      return child.name === 'br' || isBlock(child) ? ` ${spacedText(child)} ` : spacedText(child)
    })
    .join('')
    .replace(/[ \t\r\n]+/gu, ' ')
    .trim()

/** Children as blocks, and stretches of running text between them; white space between blocks is layout. */
const inPieces = (nodes: readonly XmlNode[]): (XmlElement | XmlNode[])[] => {
  const pieces: (XmlElement | XmlNode[])[] = []
  for (const node of nodes) {
    const last = pieces.at(-1)
    if (isElement(node) && isBlock(node)) pieces.push(node)
    else if (Array.isArray(last)) last.push(node)
    else pieces.push([node])
  }
  return pieces.filter(
    (piece) => !Array.isArray(piece) || piece.some((node) => isElement(node) || node.trim() !== ''),
  )
}

/** The lines of a quote or a list item: its paragraphs, or itself when it has none. */
const linesOf = (element: XmlElement, finds: Finds): Line[] => {
  if (isMedia(element)) {
    dropMedia(element, finds)
    return []
  }
  if (isSilent(element)) return []
  if (!element.children.some(isBlock)) return [readLine(element.children, finds)]
  return inPieces(element.children).flatMap((piece) =>
    Array.isArray(piece) ? [readLine(piece, finds)] : linesOf(piece, finds),
  )
}

const filled = (lines: readonly Line[]): Line[] => lines.filter((line) => line.length > 0)

/** The line cut at its empty lines: two breaks are how some systems write a new paragraph. */
const paragraphsIn = (line: Line): Line[] => {
  if (!/\n\s*\n/u.test(lineText(line))) return [line]
  const cut: Run[][] = [[]]
  for (const run of line) {
    const [first = '', ...rest] = run.text.split(/\n[^\S\n]*(?:\n\s*)+/u)
    cut.at(-1)?.push({ ...run, text: first })
    for (const text of rest) cut.push([{ ...run, text }])
  }
  return cut.map(mergeRuns)
}

/** Lines of a teleprinter end after some seventy signs; their breaks are no breaks of the text. */
const unwrapped = (line: Line): Line => {
  const rows = lineText(line).split('\n')
  const wrapped =
    rows.length > 2 &&
    rows.slice(0, -1).every((row) => row.length >= 45 && row.length <= 90 && /\s$/u.test(row))
  return wrapped ? line.map((run) => ({ ...run, text: run.text.replaceAll('\n', '') })) : line
}

const paragraphs = (line: Line, finds: Finds): Block[] =>
  filled(finds.exact ? [line] : paragraphsIn(unwrapped(line))).map((one) => ({
    type: 'paragraph',
    line: one,
  }))

const preformatted = (element: XmlElement): Block[] =>
  rawText(element)
    .split(/\n[^\S\n]*\n\s*/u)
    .map((text) =>
      text
        .replace(/^\n+/u, '')
        .replace(/[^\S\n\t ]+/gu, ' ')
        .trimEnd(),
    )
    .filter((text) => text !== '')
    .map((text) => ({ type: 'paragraph', line: [{ text }] }))

const blockOf = (element: XmlElement, finds: Finds): Block[] => {
  const kind = attributeOf(element, 'class')
  if (isSilent(element)) return []
  if (isMedia(element)) {
    dropMedia(element, finds)
    return []
  }
  if (NOTES.has(element.name)) {
    finds.notes.push(spacedText(element))
    return []
  }
  if (FRAMES.has(element.name)) {
    finds.dropped.push({ what: 'metadata', text: spacedText(element) })
    return []
  }
  if (SUBHEADS.has(element.name)) {
    const line = readLine(element.children, finds)
    return line.length === 0 ? [] : [{ type: 'subhead', line }]
  }
  switch (element.name) {
    case 'p': {
      if (element.children.some(isBlock)) return readBlocks(element.children, finds)
      const name = element.attributes.get('class')?.startsWith(UNKNOWN_CLASS)
        ? element.attributes.get('class')?.slice(UNKNOWN_CLASS.length)
        : element.attributes.get('data-kopij')
      const line = readLine(element.children, finds)
      if (name !== undefined) return [{ type: 'unknown', name, text: lineText(line) }]
      if (SUBHEAD_CLASS.test(kind) && line.length > 0) return [{ type: 'subhead', line }]
      return paragraphs(line, finds)
    }
    case 'pre':
      return preformatted(element)
    case 'bq':
    case 'blockquote': {
      const lines = filled(linesOf(element, finds))
      return lines.length === 0 ? [] : [{ type: 'quote', lines }]
    }
    case 'ul':
    case 'ol': {
      // Words between the items of a list belong to none of them, and to the reader all the same.
      const items = inPieces(element.children)
        .map((piece) => filled(Array.isArray(piece) ? [readLine(piece, finds)] : linesOf(piece, finds)))
        .filter((lines) => lines.length > 0)
      return items.length === 0 ? [] : [{ type: 'list', ordered: element.name === 'ol', items }]
    }
    default:
      return readBlocks(element.children, finds)
  }
}

/** The blocks in these nodes. What copy cannot hold is added to `finds`; empty blocks are no copy. */
export const readBlocks = (nodes: readonly XmlNode[], finds: Finds): Block[] =>
  inPieces(nodes).flatMap((piece) =>
    Array.isArray(piece) ? paragraphs(readLine(piece, finds), finds) : blockOf(piece, finds),
  )
