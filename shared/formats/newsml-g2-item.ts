/** One newsItem or packageItem of NewsML-G2, 2.9 to 2.35, of anybody but Kopij (standards, sections 2 to 5). */
import type { Agency } from '../domain/agency.ts'
import { type Block, type Copy, Urgency } from '../domain/copy.ts'
import { type Dropped, type Imported, type ImportedStatus, newImport } from './imported.ts'
import {
  codeOf,
  headlineOf,
  inContentMeta,
  inItemMeta,
  namedOf,
  placesIn,
  sourcesIn,
  textsOf,
} from './newsml-g2-fields.ts'
import { readPayload } from './newsml-payload.ts'
import type { NitfStory } from './nitf-story.ts'
import { joinNotes, tidied } from './tidy.ts'
import { attributeOf, childAt, childrenOf, textIn, type XmlElement } from './xml.ts'
import { spacedText } from './xml-body.ts'
import { credited, creditsIn, isCreditline, type Said } from './xml-credits.ts'
import type { Finds } from './xml-line.ts'
import { readEmbargo, readInstant } from './xml-time.ts'

const KILLED = /^(?:cancel+ed|kill(?:ed)?|withdrawn|deleted?)$/iu

/** `stat:canceled` and `stat:withheld`, and signals that take an item back. */
const statusOf = (item: XmlElement): ImportedStatus => {
  const status = codeOf(inItemMeta(item, 'pubStatus')[0])
  const signals = inItemMeta(item, 'signal').map(codeOf)
  if (KILLED.test(status) || signals.some((signal) => KILLED.test(signal))) return 'canceled'
  return /^withheld$/iu.test(status) ? 'withheld' : 'usable'
}

/** dpa and APA say a correction by the role of a note and not by a signal (standards, section 3). */
const signalOf = (item: XmlElement): Imported['signal'] => {
  const signals = inItemMeta(item, 'signal').map((signal) => codeOf(signal).toLowerCase())
  const roles = inItemMeta(item, 'edNote').filter((note) => textIn(note) !== '')
  if (signals.includes('correction')) return 'correction'
  if (roles.some((note) => /:correction/iu.test(attributeOf(note, 'role')))) return 'correction'
  return signals.includes('update') ? 'update' : null
}

const positive = (text: string): number | null => (/^[1-9]\d{0,8}$/u.test(text) ? Number(text) : null)

/** Everything that the item says of itself; the copy is still without text. Kopij's own items are read from here too. */
export const readG2Meta = (item: XmlElement): Imported => {
  const empty = newImport('newsml-g2')
  const said = (name: string): string => textIn(inItemMeta(item, name)[0])
  const embargoed = inItemMeta(item, 'embargoed')[0]
  const uri = attributeOf(item, 'guid')
  const followed = inItemMeta(item, 'link').find((link) => /:derivedFrom$/u.test(attributeOf(link, 'rel')))
  const follows = attributeOf(followed, 'residref') || attributeOf(followed, 'href')
  return {
    ...empty,
    uri: uri === '' ? null : uri,
    version: positive(attributeOf(item, 'version')),
    status: statusOf(item),
    embargoUntil: embargoed === undefined ? null : readEmbargo(textIn(embargoed)),
    firstCreatedAt: readInstant(said('firstCreated')),
    versionCreatedAt: readInstant(said('versionCreated')),
    signal: signalOf(item),
    ...(follows === '' ? {} : { follows }),
    copy: {
      ...empty.copy,
      urgency: Urgency.safeParse(positive(textIn(inContentMeta(item, 'urgency')[0]))).data ?? null,
      language: attributeOf(inContentMeta(item, 'language')[0], 'tag') || attributeOf(item, 'xml:lang'),
      slug: textIn(inContentMeta(item, 'slugline')[0]),
    },
  }
}

const mediaKind = (type: string): Dropped['what'] =>
  type.startsWith('image/')
    ? 'picture'
    : type.startsWith('video/')
      ? 'video'
      : type.startsWith('audio/')
        ? 'audio'
        : 'unknown'

const dropRemote = (contents: XmlElement, finds: Finds): void => {
  const kinds = childrenOf(contents, 'remoteContent').map((remote) =>
    mediaKind(attributeOf(remote, 'contenttype').toLowerCase()),
  )
  // A picture comes in many sizes and is one picture.
  for (const what of new Set(kinds)) finds.dropped.push({ what, text: '' })
}

/** The text that counts, out of several renditions: the first that holds any. */
const storyOf = (item: XmlElement, finds: Finds, agencies: readonly Agency[]): NitfStory | null => {
  const contents = childAt(item, 'contentSet')
  if (contents === undefined) return null
  dropRemote(contents, finds)
  const holders = [...childrenOf(contents, 'inlineXML'), ...childrenOf(contents, 'inlineData')]
  for (const holder of holders) {
    const read: Finds = { ...finds, dropped: [], notes: [] }
    const story = readPayload(holder, read, agencies)
    if (story === null || story.body.length === 0) continue
    finds.dropped.push(...read.dropped)
    finds.notes.push(...read.notes)
    return story
  }
  return null
}

const asParagraphs = (texts: readonly string[]): Block[] =>
  texts.map((text) => ({ type: 'paragraph', line: [{ text }] }))

const lineOf = (block: Block | undefined): string =>
  block?.type === 'subhead' ? block.line.map((run) => run.text).join('') : ''

/** Some payloads begin with the headline that stands in the metadata as well. */
const withoutHeadline = (body: readonly Block[], headline: string): Block[] =>
  headline !== '' && lineOf(body[0]).replace(/\s+/gu, ' ').trim() === headline ? body.slice(1) : [...body]

/** A package is a list of what is in it; a group that has a title begins with it. */
const packageBody = (item: XmlElement): Block[] => {
  const groups = childAt(item, 'groupSet')
  return groups === undefined
    ? []
    : childrenOf(groups, 'group').flatMap((group): Block[] => {
        const titles = textsOf(childrenOf(group, 'title'))
        const items = childrenOf(group, 'itemRef').flatMap((ref) => {
          const lines = ['title', 'headline', 'description'].flatMap((name) => textsOf(childrenOf(ref, name)))
          return lines.length === 0 ? [] : [[...new Set(lines)].map((text) => [{ text }])]
        })
        const heads = titles.map((text): Block => ({ type: 'subhead', line: [{ text }] }))
        return items.length === 0 ? heads : [...heads, { type: 'list', ordered: false, items }]
      })
}

const saidOf = (item: XmlElement, story: NitfStory | null, credit: string): Said => {
  const sources = sourcesIn(item)
  return {
    places: placesIn(item),
    dateline: textIn(inContentMeta(item, 'dateline')[0]) || (story?.said.dateline ?? ''),
    sources: sources.length > 0 ? sources : (story?.said.sources ?? []),
    creditline: textIn(inContentMeta(item, 'creditline')[0]) || credit || (story?.said.creditline ?? ''),
  }
}

/** Where nobody is credited, the provider is, as far as the register knows it. */
const withProvider = (read: Imported, item: XmlElement, agencies: readonly Agency[]): Imported => {
  const provider = inItemMeta(item, 'provider')[0]
  if (read.copy.credits.length > 0 || provider === undefined) return read
  const known = [namedOf(provider), codeOf(provider)]
    .flatMap((name) => creditsIn(name, agencies))
    .find((code) => agencies.some((agency) => agency.code === code))
  return known === undefined ? read : { ...read, copy: { ...read.copy, credits: [known] } }
}

/** Reads an item. `agencies` is the desk's register. */
export const readG2Item = (item: XmlElement, agencies: readonly Agency[]): Imported => {
  const meta = readG2Meta(item)
  const finds: Finds = { exact: false, dropped: [], notes: [] }
  const story = storyOf(item, finds, agencies)
  const headline = headlineOf(item) || (story?.headline ?? '')
  const by = textsOf(inContentMeta(item, 'by')).join(', ') || (story?.byline ?? '')
  const credit = isCreditline(by, agencies) ? by : ''
  const captions = asParagraphs(textsOf(inContentMeta(item, 'description')))
  const body = story === null ? [...packageBody(item), ...captions] : withoutHeadline(story.body, headline)
  const copy: Copy = {
    ...meta.copy,
    headline,
    kicker: story?.kicker ?? '',
    byline: credit === '' ? by : '',
    body: meta.status === 'canceled' && story === null ? [] : body,
  }
  const notes = inItemMeta(item, 'edNote').map((note) => spacedText(note))
  const read = { ...meta, copy, note: joinNotes(...notes, ...finds.notes), dropped: finds.dropped }
  return withProvider(credited(tidied(read, agencies), saidOf(item, story, credit), agencies), item, agencies)
}
