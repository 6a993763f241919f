/**
 * What a line looks like: a headline, a subhead, the title of a rail. Guesses from shape alone, so each one
 * rather says no: a missed subhead is one key for the editor, an invented one an error in print.
 */
import type { PasteSection } from './page-types.ts'

const LONGEST_HEADLINE = 140
const LONGEST_SUBHEAD = 60
const LONGEST_KICKER = 40
const LONGEST_BYLINE = 80

const words = (text: string): number => text.split(/\s+/u).filter((word) => word !== '').length

/** `Den Haag zwijgt` and `Wat nu?`, but not `Dat was het.` or `Hij zei:`. */
const endsOpen = (text: string): boolean => !/[.,:;…]["'”’)]*$/u.test(text)

/** True for a line that can be a subhead: short, starts as a sentence does, no full stop (standards, 9.9). */
export const isSubheadShaped = (text: string): boolean =>
  text.length <= LONGEST_SUBHEAD && words(text) <= 9 && /^["'“„‘]?[\p{Lu}\p{N}]/u.test(text) && endsOpen(text)

/** True for a line that can be a headline: one line, no full stop at its end (standards, 9.8). */
export const isHeadlineShaped = (text: string): boolean =>
  text.length <= LONGEST_HEADLINE &&
  !text.includes('\n') &&
  (endsOpen(text) || /(?:\.\.\.|…)["'”’]?$/u.test(text))

/** True for the few words above a headline. */
export const isKickerShaped = (text: string): boolean =>
  text.length <= LONGEST_KICKER && words(text) <= 5 && endsOpen(text)

/** True for the line that names the writer. */
export const isByline = (text: string): boolean =>
  text.length <= LONGEST_BYLINE &&
  endsOpen(text) &&
  /^(?:door|by|tekst:|van (?:onze|een)\s.*\b(?:correspondent|redactie|redacteur|verslaggever))(?=\s|$)/iu.test(
    text,
  ) &&
  words(text) <= 10

/** True for running text, as it must stand under a subhead. */
export const isRunningText = (text: string): boolean => text.length >= 60 || /[.!?…]["'”’)]*$/u.test(text)

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()

/** The section of the desk with this name, diacritics and case aside. */
export const resolveSection = (
  name: string,
  sections: readonly { id: string; name: string }[],
): PasteSection => {
  const found = sections.find((section) => fold(section.name) === fold(name))
  return found === undefined ? { name, id: null } : { name: found.name, id: found.id }
}

const RAIL_TITLE = /^(?:meer(?: nieuws)? uit|more(?: news)? from)\s+/iu

/**
 * The title of a rail ("Meer uit Buitenland", "More from Abroad") at the start of a line: its section, and
 * where the text behind it starts when the two run together. `null` when the line is no such title.
 */
export const railTitle = (
  text: string,
  sections: readonly { id: string; name: string }[],
): { section: PasteSection; end: number } | null => {
  const opening = RAIL_TITLE.exec(text)?.[0]
  if (opening === undefined) return null
  const rest = text.slice(opening.length)
  const joined = sections.find(
    ({ name }) =>
      fold(rest.slice(0, name.length)) === fold(name) && /^['’(]?\p{Lu}/u.test(rest.slice(name.length)),
  )
  if (joined !== undefined) {
    return { section: { name: joined.name, id: joined.id }, end: opening.length + joined.name.length }
  }
  const name = rest.replace(/\s*[:›»>→]+$/u, '').trim()
  if (name === '' || name.length > 60 || words(name) > 5 || !endsOpen(name)) return null
  return { section: resolveSection(name, sections), end: text.length }
}
