/** Running text out of XML: the inline elements of NITF (3.1 to 3.6) and of XHTML, whose names do not clash. */
import { safeLink } from '../document/link.ts'
import { mergeRuns } from '../document/read-copy.ts'
import type { Line, Run } from '../domain/copy.ts'
import type { Dropped } from './imported.ts'
import { attributeOf, textIn, type XmlElement, type XmlNode } from './xml.ts'

type Marks = Omit<Run, 'text'>

/**
 * How a body is read, and what is found in it besides copy: readers add to it. `exact` is for files that Kopij wrote,
 * in which nothing is layout but line feeds.
 */
export type Finds = { exact: boolean; dropped: Dropped[]; notes: string[] }

const MEDIA: Readonly<Record<string, Dropped['what']>> = {
  media: 'picture',
  img: 'picture',
  image: 'picture',
  picture: 'picture',
  figure: 'picture',
  video: 'video',
  audio: 'audio',
  svg: 'graphic',
  object: 'unknown',
  embed: 'unknown',
  iframe: 'unknown',
  table: 'table',
  'nitf-table': 'table',
}

const MEDIA_TYPES: Readonly<Record<string, Dropped['what']>> = {
  video: 'video',
  audio: 'audio',
  graphic: 'graphic',
  table: 'table',
}

/** Elements whose text is meant for programs. */
const SILENT = new Set(['script', 'style', 'noscript', 'template'])

/** True for an element that copy cannot hold: pictures, sound, tables. */
export const isMedia = (element: XmlElement): boolean => Object.hasOwn(MEDIA, element.name)

/** True for an element that holds no words for people. */
export const isSilent = (element: XmlElement): boolean => SILENT.has(element.name)

const rowsOf = (table: XmlElement): string[] =>
  table.children.flatMap((child): string[] => {
    if (typeof child === 'string') return child.trim() === '' ? [] : [child.trim()]
    if (child.name !== 'tr') return rowsOf(child)
    const cells = child.children.filter((cell): cell is XmlElement => typeof cell !== 'string')
    return [cells.map(textIn).join(' | ')]
  })

/** What is said of a picture or a table that stays behind: its caption, or its rows. */
export const dropMedia = (element: XmlElement, finds: Finds): void => {
  const named = MEDIA[element.name] ?? 'unknown'
  const what = MEDIA_TYPES[attributeOf(element, 'media-type').toLowerCase()] ?? named
  const text = what === 'table' ? rowsOf(element).join('\n') : textIn(element)
  finds.dropped.push({ what, text: text || attributeOf(element, 'alt') || attributeOf(element, 'src') })
}

/** NITF has one element for emphasis and tells its kinds by class (standards, section 2, "bold / italic"). */
const marksOf = (element: XmlElement, outer: Marks): Marks => {
  switch (element.name) {
    case 'strong':
    case 'b':
      return { ...outer, bold: true }
    case 'i':
      return { ...outer, italic: true }
    case 'em':
      return /(?:^|\s)(?:bold|b|strong)(?:\s|$)/iu.test(attributeOf(element, 'class'))
        ? { ...outer, bold: true }
        : { ...outer, italic: true }
    case 'a': {
      const href = safeLink(attributeOf(element, 'href'))
      return href === null ? outer : { ...outer, link: href }
    }
    default:
      return outer
  }
}

/**
 * A line feed in the source is a space, and the white space round it is layout; the line break of a reader is <br/>.
 * By splitting and not by a pattern: a pattern would try every one of a million spaces as a beginning.
 */
const withoutLayout = (text: string): string => {
  if (!/[\r\n]/u.test(text)) return text
  const rows = text.split(/[\r\n]+/u)
  const last = rows.length - 1
  return rows
    .map((row, index) => (index === 0 ? row.trimEnd() : index === last ? row.trimStart() : row.trim()))
    .filter((row, index) => row !== '' || index === 0 || index === last)
    .join(' ')
}

/** Figures that stand raised or lowered, as signs of their own: `m²`, `CO₂`, the number of a note. */
const RAISED: Readonly<Record<string, string>> = { sup: '⁰¹²³⁴⁵⁶⁷⁸⁹', sub: '₀₁₂₃₄₅₆₇₈₉' }

const raised = (element: XmlElement): string | null => {
  const signs = RAISED[element.name]
  const text = textIn(element)
  if (signs === undefined || !/^\d{1,4}$/u.test(text)) return null
  return text.replace(/\d/gu, (figure) => signs.charAt(Number(figure)))
}

const runsOf = (nodes: readonly XmlNode[], marks: Marks, finds: Finds): Run[] =>
  nodes.flatMap((node): Run[] => {
    if (typeof node === 'string') {
      const text = withoutLayout(node)
      return [{ text: finds.exact ? text : text.replace(/\s+/gu, ' ').replace(/\p{Cc}/gu, ''), ...marks }]
    }
    if (isSilent(node)) return []
    if (node.name === 'br') return [{ text: '\n', ...marks }]
    if (isMedia(node)) {
      dropMedia(node, finds)
      return []
    }
    const sign = raised(node)
    if (sign !== null) return [{ text: sign, ...marks }]
    const href = node.name === 'a' ? attributeOf(node, 'href') : ''
    // The words stay; where they led is told, because copy may not lead there.
    if (href !== '' && safeLink(href) === null) finds.dropped.push({ what: 'markup', text: href })
    return runsOf(node.children, marksOf(node, marks), finds)
  })

/** The running text in these nodes. White space is kept as far as it is no line break of the file. */
export const readLine = (nodes: readonly XmlNode[], finds: Finds): Line => mergeRuns(runsOf(nodes, {}, finds))
