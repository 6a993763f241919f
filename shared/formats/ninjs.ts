/**
 * ninjs 3.1, the IPTC's news in JSON: releases to it, without loss. ninjs-read.ts reads it back.
 * Source of the mapping: standards, sections 2 to 5; names and types follow the published 3.1 schema.
 */
import { z } from 'zod'
import { countText } from '../document/counts.ts'
import type { Copy } from '../domain/copy.ts'
import { lineText } from '../domain/copy.ts'
import { itemUri } from '../ids.ts'
import { printable } from './escape.ts'
import { bodyHtml } from './html.ts'
import { FOLLOWS, PROFILE, WHAT_IT_IS } from './kopij-names.ts'
import type { Release } from './release.ts'
import { bodyText, datelineText } from './text.ts'

const instant = z.iso.datetime({ offset: true })
const uri = z.url()

/**
 * What Kopij writes of ninjs 3.1, to be held against before it leaves: the standard holds some eighty properties more.
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

export const STANDARD = {
  name: 'ninjs',
  version: '3.1',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
}
const PLAIN = 'text/plain'
const HTML = 'text/html'

const iso = (at: number): string => new Date(at).toISOString()

/** The members that have something to say; JSON for news leaves out what is empty. */
export const filled = <T extends Record<string, unknown>>(
  members: T,
): { [K in keyof T]?: Exclude<T[K], null> } =>
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

/**
 * The note to the receiving desk. ninjs has no signal: a correction says so in the first word (standards, section 3).
 */
export const noteOf = ({ copy, note, signal }: Release): string => {
  const said = printable(note)
  if (signal !== 'correction' || /^correcti(?:e|on):/iu.test(said)) return said
  return `${WHAT_IT_IS.correction(copy.language)} ${said}`.trim()
}

/** A short name for people: the headline, else the slug, else the first words. */
export const titleOf = (copy: Copy): string => {
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
export const sourcesOf = ({ copy, agencies }: Release): NonNullable<Ninjs['infoSources']> =>
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
      edNote: noteOf(release),
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
      ...(release.follows == null ? [] : [{ role: FOLLOWS, value: release.follows }]),
    ],
  }
}
