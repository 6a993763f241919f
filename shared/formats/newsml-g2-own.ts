/** What Kopij itself wrote in NewsML-G2, without loss: the inverse of `newsml-g2-write.ts`. */

import { mergeRuns } from '../document/read-copy.ts'
import type { Copy } from '../domain/copy.ts'
import type { Imported } from './imported.ts'
import { PROFILE } from './kopij-names.ts'
import { inContentMeta, inItemMeta } from './newsml-g2-fields.ts'
import { readG2Meta } from './newsml-g2-item.ts'
import { KICKER } from './newsml-g2-names.ts'
import { readPayload } from './newsml-payload.ts'
import { GENERATOR } from './nitf-write.ts'
import { attributeOf, childAt, childrenOf, rawText, textIn, type XmlElement } from './xml.ts'
import type { Finds } from './xml-line.ts'

/** True for an item that Kopij wrote: nothing in it is layout, and none of its words is somebody else's. */
export const isOwnG2 = (item: XmlElement): boolean =>
  inItemMeta(item, 'generator').some((generator) => textIn(generator) === GENERATOR)

const raw = (element: XmlElement | undefined): string => (element === undefined ? '' : rawText(element))

const literalsOf = (item: XmlElement, name: string): string[] =>
  inContentMeta(item, name).map((element) => element.attributes.get('literal') ?? '')

const sectionOf = (item: XmlElement): string => {
  const [subject] = inContentMeta(item, 'subject')
  const qcode = attributeOf(subject, 'qcode')
  return qcode === '' ? (subject?.attributes.get('literal') ?? '') : qcode.slice(qcode.indexOf(':') + 1)
}

const isDateline = (node: XmlElement['children'][number] | undefined): boolean =>
  node !== undefined && typeof node !== 'string' && attributeOf(node, 'class') === 'dateline'

/** XHTML has the dateline run in to its text, or in a paragraph of its own; here it is a field. */
const withoutDateline = (body: XmlElement): XmlElement => {
  const [first] = childrenOf(body)
  if (first === undefined) return body
  if (isDateline(first)) return { ...body, children: body.children.filter((child) => child !== first) }
  const [span, next, ...rest] = first.children
  if (!isDateline(span)) return body
  const text = typeof next === 'string' ? [next.replace(/^ - /u, ''), ...rest] : first.children.slice(1)
  const opened = { ...first, children: text }
  return { ...body, children: body.children.map((child) => (child === first ? opened : child)) }
}

/** The holder of the text, with the dateline taken out where it stands in the text. */
const textHolder = (item: XmlElement, printed: boolean): XmlElement | undefined => {
  const holder = childAt(item, 'contentSet', 'inlineXML')
  const body = holder && childAt(holder, 'html', 'body')
  if (holder === undefined || body === undefined || !printed) return holder
  return { ...holder, children: [withoutDateline(body)] }
}

const bodyOf = (item: XmlElement, printed: boolean): Copy['body'] => {
  const holder = textHolder(item, printed)
  const finds: Finds = { exact: true, dropped: [], notes: [] }
  const body = (holder && readPayload(holder, finds, [])?.body) ?? []
  // A paragraph of which the dateline was taken may have left an empty run.
  return body.map((block) =>
    block.type === 'paragraph' ? { type: 'paragraph', line: mergeRuns(block.line) } : block,
  )
}

/** Reads an item of Kopij's own. */
export const readOwnG2 = (item: XmlElement): Imported => {
  const meta = readG2Meta(item)
  const headlines = inContentMeta(item, 'headline')
  const isKicker = (headline: XmlElement): boolean => attributeOf(headline, 'role') === KICKER
  const dateline = literalsOf(item, 'located')
  const credits = literalsOf(item, 'infoSource')
  return {
    ...meta,
    note: raw(inItemMeta(item, 'edNote')[0]),
    rawCredits: raw(inContentMeta(item, 'creditline')[0]),
    copy: {
      ...meta.copy,
      kind: textIn(inItemMeta(item, 'profile')[0]) === PROFILE.brief ? 'brief' : 'lead',
      headline: raw(headlines.find((headline) => !isKicker(headline))),
      kicker: raw(headlines.find(isKicker)),
      byline: raw(inContentMeta(item, 'by')[0]),
      slug: raw(inContentMeta(item, 'slugline')[0]),
      language: attributeOf(inContentMeta(item, 'language')[0], 'tag'),
      section: sectionOf(item),
      dateline,
      credits,
      body: bodyOf(item, dateline.length + credits.length > 0),
    },
  }
}
