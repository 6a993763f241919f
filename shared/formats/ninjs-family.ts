/** What JSON of news is by its looks: which of the family, whose, and which items are in it. */
import type { FormatName } from './imported.ts'
import { isJson, type Json, textOf } from './json.ts'
import { PAGE_PROFILE, PROFILE } from './kopij-names.ts'

/** The formats that are one family. */
export type Family = Extract<FormatName, 'ninjs-3' | 'ninjs-2' | 'ninjs-1' | 'ninjs-superdesk'>

/** Kopij's own, of which nothing has to be guessed and nothing is lost. */
export const isOwn = (json: Json): boolean =>
  [...Object.values(PROFILE), PAGE_PROFILE].some((profile) => profile === json['profile'])

/** Members that say what kind of thing something is, and when: nothing that a person wrote. */
export const MACHINE = new Set(
  `$standard charcount contentcreated contenttype embargoed embargoeduntil expires firstcreated firstpublished
  mimetype pubstatus representationtype standard type updated urgency version versioncreated version_created
  wordcount`.split(/\s+/u),
)

const MEDIA = { picture: 'picture', video: 'video', audio: 'audio', graphic: 'graphic' } as const
/** What kind of thing that is no text an item is; null for a story. */
export const mediaOf = (json: Json): (typeof MEDIA)[keyof typeof MEDIA] | null => {
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
export const itemsIn = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(itemsIn)
  if (!isJson(value)) return []
  for (const name of ['item', 'items', 'data']) {
    const inner = value[name]
    const named = 'headline' in value || 'uri' in value || 'guid' in value
    if (!named && (Array.isArray(inner) || isJson(inner))) return itemsIn(inner)
  }
  return [value]
}
