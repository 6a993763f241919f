/**
 * XML as a plain tree. The parser is a kept library behind `guardXml`; nothing of its document model leaves this file, so
 * that readers see names, attributes and text and cannot ask for more.
 */
import { DOMParser, Element as ParsedElement } from '@xmldom/xmldom'
import { guardXml, XML_LIMITS, type XmlLimits } from './xml-guard.ts'

/**
 * An element. `name` is its local name; `namespace` is '' without one. Attributes are named as written, prefix
 * included (`xml:lang`).
 */
export type XmlElement = {
  name: string
  namespace: string
  attributes: ReadonlyMap<string, string>
  children: readonly XmlNode[]
}

/** A piece of text, or an element. Neighbouring pieces of text are one. */
export type XmlNode = XmlElement | string

/** A document, or why there is none. `outside` holds words that stood before or behind it. */
export type XmlTree =
  | { ok: true; root: XmlElement; outside: string }
  | { ok: false; reason: 'malformed' | 'empty' | 'too-large' | 'too-deep' }

const TEXT = 3

const copied = (node: ParsedElement): XmlElement => {
  const attributes = new Map<string, string>()
  for (const attribute of Array.from(node.attributes)) attributes.set(attribute.name, attribute.value)
  const children: XmlNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    const last = children.at(-1)
    if (child instanceof ParsedElement) children.push(copied(child))
    else if (child.nodeType === TEXT && typeof last === 'string')
      children[children.length - 1] = last + (child.nodeValue ?? '')
    else if (child.nodeType === TEXT) children.push(child.nodeValue ?? '')
  }
  return {
    name: node.localName ?? node.nodeName,
    namespace: node.namespaceURI ?? '',
    attributes,
    children,
  }
}

const parsed = (text: string): XmlElement | null => {
  const parser = new DOMParser({
    locator: false,
    // XML 1.0, section 2.11. The library's own rule is that of XML 1.1 and changes letters of copy.
    normalizeLineEndings: (source: string) => source.replace(/\r\n?/gu, '\n'),
    onError: () => undefined,
  })
  try {
    const root = parser.parseFromString(text, 'text/xml').documentElement
    return root === null ? null : copied(root)
  } catch {
    return null
  }
}

/** The document with every prefix that it uses declared: parts cut out of a larger file often lack that. */
const declared = (text: string): string => {
  const end = text.search(/[\s/>]/u)
  const root = text.slice(0, text.indexOf('>') + 1)
  const prefixes = new Set<string>()
  for (const [, prefix = ''] of text.matchAll(/[<\s/]([\p{L}_][\p{L}\p{N}_.-]*):[\p{L}_]/gu)) {
    const known = prefix === 'xml' || prefix === 'xmlns' || root.includes(`xmlns:${prefix}=`)
    if (!known && prefixes.size < 50) prefixes.add(prefix)
  }
  const added = [...prefixes].map((prefix) => ` xmlns:${prefix}="urn:undeclared:${prefix}"`).join('')
  return text.slice(0, end) + added + text.slice(end)
}

/** Reads a document (standards, section 5): no document types, no entities, no fetching. Never throws. */
export const readTree = (text: string, limits: XmlLimits = XML_LIMITS): XmlTree => {
  const guarded = guardXml(text, limits)
  if (!guarded.ok) return guarded
  const root = parsed(guarded.text) ?? parsed(declared(guarded.text))
  return root === null ? { ok: false, reason: 'malformed' } : { ok: true, root, outside: guarded.outside }
}

/** The elements directly inside, all or those of one name. */
export const childrenOf = (element: XmlElement, name?: string): XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  )

/** The first element down a path of names. */
export const childAt = (element: XmlElement, ...path: string[]): XmlElement | undefined => {
  let found: XmlElement | undefined = element
  for (const name of path) found = found && childrenOf(found, name)[0]
  return found
}

/** All elements of a name, in the order of the document, at any depth. */
export const findAll = (element: XmlElement, name: string): XmlElement[] =>
  childrenOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...findAll(child, name)])

/** All the text inside, as it stands. */
export const rawText = (element: XmlElement): string =>
  element.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('')

/** The text inside on one line, as a reader would see it. */
export const textIn = (element: XmlElement | undefined): string =>
  element === undefined
    ? ''
    : rawText(element)
        .replace(/\s+/gu, ' ')
        .replace(/\p{Cc}/gu, '')
        .trim()

/** An attribute's text without space round it; '' when it is not there. */
export const attributeOf = (element: XmlElement | undefined, name: string): string =>
  (element?.attributes.get(name) ?? '').trim()
