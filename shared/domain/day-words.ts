/**
 * Words that name a day by where the reader stands: `vandaag`, `vanmorgen`, `gisteren`, `this morning`. They are right on the
 * day on which they were written, and wrong when the copy appears on another one. Only such a change is told: what somebody
 * said, in quotes, keeps his day; and idioms (`vandaag de dag`) name none.
 */
import { DateTime } from 'luxon'
import { type Copy, lineText } from './copy.ts'

/** A word, and how many days its day lies from the one on which it is read. */
type DayWord = { pattern: RegExp; offset: number }

/** A word as a whole, and not in capitals in the middle of a sentence: that is a name (`USA Today`). */
const word = (source: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}’'-])(?:${source})(?![\\p{L}\\p{N}])`, 'giu')

const NL: readonly DayWord[] = [
  {
    pattern: word(
      '(?<!(?:tot(?: op)?|van) )vandaag(?! de dag| op morgen)|van(?:morgen|ochtend|middag|avond)|deze (?:ochtend|middag|avond)',
    ),
    offset: 0,
  },
  { pattern: word('gister(?:en|ochtend|morgen|middag|avond)'), offset: -1 },
  { pattern: word('eergisteren'), offset: -2 },
  {
    pattern: word(
      "(?<!(?:de|die|elke|iedere|goede|goeie|vandaag op|’s|'s|over) )morgen(?:ochtend|middag|avond)?(?! de )",
    ),
    offset: 1,
  },
  { pattern: word('overmorgen'), offset: 2 },
]
const EN: readonly DayWord[] = [
  { pattern: word("today(?!’s world|'s world)|tonight|this (?:morning|afternoon|evening)"), offset: 0 },
  { pattern: word('yesterday|last night'), offset: -1 },
  { pattern: word('(?<!day after )tomorrow'), offset: 1 },
  { pattern: word('(?:the )?day after tomorrow'), offset: 2 },
]

const WEEKDAYS = {
  nl: word('maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag'),
  en: word('monday|tuesday|wednesday|thursday|friday|saturday|sunday'),
} as const
const WEEKDAY_NAMES = {
  nl: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const
/** From so many days on the name of a weekday names another day than it did. */
const WEEK_IS_OVER = 6

/** Where somebody is quoted: positions of the opening mark and behind the closing one. An open quote goes on to the end. */
const quoted = (text: string): [number, number][] =>
  [
    ...text.matchAll(
      /"[^"]*(?:"|$)|[„“][^“”„]*(?:[”“]|$)|«[^»]*(?:»|$)|(?<![\p{L}\p{N}])[‘‚][^‘’]*(?:’(?!\p{L})|$)|(?<![\p{L}\p{N}])'(?![stST][ -])[^']{3,}'(?!\p{L})/gu,
    ),
  ].map((found) => [found.index, found.index + found[0].length])

/** Only the first word of a sentence, or all of a shouted line, has a capital without being a name. */
const isName = (text: string, from: number, found: string): boolean =>
  /^\p{Lu}/u.test(found) && !/(?:^|[.!?…:][)"'”’»]*\s+|[-–—]\s|\n)["'„“‘(]*$/u.test(text.slice(0, from))

/** A day word in a text: UTF-16 positions, and how many days from the reader its day lies; null for a weekday's name. */
export type FoundDayWord = { word: string; from: number; to: number; offset: number | null }

const languageOf = (language: string): 'nl' | 'en' | null => {
  const [name = ''] = language.toLowerCase().split('-')
  return name === 'nl' || name === 'en' ? name : null
}

/** The day words of a text in its language (a BCP 47 tag), in order; what is quoted is left out. */
export const dayWordsIn = (text: string, language: string): FoundDayWord[] => {
  const known = languageOf(language)
  if (known === null) return []
  const quotes = quoted(text)
  const outside = (at: number): boolean => !quotes.some(([from, to]) => at > from && at < to)
  const relative = (known === 'nl' ? NL : EN).flatMap(({ pattern, offset }) =>
    [...text.matchAll(pattern)].flatMap((found): FoundDayWord[] => {
      const { index } = found
      if (!outside(index) || isName(text, index, found[0])) return []
      return [{ word: found[0], from: index, to: index + found[0].length, offset }]
    }),
  )
  const names = [...text.matchAll(WEEKDAYS[known])].flatMap((found): FoundDayWord[] =>
    outside(found.index)
      ? [{ word: found[0], from: found.index, to: found.index + found[0].length, offset: null }]
      : [],
  )
  return [...relative, ...names].sort((a, b) => a.from - b.from)
}

/** When a text was written and when readers get it (ms UTC), and the zone of the desk (IANA). */
export type WrittenFor = { writtenAt: number; appearsAt: number; zone: string }

/**
 * A day word that means another day when it is read than when it was written. `instead` is what names the meant day without
 * doubt, in the language of the text; `block` and the positions say where it stands.
 */
export type WrongDay = Omit<FoundDayWord, 'offset'> & { block: number; instead: string }

const dayNamed = (day: DateTime, language: 'nl' | 'en', far: boolean): string => {
  const name = WEEKDAY_NAMES[language][day.weekday - 1] ?? ''
  return far ? `${name} ${day.setLocale(language).toFormat('d MMMM')}` : name
}

/** What a text says of days that will not be so when it appears. A body of several blocks is read block by block. */
export const wrongDays = (
  texts: readonly string[],
  language: string,
  { writtenAt, appearsAt, zone }: WrittenFor,
): WrongDay[] => {
  const known = languageOf(language)
  const written = DateTime.fromMillis(writtenAt, { zone }).startOf('day')
  const appears = DateTime.fromMillis(appearsAt, { zone }).startOf('day')
  const apart = Math.round(appears.diff(written, 'days').days)
  if (known === null || apart === 0) return []
  return texts.flatMap((text, block) =>
    dayWordsIn(text, language).flatMap(({ offset, ...found }): WrongDay[] => {
      if (offset === null && Math.abs(apart) < WEEK_IS_OVER) return []
      const meant =
        offset === null ? nearestNamed(found.word, written, known) : written.plus({ days: offset })
      const far = offset === null || Math.abs(Math.round(appears.diff(meant, 'days').days)) >= WEEK_IS_OVER
      return [{ ...found, block, instead: dayNamed(meant, known, far) }]
    }),
  )
}

/** The day of that name next to the one on which it was written: on it, or within three days of it. */
const nearestNamed = (name: string, written: DateTime, language: 'nl' | 'en'): DateTime => {
  const wanted = WEEKDAY_NAMES[language].findIndex((one) => one.toLowerCase() === name.toLowerCase()) + 1
  const ahead = (wanted - written.weekday + 7) % 7
  return written.plus({ days: ahead > 3 ? ahead - 7 : ahead })
}

/** The texts of a copy that are looked at: headline first (block -1 in what `wrongDaysOf` says), then its paragraphs. */
const textsOf = (copy: Copy): string[] =>
  copy.body.map((block) =>
    block.type === 'paragraph' || block.type === 'subhead' ? lineText(block.line) : '',
  )

/** The same of a whole copy: `block` counts as in its body, and is -1 for the headline. */
export const wrongDaysOf = (copy: Copy, when: WrittenFor): WrongDay[] => [
  ...wrongDays([copy.headline], copy.language, when).map((one) => ({ ...one, block: -1 })),
  ...wrongDays(textsOf(copy), copy.language, when),
]

/** Every word of the tables as a search finds it: copy without one of these need not be looked at. */
export const DAY_WORDS_SOUGHT: readonly string[] = (
  'vandaag vanmorgen vanochtend vanmiddag vanavond deze gisteren gisterochtend gistermorgen gistermiddag gisteravond ' +
  'eergisteren morgen morgenochtend morgenmiddag morgenavond overmorgen today tonight this yesterday last tomorrow ' +
  'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag monday tuesday wednesday thursday friday saturday sunday'
).split(' ')

/** How much of what stands before a word tells it from the same word elsewhere, UTF-16 units. */
const BEFORE = 32

/** The text that a wrong day stands in, put right: only the end of it differs. */
export const putRight = (
  copy: Copy,
  { block, from, to, instead }: WrongDay,
): { was: string; now: string } => {
  const text = block === -1 ? copy.headline : (textsOf(copy)[block] ?? '')
  // Words are looked for whole, so that it begins with one.
  const cut = text.slice(Math.max(0, from - BEFORE), from)
  const start = from - (from <= BEFORE ? cut : cut.replace(/^[\p{L}\p{M}\p{N}]+/u, '')).length
  const word = text.slice(from, to)
  // At the beginning of a sentence the day takes over the capital.
  const day = /^\p{Lu}/u.test(word) ? instead.charAt(0).toUpperCase() + instead.slice(1) : instead
  return { was: text.slice(start, to), now: text.slice(start, from) + day }
}
