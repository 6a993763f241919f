/** Moments in words, for a person who looks at a list. Pure: the present and the zone are arguments. */

const formats = new Map<string, Intl.DateTimeFormat>()
/** Formatters are dear to make and cheap to keep. */
const format = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = locale + JSON.stringify(options)
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  formats.set(key, made)
  return made
}

/** `14:03`, or `14:03:07`, on a clock of 24 hours in `zone`. */
export const clockTime = (at: number, zone: string, seconds = false): string =>
  format('nl', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(seconds ? { second: '2-digit' as const } : {}),
  }).format(at)

/** `woensdag 22 november 2026 om 14:03`: the whole moment, for hints and history. */
export const fullTime = (at: number, zone: string, language: string): string =>
  format(locale(language), {
    timeZone: zone,
    dateStyle: 'full',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(at)

/** `22 nov`, with the year when it is another one. */
export const shortDate = (at: number, now: number, zone: string, language: string): string =>
  format(locale(language), {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    ...(dayOf(at, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4) ? {} : { year: 'numeric' as const }),
  }).format(at)

/** `12 december`: a day that is near enough to need no year. */
export const dayInWords = (at: number, zone: string, language: string): string =>
  format(locale(language), { timeZone: zone, day: 'numeric', month: 'long' }).format(at)

/** The calendar day in `zone`, `2026-11-22`. */
export const dayOf = (at: number, zone: string): string =>
  format('sv', { timeZone: zone, dateStyle: 'short' }).format(at)

/** English dates are the British ones: day before month, 24 hours. */
export const locale = (language: string): string => (language === 'nl' ? 'nl' : 'en-GB')

export type AgeWords = { now: string; minutes: (count: number) => string; yesterday: string }

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long ago, short enough for a row. What lies ahead, by less than a day or more, shows its time or date. */
export const shortAge = (
  at: number,
  now: number,
  zone: string,
  language: string,
  words: AgeWords,
): string => {
  const age = now - at
  // Our present is up to 20 s old, so what just happened may lie a little ahead of it.
  if (age > -MINUTE && age < MINUTE) return words.now
  if (age >= 0 && age < HOUR) return words.minutes(Math.floor(age / MINUTE))
  if (dayOf(at, zone) === dayOf(now, zone)) return clockTime(at, zone)
  if (age > 0 && dayOf(at, zone) === dayOf(now - 24 * HOUR, zone)) return words.yesterday
  return shortDate(at, now, zone, language)
}
