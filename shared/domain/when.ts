/**
 * Times as an editor types them: `17.30`, `over 20 min`, `morgen 7u`, `+15`, `ma 8.00`, `14 maart 9u`, `tomorrow 7am`.
 * Dutch and English are both understood whatever the language of the window, because people mix them.
 *
 * The answer is a wall time, or an instant where the words count from now: which instant a wall time names is
 * asked elsewhere (wall-time.ts), since on two nights a year it names none or two.
 */
import { DateTime } from 'luxon'
import { timeIn } from './when-time.ts'

/** `none`: not understood. A day without a time is not understood either, and its year is no time: nothing is guessed. */
export type When = { kind: 'wall'; wall: string } | { kind: 'instant'; instant: number } | { kind: 'none' }

export type WhenOptions = {
  /** ms UTC. */
  now: number
  /** IANA name: the zone in which the words are meant. */
  zone: string
  /** Where a time without a day lies: `17.30` at six o'clock is tomorrow for a schedule, today for "shown at". */
  lean: 'future' | 'past'
}

const NONE: When = { kind: 'none' }
const MINUTE = 60_000

const QUANTITIES: ReadonlyMap<string, number> = new Map([
  ['een', 1],
  ['één', 1],
  ['an', 1],
  ['a', 1],
  ['one', 1],
  ['half', 0.5],
  ['halve', 0.5],
  ['anderhalf', 1.5],
])

/** Minutes in `20 min`, `2 uur`, `1u30`, `1:30`, `een half uur`, `a quarter of an hour`; null for anything else. */
const minutesIn = (text: string): number | null => {
  if (/^(?:een kwartier(?:tje)?|a quarter(?: of an hour)?)$/u.test(text)) return 15
  if (/^(?:een )?half uur(?:tje)?$|^half an hour$/u.test(text)) return 30
  const clock = /^(\d{1,2})[u:h](\d{2})$/u.exec(text)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  const counted =
    /^(\d{1,4}|[\p{L}]+) ?(m|min|mins|minuut|minuten|minutes?|u|uur|uren|h|hrs?|hours?)\.?$/u.exec(text)
  if (!counted) return null
  const [, many = '', unit = ''] = counted
  const count = /^\d/u.test(many) ? Number(many) : QUANTITIES.get(many)
  return count === undefined ? null : Math.round(count * (/^[uh]/u.test(unit) ? 60 : 1))
}

const relative = (text: string): number | null => {
  if (/^(?:nu|now)$/u.test(text)) return 0
  const signed = /^([+-]) ?(.+)$/u.exec(text)
  if (signed) {
    const amount = /^\d{1,4}$/u.test(signed[2] ?? '') ? Number(signed[2]) : minutesIn(signed[2] ?? '')
    return amount === null ? null : signed[1] === '-' ? -amount : amount
  }
  const ahead = /^(?:over|in) (.+)$/u.exec(text)
  if (ahead) return minutesIn(ahead[1] ?? '')
  const ago = /^(.+) (?:geleden|ago)$/u.exec(text)
  const minutes = ago ? minutesIn(ago[1] ?? '') : null
  return minutes === null ? null : -minutes
}

const DAYS: ReadonlyMap<string, number> = new Map([
  ['vandaag', 0],
  ['today', 0],
  ['morgen', 1],
  ['tomorrow', 1],
  ['overmorgen', 2],
  ['gisteren', -1],
  ['yesterday', -1],
  ['eergisteren', -2],
])

/** A part of the day says which half of the clock is meant: `vanavond 8u` is 20.00. */
const PARTS: ReadonlyMap<string, 'am' | 'pm'> = new Map([
  ['vanochtend', 'am'],
  ['vanmorgen', 'am'],
  ['vanmiddag', 'pm'],
  ['vanavond', 'pm'],
  ['tonight', 'pm'],
])

const WEEKDAYS = [
  /^(?:ma|maandag|mon|monday)$/u,
  /^(?:di|dinsdag|tue|tues|tuesday)$/u,
  /^(?:wo|woensdag|wed|wednesday)$/u,
  /^(?:do|donderdag|thu|thurs|thursday)$/u,
  /^(?:vr|vrijdag|fri|friday)$/u,
  /^(?:za|zaterdag|sat|saturday)$/u,
  /^(?:zo|zondag|sun|sunday)$/u,
]

const MONTHS = [
  'jan',
  'feb',
  'maa|mar|mrt',
  'apr',
  'mei|may',
  'jun',
  'jul',
  'aug',
  'sep',
  'o[kc]t',
  'nov',
  'dec',
]

const monthNamed = (word: string): number =>
  MONTHS.findIndex((start) => new RegExp(`^(?:${start})\\p{L}*\\.?$`, 'u').test(word)) + 1

type Day = { year: number | null; month: number; day: number }

/** `14/3`, `14-03-2026`, `2026-03-14`, `14 maart 2026`, `March 14`. */
const dateIn = (text: string): Day | null => {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text)
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) }
  const figures = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?$/u.exec(text)
  if (figures) {
    return {
      year: figures[3] ? Number(figures[3]) : null,
      month: Number(figures[2]),
      day: Number(figures[1]),
    }
  }
  const named =
    /^(?<day>\d{1,2}) (?<month>\p{L}+\.?)(?: (?<year>\d{4}))?$/u.exec(text) ??
    /^(?<month>\p{L}+\.?) (?<day>\d{1,2})(?:,? (?<year>\d{4}))?$/u.exec(text)
  const month = named?.groups?.['month'] ? monthNamed(named.groups['month']) : 0
  if (!named || month === 0) return null
  const year = named.groups?.['year']
  return { year: year ? Number(year) : null, month, day: Number(named.groups?.['day']) }
}

const wallOf = (day: DateTime, minutes: number): string =>
  `${day.toFormat('yyyy-MM-dd')}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Days are counted on a calendar without clock changes, so that "tomorrow" is always the next date. */
const dated = (text: string, minutes: number, { now, zone, lean }: WhenOptions): string | null => {
  const local = DateTime.fromMillis(now, { zone })
  const today = DateTime.utc(local.year, local.month, local.day)
  const nowWall = local.toFormat("yyyy-MM-dd'T'HH:mm")
  const lies = (wall: string): boolean => (lean === 'future' ? wall >= nowWall : wall <= nowWall)
  const step = lean === 'future' ? 1 : -1

  if (text === '') {
    const wall = wallOf(today, minutes)
    return lies(wall) ? wall : wallOf(today.plus({ days: step }), minutes)
  }
  const offset = DAYS.get(text)
  if (offset !== undefined) return wallOf(today.plus({ days: offset }), minutes)

  const weekday = WEEKDAYS.findIndex((name) => name.test(text)) + 1
  if (weekday > 0) {
    for (let count = 0; count <= 7; count += 1) {
      const day = today.plus({ days: step * count })
      if (day.weekday === weekday && lies(wallOf(day, minutes))) return wallOf(day, minutes)
    }
  }
  const date = dateIn(text)
  if (!date) return null
  const inYear = (year: number): DateTime => DateTime.utc(year, date.month, date.day)
  if (date.year !== null) return inYear(date.year).isValid ? wallOf(inYear(date.year), minutes) : null
  for (let count = 0; count <= 8; count += 1) {
    const day = inYear(today.year + step * count)
    if (day.isValid && lies(wallOf(day, minutes))) return wallOf(day, minutes)
  }
  return null
}

/**
 * Whether four figures beside a day may be its year: `14 maart 2027` is a date, and no 20.27 on 14 March. A day that has its
 * year needs no other, and nobody means the year 1730.
 */
const mayBeYear = (clock: string, day: string): boolean =>
  /^(?:19|20)\d{2}$/u.test(clock) && dateIn(day)?.year === null

/** Reads what an editor typed into a time field. Never throws. */
export const parseWhen = (typed: string, options: WhenOptions): When => {
  const text = typed.trim().toLowerCase().replace(/\s+/gu, ' ').slice(0, 60)
  const shift = relative(text)
  if (shift !== null) return { kind: 'instant', instant: options.now + shift * MINUTE }
  const stamp = /^(\d{4}-\d{2}-\d{2})t(\d{2}:\d{2})$/u.exec(text)
  const words = (stamp ? `${stamp[1]} ${stamp[2]}` : text).replace(/,/gu, '').split(' ')

  // The time stands before or behind the day; the longest reading of it counts.
  for (let taken = Math.min(3, words.length); taken > 0; taken -= 1) {
    for (const behind of [true, false]) {
      const cut = behind ? words.length - taken : taken
      const clock = (behind ? words.slice(cut) : words.slice(0, cut)).join(' ')
      const day = (behind ? words.slice(0, cut) : words.slice(cut))
        .join(' ')
        .replace(/ (?:om|at|on|op)$|^(?:op|on) /gu, '')
      if (mayBeYear(clock, day)) continue
      const part = PARTS.get(day)
      const minutes = timeIn(clock, { bare: day !== '', half: part ?? null })
      const wall = minutes === null ? null : dated(part ? 'vandaag' : day, minutes, options)
      if (wall !== null) return { kind: 'wall', wall }
    }
  }
  return NONE
}
