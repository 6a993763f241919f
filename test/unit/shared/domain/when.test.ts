import { describe, expect, it } from 'vitest'
import { wallTimeAt } from '../../../../shared/domain/wall-time.ts'
import { parseWhen } from '../../../../shared/domain/when.ts'

const zone = 'Europe/Amsterdam'
/** Wednesday 11 March 2026, 14.20 in Amsterdam. */
const now = Date.UTC(2026, 2, 11, 13, 20)

const read = (typed: string, lean: 'future' | 'past' = 'future'): string => {
  const when = parseWhen(typed, { now, zone, lean })
  if (when.kind === 'none') return 'none'
  return when.kind === 'wall' ? when.wall : `= ${wallTimeAt(when.instant, zone)}`
}

describe('parseWhen', () => {
  it.each([
    ['17.30', '2026-03-11T17:30'],
    ['17:30', '2026-03-11T17:30'],
    ['1730', '2026-03-11T17:30'],
    ['17u30', '2026-03-11T17:30'],
    ['17.30 uur', '2026-03-11T17:30'],
    ['om 17.30', '2026-03-11T17:30'],
    ['at 5', '2026-03-12T05:00'],
    ['17u', '2026-03-11T17:00'],
    ['17 uur', '2026-03-11T17:00'],
    ['7u', '2026-03-12T07:00'],
    ['half 8', '2026-03-12T07:30'],
    ['kwart over 8', '2026-03-12T08:15'],
    ['kwart voor 8', '2026-03-12T07:45'],
    ['7am', '2026-03-12T07:00'],
    ['5 pm', '2026-03-11T17:00'],
    ['5.30pm', '2026-03-11T17:30'],
    ['12am', '2026-03-12T00:00'],
    ['12pm', '2026-03-12T12:00'],
    ['midnight', '2026-03-12T00:00'],
    ['14.20', '2026-03-11T14:20'],
    ['14.19', '2026-03-12T14:19'],
  ])('a clock time: %s is %s', (typed, wall) => expect(read(typed)).toBe(wall))

  it.each([
    ['+15', '= 2026-03-11T14:35'],
    ['+ 15', '= 2026-03-11T14:35'],
    ['-5', '= 2026-03-11T14:15'],
    ['+1u30', '= 2026-03-11T15:50'],
    ['+1:30', '= 2026-03-11T15:50'],
    ['+2u', '= 2026-03-11T16:20'],
    ['over 20 min', '= 2026-03-11T14:40'],
    ['over 20 min.', '= 2026-03-11T14:40'],
    ['over 20 minuten', '= 2026-03-11T14:40'],
    ['over een uur', '= 2026-03-11T15:20'],
    ['over anderhalf uur', '= 2026-03-11T15:50'],
    ['over een half uur', '= 2026-03-11T14:50'],
    ['over een kwartier', '= 2026-03-11T14:35'],
    ['in 2 hours', '= 2026-03-11T16:20'],
    ['in an hour', '= 2026-03-11T15:20'],
    ['in half an hour', '= 2026-03-11T14:50'],
    ['20 min geleden', '= 2026-03-11T14:00'],
    ['2 hours ago', '= 2026-03-11T12:20'],
    ['nu', '= 2026-03-11T14:20'],
  ])('counted from now: %s is %s', (typed, wall) => expect(read(typed)).toBe(wall))

  it.each([
    ['morgen 7u', '2026-03-12T07:00'],
    ['Morgen 7', '2026-03-12T07:00'],
    ['7u morgen', '2026-03-12T07:00'],
    ['tomorrow 7am', '2026-03-12T07:00'],
    ['tomorrow at 7', '2026-03-12T07:00'],
    ['overmorgen om 9.15', '2026-03-13T09:15'],
    ['vandaag 9.00', '2026-03-11T09:00'],
    ['gisteren 23.55', '2026-03-10T23:55'],
    ['vanavond 8u', '2026-03-11T20:00'],
    ['vanavond half 8', '2026-03-11T19:30'],
    ['tonight 11.15', '2026-03-11T23:15'],
    ['vanmiddag 16.00', '2026-03-11T16:00'],
    ['vr 8.00', '2026-03-13T08:00'],
    ['vrijdag half 8', '2026-03-13T07:30'],
    ['woensdag 15.00', '2026-03-11T15:00'],
    ['woensdag 9.00', '2026-03-18T09:00'],
    ['monday 9am', '2026-03-16T09:00'],
    ['14/3 9.00', '2026-03-14T09:00'],
    ['14 maart 9u', '2026-03-14T09:00'],
    ['14 mrt. 9u', '2026-03-14T09:00'],
    ['1 maart 9u', '2027-03-01T09:00'],
    ['14-3-2027 09:00', '2027-03-14T09:00'],
    ['2026-03-14 09:00', '2026-03-14T09:00'],
    ['2026-03-14T09:00', '2026-03-14T09:00'],
    ['March 14, 2026 9am', '2026-03-14T09:00'],
    ['29/2 9.00', '2028-02-29T09:00'],
  ])('a day and a time: %s is %s', (typed, wall) => expect(read(typed)).toBe(wall))

  it.each([
    '14 maart 2027',
    '14 mrt. 2027',
    'op 14 maart 2027',
    '14 maart, 2027',
    '14 March 2027',
    'March 14 2027',
    'on March 14, 2027',
    '2027 March 14',
    '2027 14 maart',
    '1 april 1959',
    '1-4 2028',
    '1/4 2028',
    '2028 1/4',
    '1-4-2028',
    '1/4/2028',
    '01-04-2028',
    '2028-04-01',
    'vr 14 maart 2027',
    'april 2028',
  ])('the year of a date is no time: %j', (typed) => {
    expect(read(typed)).toBe('none')
    expect(read(typed, 'past')).toBe('none')
  })

  it.each([
    ['14 maart 2027 20.27', '2027-03-14T20:27'],
    ['20.27 14 maart 2027', '2027-03-14T20:27'],
    ['14 maart 2027 2027', '2027-03-14T20:27'],
    ['March 14, 2027 8.27pm', '2027-03-14T20:27'],
    ['1-4-2028 2030', '2028-04-01T20:30'],
    ['2028-04-01 20.30', '2028-04-01T20:30'],
    // Said to be a time, or no year that anybody means.
    ['14 maart om 2027', '2026-03-14T20:27'],
    ['14 maart 20.27', '2026-03-14T20:27'],
    ['14 maart 1730', '2026-03-14T17:30'],
    ['14/3 0900', '2026-03-14T09:00'],
    ['vr 2027', '2026-03-13T20:27'],
    ['morgen 2027', '2026-03-12T20:27'],
    ['2027', '2026-03-11T20:27'],
  ])('four figures beside a day that has its year, or none: %s is %s', (typed, wall) =>
    expect(read(typed)).toBe(wall),
  )

  it.each([
    ['17.30', '2026-03-10T17:30'],
    ['9.00', '2026-03-11T09:00'],
    ['woensdag 15.00', '2026-03-04T15:00'],
    ['14/3 9.00', '2025-03-14T09:00'],
  ])('leaning back: %s is %s', (typed, wall) => expect(read(typed, 'past')).toBe(wall))

  it.each([
    '',
    '   ',
    'morgen',
    '7',
    '25.00',
    '12.60',
    '13pm',
    '31/2/2026 9.00',
    'ooit',
    'over een tijdje',
    '14 brumaire 9u',
    '+',
    '9.00 9.00',
    '<script>',
    'constructor 9.00',
    'valueof',
    '9'.repeat(5000),
  ])('does not guess at %j', (typed) => expect(read(typed)).toBe('none'))

  it('gives the wall time as typed even when no clock will ever show it', () => {
    const march = { now: Date.UTC(2026, 2, 28, 12), zone, lean: 'future' as const }
    expect(parseWhen('morgen 2.30', march)).toEqual({ kind: 'wall', wall: '2026-03-29T02:30' })
  })

  it('counts minutes, not wall time, over a clock change', () => {
    const night = Date.UTC(2026, 2, 29, 0, 50)
    expect(parseWhen('+20', { now: night, zone, lean: 'future' })).toEqual({
      kind: 'instant',
      instant: night + 20 * 60_000,
    })
  })
})
