/** Text on its way into XML. Whatever the XML formats write passes one of these. */
import { escapeAttribute, escapeText } from './escape.ts'

/** What HTML may hold and XML 1.0 (production 2) may not. */
const NO_XML = /[\ufffe\uffff]/gu

/** Text between tags. */
export const xmlText = (text: string): string => escapeText(text).replace(NO_XML, '\ufffd')

/** Text in an attribute. Tabs and line feeds are written as numbers, or a reader makes spaces of them (XML 1.0, 3.3.3). */
export const xmlAttribute = (text: string): string =>
  escapeAttribute(text).replace(NO_XML, '\ufffd').replaceAll('\t', '&#9;').replaceAll('\n', '&#10;')

/** Text for places that take one line only: in NewsML-G2 names, literals and the slug line (pattern `[\S ]*`). */
export const oneLine = (text: string): string => text.replace(/[\t\n\r]/gu, ' ')

/** Attributes of an element, in order; those that are null are left out. Names are ours and are not escaped. */
export type XmlAttributes = Readonly<Record<string, string | null>>

/** One element. `inside` is markup: pass text through `xmlText`. */
export const xmlElement = (name: string, attributes: XmlAttributes, inside = ''): string => {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === null ? '' : ` ${key}="${xmlAttribute(value)}"`))
    .join('')
  return inside === '' ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>`
}

/** One element with text in it, or nothing where there is no text. */
export const xmlFilled = (name: string, attributes: XmlAttributes, text: string): string =>
  text === '' ? '' : xmlElement(name, attributes, xmlText(text))

/** The parts that say something, a line each. */
export const xmlLines = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join('\n')

/** The first line of every document. */
export const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
