import { describe, expect, it } from 'vitest'
import {
  chooseTo,
  moveCursor,
  NOTHING_CHOSEN,
  pointAt,
  subjects,
  toggleChosen,
} from '../../../../renderer/features/decisions/selection.ts'

const ids = ['a', 'b', 'c', 'd']

describe('moveCursor', () => {
  it('begins at the first and stops at the ends', () => {
    expect(moveCursor(NOTHING_CHOSEN, ids, 1, false).cursor).toBe('a')
    expect(moveCursor(pointAt('d'), ids, 1, false).cursor).toBe('d')
    expect(moveCursor(pointAt('b'), ids, Number.NEGATIVE_INFINITY, false).cursor).toBe('a')
    expect(moveCursor(NOTHING_CHOSEN, [], 1, false)).toBe(NOTHING_CHOSEN)
  })

  it('begins anew when the row of the cursor has gone', () => {
    expect(moveCursor(pointAt('gone'), ids, 1, false).cursor).toBe('a')
  })

  it('chooses what it passes while it extends, and gives it back on the way back', () => {
    const two = moveCursor(moveCursor(pointAt('b'), ids, 1, true), ids, 1, true)
    expect([...two.chosen]).toEqual(['b', 'c', 'd'])
    expect([...moveCursor(two, ids, -1, true).chosen]).toEqual(['b', 'c'])
  })

  it('keeps what is chosen while it walks', () => {
    expect([...moveCursor(toggleChosen(NOTHING_CHOSEN, 'a'), ids, 1, false).chosen]).toEqual(['a'])
  })
})

describe('choosing', () => {
  it('takes a row in and out', () => {
    const one = toggleChosen(pointAt('a'), 'c')
    expect(subjects(one, ids)).toEqual(['c'])
    expect(subjects(toggleChosen(one, 'c'), ids)).toEqual(['c'])
    expect(toggleChosen(one, 'c').chosen.size).toBe(0)
  })

  it('takes a range from the anchor, in the order of the list', () => {
    expect([...chooseTo(pointAt('c'), ids, 'a').chosen]).toEqual(['a', 'b', 'c'])
  })

  it('acts on the cursor when nothing is chosen, and never on what has gone', () => {
    expect(subjects(pointAt('b'), ids)).toEqual(['b'])
    expect(subjects(pointAt('gone'), ids)).toEqual([])
    expect(subjects({ ...pointAt('b'), chosen: new Set(['gone', 'd']) }, ids)).toEqual(['d'])
  })
})
