import { describe, expect, it } from 'vitest'
import {
  distanceInWords,
  durationInWords,
  exactDuration,
  momentInWords,
  shortDuration,
  zoneName,
} from '../../../../renderer/features/times/moment-words.ts'

const ZONE = 'Europe/Amsterdam'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = Date.UTC(2026, 10, 18, 13, 3)
const words = { today: 'vandaag', tomorrow: 'morgen', yesterday: 'gisteren' }
const say = (at: number, now = NOW): string => momentInWords(at, now, ZONE, 'nl', words)

describe('momentInWords', () => {
  it('names the days next to today', () => {
    expect(say(NOW + 27 * MINUTE)).toBe('vandaag 14:30')
    expect(say(NOW + 17 * HOUR)).toBe('morgen 07:03')
    expect(say(NOW - 24 * HOUR)).toBe('gisteren 14:03')
  })

  it('gives other days their date, with the year when it is another one', () => {
    expect(say(NOW + 7 * 24 * HOUR)).toMatch(/^wo 25 nov 14:03$/u)
    expect(say(NOW + 60 * 24 * HOUR)).toMatch(/2027 14:03$/u)
  })

  it('knows tomorrow on days of 23 and 25 hours, also around midnight', () => {
    const late = Date.UTC(2026, 2, 28, 22, 59)
    expect(say(late + 10 * HOUR, late)).toMatch(/^morgen/u)
    const early = Date.UTC(2026, 9, 24, 22, 1)
    expect(say(early + 24.5 * HOUR, early)).toMatch(/^vandaag/u)
    expect(say(early + 26 * HOUR, early)).toMatch(/^morgen/u)
  })
})

describe('distances', () => {
  it('says how far ahead or ago in whole units', () => {
    expect(distanceInWords(NOW + 27 * MINUTE, NOW, 'nl')).toBe('over 27 minuten')
    expect(distanceInWords(NOW - 16 * MINUTE, NOW, 'nl')).toBe('16 minuten geleden')
    expect(distanceInWords(NOW + 3 * HOUR, NOW, 'en')).toBe('in 3 hours')
    expect(distanceInWords(NOW - 72 * HOUR, NOW, 'en')).toBe('3 days ago')
  })

  it('counts from the minute that the clock shows', () => {
    expect(distanceInWords(NOW + 25 * MINUTE, NOW + 40_000, 'nl')).toBe('over 25 minuten')
  })

  it('says how long', () => {
    expect(durationInWords(16.9 * MINUTE, 'nl')).toBe('16 minuten')
    expect(durationInWords(1 * HOUR, 'en')).toBe('1 hour')
  })

  it('says how long to the minute, where somebody has to know', () => {
    expect(exactDuration(100.5 * MINUTE, 'nl')).toBe('1 uur en 40 minuten')
    expect(exactDuration(100 * MINUTE, 'en')).toBe('1 hour and 40 minutes')
    expect(exactDuration(2 * HOUR, 'nl')).toBe('2 uur')
    expect(exactDuration(16 * MINUTE, 'nl')).toBe('16 minuten')
    expect(exactDuration(50 * HOUR + MINUTE, 'nl')).toBe('2 dagen')
    expect(shortDuration(131 * MINUTE, 'en')).toBe('2h 11m')
    expect(shortDuration(16 * MINUTE, 'en')).toBe('16m')
    expect(shortDuration(2 * HOUR, 'en')).toBe('2h')
  })

  it('names a zone by its city', () => {
    expect(zoneName('America/New_York')).toBe('New York')
    expect(zoneName('UTC')).toBe('UTC')
  })
})
