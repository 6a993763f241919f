/** Moments and distances in the words of a desk that plans. Pure: the present and the zone are arguments. */
import { clockTime, dayOf, locale } from '../../lib/time.ts'

const DAY = 24 * 60 * 60_000

/** The words for the days next to today, from the namespace `common`. */
export type DayWords = { today: string; tomorrow: string; yesterday: string }

/** Which day next to today `at` falls on in `zone`, or null for any other. */
const besideToday = (at: number, now: number, zone: string): keyof DayWords | null => {
  const day = dayOf(at, zone)
  if (day === dayOf(now, zone)) return 'today'
  // Noon of the day beside: a day of 23 or 25 hours cannot push it over midnight.
  if (day === dayOf(noonOf(now, zone) + DAY, zone)) return 'tomorrow'
  if (day === dayOf(noonOf(now, zone) - DAY, zone)) return 'yesterday'
  return null
}

const dayInWords = (at: number, now: number, zone: string, language: string, words: DayWords): string => {
  const beside = besideToday(at, now, zone)
  if (beside !== null) return words[beside]
  const sameYear = dayOf(at, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4)
  return new Intl.DateTimeFormat(locale(language), {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' as const }),
  }).format(at)
}

/** A whole day for a heading: `woensdag 18 november`, and whether it is one next to today. */
export const fullDay = (
  at: number,
  now: number,
  zone: string,
  language: string,
): { beside: keyof DayWords | null; date: string } => ({
  beside: besideToday(at, now, zone),
  date: new Intl.DateTimeFormat(locale(language), {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  }).format(at),
})

const noonOf = (at: number, zone: string): number => {
  const [hours = 0, minutes = 0] = clockTime(at, zone).split(':').map(Number)
  return at + ((12 - hours) * 60 - minutes) * 60_000
}

/** `vandaag 14:30`, `morgen 07:00`, `wo 25 nov 14:30`, on the clock of `zone`. */
export const momentInWords = (
  at: number,
  now: number,
  zone: string,
  language: string,
  words: DayWords,
): string => `${dayInWords(at, now, zone, language, words)} ${clockTime(at, zone)}`

const unitOf = (minutes: number): { value: number; unit: 'minute' | 'hour' | 'day' } => {
  if (minutes < 60) return { value: minutes, unit: 'minute' }
  if (minutes < 48 * 60) return { value: Math.round(minutes / 60), unit: 'hour' }
  return { value: Math.round(minutes / 1440), unit: 'day' }
}

/**
 * How far ahead or ago, whole minutes, hours or days: `over 27 minuten`, `16 minuten geleden`. Counted as clocks
 * without seconds count, so that what was typed as `over 25 min` is said as that, whatever the second.
 */
export const distanceInWords = (
  at: number,
  now: number,
  language: string,
  style: 'long' | 'short' = 'long',
): string => {
  const minutes = Math.floor(at / 60_000) - Math.floor(now / 60_000)
  const { value, unit } = unitOf(Math.abs(minutes))
  return new Intl.RelativeTimeFormat(locale(language), { numeric: 'always', style }).format(
    minutes < 0 ? -value : value,
    unit,
  )
}

/** A stretch of time (ms) in whole minutes, hours or days: `16 minuten`. */
export const durationInWords = (duration: number, language: string): string => {
  const { value, unit } = unitOf(Math.floor(duration / 60_000))
  return new Intl.NumberFormat(locale(language), { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

/** A stretch of time (ms) to the minute as long as that says something: `1 uur en 40 minuten`. */
export const exactDuration = (duration: number, language: string): string => {
  const minutes = Math.floor(duration / 60_000)
  const rest = minutes % 60
  if (minutes < 60 || rest === 0 || minutes >= 24 * 60) return durationInWords(duration, language)
  return new Intl.ListFormat(locale(language), { type: 'conjunction' }).format([
    durationInWords((minutes - rest) * 60_000, language),
    durationInWords(rest * 60_000, language),
  ])
}

/** The same in as little room as a row has: `1 u 40 min`, `1h 40m`. */
export const shortDuration = (duration: number, language: string): string => {
  const minutes = Math.floor(duration / 60_000)
  const part = (value: number, unit: 'hour' | 'minute'): string =>
    new Intl.NumberFormat(locale(language), { style: 'unit', unit, unitDisplay: 'narrow' }).format(value)
  const hours = Math.floor(minutes / 60)
  return [
    ...(hours > 0 ? [part(hours, 'hour')] : []),
    ...(hours === 0 || minutes % 60 > 0 ? [part(minutes % 60, 'minute')] : []),
  ].join(' ')
}

/** The name of a zone as people know it, for a time that is not the desk's: `Kyiv`, `New York`. */
export const zoneName = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
