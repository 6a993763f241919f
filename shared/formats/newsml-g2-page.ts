/**
 * Several items in NewsML-G2: the page of a section as a packageItem, and items together in a newsMessage (standards,
 * section 2, "set of briefs").
 */
import { itemUri } from '../ids.ts'
import { PAGE_PROFILE } from './kopij-names.ts'
import { G2_NAMESPACE, type G2Payload } from './newsml-g2-names.ts'
import { G2_CATALOGS, g2Item, g2Language, g2Provider, g2Section, newsItem } from './newsml-g2-write.ts'
import { titleOf } from './ninjs.ts'
import { GENERATOR } from './nitf-write.ts'
import type { PageRelease, Release } from './release.ts'
import { extendedIso } from './xml-time.ts'
import { XML_DECLARATION, xmlElement, xmlFilled, xmlLines, xmlText } from './xml-write.ts'

const itemRef = (release: Release): string =>
  xmlElement(
    'itemRef',
    {
      residref: itemUri(release.item),
      version: String(release.version),
      contenttype: 'application/vnd.iptc.g2.newsitem+xml',
    },
    xmlLines(
      xmlElement('itemClass', { qcode: 'ninat:text' }),
      g2Provider(release.deskName),
      xmlFilled('versionCreated', {}, extendedIso(release.releasedAt)),
      xmlElement('pubStatus', { qcode: `stat:${release.status}` }),
      xmlFilled('title', {}, titleOf(release.copy)),
    ),
  )

type Group = { id: string; releases: readonly Release[] }

const groupsOf = (page: PageRelease): Group[] =>
  [
    { id: 'lead', releases: page.lead === null ? [] : [page.lead] },
    { id: 'briefs', releases: page.briefs },
  ].filter((group) => group.releases.length > 0)

/** A root group for the page, with a group for the lead and one for the briefs, both in the order of readers. */
const groupSet = (page: PageRelease): string => {
  const groups = groupsOf(page)
  const root = xmlElement(
    'group',
    { id: 'page', role: 'kopijrol:page', mode: 'pgrmod:seq' },
    groups.map(({ id }) => xmlElement('groupRef', { idref: id })).join(''),
  )
  const inside = groups.map(({ id, releases }) =>
    xmlElement('group', { id, role: `kopijrol:${id}`, mode: 'pgrmod:seq' }, releases.map(itemRef).join('\n')),
  )
  return xmlElement('groupSet', { root: 'page' }, xmlLines(root, ...inside))
}

const packageItem = (page: PageRelease): string => {
  const itemMeta = xmlElement(
    'itemMeta',
    {},
    xmlLines(
      xmlElement('itemClass', { qcode: 'ninat:composite' }),
      g2Provider(page.deskName),
      xmlFilled('versionCreated', {}, extendedIso(page.releasedAt)),
      xmlFilled('firstCreated', {}, extendedIso(page.firstCreatedAt)),
      xmlElement('pubStatus', { qcode: 'stat:usable' }),
      xmlFilled('generator', {}, GENERATOR),
      xmlFilled('profile', {}, PAGE_PROFILE),
      xmlFilled('title', {}, page.sectionName),
    ),
  )
  const language = g2Language(page.language)
  const contentMeta = xmlElement(
    'contentMeta',
    {},
    xmlLines(
      language === null ? '' : xmlElement('language', { tag: language }),
      g2Section(page.section, page.sectionName),
      xmlFilled('headline', {}, page.sectionName),
    ),
  )
  return xmlElement(
    'packageItem',
    g2Item(itemUri(page.page), page.version, page.language),
    `\n${xmlLines(G2_CATALOGS, itemMeta, contentMeta, groupSet(page))}\n`,
  )
}

/** The page of a section as a packageItem document that names its items and does not hold them. */
export const pageNewsmlG2 = (page: PageRelease): string => `${XML_DECLARATION}\n${packageItem(page)}\n`

/** Who sends a message, when (ms UTC), and what it is called; the same message has the same id. */
export type G2Message = { id: string; sentAt: number; deskName: string }

const message = ({ id, sentAt, deskName }: G2Message, items: readonly string[]): string => {
  const header = xmlElement(
    'header',
    {},
    xmlLines(
      xmlFilled('sent', {}, extendedIso(sentAt)),
      `<sender>${xmlText(deskName)}</sender>`,
      `<transmitId>${xmlText(id)}</transmitId>`,
    ),
  )
  const itemSet = xmlElement('itemSet', {}, `\n${items.join('\n')}\n`)
  return `${XML_DECLARATION}\n${xmlElement('newsMessage', { xmlns: G2_NAMESPACE }, `\n${header}\n${itemSet}\n`)}\n`
}

/** Several releases in one message, at least one: the schema knows no empty message. */
export const newsMessage = (sent: G2Message, releases: readonly Release[], payload: G2Payload): string =>
  message(
    sent,
    releases.map((release) => newsItem(release, payload)),
  )

/** The page of a section with all that is on it: the packageItem, then its lead and its briefs. */
export const pageNewsMessage = (page: PageRelease, payload: G2Payload): string =>
  message({ id: `${itemUri(page.page)}:${page.version}`, sentAt: page.releasedAt, deskName: page.deskName }, [
    packageItem(page),
    ...[...(page.lead === null ? [] : [page.lead]), ...page.briefs].map((release) =>
      newsItem(release, payload),
    ),
  ])
