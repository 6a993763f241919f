import { describe, expect, it } from 'vitest'
import { agoWords, joinedOf, sortDevices } from '../../../../renderer/features/settings/device-lines.ts'
import type { DeviceLine } from '../../../../shared/ipc/team.ts'

const ME = '11111111-1111-4111-8111-111111111111'
const BRAM = '22222222-2222-4222-8222-222222222222'
const device = (name: string, part: Partial<DeviceLine> = {}): DeviceLine => ({
  id: '33333333-3333-4333-8333-333333333333',
  person: ME,
  personName: 'Merel',
  name,
  signedInAt: 0,
  seenAt: 0,
  connected: false,
  here: false,
  ...part,
})
const bram = { person: BRAM, personName: 'Bram' }

describe('sortDevices', () => {
  it('puts the computer in use above all, then who is connected, then who was seen last', () => {
    const { mine, others } = sortDevices(
      [
        device('oud', { seenAt: 1 }),
        device('thuis', { connected: true }),
        device('hier', { here: true }),
        device('nieuw', { seenAt: 2 }),
        device('balie', bram),
      ],
      ME,
    )
    expect(mine.map(({ name }) => name)).toEqual(['hier', 'thuis', 'nieuw', 'oud'])
    expect(others.map(({ name }) => name)).toEqual(['balie'])
  })
})

describe('joinedOf', () => {
  it('counts computers and finds the last time', () => {
    const all = [device('a', { ...bram, seenAt: 3 }), device('b', { ...bram, seenAt: 7, connected: true })]
    expect(joinedOf(all, BRAM)).toEqual({ computers: 2, connected: true, seenAt: 7 })
    expect(joinedOf(all, ME)).toEqual({ computers: 0, connected: false, seenAt: null })
  })
})

describe('agoWords', () => {
  const now = Date.UTC(2026, 10, 22, 14, 3)
  it('is words inside a sentence, never ahead of the present', () => {
    expect(agoWords(now - 6 * 60_000, now, 'Europe/Amsterdam', 'nl')).toBe('6 minuten geleden')
    expect(agoWords(now + 5000, now, 'Europe/Amsterdam', 'en')).toBe('1 minute ago')
    expect(agoWords(now - 3 * 3_600_000, now, 'Europe/Amsterdam', 'nl')).toBe('3 uur geleden')
    expect(agoWords(now - 9 * 86_400_000, now, 'Europe/Amsterdam', 'nl')).toBe('13 nov')
  })
})
