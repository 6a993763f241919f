import { describe, expect, it } from 'vitest'
import { openPlaceholders } from '../../../../shared/domain/recurring.ts'
import type { RecurringSlot } from '../../../../shared/domain/recurring-slot.ts'

const slot = (name: string, time: string, days = [1, 2, 3, 4, 5, 6, 7]): RecurringSlot => ({
  id: '0d5a6f2c-53f1-4c0e-9f2b-7a1b2c3d4e5f',
  ...{ name, section: 's', time, zone: 'Europe/Amsterdam', days, template: null, who: null },
})
const names = (day: string, slots: RecurringSlot[], standing: Parameters<typeof openPlaceholders>[2] = []) =>
  openPlaceholders(day, slots, standing).map(
    (one) => `${one.slot.name} ${new Date(one.at).toISOString().slice(11, 16)}`,
  )

describe('slots that return', () => {
  it('stand on their days, by time', () => {
    const slots = [slot('laat', '09:30'), slot('vroeg', '07:00'), slot('zondag', '08:00', [7])]
    expect(names('2026-11-18', slots)).toEqual(['vroeg 06:00', 'laat 08:30'])
    expect(names('2026-11-22', slots)).toEqual(['vroeg 06:00', 'zondag 07:00', 'laat 08:30'])
  })

  it('keep the time of the clock in summer and in winter', () => {
    expect(names('2026-07-18', [slot('vroeg', '07:00')])).toEqual(['vroeg 05:00'])
  })

  it('are left out in the hour that is skipped, and come once in the one that comes twice', () => {
    expect(names('2026-03-29', [slot('nacht', '02:30')])).toEqual([])
    expect(names('2026-10-25', [slot('nacht', '02:30')])).toEqual(['nacht 00:30'])
  })

  it('are filled by the brief that was made for them, wherever it went, or by one that was put there', () => {
    const slots = [slot('een', '07:00')]
    const [open] = openPlaceholders('2026-11-18', slots, [])
    const at = open?.at ?? 0
    expect(names('2026-11-18', slots, [{ id: open?.brief ?? '', section: 's', at: null }])).toEqual([])
    expect(names('2026-11-18', slots, [{ id: 'x', section: 's', at: at + 60_000 }])).toEqual([])
    expect(names('2026-11-18', slots, [{ id: 'x', section: 'other', at }])).toHaveLength(1)
    expect(
      names('2026-11-18', [...slots, slot('twee', '07:00')], [{ id: 'x', section: 's', at }]),
    ).toHaveLength(1)
  })
})
