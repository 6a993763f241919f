/**
 * Thirty zones of every manner, and what their clocks show: asked of the platform's own formatter and counted minute by minute,
 * because the app asks luxon. This is the second opinion.
 */

/** Both halves of the world, half hours, two hours, at midnight, twice a year for Ramadan, and some that never change. */
export const ZONES = [
  'Europe/Amsterdam',
  'Europe/London',
  'Europe/Dublin',
  'Europe/Lisbon',
  'Europe/Kyiv',
  'Europe/Chisinau',
  'Europe/Istanbul',
  'Atlantic/Azores',
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Anchorage',
  'America/Adak',
  'America/St_Johns',
  'America/Havana',
  'America/Santiago',
  'America/Asuncion',
  'America/Nuuk',
  'America/Scoresbysund',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Beirut',
  'Asia/Jerusalem',
  'Asia/Gaza',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Chatham',
  'Antarctica/Troll',
] as const

export const YEAR = 2027
const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** What a clock there shows, `YYYY-MM-DDTHH:mm`. */
export const wallBy = (instant: number, zone: string): string => {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
      hourCycle: 'h23',
    })
  formats.set(zone, format)
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}T${parts.get('hour')}:${parts.get('minute')}`
}

/** A wall time as if it were UTC, to count with. */
const asNumber = (wall: string): number => Date.parse(`${wall}:00Z`)
const asWall = (number: number): string => new Date(number).toISOString().slice(0, 16)
const offsetAt = (instant: number, zone: string): number => asNumber(wallBy(instant, zone)) - instant

/** When clocks change, to the minute: the first one of the new time. */
export type Transition = { zone: string; at: number }

export const transitionsOf = (zone: string): Transition[] => {
  const found: Transition[] = []
  for (let day = Date.UTC(YEAR, 0, 1); day < Date.UTC(YEAR + 1, 0, 1); day += DAY) {
    const before = offsetAt(day, zone)
    if (before === offsetAt(day + DAY, zone)) continue
    let [low, high] = [day, day + DAY]
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE
      if (offsetAt(middle, zone) === before) low = middle
      else high = middle
    }
    found.push({ zone, at: high })
  }
  return found
}

/** Every wall time round a change with the instants that show it: none in a gap, two in an overlap. */
export const wallsRound = ({ zone, at }: Transition): { wall: string; instants: number[] }[] => {
  const shown = new Map<string, number[]>()
  for (let instant = at - 4 * HOUR; instant < at + 4 * HOUR; instant += MINUTE) {
    const wall = wallBy(instant, zone)
    shown.set(wall, [...(shown.get(wall) ?? []), instant])
  }
  const first = asNumber(wallBy(at - 2.5 * HOUR, zone))
  const last = asNumber(wallBy(at + 2.5 * HOUR, zone))
  const walls: { wall: string; instants: number[] }[] = []
  for (let number = Math.min(first, last); number <= Math.max(first, last); number += MINUTE)
    walls.push({ wall: asWall(number), instants: shown.get(asWall(number)) ?? [] })
  return walls
}
