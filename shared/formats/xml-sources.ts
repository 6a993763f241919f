/** The words of an XML file, piece by piece and named, for the net that finds what ended nowhere. */

import { htmlWords } from './html-read.ts'
import type { Imported } from './imported.ts'
import { leftovers, type SourceText } from './leftover.ts'
import { attributeOf, type XmlElement } from './xml.ts'
import { spacedText } from './xml-body.ts'
import { isSilent } from './xml-line.ts'
import { readMoment } from './xml-time.ts'

/** Attributes that hold words for people; the others hold codes, dates, addresses and names of formats. */
const WORDS = new Set(
  `agent alt city comment content copyright country county-dist fix-id geography holder
  info key
  limitations literal owner position.section quote-source regsrc scope series.name source-credit src-name
  state-prov title tobject.property.type tobject.subject.detail tobject.subject.matter tobject.subject.type
  Value value`.split(/\s+/u),
)

/** Elements from which on words are the story and no longer about it. */
const STORY = new Set(['body.content', 'body.end', 'inlineXML', 'inlineData', 'DataContent'])

const nameOf = (element: XmlElement): string =>
  attributeOf(element, 'name') || attributeOf(element, 'role') || element.name

/** Elements whose formal name is a name, and not a word of the standard. */
const NAMED = new Set(['Party', 'Property', 'NewsProduct', 'NewsService', 'OfInterestTo'])

/** Moments and numbers of machines are told together, without saying of each what it was. */
const isWords = (text: string): boolean => /\p{L}/u.test(text) && readMoment(text) === null

const named = (name: string, text: string, what: SourceText['what']): SourceText => ({
  name: what === 'metadata' && !isWords(text) ? '' : name,
  text,
  what,
})

/** A story by its sentences, so that one word that is missing does not repeat all of it. */
const sentences = (text: string): string[] =>
  text.length < 200 ? [text] : text.split(/(?<=[.!?]["”»']?)\s+/u)

const storyText = (text: string): string[] =>
  sentences(/<(?:p|br|div)\b[^<>]*>/iu.test(text) ? htmlWords(text) : text)

/** Adds the pieces of an element. `taken`: its text was taken with the text that it stands in. */
const gather = (element: XmlElement, inStory: boolean, taken: boolean, pieces: SourceText[]): void => {
  if (isSilent(element)) return
  const story = inStory || STORY.has(element.name)
  for (const [attribute, value] of element.attributes) {
    const formal = attribute === 'FormalName' && NAMED.has(element.name)
    if ((formal || WORDS.has(attribute)) && isWords(value))
      pieces.push(named(nameOf(element), value.trim(), 'metadata'))
  }
  const mixed = element.children.some((child) => typeof child === 'string' && child.trim() !== '')
  if (mixed && !taken) {
    const text = spacedText(element)
    if (story) for (const sentence of storyText(text)) pieces.push(named('', sentence, 'unknown'))
    else pieces.push(named(nameOf(element), text, 'metadata'))
  }
  for (const child of element.children)
    if (typeof child !== 'string') gather(child, story, taken || mixed, pieces)
}

/** The items with, in the first of them, what is in the file and in none of them. */
export const withLeftovers = (items: readonly Imported[], root: XmlElement, outside: string): Imported[] => {
  const [first, ...rest] = items
  if (first === undefined) return []
  const sources: SourceText[] = [{ name: '', text: outside, what: 'unknown' }]
  gather(root, false, false, sources)
  return [{ ...first, dropped: [...first.dropped, ...leftovers(items, sources)] }, ...rest]
}
