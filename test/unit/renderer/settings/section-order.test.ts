import { describe, expect, it } from 'vitest'
import { inOrder, moved } from '../../../../renderer/features/settings/section-order.ts'

const section = (id: string, order: number, active = true) => ({ id, name: id, order, active })
const sections = [section('c', 2), section('a', 0), section('x', 1, false), section('b', 5)]

describe('the order of sections', () => {
  it('puts the retired ones last', () => {
    expect(inOrder(sections).map(({ id }) => id)).toEqual(['a', 'c', 'b', 'x'])
  })

  it('saves only what moves', () => {
    expect(moved(sections, 'c', -1).map(({ id, order }) => `${id}${order}`)).toEqual(['c0', 'a1', 'b2'])
    expect(moved([section('a', 0), section('b', 1), section('c', 2)], 'c', -1).map(({ id }) => id)).toEqual([
      'c',
      'b',
    ])
    expect(moved(sections, 'a', -1)).toEqual([])
    expect(moved(sections, 'b', 1)).toEqual([])
  })
})
