/**
 * Walks a parsed HTML tree and collects its pieces.
 */
import type { DefaultTreeAdapterTypes } from 'parse5'
import { safeLink } from '../document/link.ts'
import { cleanText } from './clean.ts'
import { droppedAs, headingLevel, isBlockElement, type StyleHints, styleHints } from './html-elements.ts'
import { collapse, type PasteLine, type PasteRun, splitAtBreaks, textOf } from './line.ts'
import { flatten, type Piece, type TextPiece } from './piece.ts'
import type { Tally } from './report.ts'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** What stays the same during one walk. */
type Walk = { quotes: boolean; tally: Tally; maxDepth: number; tooDeep: () => Error }

/** What holds for everything inside the current element. */
type Context = {
  marks: Omit<PasteRun, 'text'>
  head: number
  pre: boolean
  depth: number
}

/** Where pieces go: `runs` is the line being collected. */
type Sink = { pieces: Piece[]; runs: PasteLine; marker: string }

const newSink = (): Sink => ({ pieces: [], runs: [], marker: '' })

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value

/** Ends the line being collected. Two line breaks in a row are a new paragraph, as editors write them. */
const flush = (walk: Walk, sink: Sink, head: number): void => {
  const runs = sink.runs
  sink.runs = []
  if (textOf(runs).trim() === '') return
  const cleaned = runs.map((run) => ({ ...run, text: cleanText(run.text, walk.tally, walk) }))
  for (const line of splitAtBreaks(collapse(cleaned), /\n{2,}/gu))
    sink.pieces.push({ kind: 'text', line, head })
}

/** The pieces inside an element, as a separate row. */
const inside = (walk: Walk, element: Element, context: Context): { pieces: Piece[]; marker: string } => {
  const sink = newSink()
  readChildren(walk, element, context, sink)
  flush(walk, sink, context.head)
  return sink
}

const readText = (walk: Walk, value: string, context: Context, sink: Sink): void => {
  if (!context.pre) {
    sink.runs.push({ ...context.marks, text: value.replace(/[\t\n\f\r ]+/gu, ' ') })
    return
  }
  value.split(/\r\n|\r|\n/u).forEach((text, index) => {
    if (index > 0) flush(walk, sink, context.head)
    sink.runs.push({ ...context.marks, text })
  })
}

/** One item a `li`; lists inside an item follow it as items of their own. */
const readList = (walk: Walk, element: Element, context: Context, sink: Sink): void => {
  const items: TextPiece[][] = []
  for (const child of element.childNodes) {
    if (!('tagName' in child)) continue
    const { pieces } =
      child.tagName === 'li' ? inside(walk, child, context) : insideOnly(walk, child, context)
    const own = flatten(pieces.filter((piece) => piece.kind !== 'list'))
    if (own.length > 0) items.push(own)
    for (const piece of pieces) if (piece.kind === 'list') items.push(...piece.items)
  }
  if (items.length > 0) sink.pieces.push({ kind: 'list', ordered: element.tagName === 'ol', items })
}

/** An element that stands where a list item should: Google Docs nests `ul` in `ul`. */
const insideOnly = (walk: Walk, element: Element, context: Context): { pieces: Piece[] } => {
  const sink = newSink()
  readNode(walk, element, context, sink)
  flush(walk, sink, context.head)
  return sink
}

/** Word's list paragraphs, gathered into one list; the bullet's shape tells which kind. */
const addWordItem = (sink: Sink, pieces: Piece[], marker: string): void => {
  const item = flatten(pieces)
  if (item.length === 0) return
  const ordered = /^\(?(?:\d{1,3}|\p{L}{1,4})[.)]/u.test(marker.trim())
  const last = sink.pieces.at(-1)
  if (last?.kind === 'list' && last.ordered === ordered) last.items.push(item)
  else sink.pieces.push({ kind: 'list', ordered, items: [item] })
}

const inheritMarks = (
  walk: Walk,
  element: Element,
  hints: StyleHints,
  context: Context,
): Context['marks'] => {
  const { bold, italic, ...rest } = context.marks
  const tag = element.tagName
  const isBold = hints.bold ?? (tag === 'b' || tag === 'strong' ? true : bold)
  const isItalic = hints.italic ?? (tag === 'i' || tag === 'em' ? true : italic)
  const marks: Context['marks'] = {
    ...rest,
    ...(isBold && context.head === 0 ? { bold: true } : {}),
    ...(isItalic ? { italic: true } : {}),
  }
  if (tag === 'time') {
    const instant = Date.parse(attribute(element, 'datetime') ?? '')
    return { ...marks, time: Number.isNaN(instant) ? null : instant }
  }
  const href = tag === 'a' ? attribute(element, 'href')?.trim() : undefined
  if (href === undefined || href === '' || href.startsWith('#')) return marks
  const link = safeLink(href)
  if (link === null) walk.tally.count('links-dropped')
  return link === null ? marks : { ...marks, link }
}

const readElement = (walk: Walk, element: Element, outer: Context, sink: Sink): void => {
  const tag = element.tagName
  const dropped = droppedAs(tag)
  if (dropped !== undefined) {
    if (dropped !== null) walk.tally.count(dropped)
    return
  }
  const hints = styleHints(attribute(element, 'style'))
  if (hints.hidden || attribute(element, 'hidden') !== undefined) {
    walk.tally.count('hidden-dropped')
    return
  }
  if (hints.wordList === 'marker') {
    sink.marker = textOfTree(element)
    return
  }
  if (tag === 'br') {
    sink.runs.push({ ...outer.marks, text: '\n' })
    return
  }
  if (tag === 'table') walk.tally.count('tables-flattened')
  const head = headingLevel(tag) || outer.head
  const context: Context = {
    head,
    pre: outer.pre || tag === 'pre',
    depth: outer.depth + 1,
    marks: inheritMarks(walk, element, hints, { ...outer, head }),
  }
  if (isBlockElement(tag)) readBlock(walk, element, { outer, context, hints }, sink)
  else readChildren(walk, element, context, sink)
}

/** An element on lines of its own: what was collected before it ends there. */
const readBlock = (
  walk: Walk,
  element: Element,
  { outer, context, hints }: { outer: Context; context: Context; hints: StyleHints },
  sink: Sink,
): void => {
  const tag = element.tagName

  flush(walk, sink, outer.head)
  if (tag === 'ul' || tag === 'ol') readList(walk, element, context, sink)
  else if (tag === 'blockquote') {
    const texts = flatten(inside(walk, element, context).pieces)
    if (texts.length > 0) sink.pieces.push({ kind: 'quote', texts })
  } else if (hints.wordList === 'item' && context.head === 0) {
    const { pieces, marker } = inside(walk, element, context)
    addWordItem(sink, pieces, marker)
  } else {
    readChildren(walk, element, context, sink)
    flush(walk, sink, context.head)
  }
}

const textOfTree = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOfTree).join('') : ''

const readNode = (walk: Walk, node: Node, context: Context, sink: Sink): void => {
  if (context.depth > walk.maxDepth) throw walk.tooDeep()
  if ('tagName' in node) readElement(walk, node, context, sink)
  else if (node.nodeName === '#text' && 'value' in node) readText(walk, node.value, context, sink)
}

const readChildren = (walk: Walk, node: Node, context: Context, sink: Sink): void => {
  if ('childNodes' in node) for (const child of node.childNodes) readNode(walk, child, context, sink)
}

/** The pieces of a parsed document. Throws `walk.tooDeep()` when its tree is deeper than `walk.maxDepth`. */
export const readTree = (document: DefaultTreeAdapterTypes.Document, walk: Walk): Piece[] => {
  const sink = newSink()
  readChildren(walk, document, { marks: {}, head: 0, pre: false, depth: 0 }, sink)
  flush(walk, sink, 0)
  return sink.pieces
}
