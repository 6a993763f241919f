import { describe, expect, it } from 'vitest'
import { goingOut } from '../../../../renderer/features/queue/going-out.ts'
import { at } from './row.ts'

const NOW = Date.UTC(2026, 10, 18, 14, 0)
const MINUTE = 60_000

describe('goingOut', () => {
  it('keeps a row to its time without an embargo, and with one that ends before it', () => {
    const rows = [
      { publishAt: at(NOW), embargoUntil: null },
      { publishAt: at(NOW), embargoUntil: at(NOW - MINUTE) },
      { publishAt: at(NOW), embargoUntil: at(NOW) },
    ]
    expect(goingOut(rows)).toEqual({ onTime: [at(NOW), at(NOW), at(NOW)], held: [] })
  })

  it('counts what an embargo holds per moment, soonest first', () => {
    const held = (minutes: number) => ({ publishAt: at(NOW), embargoUntil: at(NOW + minutes * MINUTE) })
    expect(goingOut([held(9), held(5), { publishAt: at(NOW), embargoUntil: null }, held(9)])).toEqual({
      onTime: [at(NOW)],
      held: [
        { until: at(NOW + 5 * MINUTE), count: 1 },
        { until: at(NOW + 9 * MINUTE), count: 2 },
      ],
    })
  })
})
