import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  between,
  dayOn,
  fittingZoom,
  heightOf,
  minuteAt,
  SLOT,
  spread,
  spreadAround,
  ticksBetween,
  yOf,
  ZOOMS,
  zoomBeside,
} from '../../../../../renderer/features/queue/timetable/geometry.ts'

const HOUR = 3_600_000
const wants = fc
  .array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 80 })
  .map((all) => [...all].sort((a, b) => a - b))

describe('pushing briefs apart', () => {
  it('leaves alone what has room', () => {
    expect(spread([100, 200, 300], 32)).toEqual([100, 200, 300])
  })

  it('shares the way between two that want the same place', () => {
    expect(spread([100, 100], 32)).toEqual([84, 116])
  })

  it('keeps everything below the top', () => {
    expect(spread([0, 0, 10], 32)).toEqual([16, 48, 80])
  })

  it('keeps the order and the distance, and moves no more than it must', () => {
    fc.assert(
      fc.property(wants, fc.integer({ min: 1, max: 60 }), (places, size) => {
        const found = spread(places, size)
        expect(found).toHaveLength(places.length)
        for (const [index, place] of found.entries()) {
          expect(place).toBeGreaterThanOrEqual(Math.floor(size / 2))
          if (index > 0) expect(place - (found[index - 1] ?? 0)).toBeGreaterThanOrEqual(size)
        }
        const cost = (all: readonly number[]): number =>
          all.reduce((sum, place, index) => sum + (place - (places[index] ?? 0)) ** 2, 0)
        // Pushing downwards only is one way to do it: it is never cheaper.
        const downwards: number[] = []
        for (const place of places)
          downwards.push(Math.max(place, size / 2, (downwards.at(-1) ?? Number.NEGATIVE_INFINITY) + size))
        // Rounding to whole pixels costs at most half a pixel each way.
        expect(cost(found)).toBeLessThanOrEqual(
          cost(downwards) +
            downwards.reduce((sum, place, at) => sum + Math.abs(place - (places[at] ?? 0)) + 1, 0),
        )
      }),
    )
  })

  it('one that stands far from the others stays where it is', () => {
    fc.assert(
      fc.property(wants, (places) => {
        const far = (places.at(-1) ?? 0) + 40 * (places.length + 1)
        expect(spread([...places, far], 32).at(-1)).toBe(far)
      }),
    )
  })
})

describe('a present between them', () => {
  it('what is to come stays below it, and what went out above', () => {
    expect(spreadAround([100, 100, 100], 32, 1, 102)).toEqual([86, 118, 150])
    expect(spreadAround([0, 0, 0, 10], 32, 3, 5)).toEqual([16, 48, 80, 112])
  })

  it('keeps order and distance wherever it lies', () => {
    fc.assert(
      fc.property(wants, fc.integer({ min: 0, max: 5_000 }), (places, line) => {
        const past = places.filter((place) => place <= line).length
        const found = spreadAround(places, 32, past, line)
        expect(found).toHaveLength(places.length)
        for (const [index, place] of found.entries()) {
          if (index > 0) expect(place - (found[index - 1] ?? 0)).toBeGreaterThanOrEqual(32)
          if (index >= past) expect(place).toBeGreaterThanOrEqual(line + 16)
          else if (past * 32 <= line) expect(place).toBeLessThanOrEqual(line - 15)
        }
      }),
    )
  })
})

describe('a day', () => {
  const amsterdam = 'Europe/Amsterdam'

  it('has 23 hours when the clock goes forward, and 25 when it goes back', () => {
    const spring = dayOn(Date.parse('2026-03-29T10:00:00Z'), amsterdam)
    const autumn = dayOn(Date.parse('2026-10-25T10:00:00Z'), amsterdam)
    expect((spring.end - spring.start) / HOUR).toBe(23)
    expect((autumn.end - autumn.start) / HOUR).toBe(25)
    expect(dayOn(Date.parse('2026-03-28T22:59:00Z'), amsterdam, 1)).toEqual(spring)
  })

  it('a minute is found back where it stands', () => {
    const day = dayOn(Date.parse('2026-11-18T10:00:00Z'), amsterdam)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...ZOOMS), (minute, zoom) => {
        const scale = { day, zoom }
        const at = day.start + minute * 60_000
        expect(minuteAt(scale, yOf(scale, at))).toBe(at)
      }),
    )
    expect(heightOf({ day, zoom: 3 })).toBe(4320)
    expect(minuteAt({ day, zoom: 3 }, -50)).toBe(day.start)
    expect(minuteAt({ day, zoom: 3 }, 99_999)).toBe(day.end - 60_000)
  })

  it('zooms as far in as its busiest hour asks', () => {
    const day = dayOn(Date.parse('2026-11-18T10:00:00Z'), 'UTC')
    const busy = Array.from({ length: 20 }, (_unused, index) => day.start + 9 * HOUR + index * 60_000)
    expect(fittingZoom([], day, 3)).toBe(3)
    expect(fittingZoom(busy, day, 3)).toBe(12)
    expect(20 * SLOT).toBeLessThanOrEqual(12 * 60)
    expect(zoomBeside(12, 1)).toBe(18)
    expect(zoomBeside(1, -1)).toBe(1)
  })

  it('its ruler writes times that do not touch, and only those that are asked for', () => {
    const day = dayOn(Date.parse('2026-11-18T10:00:00Z'), 'UTC')
    for (const zoom of ZOOMS) {
      const ticks = ticksBetween({ day, zoom }, 1000, 1600)
      const labels = ticks.filter(({ label }) => label).map(({ y }) => y)
      for (const [index, y] of labels.entries())
        if (index > 0) expect(y - (labels[index - 1] ?? 0)).toBeGreaterThanOrEqual(40)
      expect(ticks.length).toBeLessThanOrEqual(600 / 8 + 2)
    }
  })

  it('finds what lies between two heights', () => {
    fc.assert(
      fc.property(
        wants,
        fc.integer({ min: 0, max: 5000 }),
        fc.integer({ min: 0, max: 900 }),
        (all, top, height) => {
          const [from, to] = between(all, top, top + height)
          expect(all.slice(from, to)).toEqual(all.filter((y) => y >= top && y <= top + height))
        },
      ),
    )
  })
})
