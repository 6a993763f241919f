/**
 * Superdesk's own ninjs, as its Web Publisher takes it by push. It is not the IPTC's: `guid` names the item, dates are
 * `Y-m-d\TH:i:sO`, and what it does not know stands under `extra` (standards, sections 5 and 7).
 */
import { countText } from '../document/counts.ts'
import { itemUri } from '../ids.ts'
import { printable } from './escape.ts'
import { bodyHtml } from './html.ts'
import { PROFILE } from './kopij-names.ts'
import { filled, noteOf } from './ninjs.ts'
import type { Release } from './release.ts'
import { bodyText } from './text.ts'

/** The most that its validator takes; what is longer goes out cut, and whole under `extra`. */
const LONGEST = { byline: 255, slugline: 200 }

/** Whole seconds and no colon in the offset. `up` keeps an embargo from ending a part of a second early. */
const superdeskDate = (at: number, rounded: 'down' | 'up'): string => {
  const seconds = rounded === 'up' ? Math.ceil(at / 1000) : Math.floor(at / 1000)
  return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/u, '+0000')
}

/** PHP counts letters where JavaScript counts UTF-16 units. */
const cut = (text: string, most: number): string => [...text].slice(0, most).join('')

const signalOf = ({ signal }: Release): { code: string; name: string }[] =>
  signal == null ? [] : [{ code: `sig:${signal}`, name: signal }]

/** The fields that only Kopij knows. Values are strings: the schema of Superdesk's core takes nothing else. */
const extraOf = ({ copy, item, revision }: Release): Record<string, string> => {
  const byline = printable(copy.byline)
  const slug = printable(copy.slug)
  return {
    kopijitem: item,
    kopijrevision: revision,
    ...filled({
      kicker: printable(copy.kicker),
      places: copy.dateline.join('/'),
      credits: copy.credits.join('/'),
      byline: [...byline].length > LONGEST.byline ? byline : '',
      slugline: [...slug].length > LONGEST.slugline ? slug : '',
    }),
  }
}

/** A release as Web Publisher takes it. A kill has the same `guid`, `canceled`, and no body. */
export const toSuperdesk = (release: Release): Record<string, unknown> => {
  const { copy } = release
  const killed = release.status === 'canceled'
  const text = bodyText(copy)
  const { words, characters } = countText(text)
  return {
    guid: itemUri(release.item),
    type: 'text',
    profile: PROFILE[copy.kind],
    version: String(release.version),
    firstcreated: superdeskDate(release.firstCreatedAt, 'down'),
    versioncreated: superdeskDate(release.releasedAt, 'down'),
    pubstatus: release.status,
    language: copy.language,
    ...filled({
      embargoed: release.embargoUntil === null ? null : superdeskDate(release.embargoUntil, 'up'),
      urgency: copy.urgency,
      headline: printable(copy.headline),
      byline: cut(printable(copy.byline), LONGEST.byline),
      slugline: cut(printable(copy.slug), LONGEST.slugline),
      located: copy.dateline[0] ?? null,
      source: copy.credits.join('/'),
      ednote: noteOf(release),
      body_html: killed ? null : bodyHtml(copy),
      place: copy.dateline.map((name) => ({ name, code: name })),
      subject:
        copy.section === ''
          ? null
          : [{ name: printable(release.sectionName), code: copy.section, scheme: 'kopij-section' }],
      signal: signalOf(release),
      evolvedfrom: release.follows ?? null,
    }),
    ...(killed ? {} : { charcount: characters, wordcount: words }),
    extra: extraOf(release),
  }
}
