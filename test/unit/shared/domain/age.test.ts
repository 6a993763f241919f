import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageAtEnd, ageAtStart, ageInWords, parseAge } from '../../../../shared/domain/age.ts'

const NOW = Date.UTC(2026, 0, 15, 10, 30)
const MINUTE = 60_000
const words = (minutes: number, locale: string, zone?: string): string =>
  ageInWords(NOW - minutes * MINUTE, NOW, locale, zone)

describe('ageInWords', () => {
  it('speaks as a Dutch page does', () => {
    for (const [minutes, expected] of [
      [-5, 'zojuist'],
      [0, 'zojuist'],
      [0.99, 'zojuist'],
      [1, '1 minuut geleden'],
      [4.9, '4 minuten geleden'],
      [59.99, '59 minuten geleden'],
      [60, '1 uur geleden'],
      [119, '1 uur geleden'],
      [120, '2 uur geleden'],
      [1439, '23 uur geleden'],
      [1440, '1 dag geleden'],
      [2880, '2 dagen geleden'],
    ] as const)
      expect(words(minutes, 'nl')).toBe(expected)
  })

  it('speaks English', () => {
    expect([words(0, 'en'), words(1, 'en'), words(60, 'en-GB'), words(300, 'en'), words(2880, 'en')]).toEqual(
      ['just now', '1 minute ago', '1 hour ago', '5 hours ago', '2 days ago'],
    )
  })

  it('says "gisteren" when the zone tells that it was yesterday, and counts nights beyond', () => {
    expect(words(25 * 60, 'nl', 'Europe/Amsterdam')).toBe('gisteren')
    expect(words(47 * 60, 'nl', 'Europe/Amsterdam')).toBe('2 dagen geleden')
    expect(words(25 * 60, 'en', 'Europe/Amsterdam')).toBe('yesterday')
    expect(words(35 * 60 + 29, 'nl', 'Europe/Amsterdam')).toBe('gisteren')
    expect(words(36 * 60, 'nl', 'Europe/Amsterdam')).toBe('2 dagen geleden')
  })
})

describe('parseAge', () => {
  it('reads what readers see', () => {
    for (const [text, minutes] of [
      ['4 minuten geleden', 4],
      ['1 minuut geleden', 1],
      ['1 uur geleden', 60],
      [' 2 uur geleden ', 120],
      ['een uur geleden', 60],
      ['3 u. geleden', 180],
      ['5 min geleden', 5],
      ['45 seconden geleden', 0],
      ['zojuist', 0],
      ['Net', 0],
      ['gisteren', 1440],
      ['2 dagen geleden', 2880],
      ['5 hours ago', 300],
      ['an hour ago', 60],
      ['1 minute ago', 1],
      ['just now', 0],
      ['yesterday', 1440],
      ['2\u00a0uur\u00a0geleden', 120],
    ] as const)
      expect(parseAge(text), text).toBe(minutes)
  })

  it('reads nothing into other words', () => {
    for (const text of [
      '',
      'geleden',
      'lang geleden',
      '4 minuten',
      'netjes',
      '4 minuten geleden was het stil',
      '99999 uur geleden',
    ])
      expect(parseAge(text), text).toBeNull()
  })

  it('reads back what is printed, within a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.constantFrom('nl', 'en'), (minutes, locale) => {
        const read = parseAge(words(minutes, locale))
        expect(read).toBe(minutes < 60 ? minutes : Math.floor(minutes / 60) * 60)
        expect(words(read ?? -1, locale)).toBe(words(minutes, locale))
      }),
    )
  })
})

describe('ages inside a page', () => {
  it('belong to the brief before, also when they run together with the next dateline', () => {
    for (const [text, minutes, rest] of [
      ['4 minuten geledenSELVIG (ANP/RTR) - Een', 4, 'SELVIG (ANP/RTR) - Een'],
      ["1 uur geleden's-GRAVENHAGE (ANP) - Een", 60, "'s-GRAVENHAGE (ANP) - Een"],
      ['1 uur geleden HOUSTON (ANP) - Een', 60, ' HOUSTON (ANP) - Een'],
      ['1 uur geleden\nHOUSTON (ANP) - Een', 60, '\nHOUSTON (ANP) - Een'],
      ['zojuistKYIV (ANP) - Een', 0, 'KYIV (ANP) - Een'],
      ['gisterenKYIV (ANP) - Een', 1440, 'KYIV (ANP) - Een'],
      ['5 hours agoKYIV (ANP) - Een', 300, 'KYIV (ANP) - Een'],
      ['5 uur geleden', 300, ''],
      ['2 uur geleden ALMATY (ANP) - Een', 120, ' ALMATY (ANP) - Een'],
      ['2 uur geleden ALMATY/KYIV (ANP/RTR) – Een', 120, ' ALMATY/KYIV (ANP/RTR) – Een'],
      ['2 uur geleden BRUSSEL (Belga) - Een', 120, ' BRUSSEL (Belga) - Een'],
      ["1 uur geleden 's-GRAVENHAGE (ANP) - Een", 60, " 's-GRAVENHAGE (ANP) - Een"],
      ["1 uur geleden't HARDE (ANP) - Een", 60, "'t HARDE (ANP) - Een"],
      ['1 uur geleden (ANP) - Een', 60, ' (ANP) - Een'],
      ['Yesterday HOUSTON - The', 1440, ' HOUSTON - The'],
      ['An hour ago HOUSTON (AP) - The', 60, ' HOUSTON (AP) - The'],
      ['NetKYIV (ANP) - Een', 0, 'KYIV (ANP) - Een'],
      ['Gisteren', 1440, ''],
      ['4 minuten geledenGeiten terug in het dal', 4, 'Geiten terug in het dal'],
    ] as const) {
      const age = ageAtStart(text)
      expect([age?.minutes, text.slice(age?.end)]).toEqual([minutes, rest])
    }
  })

  it('are not the first words of a sentence', () => {
    for (const text of [
      'Gisteren werd bekend',
      '4 minuten geleden was het stil',
      'NETWERK (ANP) - Tekst',
      'Netwerken',
      'Net als toen',
      'Yesterday US troops withdrew from the valley.',
      'Yesterday UN troops (Unifil) withdrew - again.',
      "Yesterday O'Brien resigned.",
      'An hour ago NATO said (again) that it would act.',
      'An hour ago NATO - Brussels has the last word - said no.',
      '2 hours ago A.P. Moller closed the port.',
      'Een uur geleden NAVO-topman Vermaat gebeld.',
      'Gisteren VN-troepen gezien in Oltmar.',
      'Gisteren (maandag) werd bekend dat de haven dicht blijft.',
      "Gisteren 's avonds brak brand uit.",
      'Gisteren ’t Hooft gesproken.',
      "Yesterday's storm closed the harbour.",
      "Yesterday's US strike closed the harbour.",
      'NetEase bouwt een nieuw kantoor.',
    ])
      expect(ageAtStart(text), text).toBeNull()
  })

  it('close a paragraph', () => {
    const text = 'De haven is dicht. 12 minuten geleden'
    expect(ageAtEnd(text)).toEqual({ minutes: 12, start: 18, end: text.length })
    expect(ageAtEnd('Dat was 12 minuten geleden')).toBeNull()
    expect(ageAtEnd('12 minuten geleden')?.minutes).toBe(12)
  })
})
