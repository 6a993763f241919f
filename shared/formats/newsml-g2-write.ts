/**
 * NewsML-G2 2.35 at power conformance: a release as a newsItem. The order of elements is that of the standard and is
 * no choice (standards, section 5): itemMeta is strict, contentMeta holds its administrative group before its
 * descriptive one.
 */
import { itemUri } from '../ids.ts'
import { bodyHtml } from './html.ts'
import { PROFILE } from './kopij-names.ts'
import {
  G2_CATALOG,
  G2_NAMESPACE,
  G2_PAYLOADS,
  G2_STANDARD,
  type G2Payload,
  KICKER,
  KOPIJ_SCHEMES,
  REVISION,
  XHTML_NAMESPACE,
} from './newsml-g2-names.ts'
import { sourcesOf, titleOf } from './ninjs.ts'
import { GENERATOR, nitfElement } from './nitf-write.ts'
import type { Release } from './release.ts'
import { datelineText } from './text.ts'
import { extendedIso } from './xml-time.ts'
import { oneLine, XML_DECLARATION, xmlElement, xmlFilled, xmlLines, xmlText } from './xml-write.ts'

/** RFC 5646 in the shape that XML Schema asks for. */
const LANGUAGE = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/iu

/** A language for an attribute; null when it is none by the schema. */
export const g2Language = (language: string): string | null => (LANGUAGE.test(language) ? language : null)

/** The attributes of an item of any kind. */
export const g2Item = (guid: string, version: number, language: string): Record<string, string | null> => ({
  xmlns: G2_NAMESPACE,
  ...G2_STANDARD,
  guid,
  version: String(version),
  'xml:lang': g2Language(language),
})

/** Every alias that an item uses: the IPTC's by reference, Kopij's own by name. */
export const G2_CATALOGS = xmlLines(
  xmlElement('catalogRef', { href: G2_CATALOG }),
  xmlElement(
    'catalog',
    {},
    Object.entries(KOPIJ_SCHEMES)
      .map(([alias, uri]) => xmlElement('scheme', { alias, uri }))
      .join(''),
  ),
)

/** A `name`, as the properties of NewsML-G2 have it. */
const nameOf = (name: string): string => xmlFilled('name', {}, oneLine(name))

/** The desk as a provider. */
export const g2Provider = (deskName: string): string =>
  xmlElement('provider', { literal: oneLine(deskName) }, nameOf(deskName))

/** The section as a subject; its id is a code where a code can hold it. */
export const g2Section = (section: string, name: string): string =>
  section === ''
    ? ''
    : xmlElement(
        'subject',
        /^\S+$/u.test(section)
          ? { type: 'cpnat:abstract', qcode: `kopijsec:${section}` }
          : { type: 'cpnat:abstract', literal: oneLine(section) },
        nameOf(name),
      )

const itemMeta = (release: Release): string => {
  const { copy, signal, follows, embargoUntil } = release
  return xmlElement(
    'itemMeta',
    {},
    xmlLines(
      xmlElement('itemClass', { qcode: 'ninat:text' }),
      g2Provider(release.deskName),
      xmlFilled('versionCreated', {}, extendedIso(release.releasedAt)),
      xmlFilled('firstCreated', {}, extendedIso(release.firstCreatedAt)),
      embargoUntil === null ? '' : xmlFilled('embargoed', {}, extendedIso(embargoUntil)),
      xmlElement('pubStatus', { qcode: `stat:${release.status}` }),
      xmlFilled('generator', {}, GENERATOR),
      xmlFilled('profile', {}, PROFILE[copy.kind]),
      xmlFilled('title', {}, titleOf(copy)),
      xmlFilled('edNote', {}, release.note),
      signal == null ? '' : xmlElement('signal', { qcode: `sig:${signal}` }),
      follows == null ? '' : xmlElement('link', { rel: 'irel:derivedFrom', residref: follows }),
    ),
  )
}

/** Places, one element each; the printed text stands in `dateline`. */
const located = (places: readonly string[]): string =>
  xmlLines(
    ...places.map((place) =>
      xmlElement('located', { type: 'cptype:city', literal: oneLine(place) }, nameOf(place)),
    ),
  )

/** One element for each agency, in printed order; the code and the name apart (standards, section 4). */
const infoSources = (release: Release): string =>
  xmlLines(
    ...sourcesOf(release).map(({ literal = '', name = '' }) =>
      xmlElement('infoSource', { literal: oneLine(literal), role: 'isrol:originfo' }, nameOf(name)),
    ),
  )

const contentMeta = (release: Release): string => {
  const { copy } = release
  const administrative = [
    copy.urgency === null ? '' : xmlFilled('urgency', {}, String(copy.urgency)),
    located(copy.dateline),
    infoSources(release),
    copy.byline === '' ? '' : xmlElement('creator', {}, nameOf(copy.byline)),
    xmlFilled('altId', { role: REVISION }, release.revision),
  ]
  const descriptive = [
    copy.language === '' ? '' : xmlElement('language', { tag: copy.language }),
    g2Section(copy.section, release.sectionName),
    xmlFilled('slugline', {}, oneLine(copy.slug)),
    xmlFilled('headline', {}, copy.headline),
    xmlFilled('headline', { role: KICKER }, copy.kicker),
    xmlFilled('dateline', {}, datelineText(copy)),
    xmlFilled('by', {}, copy.byline),
    xmlFilled('creditline', {}, copy.credits.join('/')),
  ]
  return xmlElement('contentMeta', {}, xmlLines(...administrative, ...descriptive))
}

/** HTML of our own is XML but for two things: the tag of a break, and two characters that XML may not hold. */
const asXhtml = (html: string): string =>
  html.replaceAll('<br>', '<br/>').replace(/[\ufffe\uffff]/gu, '\ufffd')

const xhtmlElement = (release: Release): string =>
  xmlElement(
    'html',
    { xmlns: XHTML_NAMESPACE, 'xml:lang': g2Language(release.copy.language) },
    `\n<head><title>${xmlText(titleOf(release.copy))}</title></head>\n<body>\n${asXhtml(bodyHtml(release.copy))}\n</body>\n`,
  )

const contentSet = (release: Release, payload: G2Payload): string =>
  release.status === 'canceled'
    ? ''
    : xmlElement(
        'contentSet',
        {},
        xmlElement(
          'inlineXML',
          { contenttype: G2_PAYLOADS[payload] },
          payload === 'nitf' ? nitfElement(release) : xhtmlElement(release),
        ),
      )

/** The element itself, to be put inside a message. */
export const newsItem = (release: Release, payload: G2Payload): string =>
  xmlElement(
    'newsItem',
    g2Item(itemUri(release.item), release.version, release.copy.language),
    `\n${xmlLines(G2_CATALOGS, itemMeta(release), contentMeta(release), contentSet(release, payload))}\n`,
  )

/**
 * A release as a newsItem document. A kill keeps its guid, gets the next version and `stat:canceled`, and has no
 * contentSet (standards, section 3). The publish time has no place in NewsML-G2: what is sent is meant to be out.
 */
export const toNewsmlG2 = (release: Release, payload: G2Payload): string =>
  `${XML_DECLARATION}\n${newsItem(release, payload)}\n`
