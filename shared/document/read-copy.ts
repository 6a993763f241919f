/**
 * From the Y types to plain copy. It reads the shared types themselves and not an editor's view of them, so
 * that the hub, the desk process and every version of the window read the same words.
 */
import * as Y from 'yjs'
import type { Block, Copy, Line, Run } from '../domain/copy.ts'
import { lineText } from '../domain/copy.ts'
import { bodyOf, headlineOf, kickerOf, readField } from './layout.ts'
import { markName, unknownIn } from './unknown-parts.ts'

type Node = Y.XmlElement | Y.XmlText | Y.XmlHook | Y.XmlFragment

const children = (node: Y.XmlFragment): Node[] => node.toArray() as Node[]

const runOf = (text: string, attributes: Record<string, unknown>): Run => {
  const run: Run = { text }
  for (const [attribute, value] of Object.entries(attributes)) {
    const name = markName(attribute)
    if (name === 'bold') run.bold = true
    else if (name === 'italic') run.italic = true
    else if (name === 'link') {
      const href = typeof value === 'object' && value !== null && 'href' in value ? value.href : undefined
      if (typeof href === 'string') run.link = href
    }
  }
  return run
}

const sameMarks = (a: Run, b: Run): boolean => a.bold === b.bold && a.italic === b.italic && a.link === b.link

/** Runs with the same marks become one: how text was typed must not show in a revision. */
export const mergeRuns = (runs: readonly Run[]): Line => {
  const merged: Line = []
  for (const run of runs) {
    if (run.text === '') continue
    const last = merged.at(-1)
    if (last && sameMarks(last, run)) merged[merged.length - 1] = { ...last, text: last.text + run.text }
    else merged.push(run)
  }
  return merged
}

/** Deeper than this no editor nests; a document made to exhaust whoever reads it is read down to here. */
const DEEPEST = 100

const runsOf = (node: Y.XmlFragment, depth = 0): Run[] =>
  children(node).flatMap((child): Run[] => {
    if (child instanceof Y.XmlText) {
      const delta = child.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]
      return delta.flatMap(({ insert, attributes }) =>
        typeof insert === 'string' ? [runOf(insert, attributes ?? {})] : [],
      )
    }
    if (child instanceof Y.XmlElement && child.nodeName === 'hardBreak') return [{ text: '\n' }]
    return child instanceof Y.XmlElement && depth < DEEPEST ? runsOf(child, depth + 1) : []
  })

/** Normalised after merging: a letter and its accent may lie in two texts, as after joining two paragraphs. */
const lineOf = (node: Y.XmlFragment): Line =>
  mergeRuns(runsOf(node)).map((run) => ({ ...run, text: run.text.normalize('NFC') }))

const elements = (node: Y.XmlFragment): Y.XmlElement[] =>
  children(node).filter((child): child is Y.XmlElement => child instanceof Y.XmlElement)

const filled = (line: Line): boolean => line.length > 0

/** Names of what a block holds and this build does not know, to be shown with it. */
const grey = (element: Y.XmlElement): { unknown?: string[] } => {
  const names = unknownIn(element)
  return names.length > 0 ? { unknown: names } : {}
}

/** The words of something unknown, one line for each stretch of text in it. */
const wordsOf = (element: Y.XmlElement, depth = 0): string => {
  const inner = depth < DEEPEST ? elements(element).filter((child) => child.nodeName !== 'hardBreak') : []
  if (inner.length === 0) return lineText(lineOf(element))
  const own = children(element).some((child) => child instanceof Y.XmlText && child.length > 0)
  if (own) return lineText(lineOf(element))
  return inner
    .map((child) => wordsOf(child, depth + 1))
    .filter((text) => text !== '')
    .join('\n')
}

const blockOf = (element: Y.XmlElement): Block[] => {
  const marked = grey(element)
  // What is empty is no copy, unless there is something in it that only a newer build can see.
  const stays = marked.unknown !== undefined
  switch (element.nodeName) {
    case 'paragraph': {
      const line = lineOf(element)
      return filled(line) || stays ? [{ type: 'paragraph', line, ...marked }] : []
    }
    case 'subhead': {
      const line = lineOf(element)
      return filled(line) || stays ? [{ type: 'subhead', line, ...marked }] : []
    }
    case 'quote': {
      const lines = elements(element).map(lineOf).filter(filled)
      return lines.length > 0 || stays ? [{ type: 'quote', lines, ...marked }] : []
    }
    case 'bulletList':
    case 'orderedList': {
      const items = elements(element)
        .map((item) => elements(item).map(lineOf).filter(filled))
        .filter((lines) => lines.length > 0)
      return items.length > 0 || stays
        ? [{ type: 'list', ordered: element.nodeName === 'orderedList', items, ...marked }]
        : []
    }
    default:
      return [{ type: 'unknown', name: element.nodeName, text: wordsOf(element) }]
  }
}

/** Text of a one-line fragment; a stray second line, left by a merge, is joined by a space. */
const oneLine = (fragment: Y.XmlFragment): string =>
  elements(fragment)
    .map((element) => lineText(lineOf(element)).replaceAll('\n', ' '))
    .filter((text) => text !== '')
    .join(' ')
    .trim()

const nfc = (text: string): string => text.normalize('NFC')

/**
 * The working copy as plain copy. Empty blocks are no copy and are left out, so that a stray Enter at the
 * end is no change to what was approved.
 */
export const readCopy = (doc: Y.Doc): Copy => ({
  kind: readField(doc, 'kind'),
  kicker: oneLine(kickerOf(doc)),
  headline: oneLine(headlineOf(doc)),
  byline: nfc(readField(doc, 'byline').trim()),
  dateline: readField(doc, 'dateline').map(nfc),
  credits: readField(doc, 'credits').map(nfc),
  section: readField(doc, 'section'),
  slug: nfc(readField(doc, 'slug').trim()),
  urgency: readField(doc, 'urgency'),
  language: readField(doc, 'language'),
  body: elements(bodyOf(doc)).flatMap(blockOf),
})
