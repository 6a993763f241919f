/**
 * Wall times round every clock change of 2020 to 2035 in zones that have caught others out (quality.md, R15). The zone's
 * offsets are read from Intl, minute by minute where it matters, and not from the library under test.
 */
import { describe, expect, test } from 'vitest'
import {
  clockTimeAt,
  IANAZone,
  instantsOf,
  LocalDateTime,
  wallTimeAt,
} from '../../../../shared/domain/wall-time.ts'

const ZONES = [
  ...[
    'Europe/Amsterdam',
    'Europe/London',
    'Europe/Dublin',
    'Europe/Lisbon',
    'Europe/Istanbul',
    'Europe/Moscow',
  ],
  ...[
    'Europe/Volgograd',
    'Africa/Casablanca',
    'Africa/El_Aaiun',
    'Africa/Cairo',
    'Africa/Juba',
    'Africa/Johannesburg',
  ],
  ...['America/New_York', 'America/St_Johns', 'America/Havana', 'America/Asuncion', 'America/Mexico_City'],
  ...['America/Nuuk', 'America/Scoresbysund', 'America/Sao_Paulo', 'Asia/Tehran', 'Asia/Gaza', 'Asia/Beirut'],
  ...[
    'Asia/Amman',
    'Asia/Kathmandu',
    'Asia/Almaty',
    'Australia/Lord_Howe',
    'Australia/Adelaide',
    'Pacific/Chatham',
  ],
  ...['Pacific/Apia', 'Pacific/Fiji', 'Pacific/Norfolk', 'Antarctica/Casey', 'Antarctica/Troll', 'UTC'],
]
const MINUTE = 60_000
const FROM = Date.UTC(2020, 0, 1)
const TO = Date.UTC(2036, 0, 1)

const offsetIn = (zone: string): ((instant: number) => number) => {
  const parts = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    timeZone: zone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  } as Intl.DateTimeFormatOptions)
  return (instant) => {
    const found = Object.fromEntries(
      parts.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    )
    const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = found
    return (Date.UTC(year, month - 1, day, hour, minute) - Math.floor(instant / MINUTE) * MINUTE) / MINUTE
  }
}

/** Every change of the clock, to the minute, with the offsets before and after it (minutes). */
const transitions = (zone: string): { at: number; before: number; after: number }[] => {
  const offset = offsetIn(zone)
  const found: { at: number; before: number; after: number }[] = []
  // Half a day a step: two changes within half a day are not in these zones' rules.
  const step = 12 * 60 * MINUTE
  let before = offset(FROM)
  for (let at = FROM + step; at < TO; at += step) {
    const after = offset(at)
    if (after !== before) {
      let [low, high] = [at - step, at]
      while (high - low > MINUTE) {
        const middle = low + Math.floor((high - low) / 2 / MINUTE) * MINUTE
        if (offset(middle) === before) low = middle
        else high = middle
      }
      found.push({ at: high, before, after })
    }
    before = after
  }
  return found
}

const wallOf = (local: number): string => new Date(local).toISOString().slice(0, 16)

const ALL = ZONES.map((zone) => ({ zone, changes: transitions(zone) }))

describe('every clock change of 2020 to 2035', () => {
  test('there are many, of every kind', () => {
    const changes = ALL.flatMap((one) => one.changes)
    expect(ZONES.length).toBeGreaterThanOrEqual(30)
    expect(changes.length).toBeGreaterThan(500)
    const sizes = new Set(changes.map(({ before, after }) => after - before))
    for (const size of [60, -60, 30, -30]) expect(sizes).toContain(size)
    expect(ALL.find((one) => one.zone === 'Asia/Kathmandu')?.changes).toEqual([])
  })

  test.each(ALL)('$zone', ({ zone, changes }) => {
    for (const { at, before, after } of changes) {
      const [least, most] = [Math.min(before, after), Math.max(before, after)]
      // Wall times from an hour before what is skipped or repeated to an hour after it.
      for (let local = at + (least - 60) * MINUTE; local <= at + (most + 60) * MINUTE; local += 5 * MINUTE) {
        const readings = [local - before * MINUTE, local - after * MINUTE]
          .filter((instant) => (instant < at ? before : after) * MINUTE === local - instant)
          .sort((a, b) => a - b)
        const inside = local >= at + least * MINUTE && local < at + most * MINUTE
        expect(readings).toHaveLength(inside ? (after > before ? 0 : 2) : 1)
        expect([wallOf(local), instantsOf(wallOf(local), zone)]).toEqual([wallOf(local), readings])
        for (const instant of readings) expect(wallTimeAt(instant, zone)).toBe(wallOf(local))
      }
    }
  })

  test('far from any change there is one reading, in every zone', () => {
    for (const zone of ZONES) {
      const offset = offsetIn(zone)
      for (const instant of [Date.UTC(2026, 10, 18, 11, 7), Date.UTC(2033, 6, 15, 23, 59)]) {
        const wall = wallOf(instant + offset(instant) * MINUTE)
        expect(instantsOf(wall, zone)).toEqual([instant])
        expect(clockTimeAt(instant, zone)).toBe(wall.slice(11))
      }
    }
  })
})

describe('the zone of the computer changes nothing', () => {
  test.each(['UTC', 'America/St_Johns', 'Pacific/Chatham', 'Africa/Casablanca'])('TZ=%s', (TZ) => {
    const before = process.env['TZ']
    process.env['TZ'] = TZ
    try {
      // Proof that the variable took: the process itself tells another time.
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(TZ)
      expect(instantsOf('2026-03-29T02:30', 'Europe/Amsterdam')).toEqual([])
      expect(instantsOf('2026-10-25T02:30', 'Europe/Amsterdam')).toEqual([
        Date.UTC(2026, 9, 25, 0, 30),
        Date.UTC(2026, 9, 25, 1, 30),
      ])
      expect(instantsOf('2026-04-05T01:45', 'Australia/Lord_Howe')).toEqual([
        Date.UTC(2026, 3, 4, 14, 45),
        Date.UTC(2026, 3, 4, 15, 15),
      ])
      expect(wallTimeAt(Date.UTC(2026, 10, 18, 11), 'Pacific/Chatham')).toBe('2026-11-19T00:45')
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  })
})

describe('what is no wall time', () => {
  test.each([
    ['', 'Europe/Amsterdam'],
    ['2026-02-30T12:00', 'Europe/Amsterdam'],
    ['2026-11-18T24:00', 'Europe/Amsterdam'],
    ['2026-11-18 12:00', 'Europe/Amsterdam'],
    ['2026-11-18T12:00Z', 'Europe/Amsterdam'],
    ['2026-11-18T12:00:00', 'Europe/Amsterdam'],
    ['2026-1-8T12:00', 'Europe/Amsterdam'],
    ['morgen', 'Europe/Amsterdam'],
    ['2026-11-18T12:00', 'Mars/Olympus'],
    ['2026-11-18T12:00', ''],
  ])('%s in %s names no instant', (wall, zone) => {
    expect(instantsOf(wall, zone)).toEqual([])
  })

  test('the models agree', () => {
    expect(IANAZone.safeParse('Mars/Olympus').success).toBe(false)
    expect(IANAZone.safeParse('Europe/Amsterdam').success).toBe(true)
    expect(LocalDateTime.safeParse('2026-11-18T12:00').success).toBe(true)
    expect(LocalDateTime.safeParse('2026-11-18T12:00:00').success).toBe(false)
  })
})
