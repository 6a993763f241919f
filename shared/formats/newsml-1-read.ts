/**
 * NewsML 1.2 (and 1.0) as agencies send it: AFP, ANP, Belga, EFE, Kyodo, TASS, Business Wire (standards, sections 1, 3
 * and 4). There is no schema to be strict about: every sender nests components in a way of its own.
 */
import type { Agency } from '../domain/agency.ts'
import { type Block, Urgency } from '../domain/copy.ts'
import { type Imported, type ImportedStatus, newImport } from './imported.ts'
import { newsmlOneText } from './newsml-1-text.ts'
import { joinNotes, tidied } from './tidy.ts'
import { attributeOf, childAt, childrenOf, findAll, textIn, type XmlElement } from './xml.ts'
import { credited, creditsIn, type Said } from './xml-credits.ts'
import type { Finds } from './xml-line.ts'
import { readEmbargo, readInstant } from './xml-time.ts'

/** True for a root that is a NewsML 1 document. */
export const isNewsmlOne = (root: XmlElement): boolean => root.name === 'NewsML' || root.name === 'NewsItem'

/** Names that senders spell as they like: `HeadLine`, `Headline`. What another item says inside this one is its own. */
const named = (element: XmlElement, name: string, found: XmlElement[] = []): XmlElement[] => {
  const wanted = name.toLowerCase()
  for (const child of childrenOf(element)) {
    if (child.name === 'NewsItem') continue
    if (child.name.toLowerCase() === wanted) found.push(child)
    named(child, name, found)
  }
  return found
}

/** What NewsML 1 says with `FormalName`, and some with text. */
const formal = (element: XmlElement | undefined): string =>
  attributeOf(element, 'FormalName') || textIn(element)

const texts = (elements: readonly XmlElement[]): string[] =>
  elements.map(textIn).filter((text) => text !== '')

const KILLED = /^(?:cancel+ed|killed|withdrawn|deleted?|kill)$/iu

const instructions = (item: XmlElement): string[] =>
  named(item, 'Instruction').map((instruction) => attributeOf(instruction, 'FormalName'))

const statusOf = (item: XmlElement): ImportedStatus => {
  const status = formal(childAt(item, 'NewsManagement', 'Status'))
  if (KILLED.test(status) || instructions(item).some((name) => KILLED.test(name))) return 'canceled'
  return /^withheld$/iu.test(status) ? 'withheld' : 'usable'
}

/** `Embargoed`, and when that ends: in `StatusWillChange`. */
const embargoOf = (item: XmlElement): Imported['embargoUntil'] => {
  const management = childAt(item, 'NewsManagement')
  if (!/^embargoed$/iu.test(formal(management && childAt(management, 'Status')))) return null
  const change = management && childAt(management, 'StatusWillChange')
  return readEmbargo(textIn(change && childAt(change, 'DateAndTime')))
}

/** `<RevisionId PreviousRevision="1" Update="N">2</RevisionId>`: a version that replaces another is an update. */
const revisionOf = (item: XmlElement): { version: number | null; replaces: boolean } => {
  const revision = named(item, 'RevisionId')[0]
  const version = /^\d{1,9}$/u.test(textIn(revision)) ? Number(textIn(revision)) : 0
  return {
    version: version > 0 ? version : null,
    replaces: Number(attributeOf(revision, 'PreviousRevision')) > 0,
  }
}

const withoutRevision = (identifier: string, revision: string): string =>
  revision !== '' && identifier.endsWith(`:${revision}`)
    ? identifier.slice(0, -revision.length - 1)
    : identifier.replace(/:\d{1,9}[NUA]?$/u, '')

/**
 * The public identifier without its revision: the same for all versions of an item. Some senders have one for all their
 * items; then it is made of the parts that it should have had.
 */
const uriOf = (item: XmlElement): string | null => {
  const part = (name: string): string => textIn(named(item, name)[0])
  const id = part('NewsItemId')
  const identifier = part('PublicIdentifier')
  if (identifier.includes(`:${id}`)) return withoutRevision(identifier, part('RevisionId'))
  return id === ''
    ? null
    : ['urn:newsml', part('ProviderId'), part('DateId'), id].filter((one) => one !== '').join(':')
}

const signalOf = (item: XmlElement, replaces: boolean): Imported['signal'] => {
  if (instructions(item).some((name) => /^(?:correct|rectif)/iu.test(name))) return 'correction'
  return replaces ? 'update' : null
}

/** Lines of `NewsLines`, the first that says something; inner components say it for those around them. */
const lineOf = (item: XmlElement, name: string): string => texts(named(item, name))[0] ?? ''

const HEADLINE_OF_NOTHING = /^(?:no headline\b.*|\d+)$/iu

const headlineOf = (item: XmlElement): string =>
  texts(named(item, 'HeadLine')).find((line) => !HEADLINE_OF_NOTHING.test(line)) ?? lineOf(item, 'HeadLine')

/** Where it was written, not where it happened. */
const placesOf = (item: XmlElement): string[] => {
  const origin = named(item, 'Location').filter((place) => attributeOf(place, 'HowPresent') === 'Origin')
  const cities = origin.flatMap((place) =>
    named(place, 'Property').filter((property) => attributeOf(property, 'FormalName') === 'City'),
  )
  return cities
    .map((city) => attributeOf(city, 'Value'))
    .filter((city) => city !== '')
    .slice(0, 1)
}

const partiesOf = (item: XmlElement, role: string): string[] => [
  ...new Set(
    named(item, role)
      .flatMap((element) => childrenOf(element, 'Party'))
      .map((party) => attributeOf(party, 'FormalName'))
      .filter((name) => name !== ''),
  ),
]

const urgencyOf = (item: XmlElement): number | null => {
  const urgency = formal(childAt(item, 'NewsManagement', 'Urgency'))
  return /^\d$/u.test(urgency) ? (Urgency.safeParse(Number(urgency)).data ?? null) : null
}

/** Lines for desks: advice, products, instructions. */
const advice = (item: XmlElement): string[] =>
  named(item, 'NewsLine')
    .filter((line) => /advisory|note|instruction|correction/iu.test(formal(childAt(line, 'NewsLineType'))))
    .flatMap((line) => texts(childrenOf(line, 'NewsLineText')))

const captions = (item: XmlElement): Block[] =>
  texts(named(item, 'SubHeadLine')).map((text) => ({ type: 'paragraph', line: [{ text }] }))

const readItem = (item: XmlElement, agencies: readonly Agency[]): Imported => {
  const empty = newImport('newsml-1.2')
  const finds: Finds = { exact: false, dropped: [], notes: [] }
  const story = newsmlOneText(item, finds, agencies)
  const { version, replaces } = revisionOf(item)
  const managed = (name: string): number | null => readInstant(textIn(childAt(item, 'NewsManagement', name)))
  const read: Imported = {
    ...empty,
    uri: uriOf(item),
    version,
    status: statusOf(item),
    embargoUntil: embargoOf(item),
    firstCreatedAt: managed('FirstCreated'),
    versionCreatedAt: managed('ThisRevisionCreated'),
    signal: signalOf(item, replaces),
    note: joinNotes(...texts(named(item, 'EditorialNote')), ...advice(item), ...finds.notes),
    dropped: finds.dropped,
    copy: {
      ...empty.copy,
      headline: headlineOf(item) || story.headline,
      kicker: story.kicker,
      byline: lineOf(item, 'ByLine') || story.byline,
      slug: lineOf(item, 'SlugLine') || lineOf(item, 'NameLabel'),
      urgency: urgencyOf(item),
      language: formal(named(item, 'Language')[0]) || attributeOf(item, 'xml:lang'),
      body: story.body.length > 0 ? story.body : captions(item),
    },
  }
  const sources = partiesOf(item, 'Source')
  const said: Said = {
    places: placesOf(item),
    dateline: lineOf(item, 'DateLine') || story.said.dateline,
    sources: sources.length > 0 ? sources : story.said.sources,
    creditline: lineOf(item, 'CreditLine') || story.said.creditline,
  }
  const weighed = credited(tidied(read, agencies), said, agencies)
  if (weighed.copy.credits.length > 0) return weighed
  const credits = partiesOf(item, 'Provider').flatMap((name) => creditsIn(name, agencies))
  return { ...weighed, copy: { ...weighed.copy, credits } }
}

/** Reads the items of a document; one that says nothing at all is none. */
export const readNewsmlOne = (root: XmlElement, agencies: readonly Agency[]): Imported[] =>
  (root.name === 'NewsItem' ? [root] : findAll(root, 'NewsItem'))
    .map((item) => readItem(item, agencies))
    .filter(({ copy, status }) => copy.headline !== '' || copy.body.length > 0 || status !== 'usable')
