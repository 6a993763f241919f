/**
 * Ages as readers see them: "4 minuten geleden". Printed for previews and page exports, and read back from
 * pasted pages. An age counts from *shown at* (design: "Three times").
 */
import { splitCredits } from './credit.ts'
import { parseDateline } from './dateline.ts'

const MINUTE = 60_000
const HOUR = 60
const DAY = 24 * HOUR
const WEEK = 7 * DAY

const JUST_NOW: Readonly<Record<string, string>> = { nl: 'zojuist', en: 'just now' }

const formatters = new Map<string, Intl.RelativeTimeFormat>()

const formatter = (locale: string, numeric: 'always' | 'auto'): Intl.RelativeTimeFormat => {
  const key = `${numeric} ${locale}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.RelativeTimeFormat(locale, { numeric })
  formatters.set(key, made)
  return made
}

/** Calendar days since 1970 of an instant in a zone. */
const calendarDay = (ms: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(ms)
  return Math.round(Date.parse(`${parts}T00:00:00Z`) / (DAY * MINUTE))
}

/**
 * How long ago `thenMs` was at `nowMs`, in the reader's words. Both in milliseconds since 1970; always
 * rounded down, as readers count; anything below a minute, and the future, is "zojuist" / "just now".
 *
 * From a day on, "gisteren" depends on where midnight falls, so it is only said when `timeZone` (IANA) is
 * given and the day before is meant; without it the words are "1 dag geleden", which is always true.
 */
export const ageInWords = (thenMs: number, nowMs: number, locale: string, timeZone?: string): string => {
  const minutes = Math.floor((nowMs - thenMs) / MINUTE)
  if (minutes < 1)
    return JUST_NOW[locale.slice(0, 2).toLowerCase()] ?? formatter(locale, 'auto').format(0, 'second')
  if (minutes < HOUR) return formatter(locale, 'always').format(-minutes, 'minute')
  if (minutes < DAY) return formatter(locale, 'always').format(-Math.floor(minutes / HOUR), 'hour')
  const elapsed = Math.floor(minutes / DAY)
  if (timeZone === undefined) return formatter(locale, 'always').format(-elapsed, 'day')
  const days = Math.max(1, calendarDay(nowMs, timeZone) - calendarDay(thenMs, timeZone))
  return formatter(locale, days === 1 ? 'auto' : 'always').format(-days, 'day')
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^s/u, 1 / 60],
  [/^(?:maand|mont)/u, 30 * DAY],
  [/^m/u, 1],
  [/^(?:u|h)/u, HOUR],
  [/^d/u, DAY],
  [/^w/u, WEEK],
]

const COUNT = String.raw`(\d{1,4}|een|één|an?|one)`
const NL_UNIT = String.raw`(seconden?|sec\.?|minuten|minuut|min\.?|uren|uur|u\.?|dag(?:en)?|weken|week|maand(?:en)?)`
const EN_UNIT = String.raw`(seconds?|secs?\.?|minutes?|mins?\.?|hours?|hrs?\.?|days?|weeks?|months?)`
const COUNTED = String.raw`(?:${COUNT}\s*${NL_UNIT}\s+geleden|${COUNT}\s*${EN_UNIT}\s+ago)`
const WORDS: Readonly<Record<string, number>> = {
  zojuist: 0,
  zonet: 0,
  net: 0,
  'net nu': 0,
  'just now': 0,
  gisteren: DAY,
  yesterday: DAY,
  eergisteren: 2 * DAY,
}
const WORD = Object.keys(WORDS)
  .sort((a, b) => b.length - a.length)
  .join('|')
const AGE_AT_START = new RegExp(String.raw`^\s*(?:${COUNTED}|(${WORD}))`, 'iu')
const AGE_AT_END = new RegExp(String.raw`(?:^|(?<=[.!?…"'”’)\n]))\s*(?:${COUNTED}|(${WORD}))\s*$`, 'iu')
/** Nothing more in the line. */
const ENDS_THERE = /^\s*(?:$|\n)/u
/** What nobody writes against a word: the capital, or the `'s-` or `'t `, that the next brief opens with. */
const GLUED = /^(?:['’‘(]?\p{Lu}|['’‘](?:[sS]-|[tT][- ]))/u
/** No dateline is looked for further than this. */
const REACH = 400

/**
 * Whether a text starts with a dateline beyond doubt. The register of the desk is not needed for that: after a place in
 * capitals, and before a dash, whatever stands in brackets is its agencies.
 */
const isDated = (text: string): boolean => {
  const list = /\(([^()\n]{1,120})\)/u.exec(text)?.[1] ?? ''
  const agencies = (splitCredits(list, []) ?? []).map(({ code }) => ({ code, name: code, home: false }))
  return parseDateline(text, { agencies }).kind === 'found'
}

/**
 * An age closes a brief, so that nothing follows, or the next brief. Behind white space only a dateline says so: capitals alone
 * also open `Yesterday US troops` and `An hour ago NATO`, and `'s` also `Yesterday's` and `Gisteren 's avonds`.
 */
const closesBrief = (word: string | undefined, after: string): boolean => {
  if (ENDS_THERE.test(after)) return true
  // `NetEase` is a name.
  const mayBeGlued = word?.toLowerCase() !== 'net'
  return (mayBeGlued && GLUED.test(after)) || isDated(after)
}

/** An age found inside a text. `minutes` is whole; `start` and `end` are UTF-16 positions in that text. */
export type FoundAge = { minutes: number; start: number; end: number }

const minutesOf = (match: RegExpExecArray): number | null => {
  const [, nlCount, nlUnit, enCount, enUnit, word] = match
  if (word !== undefined) return WORDS[word.toLowerCase()] ?? null
  const unit = (nlUnit ?? enUnit ?? '').toLowerCase()
  const count = nlCount ?? enCount ?? ''
  const each = UNITS.find(([shape]) => shape.test(unit))?.[1]
  if (each === undefined) return null
  return Math.floor((/^\d/u.test(count) ? Number(count) : 1) * each)
}

/** A shouted word is no age: `NETWERK` does not start with "net". */
const isShouted = (word: string | undefined): boolean => word !== undefined && /^\p{Lu}{2}/u.test(word)

/**
 * The age that a text starts with and that belongs to the brief before it, also where it runs together with
 * the next dateline (`4 minuten geledenHOUSTON (ANP) - `). `null` for running text such as
 * `Gisteren werd bekend`, `Yesterday US troops withdrew` or `Twee uur later`.
 */
export const ageAtStart = (text: string): FoundAge | null => {
  const match = AGE_AT_START.exec(text.slice(0, 80))
  if (match === null || isShouted(match[5])) return null
  const minutes = minutesOf(match)
  const end = match[0].length
  if (minutes === null || !closesBrief(match[5], text.slice(end, end + REACH))) return null
  return { minutes, start: match[0].length - match[0].trimStart().length, end }
}

/** The age behind the last sentence of a text (`... bekend. 1 uur geleden`), or `null`. */
export const ageAtEnd = (text: string): FoundAge | null => {
  const from = Math.max(0, text.length - 80)
  const match = AGE_AT_END.exec(text.slice(from))
  const minutes = match === null ? null : minutesOf(match)
  return match === null || minutes === null ? null : { minutes, start: from + match.index, end: text.length }
}

/**
 * The minutes that an age stands for, when the whole text is one: `4 minuten geleden`, `1 uur geleden`,
 * `zojuist`, `gisteren`, `5 hours ago`; otherwise `null`. A day counts as 1440 minutes.
 */
export const parseAge = (text: string): number | null => {
  const match = AGE_AT_START.exec(text)
  if (match === null || text.slice(match[0].length).trim() !== '') return null
  return minutesOf(match)
}
