/** NITF 3.1 to 3.6 as agencies send it, and without loss what `nitf-write.ts` wrote (standards, sections 2, 3 and 5). */
import type { Agency } from '../domain/agency.ts'
import { Urgency } from '../domain/copy.ts'
import { type Imported, type ImportedStatus, newImport } from './imported.ts'
import { PROFILE } from './kopij-names.ts'
import { readNitfStory } from './nitf-story.ts'
import { GENERATOR, NITF_META } from './nitf-write.ts'
import { joinNotes, tidied } from './tidy.ts'
import { attributeOf, childAt, findAll, type XmlElement } from './xml.ts'
import { credited } from './xml-credits.ts'
import type { Finds } from './xml-line.ts'
import { readEmbargo, readInstant } from './xml-time.ts'

/** True for a root that is a NITF document, in any namespace or none. */
export const isNitf = (root: XmlElement): boolean => root.name === 'nitf'

const metaOf = (nitf: XmlElement, name: string): string =>
  findAll(childAt(nitf, 'head') ?? nitf, 'meta')
    .find((meta) => attributeOf(meta, 'name') === name)
    ?.attributes.get('content') ?? ''

/** True for a document that Kopij wrote: nothing in it is layout, and none of its words is somebody else's. */
export const isOwnNitf = (nitf: XmlElement): boolean => metaOf(nitf, NITF_META.generator) === GENERATOR

/** `management-status` as agencies fill it in; what is not known is never held back nor shown as killed. */
const statusOf = (docdata: XmlElement | undefined): ImportedStatus => {
  const status = attributeOf(docdata, 'management-status').toLowerCase()
  if (/^(?:cancel+ed|kill(?:ed)?|withdrawn|deleted)$/u.test(status)) return 'canceled'
  return status === 'withheld' ? 'withheld' : 'usable'
}

const positive = (text: string): number | null => {
  const value = /^\d{1,9}$/u.test(text.trim()) ? Number(text) : 0
  return value > 0 ? value : null
}

const urgencyOf = (text: string): number | null => Urgency.safeParse(positive(text)).data ?? null

/** In real files parts of `docdata` stand beside it, and `pubdata` inside it. */
const inHead = (nitf: XmlElement, name: string): XmlElement | undefined => {
  const head = childAt(nitf, 'head')
  return head && findAll(head, name)[0]
}

const embargoOf = (nitf: XmlElement): Imported['embargoUntil'] => {
  const embargoed = attributeOf(inHead(nitf, 'docdata'), 'management-status').toLowerCase() === 'embargoed'
  const exactly = metaOf(nitf, NITF_META.embargo)
  const until = exactly || attributeOf(inHead(nitf, 'date.release'), 'norm')
  return embargoed || exactly !== '' ? readEmbargo(until) : null
}

const slugOf = (nitf: XmlElement): string => {
  const head = childAt(nitf, 'head')
  const keys = head === undefined ? [] : [...findAll(head, 'du-key'), ...findAll(head, 'keyword')]
  return keys.map((key) => key.attributes.get('key') ?? '').find((key) => key.trim() !== '') ?? ''
}

const notesOf = (nitf: XmlElement): string[] => {
  const head = childAt(nitf, 'head')
  if (head === undefined) return []
  return [...findAll(head, 'correction'), ...findAll(head, 'ed-msg')]
    .map((message) => message.attributes.get('info') ?? '')
    .filter((text) => text !== '')
}

const signalOf = (nitf: XmlElement): Imported['signal'] => {
  const own = metaOf(nitf, NITF_META.signal)
  if (own === 'correction' || own === 'update') return own
  return inHead(nitf, 'correction') === undefined ? null : 'correction'
}

const lastRevision = (nitf: XmlElement): string => {
  const head = childAt(nitf, 'head')
  const norms = head === undefined ? [] : findAll(head, 'revision-history')
  return norms.map((revision) => attributeOf(revision, 'norm')).findLast((norm) => norm !== '') ?? ''
}

/** Everything that the head says about the item, without the story. */
const headOf = (nitf: XmlElement): Imported => {
  const item = newImport('nitf')
  const issued = metaOf(nitf, NITF_META.created) || attributeOf(inHead(nitf, 'date.issue'), 'norm')
  const revised = metaOf(nitf, NITF_META.released) || lastRevision(nitf)
  const uri = attributeOf(inHead(nitf, 'doc-id'), 'id-string')
  const follows = metaOf(nitf, NITF_META.follows)
  const urgency = metaOf(nitf, NITF_META.urgency) || attributeOf(inHead(nitf, 'urgency'), 'ed-urg')
  return {
    ...item,
    uri: uri === '' ? null : uri,
    version: positive(attributeOf(inHead(nitf, 'du-key'), 'version')),
    status: statusOf(inHead(nitf, 'docdata')),
    embargoUntil: embargoOf(nitf),
    firstCreatedAt: readInstant(issued),
    versionCreatedAt: readInstant(revised) ?? readInstant(issued),
    signal: signalOf(nitf),
    note: joinNotes(...notesOf(nitf)),
    ...(follows === '' ? {} : { follows }),
    copy: {
      ...item.copy,
      kind: metaOf(nitf, NITF_META.profile) === PROFILE.brief ? 'brief' : 'lead',
      slug: slugOf(nitf),
      urgency: urgencyOf(urgency),
      language: attributeOf(nitf, 'baselang') || attributeOf(nitf, 'xml:lang'),
    },
  }
}

const ownNitf = (nitf: XmlElement, agencies: readonly Agency[]): Imported => {
  const item = headOf(nitf)
  const finds: Finds = { exact: true, dropped: [], notes: [] }
  const { said, ...story } = readNitfStory(nitf, finds, agencies)
  const [note = ''] = notesOf(nitf)
  const slug = inHead(nitf, 'du-key')?.attributes.get('key') ?? ''
  const section = metaOf(nitf, NITF_META.section)
  return {
    ...item,
    note,
    rawCredits: said.creditline,
    copy: { ...item.copy, ...story, dateline: said.places, credits: said.sources, section, slug },
  }
}

/** One document. `agencies` is the desk's register. */
export const readNitf = (nitf: XmlElement, agencies: readonly Agency[]): Imported => {
  if (isOwnNitf(nitf)) return ownNitf(nitf, agencies)
  const item = headOf(nitf)
  const finds: Finds = { exact: false, dropped: [], notes: [] }
  const { said, ...story } = readNitfStory(nitf, finds, agencies)
  const section = attributeOf(inHead(nitf, 'pubdata'), 'position.section')
  const copy = { ...item.copy, ...story, section }
  const read = { ...item, copy, note: joinNotes(item.note, ...finds.notes), dropped: finds.dropped }
  return credited(tidied(read, agencies), said, agencies)
}
