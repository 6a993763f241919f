/** The text that NewsML carries, in any of its versions: NITF, XHTML, HTML as text, plain text. */
import type { Agency } from '../domain/agency.ts'
import type { Block } from '../domain/copy.ts'
import { readHtmlBody } from './html-read.ts'
import { type NitfStory, readNitfStory } from './nitf-story.ts'
import { childAt, childrenOf, findAll, rawText, textIn, type XmlElement } from './xml.ts'
import { isBlock, readBlocks } from './xml-body.ts'
import { NOTHING_SAID } from './xml-credits.ts'
import type { Finds } from './xml-line.ts'

const story = (body: Block[], headline = ''): NitfStory => ({
  headline,
  kicker: '',
  byline: '',
  body,
  said: NOTHING_SAID,
})

/** Paragraphs of plain text: an empty line parts them, or an indented one begins them; other breaks are layout. */
const plainBlocks = (text: string): Block[] =>
  text
    .split(/\n[^\S\n]*\n|\n(?=[ \t]{2,}\S)/u)
    .map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({ type: 'paragraph', line: [{ text: paragraph }] }))

const MARKUP = /<(?:p|br|div|h[1-6]|html|body|strong|em|b|i|ul|ol|a|span)\b[^<>]*>/iu

const textBlocks = (text: string, finds: Finds): Block[] => {
  if (!MARKUP.test(text)) return plainBlocks(text)
  const { body, dropped } = readHtmlBody(text.replace(/\s+/gu, ' '))
  finds.dropped.push(...dropped)
  return body
}

/** The part of an XHTML document that is shown. */
const shown = (html: XmlElement): XmlElement => findAll(html, 'body')[0] ?? html

/** True for markup that holds copy: XHTML, or NITF's own elements without a root. */
const isText = (element: XmlElement): boolean => isBlock(element) || element.name === 'html'

/** Elements with text of their own, down to where the text begins. */
const leaves = (element: XmlElement): XmlElement[] =>
  element.children.some((child) => typeof child === 'string' && child.trim() !== '')
    ? [element]
    : childrenOf(element).flatMap(leaves)

/** Nothing that long is a score, a price or a name. */
const PROSE = 80

const asProse = (text: string): Block =>
  text.length < PROSE && !/[.!?:"”»,]$/u.test(text)
    ? { type: 'subhead', line: [{ text }] }
    : { type: 'paragraph', line: [{ text }] }

/** Text in a vocabulary of the sender's own: an element is a paragraph, where some of them are long enough to be. */
const proseOf = (holder: XmlElement): NitfStory | null => {
  const texts = leaves(holder).map(textIn)
  return texts.some((text) => text.length >= PROSE) ? story(texts.map(asProse)) : null
}

/**
 * The story inside `inlineXML`, `inlineData` or `DataContent`; null for what is no text: scores, prices, pictures in
 * letters. What is in it besides copy is added to `finds`.
 */
export const readPayload = (
  holder: XmlElement,
  finds: Finds,
  agencies: readonly Agency[],
): NitfStory | null => {
  const elements = childrenOf(holder)
  const nitf = elements.find((element) => element.name === 'nitf')
  if (nitf !== undefined) return readNitfStory(nitf, finds, agencies)
  const html = elements.find((element) => element.name === 'html')
  if (html !== undefined)
    return story(readBlocks(shown(html).children, finds), textIn(childAt(html, 'head', 'title')))
  if (elements.some(isText)) return story(readBlocks(holder.children, finds))
  return elements.length > 0 ? proseOf(holder) : story(textBlocks(rawText(holder), finds))
}
