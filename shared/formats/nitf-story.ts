/**
 * The story inside a `nitf` element of any version, with or without namespace (standards, section 5): what NewsML
 * carries as its payload, and the half of a NITF file that people read.
 */
import type { Agency } from '../domain/agency.ts'
import type { Block } from '../domain/copy.ts'
import { attributeOf, childAt, childrenOf, findAll, rawText, textIn, type XmlElement } from './xml.ts'
import { readBlocks } from './xml-body.ts'
import { isCreditline, type Said } from './xml-credits.ts'
import type { Finds } from './xml-line.ts'

/** A story as it was said. `said` is not yet weighed against the text. */
export type NitfStory = { headline: string; kicker: string; byline: string; body: Block[]; said: Said }

/** Names and titles stand in elements of their own, often with nothing between them. */
const spread = (element: XmlElement | undefined): string =>
  element === undefined
    ? ''
    : element.children
        .map((child) => (typeof child === 'string' ? child : spread(child)))
        .join(' ')
        .replace(/\s+/gu, ' ')
        .trim()

const bodyParts = (nitf: XmlElement, name: string): XmlElement[] => {
  const body = childAt(nitf, 'body')
  return body === undefined ? [] : childrenOf(body, name)
}

/** `hedline` is the element's name; some systems spell it as English does. */
const headlines = (head: XmlElement | undefined, name: string): XmlElement[] =>
  head === undefined
    ? []
    : [...childrenOf(head, 'hedline'), ...childrenOf(head, 'headline')].flatMap((line) =>
        childrenOf(line, name),
      )

const placesOf = (dateline: XmlElement | undefined): string[] =>
  dateline === undefined
    ? []
    : childrenOf(dateline, 'location').map((location) => {
        const [city] = findAll(location, 'city')
        return textIn(city ?? location)
      })

/** What stands in `abstract`, for stories that have nothing else. */
const abstractOf = (head: XmlElement | undefined, finds: Finds): Block[] =>
  head === undefined ? [] : childrenOf(head, 'abstract').flatMap((part) => readBlocks(part.children, finds))

/** Reads the story; what is in it besides copy is added to `finds`. */
export const readNitfStory = (nitf: XmlElement, finds: Finds, agencies: readonly Agency[]): NitfStory => {
  const [head] = bodyParts(nitf, 'body.head')
  const say = finds.exact ? (part: XmlElement | undefined) => (part ? rawText(part) : '') : textIn
  const names = head === undefined ? [] : childrenOf(head, 'byline')
  const bylines = names.map(finds.exact ? rawText : spread).filter((text) => text !== '')
  const byline = bylines.join(', ')
  const credit = !finds.exact && isCreditline(byline, agencies)
  const dateline = head && childAt(head, 'dateline')
  const content = bodyParts(nitf, 'body.content').flatMap((part) => readBlocks(part.children, finds))
  const end = bodyParts(nitf, 'body.end').flatMap((part) => readBlocks(part.children, finds))
  const body = [...content, ...end]
  if (head !== undefined && !finds.exact) finds.notes.push(...childrenOf(head, 'note').map(textIn))
  const distributor = textIn(head && childAt(head, 'distributor'))
  const sources = findAll(nitf, 'from-src').map((source) =>
    finds.exact ? (source.attributes.get('src-name') ?? '') : attributeOf(source, 'src-name'),
  )
  return {
    headline:
      say(headlines(head, 'hl1').find((line) => rawText(line).trim() !== '' || finds.exact)) ||
      (finds.exact ? '' : textIn(childAt(nitf, 'head', 'title'))),
    kicker: say(headlines(head, 'hl2').find((line) => attributeOf(line, 'class') === 'kicker')),
    byline: credit ? '' : byline,
    body: body.length > 0 ? body : abstractOf(head, finds),
    said: {
      places: finds.exact ? placesOf(dateline).filter((place) => place !== '') : placesOf(dateline),
      dateline: textIn(dateline),
      sources: sources.filter((source) => source !== ''),
      creditline: credit ? byline : distributor,
    },
  }
}
