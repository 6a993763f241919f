/**
 * News in JSON back to copy: ninjs 1.0 to 3.1 of the IPTC, Superdesk's dialect, and what agencies make of them. Senders
 * mix versions and leave half of it out, so every member is asked for by all the names that it has had (standards,
 * sections 2 and 5). What has no place in copy is told as dropped.
 */

import { type Agency, USUAL_AGENCIES } from '../domain/agency.ts'
import type { Copy } from '../domain/copy.ts'
import { printDateline } from '../domain/dateline.ts'
import { htmlWords } from './html-read.ts'
import type { Imported, ReadResult } from './imported.ts'
import { isJson, isTooDeep, type Json, lowered, textOf, textsIn } from './json.ts'
import { leftovers, type SourceText } from './leftover.ts'
import { Ninjs } from './ninjs.ts'
import { bodiesOf, captionOf, readBody } from './ninjs-bodies.ts'
import { type Family, isOwn, itemsIn, MACHINE, mediaOf, ninjsFamily } from './ninjs-family.ts'
import { copyOf, datedBeside, frameOf, noteIn, statusOf } from './ninjs-fields.ts'
import { tidied } from './tidy.ts'
import { readInstant } from './xml-time.ts'

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

/** A moment, and no number that happens to be one. */
const isMoment = (text: string): boolean => /[-T]/u.test(text) && readInstant(text) !== null

/** The texts of an item, for the net; its associations tell their own. */
const sourceTexts = (json: Json, whole = false): SourceText[] =>
  Object.entries(json)
    .filter(([name]) => (whole || name !== 'associations') && !MACHINE.has(name))
    .flatMap(([name, value]) =>
      textsIn(value, name)
        .filter((leaf) => !MACHINE.has(leaf.name) && !isMoment(leaf.text))
        .map(({ text }) => ({
          name,
          text: /<[a-z!/][^<>]*>/iu.test(text) ? htmlWords(text) : text,
          what: name === 'renditions' ? (mediaOf(json) ?? 'picture') : ('metadata' as const),
        })),
    )

/** Everything that an association says, as one text. */
const saidIn = (json: Json): string =>
  [
    ...new Set(
      textsIn(json, '')
        .filter((leaf) => !MACHINE.has(leaf.name))
        .map(({ text }) => (/<[a-z!/][^<>]*>/iu.test(text) ? htmlWords(text) : text).trim()),
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
