import { describe, expect, it } from 'vitest'
import { offsetName, readTypedTime } from '../../../../renderer/features/times/typed-time.ts'

const ZONE = 'Europe/Amsterdam'
const MINUTE = 60_000
/** Wednesday 18 November 2026, 14:03:40 in Amsterdam. */
const NOW = Date.UTC(2026, 10, 18, 13, 3, 40)
const read = (typed: string, now = NOW) => readTypedTime(typed, { now, zone: ZONE, past: 'refused' })

describe('readTypedTime', () => {
  it('reads a wall time as one moment', () => {
    expect(read('17.30')).toEqual({
      kind: 'moment',
      time: { wall: '2026-11-18T17:30', zone: ZONE, instant: Date.UTC(2026, 10, 18, 16, 30) },
    })
  })

  it('counts from the minute that the clock shows', () => {
    expect(read('+15')).toMatchObject({ kind: 'moment', time: { wall: '2026-11-18T14:18' } })
    expect(read('over 20 min')).toMatchObject({ time: { instant: Date.UTC(2026, 10, 18, 13, 23) } })
  })

  it('counts a signed number from the time that it has, and `over` from now', () => {
    const options = { now: NOW, zone: ZONE, past: 'refused', from: Date.UTC(2026, 10, 19, 6, 0) } as const
    expect(readTypedTime('+15', options)).toMatchObject({ time: { wall: '2026-11-19T07:15' } })
    expect(readTypedTime(' -5', options)).toMatchObject({ time: { wall: '2026-11-19T06:55' } })
    expect(readTypedTime('over 20 min', options)).toMatchObject({ time: { wall: '2026-11-18T14:23' } })
    expect(readTypedTime('17.30', options)).toMatchObject({ time: { wall: '2026-11-18T17:30' } })
    expect(readTypedTime('-2u', { ...options, from: NOW + 60 * MINUTE })).toMatchObject({ kind: 'past' })
  })

  it('takes now for the next minute, because this one has begun', () => {
    expect(read('nu')).toMatchObject({ kind: 'moment', time: { wall: '2026-11-18T14:04' } })
  })

  it('refuses what has passed, unless the past is of use', () => {
    expect(read('gisteren 9u')).toMatchObject({ kind: 'past' })
    expect(read('-5')).toMatchObject({ kind: 'past' })
    expect(readTypedTime('-5', { now: NOW, zone: ZONE, past: 'fine' })).toMatchObject({ kind: 'moment' })
  })

  it('says that a time is jumped over in spring', () => {
    const eve = Date.UTC(2026, 2, 28, 12)
    expect(read('morgen 2.30', eve)).toEqual({ kind: 'gap', wall: '2026-03-29T02:30' })
  })

  it('asks which one in autumn', () => {
    const eve = Date.UTC(2026, 9, 24, 12)
    const question = read('morgen 2.30', eve)
    expect(question).toMatchObject({ kind: 'question', wall: '2026-10-25T02:30' })
    if (question.kind !== 'question') return
    expect(question.second.instant - question.first.instant).toBe(60 * MINUTE)
    expect(offsetName(question.first.instant, ZONE)).toBe('UTC+2')
    expect(offsetName(question.second.instant, ZONE)).toBe('UTC+1')
  })

  it('does not ask when the first of the two has passed', () => {
    const between = Date.UTC(2026, 9, 25, 0, 45)
    expect(read('vandaag 2.30', between)).toMatchObject({
      kind: 'moment',
      time: { instant: Date.UTC(2026, 9, 25, 1, 30) },
    })
  })

  it('does not read prose', () => {
    expect(read('straks')).toEqual({ kind: 'none' })
  })
})

describe('offsetName', () => {
  it('knows halves of hours and the other side of the world', () => {
    expect(offsetName(NOW, 'Asia/Kolkata')).toBe('UTC+5:30')
    expect(offsetName(NOW, 'America/New_York')).toBe('UTC-5')
  })
})
