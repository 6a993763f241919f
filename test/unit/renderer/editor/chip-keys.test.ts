import { describe, expect, it } from 'vitest'
import { afterField, chipAct, fieldAct } from '../../../../renderer/features/editor/chip-keys.ts'

const press = (key: string, more: Partial<Parameters<typeof chipAct>[0]> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})
const row = { places: ['KYIV'], credits: ['ANP', 'RTR'] }
const place = { kind: 'place', index: 0 } as const
const anp = { kind: 'credit', index: 0 } as const
const rtr = { kind: 'credit', index: 1 } as const

describe('keys on a chip', () => {
  it('walk the row and leave it at its ends', () => {
    expect(chipAct(press('ArrowRight'), row, place, 0, true)).toEqual({ do: 'focus', index: 1 })
    expect(chipAct(press('ArrowRight'), row, rtr, 2, true)).toEqual({ do: 'text' })
    expect(chipAct(press('ArrowLeft'), row, place, 0, true)).toEqual({ do: 'focus', index: 0 })
    expect(chipAct(press('ArrowUp'), row, anp, 1, true)).toEqual({ do: 'above' })
  })

  it('remove, move and open', () => {
    expect(chipAct(press('Delete'), row, anp, 1, true)).toEqual({
      do: 'write',
      chips: { places: ['KYIV'], credits: ['RTR'] },
      index: 1,
    })
    expect(chipAct(press('ArrowLeft', { altKey: true }), row, rtr, 2, true)).toEqual({
      do: 'write',
      chips: { places: ['KYIV'], credits: ['RTR', 'ANP'] },
      index: 1,
    })
    expect(chipAct(press('/'), row, place, 0, true)).toMatchObject({
      do: 'edit',
      fresh: true,
      spot: { index: 1 },
    })
    expect(chipAct(press('('), row, place, 0, true)).toMatchObject({ spot: { kind: 'credit', index: 2 } })
    expect(chipAct(press('d'), row, anp, 1, true)).toEqual({
      do: 'edit',
      spot: anp,
      fresh: false,
      typed: 'd',
    })
  })

  it('change nothing where nobody may write, but still walk', () => {
    for (const key of ['Delete', 'Enter', '/', 'd'])
      expect(chipAct(press(key), row, anp, 1, false)).toBeNull()
    expect(chipAct(press('ArrowRight', { altKey: true }), row, anp, 1, false)).toBeNull()
    expect(chipAct(press('ArrowRight'), row, anp, 1, false)).toEqual({ do: 'focus', index: 2 })
  })

  it('leave the commands of the window alone', () => {
    expect(chipAct(press('k', { ctrlKey: true }), row, anp, 1, true)).toBeNull()
    expect(chipAct(press('z', { ctrlKey: true }), row, anp, 1, true)).toEqual({ do: 'undo' })
    expect(chipAct(press('Z', { ctrlKey: true, shiftKey: true }), row, anp, 1, true)).toEqual({ do: 'redo' })
  })
})

describe('keys in the field of a chip', () => {
  const field = { text: 'AN', caret: 2, choices: 3, choosing: false, completes: true }

  it('end it', () => {
    expect(fieldAct(press('Enter'), field)).toEqual({ end: 'stay' })
    expect(fieldAct(press('/'), field)).toEqual({ end: 'next' })
    expect(fieldAct(press('/'), { ...field, text: '' })).toBe('nothing')
    expect(fieldAct(press(')'), field)).toEqual({ end: 'text' })
    expect(fieldAct(press('ArrowRight'), field)).toEqual({ end: 'forward' })
    expect(fieldAct(press('ArrowRight'), { ...field, caret: 1 })).toBeNull()
    expect(fieldAct(press('Backspace'), { ...field, text: '' })).toEqual({ end: 'back' })
    expect(fieldAct(press('Backspace'), field)).toBeNull()
  })

  it('complete with Tab, once', () => {
    expect(fieldAct(press('Tab'), field)).toEqual({ end: 'stay', complete: true })
    expect(fieldAct(press('Tab'), { ...field, choosing: true })).toEqual({ end: 'text' })
    expect(fieldAct(press('Tab'), { ...field, completes: false })).toEqual({ end: 'text' })
  })

  it('put focus where the writer goes on', () => {
    const after = { places: ['KYIV'], credits: ['ANP', 'dpa', 'RTR'] }
    const without = { places: ['KYIV'], credits: ['ANP', 'RTR'] }
    const spot = { kind: 'credit', index: 1 } as const
    expect(afterField('stay', spot, 2, without, after)).toEqual({ to: 'chip', index: 2 })
    expect(afterField('next', spot, 2, without, after)).toEqual({
      to: 'edit',
      spot: { kind: 'credit', index: 2 },
    })
    expect(afterField('forward', spot, 2, without, after)).toEqual({ to: 'chip', index: 3 })
    expect(afterField('cancel', spot, 2, without, without)).toEqual({ to: 'chip', index: 1 })
    const none = { places: [], credits: [] }
    expect(afterField('cancel', { kind: 'place', index: 0 }, 0, none, none)).toEqual({ to: 'text' })
  })
})
