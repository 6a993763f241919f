import { describe, expect, it } from 'vitest'
import { NOTHING, rangeTo, toggle } from '../../../../renderer/features/desk/selection.ts'

const idAt = (index: number): string | undefined => 'abcdefgh'[index]

describe('choosing rows', () => {
  it('adds and takes out', () => {
    const one = toggle(NOTHING, 'a', 0)
    const two = toggle(one, 'c', 2)
    expect([...two.chosen]).toEqual(['a', 'c'])
    expect([...toggle(two, 'a', 0).chosen]).toEqual(['c'])
  })

  it('takes a range from the anchor, in both directions, and moves its end', () => {
    const anchored = toggle(NOTHING, 'd', 3)
    expect([...rangeTo(anchored, 5, 0, idAt).chosen]).toEqual(['d', 'e', 'f'])
    expect([...rangeTo(anchored, 1, 0, idAt).chosen]).toEqual(['b', 'c', 'd'])
    expect(rangeTo(rangeTo(anchored, 5, 0, idAt), 4, 0, idAt).anchor).toBe(3)
  })

  it('begins at the open row when nothing was chosen, and leaves out what is not read', () => {
    expect([...rangeTo(NOTHING, 9, 6, idAt).chosen]).toEqual(['g', 'h'])
  })
})
