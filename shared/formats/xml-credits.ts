/**
 * Which credits and places an item of somebody else has, where it says so in several ways (standards, section 4): an
 * explicit list first, then the credit line, then the brackets of the dateline in the text. Order is kept as given.
 */
import type { Agency } from '../domain/agency.ts'
import { lineText } from '../domain/copy.ts'
import { areCredits, splitCredits } from '../domain/credit.ts'
import { parseDateline } from '../domain/dateline.ts'
import { isCapitalPlace, isNamePlace, upperPlace } from '../domain/dateline-place.ts'
import type { Imported } from './imported.ts'

/** What a file says outside its text. `dateline` and `creditline` are display texts, the rest is structure. */
export type Said = { places: string[]; dateline: string; sources: string[]; creditline: string }

/** Nothing said. */
export const NOTHING_SAID: Said = { places: [], dateline: '', sources: [], creditline: '' }

/** A dateline or a credit line is shorter; nothing longer is tried as one. */
const LONGEST_LINE = 200

/** Longer than a code in a register is a sentence. */
const LONGEST_CREDIT = 24
const MONTH = '(?:jan|feb|mar|mrt|maart|apr|mai|may|mei|jun|jui|jul|aug|ao|sep|okt|oct|nov|dec|déc|dez)'
const PLACE_END = new RegExp(
  String.raw`^\s*([\p{L}\p{M}'’.\-/ ]+?)\s*(?:,|\(|\d|[-–—]\s*$|\s${MONTH}\p{L}*\.?\s*\d|\s\d|$)`,
  'iu',
)
const IS_MONTH = new RegExp(String.raw`^${MONTH}\p{L}*\.?$`, 'iu')

const folded = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/^the\s+/u, '')
    .replace(/[-–\s]+/gu, ' ')
    .trim()

/** Names that agencies give themselves, beside those in the register. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'thomson reuters': 'RTR',
  'reuters news': 'RTR',
  'associated press': 'AP',
  'agence france presse': 'AFP',
  'agencia efe': 'EFE',
  'deutsche presse agentur gmbh': 'DPA',
}

const named = (text: string, agencies: readonly Agency[]): string | null => {
  const wanted = folded(text)
  const found = agencies.find(({ code, name }) => folded(code) === wanted || folded(name) === wanted)
  const other = OTHER_NAMES[wanted]
  return found?.code ?? agencies.find(({ code }) => code === other)?.code ?? null
}

/** The agencies in one name or one line: a name is one, `ANP/RTR/AFP` and `STT–AFP` are several, prose is none. */
export const creditsIn = (text: string, agencies: readonly Agency[]): string[] => {
  if (text.length > LONGEST_LINE) return []
  const plain = text.replace(/^[\s(]+|[\s)]+$/gu, '')
  if (plain === '') return []
  const one = named(plain, agencies)
  if (one !== null) return [one]
  const credits = splitCredits(plain, agencies)
  if (credits !== null && areCredits(credits, true) && credits.every(({ code }) => code.length <= 8))
    return credits.map(({ code }) => named(code, agencies) ?? code)
  return plain.length <= LONGEST_CREDIT ? [plain] : []
}

/** True when a byline names agencies and no people: `NTB-AFP-DPA`. */
export const isCreditline = (byline: string, agencies: readonly Agency[]): boolean => {
  const credits =
    byline.length <= LONGEST_LINE && /^[\p{Lu}\p{N}/–—-]+$/u.test(byline)
      ? splitCredits(byline, agencies)
      : null
  return credits !== null && credits.length > 1 && areCredits(credits, true)
}

const isPlace = (name: string): boolean => (isCapitalPlace(name) || isNamePlace(name)) && !IS_MONTH.test(name)

/** Places and credits in the text of a dateline: `Ouagadougou, Dec 20, 2017 (AFP) -`, `SYDNEY March 22 AAP -`. */
export const readDatelineText = (
  text: string,
  agencies: readonly Agency[],
): { places: string[]; credits: string[] } => {
  if (text.length > LONGEST_LINE) return { places: [], credits: [] }
  const read = parseDateline(/[-–—=]\s*$/u.test(text) ? text : `${text} - `, { agencies })
  if (read.kind !== 'none' && read.credits.length > 0)
    return { places: read.places, credits: read.credits.map(({ code }) => code) }
  const names = (PLACE_END.exec(text)?.[1] ?? '').split('/').map((name) => name.trim())
  return { places: names.every(isPlace) ? names.map(upperPlace) : [], credits: [] }
}

const distinct = (texts: readonly string[]): string[] => [
  ...new Map(texts.map((text) => [text.toLowerCase(), text])).values(),
]

const openingOf = (item: Imported): string => {
  const [first] = item.copy.body
  return first?.type === 'paragraph' ? upperPlace(lineText(first.line).slice(0, 200)) : ''
}

/** True for `MOSCOW, January 21. /TASS/.` and `(ANSA) - ROMA, 1 LUG - `: a dateline that stays in the text. */
const opensWith = (opening: string, place: string): boolean => {
  const start = opening.replace(/^\([^()]{1,20}\)\s*[-–—]\s*/u, '')
  return start.startsWith(place) && /^\s*(?:[,(/:=.\d–—-])/u.test(start.slice(place.length))
}

/**
 * The item with the credits and places that count. Places printed in the text win over those that were only
 * coded; where the text still opens with a place that could not be taken out of it, it is not said twice.
 */
export const credited = (item: Imported, said: Said, agencies: readonly Agency[]): Imported => {
  const line = readDatelineText(said.dateline, agencies)
  const coded = said.places.map(upperPlace).filter((place) => place !== '')
  const told = line.places.length > 0 ? line.places : coded
  const opening = openingOf(item)
  const inText = told.some((place) => opensWith(opening, place))
  const explicit = said.sources.flatMap((source) => creditsIn(source, agencies))
  const lists = [explicit, creditsIn(said.creditline, agencies), item.copy.credits, line.credits]
  const raw = [item.rawCredits, said.creditline, said.dateline].map((text) => text.trim())
  return {
    ...item,
    rawCredits: distinct(raw.filter((text) => text !== '')).join('; '),
    copy: {
      ...item.copy,
      dateline: item.copy.dateline.length > 0 || inText ? item.copy.dateline : distinct(told),
      credits: distinct(lists.find((list) => list.length > 0) ?? []),
    },
  }
}
