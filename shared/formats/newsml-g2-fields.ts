/** Properties of NewsML-G2 as senders fill them in: by QCode, URI, literal or name (standards, sections 2 and 4). */
import { attributeOf, childAt, childrenOf, textIn, type XmlElement } from './xml.ts'

/** The code of a property, without the alias, whose meaning is the sender's; from a URI its last part. */
export const codeOf = (element: XmlElement | undefined): string => {
  const qcode = attributeOf(element, 'qcode')
  if (qcode !== '') return qcode.slice(qcode.indexOf(':') + 1)
  return attributeOf(element, 'uri').replace(/^.*[/#:]/su, '') || attributeOf(element, 'literal')
}

/** What a property is called: its first name, else its literal, else a code that reads as a word. */
export const namedOf = (element: XmlElement): string => {
  const name = childrenOf(element, 'name')
    .map(textIn)
    .find((text) => text !== '')
  const code = codeOf(element)
  return name ?? (attributeOf(element, 'literal') || (/\p{L}/u.test(code) && !code.includes('/') ? code : ''))
}

/** The `contentMeta` of an item; some senders have several, and the first that holds a property counts. */
export const inContentMeta = (item: XmlElement, name: string): XmlElement[] =>
  childrenOf(item, 'contentMeta').flatMap((meta) => childrenOf(meta, name))

/** Elements of `itemMeta` of one name. */
export const inItemMeta = (item: XmlElement, name: string): XmlElement[] => {
  const meta = childAt(item, 'itemMeta')
  return meta === undefined ? [] : childrenOf(meta, name)
}

/** Texts of elements, those that are empty left out. */
export const textsOf = (elements: readonly XmlElement[]): string[] =>
  elements.map(textIn).filter((text) => text !== '')

const NOT_MAIN = /sub|kicker|teaser|seo|short|alternat|overline/iu

/** The headline for readers: the one of the best rank that is not said to be something else. */
export const headlineOf = (item: XmlElement): string => {
  const headlines = inContentMeta(item, 'headline').filter((headline) => textIn(headline) !== '')
  const rankOf = (headline: XmlElement): number => Number(attributeOf(headline, 'rank') || 1)
  const main = headlines.filter((headline) => !NOT_MAIN.test(attributeOf(headline, 'role')))
  const [best] = [...(main.length > 0 ? main : headlines)].sort((a, b) => rankOf(a) - rankOf(b))
  return textIn(best) || (textsOf(inItemMeta(item, 'title'))[0] ?? '')
}

/** The agencies of an item. Where some are said to be the origin, they are the ones to be credited. */
export const sourcesIn = (item: XmlElement): string[] => {
  const sources = inContentMeta(item, 'infoSource')
  const origin = sources.filter((source) => /originfo|origprov/iu.test(attributeOf(source, 'role')))
  return (origin.length > 0 ? origin : sources).map(namedOf).filter((name) => name !== '')
}

/** Places that copy comes from: cities where senders tell them apart from countries, none that a program inferred. */
export const placesIn = (item: XmlElement): string[] => {
  const located = inContentMeta(item, 'located').filter((place) => attributeOf(place, 'how') === '')
  const cities = located.filter((place) => /:(?:city|5)$/iu.test(attributeOf(place, 'type')))
  const first = located.filter((place) => attributeOf(place, 'type') === '').slice(0, 1)
  return (cities.length > 0 ? cities : first)
    .flatMap((place) => (namedOf(place).split(',')[0] ?? '').split('/'))
    .map((place) => place.trim())
    .filter((place) => /^['’]?\p{Lu}/u.test(place))
}
