/**
 * ninjs 3.1, the IPTC's news in JSON: releases to it and copy back out of it without loss.
 * Source of the mapping: standards, sections 2 to 5; names and types follow the published 3.1 schema.
 */
import { z } from 'zod'
import { countText } from '../document/counts.ts'
import type { Copy, ItemKind } from '../domain/copy.ts'
import { lineText } from '../domain/copy.ts'
import { itemUri } from '../ids.ts'
import { printable } from './escape.ts'
import { bodyHtml } from './html.ts'
import { fromHtml, type ReadBody } from './html-read.ts'
import type { Release } from './release.ts'
import { bodyText, datelineText } from './text.ts'

const instant = z.iso.datetime({ offset: true })
const uri = z.url()

/**
 * What Kopij writes and reads of ninjs 3.1. On reading, properties that it does not know are dropped: the standard
 * holds some eighty more.
 */
export const Ninjs = z.object({
  uri,
  standard: z.object({ name: z.string(), version: z.string(), schema: uri }).optional(),
  type: z.literal('text').optional(),
  representationType: z.enum(['full', 'partial']).optional(),
  profile: z.string().optional(),
  version: z.string().optional(),
  firstCreated: instant.optional(),
  versionCreated: instant.optional(),
  embargoedUntil: instant.optional(),
  pubStatus: z.enum(['usable', 'withheld', 'canceled']).optional(),
  urgency: z.int().min(1).max(9).optional(),
  edNote: z.string().optional(),
  language: z.string().optional(),
  title: z.string().optional(),
  by: z.string().optional(),
  slugline: z.string().optional(),
  located: z.string().optional(),
  headlines: z
    .array(z.object({ role: z.string().optional(), contentType: z.string().optional(), value: z.string() }))
    .optional(),
  descriptions: z
    .array(z.object({ role: z.string().optional(), contentType: z.string().optional(), value: z.string() }))
    .optional(),
  bodies: z
    .array(
      z.object({
        role: z.string().optional(),
        contentType: z.string().optional(),
        charCount: z.int().optional(),
        wordCount: z.int().optional(),
        value: z.string(),
      }),
    )
    .optional(),
  places: z.array(z.object({ name: z.string().optional(), rel: z.string().optional() })).optional(),
  subjects: z
    .array(
      z.object({
        name: z.string().optional(),
        rel: z.string().optional(),
        literal: z.string().optional(),
      }),
    )
    .optional(),
  infoSources: z.array(z.object({ name: z.string().optional(), literal: z.string().optional() })).optional(),
  altIds: z.array(z.object({ role: z.string().optional(), value: z.string().optional() })).optional(),
})
export type Ninjs = z.infer<typeof Ninjs>

const STANDARD = {
  name: 'ninjs',
  version: '3.1',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
}
const PLAIN = 'text/plain'
const HTML = 'text/html'

/** A free string in ninjs; receivers that have seen earlier desks know "kort" (standards, section 2, "brief"). */
const PROFILE = { lead: 'kopij-lead', brief: 'kopij-kort' } as const satisfies Record<ItemKind, string>

const iso = (at: number): string => new Date(at).toISOString()

/** The members that have something to say; ninjs leaves out what is empty. */
const filled = <T extends Record<string, unknown>>(members: T): { [K in keyof T]?: Exclude<T[K], null> } =>
  Object.fromEntries(
    Object.entries(members).filter(
      ([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  ) as { [K in keyof T]?: Exclude<T[K], null> }

const bodiesOf = (copy: Copy): NonNullable<Ninjs['bodies']> => {
  const text = bodyText(copy)
  const { words, characters } = countText(text)
  const counts = { wordCount: words, charCount: characters }
  return [
    { role: 'main', contentType: HTML, ...counts, value: bodyHtml(copy) },
    { role: 'main', contentType: PLAIN, ...counts, value: text },
  ]
}

/** A short name for people: the headline, else the slug, else the first words. */
const titleOf = (copy: Copy): string => {
  const paragraph = copy.body.find((block) => block.type === 'paragraph')
  const words = paragraph === undefined ? '' : lineText(paragraph.line)
  return copy.headline || copy.slug || words.split(/\s+/u).slice(0, 8).join(' ')
}

const headlinesOf = (copy: Copy): NonNullable<Ninjs['headlines']> =>
  [
    { role: 'main', contentType: PLAIN, value: printable(copy.headline) },
    { role: 'kicker', contentType: PLAIN, value: printable(copy.kicker) },
  ].filter((headline) => headline.value !== '')

/** Code and name apart: the code is what stands in the brackets, the name comes from the register. */
const sourcesOf = ({ copy, agencies }: Release): NonNullable<Ninjs['infoSources']> =>
  copy.credits.map((code) => {
    const agency = agencies.find((known) => known.code.toLowerCase() === code.toLowerCase())
    return agency === undefined || agency.name === ''
      ? { literal: code }
      : { literal: code, name: agency.name }
  })

/**
 * A release as ninjs. A kill keeps its identity, gets the next version and `canceled`, and carries no body.
 * The publish time has no place in ninjs: what is sent is meant to be out.
 */
export const toNinjs = (release: Release): Ninjs => {
  const { copy } = release
  const killed = release.status === 'canceled'
  const dateline = datelineText(copy)
  return {
    uri: itemUri(release.item),
    standard: STANDARD,
    type: 'text',
    representationType: killed ? 'partial' : 'full',
    profile: PROFILE[copy.kind],
    version: String(release.version),
    firstCreated: iso(release.firstCreatedAt),
    versionCreated: iso(release.releasedAt),
    pubStatus: release.status,
    ...filled({
      embargoedUntil: release.embargoUntil === null ? null : iso(release.embargoUntil),
      urgency: copy.urgency,
      edNote: printable(release.note),
      language: copy.language,
      title: printable(titleOf(copy)),
      by: printable(copy.byline),
      slugline: printable(copy.slug),
      located: copy.dateline[0] ?? null,
      headlines: headlinesOf(copy),
      descriptions:
        dateline === '' ? null : [{ role: 'dateline', contentType: PLAIN, value: printable(dateline) }],
      bodies: killed ? null : bodiesOf(copy),
      places: copy.dateline.map((name) => ({ name, rel: 'dateline' })),
      subjects:
        copy.section === '' ? null : [{ name: release.sectionName, rel: 'section', literal: copy.section }],
      infoSources: sourcesOf(release),
    }),
    altIds: [
      { role: 'kopij', value: release.item },
      { role: 'kopij-revision', value: release.revision },
    ],
  }
}

const NOTHING: ReadBody = { dateline: [], credits: [], body: [] }

const bodyOf = (ninjs: Ninjs): ReadBody => {
  const bodies = ninjs.bodies ?? []
  const main = bodies.filter((body) => body.role === undefined || body.role === 'main')
  const from = main.length > 0 ? main : bodies
  const html = from.find((body) => body.contentType === HTML)
  if (html !== undefined) return fromHtml(html.value)
  const text = from.find((body) => body.contentType === undefined || body.contentType === PLAIN)
  if (text === undefined) return NOTHING
  const paragraphs = text.value.split(/\n\s*\n/u).filter((paragraph) => paragraph.trim() !== '')
  return {
    ...NOTHING,
    body: paragraphs.map((paragraph) => ({ type: 'paragraph', line: [{ text: paragraph }] })),
  }
}

const headlineOf = (ninjs: Ninjs, role: string): string | undefined =>
  ninjs.headlines?.find((headline) => headline.role === role)?.value

const told = (names: (string | undefined)[] | undefined): string[] =>
  (names ?? []).filter((name): name is string => name !== undefined && name !== '')

/** What was said in properties counts; what only stands in the text fills the gaps (standards, section 4). */
const firstTold = (said: string[], read: string[]): string[] => (said.length > 0 ? said : read)

/**
 * The copy in a ninjs item; all of it when Kopij wrote the item. Throws a ZodError when this is no ninjs 3. What
 * a kill leaves out is empty.
 */
export const fromNinjs = (value: unknown): Copy => {
  const ninjs = Ninjs.parse(value)
  const read = bodyOf(ninjs)
  const section = ninjs.subjects?.find((subject) => subject.rel === 'section')
  const places = ninjs.places?.filter((place) => place.rel === 'dateline').map((place) => place.name)
  const unnamed = ninjs.headlines?.find((headline) => headline.role === undefined)?.value
  return {
    kind: ninjs.profile === PROFILE.brief ? 'brief' : 'lead',
    kicker: headlineOf(ninjs, 'kicker') ?? '',
    headline: headlineOf(ninjs, 'main') ?? unnamed ?? '',
    byline: ninjs.by ?? '',
    dateline: firstTold(told(places), read.dateline),
    credits: firstTold(told(ninjs.infoSources?.map((source) => source.literal ?? source.name)), read.credits),
    section: section?.literal ?? section?.name ?? '',
    slug: ninjs.slugline ?? '',
    urgency: ninjs.urgency ?? null,
    language: ninjs.language ?? '',
    body: read.body,
  }
}
