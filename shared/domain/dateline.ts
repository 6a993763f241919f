/**
 * Datelines: `ALMATY (ANP/RTR/AFP) - ` read from text and printed again.
 *
 * The printed form is exact: places in capitals joined by `/`, agencies in brackets joined by `/`, then
 * space, hyphen, space (standards, sections 9.1 and 9.2). What is read is wider: what wires, colleagues and
 * web pages write. The grammar is anchored at the start of the text and every part of it is bounded, so that
 * reading takes the same short time whatever is pasted.
 */
import type { Agency } from './agency.ts'
import { areCredits, type Credit, splitCredits } from './credit.ts'
import { isCapitalPlace, isNamePlace, isSafePlace, splitPlaces, upperPlace } from './dateline-place.ts'

export { upperPlace } from './dateline-place.ts'

/** What a dateline says. `places` are in printed capitals, `credits` in printed order. */
export type DatelineParts = { places: string[]; credits: Credit[] }

/** Why a dateline is offered to the editor and not made at once. */
export type OfferReason = 'mixed-case' | 'no-separator' | 'no-credits'

type Match = DatelineParts & {
  /** UTF-16 units from the start of the text up to the first letter of the story. */
  length: number
  /** True when the consumed text is not the printed form, letter for letter. */
  normalised: boolean
  /** A date that stood inside and is not printed (Belga: `DEN HAAG 24/04 (ANP) = `). */
  dropped?: string
}

/**
 * `found`: this is a dateline. `offer`: it may be one, ask; `places` are what it would become. `none`: it is
 * running text.
 */
export type DatelineResult =
  | ({ kind: 'found' } & Match)
  | ({ kind: 'offer'; reason: OfferReason } & Match)
  | { kind: 'none' }

/**
 * `agencies` is the desk's register. `strict` takes the printed form only, with every agency registered, as
 * a check on finished copy and on files that Kopij wrote itself.
 */
export type DatelineOptions = { agencies: readonly Agency[]; strict?: boolean }

/** No dateline is longer; reading stops here. */
const REACH = 400
const DASH = '[-‐‑–—−]'
const BRACKETED = /^\s*([^()\n]{0,160}?)\s*\(([^()\n]{1,120})\)/u
const BARE = new RegExp(String.raw`^\s*([^()\n]{2,80}?)\s+${DASH}\s+(?=["'„“‘’…\p{Lu}\p{N}]|$)`, 'u')
/** After the brackets. A minus before a figure (`-5 graden`) is no separator, an ellipsis neither. */
const SEPARATOR = new RegExp(
  String.raw`^\s*(?:${DASH}{1,3}(?!\d)|=|_|\.(?=\s|$))\s*|^[^\S\n]*(?:\n\s*|$)`,
  'u',
)
const TYPED_END = /[-–—][ \u00a0]$/u

const MONTH = String.raw`(?:jan|feb|maart|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\p{Ll}*\.?`
const DATE = new RegExp(
  String.raw`(?:,\s*|\s+)(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{1,2} ${MONTH}(?: \d{4})?|${MONTH} \d{1,2}(?:,? \d{4})?)$`,
  'iu',
)

/**
 * The printed form: `ALMATY (ANP/RTR/AFP) - `, `ALMATY - `, `(ANP) - `, or `''` when there is neither place
 * nor credit. Takes places and codes as they are; `upperPlace` makes printed capitals.
 */
export const printDateline = (dateline: {
  places: readonly string[]
  credits: readonly string[]
}): string => {
  const credits = dateline.credits.length === 0 ? '' : `(${dateline.credits.join('/')})`
  const parts = [dateline.places.join('/'), credits].filter((part) => part !== '')
  return parts.length === 0 ? '' : `${parts.join(' ')} - `
}

const printed = (parts: DatelineParts): string =>
  printDateline({ places: parts.places, credits: parts.credits.map((credit) => credit.code) })

/** Places, and a date behind them, out of the text before the brackets. */
const readHead = (head: string): { names: string[]; dropped?: string } | null => {
  const text = head.replace(/[,\s]+$/u, '')
  const date = DATE.exec(text)
  const names = splitPlaces(date === null ? text : text.slice(0, date.index))
  if (names === null) return null
  return date?.[1] === undefined ? { names } : { names, dropped: date[1] }
}

const matched = (text: string, length: number, parts: DatelineParts, dropped?: string): Match => ({
  ...parts,
  length,
  normalised: text.slice(0, length) !== printed(parts),
  ...(dropped === undefined ? {} : { dropped }),
})

const withCredits = (text: string, agencies: readonly Agency[]): DatelineResult => {
  const found = BRACKETED.exec(text)
  if (found === null) return { kind: 'none' }
  const [opening, before = '', list = ''] = found
  const credits = splitCredits(list, agencies)
  const head = before === '' ? { names: [] } : readHead(before)
  if (credits === null || head === null) return { kind: 'none' }

  const capitals = head.names.length > 0 && head.names.every(isCapitalPlace)
  const mixed = !capitals && head.names.every((name) => isCapitalPlace(name) || isNamePlace(name))
  if (!(capitals || mixed) || !areCredits(credits, capitals)) return { kind: 'none' }

  const separator = SEPARATOR.exec(text.slice(opening.length))
  const parts = { places: head.names.map(upperPlace), credits }
  const match = matched(text, opening.length + (separator?.[0].length ?? 0), parts, head.dropped)
  if (separator === null) {
    // `ALMATY (ANP) Tekst`: all the rest is right, so ask. Anything less sure stays text.
    const sure =
      capitals &&
      credits.every((credit) => credit.known) &&
      /^\s+["'„“\p{L}\p{N}]/u.test(text.slice(match.length))
    return sure ? { kind: 'offer', reason: 'no-separator', ...match } : { kind: 'none' }
  }
  if (head.names.length === 0 || capitals) return { kind: 'found', ...match }
  return { kind: 'offer', reason: 'mixed-case', ...match }
}

/**
 * `ALMATY - Tekst`: capitals alone prove little (`NAVO - `, `UPDATE - `). Found only with a dash between
 * spaces, a sentence behind it, and places of five letters or more that are no rubric word, no well-known
 * abbreviation and no agency; shorter places are offered; anything else is text.
 */
const withoutCredits = (text: string, agencies: readonly Agency[]): DatelineResult => {
  const found = BARE.exec(text)
  const names = found === null ? null : splitPlaces(found[1] ?? '')
  if (found === null || names === null || !names.every(isCapitalPlace)) return { kind: 'none' }
  const codes = new Set(agencies.map((agency) => agency.code.toUpperCase()))
  if (names.some((name) => codes.has(name))) return { kind: 'none' }
  const match = matched(text, found[0].length, { places: names.map(upperPlace), credits: [] })
  if (names.every(isSafePlace)) return { kind: 'found', ...match }
  const short = names.every((name) => isSafePlace(name) || name.length < 5)
  return short ? { kind: 'offer', reason: 'no-credits', ...match } : { kind: 'none' }
}

/**
 * Reads a dateline at the start of a text. Accepts several places and agencies, any diacritics, agencies in
 * any case, the separators `-`, `–`, `—`, `.`, `=`, `_` or the end of the line with or without spaces, and a
 * date in between (reported as `dropped`). Places in mixed case are an `offer`. Prose such as
 * `Volgens de VN (NATO)` is `none`. Never throws.
 */
export const parseDateline = (text: string, options: DatelineOptions): DatelineResult => {
  const start = text.slice(0, REACH)
  const credited = withCredits(start, options.agencies)
  const result = credited.kind === 'none' ? withoutCredits(start, options.agencies) : credited
  if (options.strict !== true) return result
  const exact =
    result.kind === 'found' && !result.normalised && result.credits.every((credit) => credit.known)
  return exact ? result : { kind: 'none' }
}

/**
 * The dateline that has just been completed by typing: only when the whole text before the cursor is one and
 * it ends with its separator, ` - ` or ` – `. For an input rule at the start of a body.
 */
export const datelineAsTyped = (textBeforeCursor: string, register: readonly Agency[]): DatelineResult => {
  if (!TYPED_END.test(textBeforeCursor)) return { kind: 'none' }
  const result = parseDateline(textBeforeCursor, { agencies: register })
  return result.kind !== 'none' && result.length === textBeforeCursor.length ? result : { kind: 'none' }
}
