/**
 * News in JSON back to copy: ninjs 1.0 to 3.1 of the IPTC, Superdesk's dialect, and what agencies make of them. Senders
 * mix versions and leave half of it out, so every member is asked for by all the names that it has had (standards,
 * sections 2 and 5). What has no place in copy is told as dropped.
 */

import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import type { Copy } from '../domain/copy.ts'
import { parseDateline, printDateline } from '../domain/dateline.ts'
import { isCapitalPlace, isNamePlace, upperPlace } from '../domain/dateline-place.ts'
import { fromHtml, htmlWords, readHtmlBody } from './html-read.ts'
import { type FormatName, type Imported, newImport, type ReadResult } from './imported.ts'
import { instantOf, isJson, isTooDeep, type Json, listOf, lowered, textOf, textsIn } from './json.ts'
import { FOLLOWS, PAGE_PROFILE, PROFILE } from './kopij-names.ts'
import { leftovers, type SourceText } from './leftover.ts'
import { Ninjs } from './ninjs.ts'
import { joinNotes, tidied } from './tidy.ts'

type Family = Extract<FormatName, 'ninjs-3' | 'ninjs-2' | 'ninjs-1' | 'ninjs-superdesk'>

/** Kopij's own, of which nothing has to be guessed and nothing is lost. */
const isOwn = (json: Json): boolean =>
  [...Object.values(PROFILE), PAGE_PROFILE].some((profile) => profile === json['profile'])

/** Members that say what kind of thing something is, and when: nothing that a person wrote. */
const MACHINE = new Set(
  `$standard charcount contentcreated contenttype embargoed embargoeduntil expires firstcreated firstpublished
  mimetype pubstatus representationtype standard type updated urgency version versioncreated version_created
  wordcount`.split(/\s+/u),
)

const MEDIA = { picture: 'picture', video: 'video', audio: 'audio', graphic: 'graphic' } as const
const mediaOf = (json: Json): (typeof MEDIA)[keyof typeof MEDIA] | null => {
  const type = textOf(json, 'type').toLowerCase()
  return type in MEDIA ? MEDIA[type as keyof typeof MEDIA] : null
}

/** Which of the family a value is, by the names that only one of them has. Null when it is no news in JSON. */
export const ninjsFamily = (value: unknown): Family | null => {
  const [json] = itemsIn(value)
  if (json === undefined) return null
  const version = isJson(json['standard']) ? textOf(json['standard'], 'version') : ''
  if (version.startsWith('3')) return 'ninjs-3'
  if (version.startsWith('2')) return 'ninjs-2'
  const names = Object.keys(json)
  if (names.includes('guid') && !names.includes('bodies')) return 'ninjs-superdesk'
  if (names.some((name) => /^(?:[a-z]+[A-Z][A-Za-z]*)$/u.test(name)) && names.includes('uri'))
    return 'ninjs-3'
  if (['bodies', 'headlines', 'descriptions', 'altids', 'subjects'].some((name) => Array.isArray(json[name])))
    return 'ninjs-2'
  const known = ['uri', 'urn', 'headline', 'body_html', 'body_text', 'body_xhtml', 'article_html', 'title']
  return names.filter((name) => known.includes(name)).length >= 2 || names.includes('uri') ? 'ninjs-1' : null
}

/** The items of a file: one, a list, or the list in an answer of a wire's API. */
const itemsIn = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(itemsIn)
  if (!isJson(value)) return []
  for (const name of ['item', 'items', 'data']) {
    const inner = value[name]
    const named = 'headline' in value || 'uri' in value || 'guid' in value
    if (!named && (Array.isArray(inner) || isJson(inner))) return itemsIn(inner)
  }
  return [value]
}

/** One of several texts with roles: the first of the role, in plain text where there is a choice. */
const inRole = (json: Json, member: string, role: string | undefined): string => {
  const all = listOf(json, member).filter((one) => (one['role'] ?? undefined) === role)
  const plain = all.find((one) => textOf(one, 'contenttype') === 'text/plain') ?? all[0]
  const value = plain === undefined ? '' : textOf(plain, 'value')
  return /html|xml/u.test(textOf(plain ?? {}, 'contenttype')) ? htmlWords(value).trim() : value
}

const headlineOf = (json: Json): string =>
  inRole(json, 'headlines', 'main') ||
  inRole(json, 'headlines', undefined) ||
  textOf(json, 'headline', 'headline_main', 'headline_text') ||
  textOf(listOf(json, 'headlines').find((one) => textOf(one, 'role') !== 'kicker') ?? {}, 'value')

/** A short name stands for a headline only where there is none. */
const titleFor = (json: Json): string => textOf(json, 'title', 'name', 'descriptivename')

type Body = { value: string; markup: boolean }

/** Whether a text is markup, by the text: senders put either under every name that there is for bodies. */
const isMarkup = (text: string): boolean =>
  /<(?:p|div|section|h\d|ul|ol|br|blockquote|table|hl2|body)\b[^>]*>/iu.test(text)

const bodyMembers = (json: Json): Body[] =>
  Object.entries(json).flatMap(([name, value]): Body[] =>
    typeof value === 'string' && value.trim() !== '' && /^(?:body_|article_html$)/u.test(name)
      ? [{ value, markup: isMarkup(value) || /html/u.test(name) }]
      : [],
  )

/** The bodies, the best one first: the main one, and markup before plain text. */
const bodiesOf = (json: Json): Body[] => {
  const all = listOf(json, 'bodies').filter((body) => textOf(body, 'value') !== '')
  const main = all.filter((body) => ['', 'main'].includes(textOf(body, 'role')))
  const listed = [...main, ...all.filter((body) => !main.includes(body))].map((body) => ({
    value: textOf(body, 'value'),
    markup: /html|xml/u.test(textOf(body, 'contenttype')) || isMarkup(textOf(body, 'value')),
  }))
  const found = [...listed, ...bodyMembers(json)]
  return [...found.filter((body) => body.markup), ...found.filter((body) => !body.markup)]
}

const noBody = (): ReturnType<typeof readHtmlBody> => ({ dateline: [], credits: [], body: [], dropped: [] })

const readBody = (body: Body | undefined, own: boolean): ReturnType<typeof readHtmlBody> => {
  if (body === undefined) return noBody()
  if (body.markup) return own ? { ...fromHtml(body.value), dropped: [] } : readHtmlBody(body.value)
  return {
    ...noBody(),
    body: body.value
      .split(/\r?\n\s*\n/u)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph) => ({ type: 'paragraph', line: [{ text: paragraph.replace(/\r\n/gu, '\n') }] })),
  }
}

const statusOf = (json: Json): Imported['status'] => {
  switch (textOf(json, 'pubstatus').toLowerCase()) {
    case '':
    case 'usable':
      return 'usable'
    case 'canceled':
    case 'cancelled':
    case 'unpublished':
    case 'killed':
      return 'canceled'
    default:
      // What is not known to be fit to publish is not.
      return 'withheld'
  }
}

const wholeNumber = (text: string): number | null => (/^\d{1,9}$/u.test(text) ? Number(text) : null)

const urgencyOf = (json: Json): number | null => {
  const urgency = wholeNumber(textOf(json, 'urgency'))
  return urgency !== null && urgency >= 1 && urgency <= 9 ? urgency : null
}

const split = (text: string): string[] => text.split('/').filter((part) => part !== '')

const named = (all: readonly Json[], ...names: readonly string[]): string[] =>
  all.map((one) => textOf(one, ...names)).filter((name) => name !== '')

type Sources = { places: string[]; credits: string[]; text: ReturnType<typeof readBody> }

const sourcesOf = (json: Json, own: boolean, text: Sources['text']): Sources => {
  const extra = isJson(json['extra']) ? json['extra'] : {}
  const placed = listOf(json, 'places').filter((place) => place['rel'] === 'dateline')
  const places = own && 'places' in extra ? split(textOf(extra, 'places')) : named(placed, 'name')
  const credits =
    own && 'credits' in extra
      ? split(textOf(extra, 'credits'))
      : named(listOf(json, 'infosources', 'infosource'), 'literal', 'name')
  return { places, credits, text }
}

type Dated = { places: string[]; credits: string[] }

/** A place that the sender named beside the text, where the text has none of its own. */
const datedBeside = (json: Json, agencies: readonly Agency[]): Dated => {
  const read = parseDateline(textOf(json, 'dateline'), { agencies })
  if (read.kind !== 'none') return { places: read.places, credits: read.credits.map(({ code }) => code) }
  const located = textOf(json, 'located', 'dateline').split(',')[0]?.trim() ?? ''
  if (located === '' || textOf(json, 'by', 'byline').includes(located)) return { places: [], credits: [] }
  return { places: isNamePlace(located) || isCapitalPlace(located) ? [upperPlace(located)] : [], credits: [] }
}

const noteIn = (json: Json): string =>
  textOf(json, 'ednote', 'ednotes') ||
  joinNotes(...listOf(json, 'ednote', 'ednotes').map((one) => textOf(one, 'value', 'ednote')))

const signalOf = (json: Json, note: string, follows: string): Imported['signal'] => {
  const codes = named(listOf(json, 'signal', 'signals'), 'code', 'qcode', 'name', 'literal').join(' ')
  if (/correction/iu.test(codes) || /^\W*correcti(?:e|on):/iu.test(note)) return 'correction'
  return /update/iu.test(codes) || follows !== '' ? 'update' : null
}

/** What the sender says beside the copy; the same for every version. */
const frameOf = (json: Json, format: Family, note: string): Imported => {
  const extra = isJson(json['extra']) ? json['extra'] : {}
  const other = listOf(json, 'altids').find((one) => one['role'] === FOLLOWS)
  const follows = textOf(other ?? {}, 'value') || textOf(json, 'evolvedfrom')
  return {
    ...newImport(format),
    uri: textOf(json, 'uri', 'guid', 'urn', 'id') || textOf(extra, 'guid') || null,
    version: wholeNumber(textOf(json, 'version')),
    status: statusOf(json),
    embargoUntil: instantOf(textOf(json, 'embargoeduntil', 'embargoed')),
    firstCreatedAt: instantOf(textOf(json, 'firstcreated', 'content_created')),
    versionCreatedAt: instantOf(textOf(json, 'versioncreated', 'version_created', 'updated')),
    signal: signalOf(json, note, follows),
    note,
    ...(follows === '' ? {} : { follows }),
  }
}

const sectionOf = (json: Json): string => {
  const subjects = listOf(json, 'subjects', 'subject')
  const section = subjects.find((one) => one['rel'] === 'section' || one['scheme'] === 'kopij-section')
  return textOf(section ?? {}, 'literal', 'code', 'name')
}

const copyOf = (json: Json, own: boolean, text: Sources['text']): Copy => {
  const extra = isJson(json['extra']) ? json['extra'] : {}
  const { places, credits } = sourcesOf(json, own, text)
  const said = own || (text.dateline.length === 0 && text.credits.length === 0)
  return {
    kind: textOf(json, 'profile') === PROFILE.brief ? 'brief' : 'lead',
    kicker: inRole(json, 'headlines', 'kicker') || textOf(extra, 'kicker') || textOf(json, 'kicker'),
    headline: headlineOf(json) || (own ? '' : titleFor(json)),
    byline: textOf(extra, 'byline') || textOf(json, 'by', 'byline'),
    dateline: said && places.length > 0 ? places : text.dateline,
    credits: said && credits.length > 0 ? credits : text.credits,
    section: sectionOf(json),
    slug: textOf(extra, 'slugline') || textOf(json, 'slugline', 'slug'),
    urgency: urgencyOf(json),
    language: textOf(json, 'language'),
    body: text.body,
  }
}

/** As the register has it; what is longer is a sentence. */
const LONGEST_CODE = 24

/** Another's item: the text's own dateline counts before members that say the same less well. */
const neat = (item: Imported, json: Json, agencies: readonly Agency[]): Imported => {
  const { dateline, credits } = item.copy
  const run = tidied({ ...item, copy: { ...item.copy, dateline: [], credits: [] } }, agencies)
  if (run.rawCredits !== '') return run
  const beside = datedBeside(json, agencies)
  const places = dateline.length > 0 ? dateline : beside.places
  // Senders name agencies in full where the brackets of a dateline have their code.
  const codes = (credits.length > 0 ? credits : beside.credits)
    .map((credit) => agencies.find(({ name }) => name.toLowerCase() === credit.toLowerCase())?.code ?? credit)
    .filter((credit) => credit.length <= LONGEST_CODE)
  return {
    ...run,
    rawCredits: textOf(json, 'dateline').trim() || printDateline({ places, credits }).replace(/ - $/u, ''),
    copy: { ...run.copy, dateline: places, credits: codes },
  }
}

/** The texts of an item, for the net; its associations tell their own. */
const sourceTexts = (json: Json, whole = false): SourceText[] =>
  Object.entries(json)
    .filter(([name]) => (whole || name !== 'associations') && !MACHINE.has(name))
    .flatMap(([name, value]) =>
      textsIn(value, name)
        .filter((leaf) => !MACHINE.has(leaf.name) && instantOf(leaf.text) === null)
        .map(({ text }) => ({
          name,
          text: /<[a-z!/][^>]*>/iu.test(text) ? htmlWords(text) : text,
          what: name === 'renditions' ? (mediaOf(json) ?? 'picture') : ('metadata' as const),
        })),
    )

/** Everything that an association says, as one text. */
const saidIn = (json: Json): string =>
  [
    ...new Set(
      textsIn(json, '')
        .filter((leaf) => !MACHINE.has(leaf.name))
        .map(({ text }) => (/<[a-z!/][^>]*>/iu.test(text) ? htmlWords(text) : text).trim()),
    ),
  ].join(' ')

const associationsOf = (json: Json): Json[] => {
  const value = json['associations']
  if (Array.isArray(value)) return value.filter(isJson)
  return isJson(value)
    ? Object.values(value)
        .flatMap((inner) => (Array.isArray(inner) ? inner : [inner]))
        .filter(isJson)
    : []
}

/** The stricter of two: what stands in a package that is withheld is withheld. */
const stricter = (a: Imported['status'], b: Imported['status']): Imported['status'] =>
  [a, b].includes('canceled') ? 'canceled' : [a, b].includes('withheld') ? 'withheld' : 'usable'

const LONGEST_CHAIN = 8

const readOne = (json: Json, format: Family, agencies: readonly Agency[], depth: number): Imported[] => {
  const own = isOwn(json)
  const killed = statusOf(json) === 'canceled'
  const bodies = bodiesOf(json)
  const note = noteIn(json)
  const text = readBody(bodies[0], own)
  const frame = frameOf(json, format, note)
  // A picture's caption is the text that there is; a story keeps its summary out of the body.
  const summary = own || bodies.length > 0 ? '' : captionOf(json)
  const whole = summary === '' ? text : readBody({ value: summary, markup: false }, own)
  const read: Imported = { ...frame, copy: copyOf(json, own, whole), dropped: own ? [] : whole.dropped }
  const item = own ? read : neat(read, json, agencies)
  const members = depth > LONGEST_CHAIN ? [] : associationsOf(json)
  const stories: Imported[] = []
  for (const member of members) {
    const inner = mediaOf(member) === null ? readOne(member, format, agencies, depth + 1) : []
    const told = inner.filter((one) => isOwn(member) || one.copy.body.length > 0 || one.status !== 'usable')
    if (told.length > 0)
      stories.push(...told.map((one) => ({ ...one, status: stricter(one.status, item.status) })))
    else item.dropped.push({ what: mediaOf(member) ?? 'unknown', text: saidIn(member) })
  }
  const media = mediaOf(json)
  if (media !== null && !('renditions' in json)) item.dropped.push({ what: media, text: '' })
  if (!own) item.dropped.push(...leftovers([item], sourceTexts(json)))
  const page = textOf(json, 'type') === 'composite' && item.copy.body.length === 0 && stories.length > 0
  return page ? stories : own || hasSomething(item, killed) ? [item, ...stories] : stories
}

const captionOf = (json: Json): string => {
  const described =
    inRole(json, 'descriptions', 'caption') ||
    inRole(json, 'descriptions', undefined) ||
    textOf(json, 'description_text', 'description_caption', 'teaser') ||
    textOf(listOf(json, 'descriptions')[0] ?? {}, 'value') ||
    Object.entries(json).flatMap(([name, value]) =>
      /^description_/u.test(name) && typeof value === 'string' ? [value] : [],
    )[0] ||
    ''
  return /<[a-z!/][^>]*>/iu.test(described) ? htmlWords(described) : described
}

const hasSomething = ({ copy, uri }: Imported, killed: boolean): boolean =>
  copy.headline !== '' || copy.body.length > 0 || (killed && uri !== null)

/** Reads JSON that has been parsed. `agencies` is the desk's register. Never throws. */
export const readNinjs = (value: unknown, agencies: readonly Agency[] = USUAL_AGENCIES): ReadResult => {
  if (isTooDeep(value)) return { ok: false, reason: 'too-deep' }
  const family = ninjsFamily(value)
  if (family === null) return { ok: false, reason: 'not-this-format' }
  const items = itemsIn(value).flatMap((json) => readOne(lowered(json) as Json, family, agencies, 0))
  const [first] = items
  if (first === undefined) return { ok: false, reason: 'empty' }
  // What an answer of a wire's API says round its items, and what only stood in an item that was no story.
  const around = lowered(Array.isArray(value) ? { value } : value)
  if (!itemsIn(value).every(isOwn)) first.dropped.push(...leftovers(items, sourceTexts(around as Json, true)))
  return { ok: true, items }
}

/**
 * The copy in an item of ninjs 3; all of it when Kopij wrote the item. Throws a ZodError when this is no ninjs 3.
 * What a kill leaves out is empty.
 */
export const fromNinjs = (value: unknown): Copy => {
  const json = lowered(Ninjs.parse(value)) as Json
  const own = isOwn(json)
  return copyOf(json, own, readBody(bodiesOf(json)[0], own))
}
