/** The fields of an item in JSON, under all the names that they have had (standards, section 2). */
import type { Agency } from '../domain/agency.ts'
import type { Copy } from '../domain/copy.ts'
import { parseDateline } from '../domain/dateline.ts'
import { isCapitalPlace, isNamePlace, upperPlace } from '../domain/dateline-place.ts'
import { type Imported, newImport } from './imported.ts'
import { isJson, type Json, listOf, textOf } from './json.ts'
import { FOLLOWS, PROFILE } from './kopij-names.ts'
import { headlineOf, inRole, type readBody, titleFor } from './ninjs-bodies.ts'
import type { Family } from './ninjs-family.ts'
import { joinNotes } from './tidy.ts'
import { readEmbargo, readInstant } from './xml-time.ts'

/** `canceled` under all its names; what is not known to be fit to publish is withheld. */
export const statusOf = (json: Json): Imported['status'] => {
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

type Text = ReturnType<typeof readBody>
type Sources = { places: string[]; credits: string[]; text: Text }

const sourcesOf = (json: Json, own: boolean, text: Text): Sources => {
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
export const datedBeside = (json: Json, agencies: readonly Agency[]): Dated => {
  const read = parseDateline(textOf(json, 'dateline'), { agencies })
  if (read.kind !== 'none') return { places: read.places, credits: read.credits.map(({ code }) => code) }
  const located = textOf(json, 'located', 'dateline').split(',')[0]?.trim() ?? ''
  if (located === '' || textOf(json, 'by', 'byline').includes(located)) return { places: [], credits: [] }
  return { places: isNamePlace(located) || isCapitalPlace(located) ? [upperPlace(located)] : [], credits: [] }
}

/** The note to desks. */
export const noteIn = (json: Json): string =>
  textOf(json, 'ednote', 'ednotes') ||
  joinNotes(...listOf(json, 'ednote', 'ednotes').map((one) => textOf(one, 'value', 'ednote')))

const signalOf = (json: Json, note: string, follows: string): Imported['signal'] => {
  const codes = named(listOf(json, 'signal', 'signals'), 'code', 'qcode', 'name', 'literal').join(' ')
  if (/correction/iu.test(codes) || /^\W*correcti(?:e|on):/iu.test(note)) return 'correction'
  return /update/iu.test(codes) || follows !== '' ? 'update' : null
}

/** An embargo that cannot be read, or is of no zone, holds until somebody says otherwise. */
const embargoIn = (json: Json): Imported['embargoUntil'] => {
  const text = textOf(json, 'embargoeduntil', 'embargoed').trim()
  return text === '' ? null : readEmbargo(text)
}

/** What the sender says beside the copy; the same for every version. */
export const frameOf = (json: Json, format: Family, note: string): Imported => {
  const extra = isJson(json['extra']) ? json['extra'] : {}
  const other = listOf(json, 'altids').find((one) => one['role'] === FOLLOWS)
  const follows = textOf(other ?? {}, 'value') || textOf(json, 'evolvedfrom')
  return {
    ...newImport(format),
    uri: textOf(json, 'uri', 'guid', 'urn', 'id') || textOf(extra, 'guid') || null,
    version: wholeNumber(textOf(json, 'version')),
    status: statusOf(json),
    embargoUntil: embargoIn(json),
    firstCreatedAt: readInstant(textOf(json, 'firstcreated', 'content_created')),
    versionCreatedAt: readInstant(textOf(json, 'versioncreated', 'version_created', 'updated')),
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

/** The copy of an item: from its members, and from the dateline in its text where they say nothing. */
export const copyOf = (json: Json, own: boolean, text: Text): Copy => {
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
