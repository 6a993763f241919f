/** The words of an XML file, piece by piece and named, for the net that finds what ended nowhere. */
import type { Imported } from './imported.ts'
import { leftovers, type SourceText } from './leftover.ts'
import { attributeOf, type XmlElement } from './xml.ts'
import { isBlock } from './xml-body.ts'
import { isSilent } from './xml-line.ts'

/** Attributes that hold words for people; the others hold codes, dates, addresses and names of formats. */
const WORDS = new Set(
  `agent alt city comment content copyright country county-dist fix-id FormalName geography holder info key
  limitations literal owner position.section quote-source regsrc scope series.name source-credit src-name
  state-prov title tobject.property.type tobject.subject.detail tobject.subject.matter tobject.subject.type
  Value value`.split(/\s+/u),
)

/** Elements from which on words are the story and no longer about it. */
const STORY = new Set(['body.content', 'body.end', 'inlineXML', 'inlineData', 'DataContent'])

const nameOf = (element: XmlElement): string =>
  attributeOf(element, 'name') || attributeOf(element, 'role') || element.name

/** The text of an element in which breaks and blocks part words, as they do for who reads it. */
export const spacedText = (element: XmlElement): string =>
  element.children
    .map((child) => {
      if (typeof child === 'string') return child
      if (isSilent(child)) return ''
      return child.name === 'br' || isBlock(child) ? ` ${spacedText(child)} ` : spacedText(child)
    })
    .join('')

const piecesOf = (element: XmlElement, inStory: boolean): SourceText[] => {
  if (isSilent(element)) return []
  const story = inStory || STORY.has(element.name)
  const what = story ? 'unknown' : 'metadata'
  const pieces: SourceText[] = []
  for (const [attribute, value] of element.attributes) {
    if (!WORDS.has(attribute) || !/\p{L}/u.test(value)) continue
    pieces.push({ name: nameOf(element), text: value.trim(), what: 'metadata' })
  }
  const mixed = element.children.some((child) => typeof child === 'string' && child.trim() !== '')
  if (mixed) pieces.push({ name: story ? '' : nameOf(element), text: spacedText(element), what })
  for (const child of element.children) {
    if (typeof child === 'string') continue
    // Words inside running text were taken with it.
    const inner = piecesOf(child, story)
    pieces.push(...(mixed ? inner.filter((piece) => piece.what === 'metadata') : inner))
  }
  return pieces
}

/** The items with, in the first of them, what is in the file and in none of them. */
export const withLeftovers = (items: readonly Imported[], root: XmlElement, outside: string): Imported[] => {
  const [first, ...rest] = items
  if (first === undefined) return []
  const sources = [...piecesOf(root, false), { name: '', text: outside, what: 'unknown' as const }]
  return [{ ...first, dropped: [...first.dropped, ...leftovers(items, sources)] }, ...rest]
}
