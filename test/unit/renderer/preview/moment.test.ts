import { describe, expect, it } from 'vitest'
import {
  dayOf,
  dayScale,
  instantOf,
  sliderInstant,
  sliderValue,
} from '../../../../renderer/features/preview/moment.ts'

const ZONE = 'Europe/Amsterdam'
const NOON = Date.UTC(2026, 10, 18, 11, 0)

describe('instantOf', () => {
  it('follows the clock, the publish time or the chosen minute', () => {
    expect(instantOf({ type: 'now' }, 1, 2)).toBe(1)
    expect(instantOf({ type: 'publication' }, 1, 2)).toBe(2)
    expect(instantOf({ type: 'publication' }, 1, null)).toBe(1)
    expect(instantOf({ type: 'chosen', at: 3 }, 1, 2)).toBe(3)
  })
})

describe('the slider', () => {
  it('counts minutes of the day in the zone of the desk', () => {
    expect(sliderValue(NOON, ZONE)).toBe(720)
    expect(sliderInstant(NOON, ZONE, 721)).toBe(NOON + 60_000)
  })

  it('has as many minutes as a day of a clock change has', () => {
    const spring = Date.UTC(2026, 2, 29, 10, 0)
    const autumn = Date.UTC(2026, 9, 25, 10, 0)
    expect(dayOf(spring, ZONE).minutes).toBe(23 * 60)
    expect(dayOf(autumn, ZONE).minutes).toBe(25 * 60)
    expect(sliderInstant(autumn, ZONE, sliderValue(autumn, ZONE))).toBe(autumn)
  })

  it('sets the hours where they are', () => {
    expect(dayScale(NOON, ZONE).map(({ label }) => label)).toEqual(
      ['00', '03', '06', '09', '12', '15', '18', '21', '24'].map((hour) => `${hour}:00`),
    )
    expect(dayScale(NOON, ZONE)[4]?.place).toBe(0.5)
    expect(dayScale(Date.UTC(2026, 9, 25, 10, 0), ZONE)[4]?.place).toBeCloseTo(13 / 25)
  })
})
