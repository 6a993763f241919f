import { describe, expect, it } from 'vitest'
import { clockTime, shortAge } from '../../../../renderer/lib/time.ts'

const WORDS = { now: 'nu', minutes: (count: number) => `${count} min`, yesterday: 'gisteren' }
const ZONE = 'Europe/Amsterdam'
const at = (iso: string): number => Date.parse(iso)
const NOW = at('2026-11-22T13:03:07Z')
const age = (iso: string, language = 'nl'): string => shortAge(at(iso), NOW, ZONE, language, WORDS)

describe('shortAge', () => {
  it('grows coarser as time goes by', () => {
    expect(age('2026-11-22T13:02:30Z')).toBe('nu')
    expect(age('2026-11-22T13:03:20Z')).toBe('nu')
    expect(age('2026-11-22T12:57:00Z')).toBe('6 min')
    expect(age('2026-11-22T08:05:00Z')).toBe('09:05')
    expect(age('2026-11-21T21:00:00Z')).toBe('gisteren')
    expect(age('2026-11-02T21:00:00Z')).toBe('2 nov')
    expect(age('2025-11-02T21:00:00Z', 'en')).toBe('2 Nov 2025')
  })

  it('counts days in the zone of the desk', () => {
    expect(age('2026-11-21T23:30:00Z')).toBe('00:30')
  })

  it('shows the time of what is still to come', () => {
    expect(age('2026-11-22T13:30:00Z')).toBe('14:30')
  })
})

describe('clockTime', () => {
  it('has seconds where they count, and starts the day at 00', () => {
    expect(clockTime(NOW, ZONE, true)).toBe('14:03:07')
    expect(clockTime(at('2026-11-21T23:00:00Z'), ZONE)).toBe('00:00')
  })
})
