import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

// What the window's parts hear from their window when they are read; here is none.
vi.hoisted(() => {
  Object.assign(globalThis, { addEventListener: () => undefined, removeEventListener: () => undefined })
})
const { registered } = vi.hoisted(() => ({ registered: [] as Command[] }))
vi.mock(import('../../../../renderer/lib/keyboard.ts'), async (original) => ({
  ...(await original()),
  listCommands: () => registered,
}))

import { askedField, fieldTaken } from '../../../../renderer/lib/at-field.ts'
import { remedyOf } from '../../../../renderer/lib/faults.tsx'
import type { Command } from '../../../../renderer/lib/keyboard.ts'
import { go, here } from '../../../../renderer/lib/navigation.tsx'

const ITEM = 'f6f0c0de-0000-4000-8000-000000000001'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  go({ view: 'deliveries', item: null, inspector: false })
})
afterEach(() => {
  fieldTaken()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the button beside what keeps an item in', () => {
  it('leads to the field that the hub named, and to the text where it named one of another Kopij', () => {
    const press = (field: string): void => {
      const fault = {
        code: 'door-field-too-long',
        params: { field, target: 'Site', length: 3, limit: 2 },
      } as const
      const button = remedyOf(fault, 'nl', ITEM)
      expect(button?.label).toBe('Ga erheen')
      button?.run()
    }
    press('slug')
    expect(askedField.get()).toEqual({ item: ITEM, field: 'slug' })
    press('kicker')
    expect(here().focus).toBe('headline')
    press('mood')
    expect(here().focus).toBe('body')
    expect(remedyOf({ code: 'door-notes-open', params: { count: 1 } }, 'nl')).toBeNull()
  })
})

describe('the button that runs a command', () => {
  afterEach(() => {
    registered.length = 0
  })
  const FULL = { code: 'disk-full', params: {} } as const
  const reveal = (when: () => boolean): Command => ({
    id: 'desk.reveal-data',
    title: 'Gegevensmap tonen',
    group: 'desk',
    when,
    run: () => undefined,
  })

  it('is drawn where the command can be run, and nowhere else', () => {
    expect(remedyOf(FULL, 'nl')).toBeNull()
    registered.push(reveal(() => false))
    expect(remedyOf(FULL, 'nl')).toBeNull()
    registered[0] = reveal(() => true)
    expect(remedyOf(FULL, 'nl')?.label).toBe('Gegevensmap tonen')
  })
})
