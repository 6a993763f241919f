/**
 * From plain copy into a working copy: seeding a new item, structuring a paste, restoring a revision.
 * One transaction, so that one undo takes it back; the origin says whose step it is.
 */
import * as Y from 'yjs'
import type { Block, Copy, Line } from '../domain/copy.ts'
import { bodyOf, headlineOf, kickerOf, writeField } from './layout.ts'

const textOf = (line: Line): Y.XmlText => {
  const text = new Y.XmlText()
  text.applyDelta(
    line.map((run) => ({
      insert: run.text,
      attributes: {
        ...(run.bold ? { bold: {} } : {}),
        ...(run.italic ? { italic: {} } : {}),
        ...(run.link === undefined ? {} : { link: { href: run.link } }),
      },
    })),
  )
  return text
}

/** A line break is a node of its own in the document and "\n" in copy. */
const inline = (line: Line): (Y.XmlText | Y.XmlElement)[] => {
  const nodes: (Y.XmlText | Y.XmlElement)[] = []
  let pending: Line = []
  const flush = (): void => {
    if (pending.length > 0) nodes.push(textOf(pending))
    pending = []
  }
  for (const run of line) {
    run.text.split('\n').forEach((part, index) => {
      if (index > 0) {
        flush()
        nodes.push(new Y.XmlElement('hardBreak'))
      }
      if (part !== '') pending.push({ ...run, text: part })
    })
  }
  flush()
  return nodes
}

const element = (name: string, content: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
  const node = new Y.XmlElement(name)
  if (content.length > 0) node.insert(0, content)
  return node
}

const paragraph = (line: Line): Y.XmlElement => element('paragraph', inline(line))

const nodeOf = (block: Block): Y.XmlElement => {
  switch (block.type) {
    case 'paragraph':
      return paragraph(block.line)
    case 'subhead':
      return element('subhead', inline(block.line))
    case 'quote':
      return element('quote', block.lines.map(paragraph))
    case 'list':
      return element(
        block.ordered ? 'orderedList' : 'bulletList',
        block.items.map((lines) => element('listItem', lines.map(paragraph))),
      )
    case 'unknown':
      // What this build cannot write it must not invent: the words stay, as a paragraph.
      return paragraph([{ text: block.text }])
  }
}

const replace = (fragment: Y.XmlFragment, nodes: Y.XmlElement[]): void => {
  if (fragment.length > 0) fragment.delete(0, fragment.length)
  fragment.insert(0, nodes)
}

/** Replaces the body by these blocks, or by one empty paragraph to type in. Call it inside a transaction. */
export const writeBody = (doc: Y.Doc, blocks: readonly Block[]): void => {
  replace(bodyOf(doc), blocks.length > 0 ? blocks.map(nodeOf) : [paragraph([])])
}

const single = (text: string): Y.XmlElement[] => [paragraph(text === '' ? [] : [{ text }])]

/** Replaces those parts of the working copy that `copy` names, in one transaction with `origin`. */
export const writeCopy = (doc: Y.Doc, copy: Partial<Copy>, origin: unknown): void => {
  doc.transact(() => {
    if (copy.kicker !== undefined) replace(kickerOf(doc), single(copy.kicker))
    if (copy.headline !== undefined) replace(headlineOf(doc), single(copy.headline))
    if (copy.body !== undefined) writeBody(doc, copy.body)
    if (copy.kind !== undefined) writeField(doc, 'kind', copy.kind)
    if (copy.byline !== undefined) writeField(doc, 'byline', copy.byline)
    if (copy.dateline !== undefined) writeField(doc, 'dateline', copy.dateline)
    if (copy.credits !== undefined) writeField(doc, 'credits', copy.credits)
    if (copy.section !== undefined) writeField(doc, 'section', copy.section)
    if (copy.slug !== undefined) writeField(doc, 'slug', copy.slug)
    if (copy.urgency !== undefined) writeField(doc, 'urgency', copy.urgency)
    if (copy.language !== undefined) writeField(doc, 'language', copy.language)
  }, origin)
}

/** The first update of a new item: every type in place once, so that nobody else ever seeds it again. */
export const seedDocument = (doc: Y.Doc, copy: Copy): void => writeCopy(doc, copy, 'seed')

/** Copy with nothing in it yet. */
export const emptyCopy = (kind: Copy['kind'], section: string, language: string): Copy => ({
  kind,
  kicker: '',
  headline: '',
  byline: '',
  dateline: [],
  credits: [],
  section,
  slug: '',
  urgency: null,
  language,
  body: [],
})
