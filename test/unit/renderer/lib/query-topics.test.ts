import { describe, expect, it } from 'vitest'
import { isStale } from '../../../../renderer/lib/query-topics.ts'

const A = '11111111-1111-4111-8111-111111111111'
const B = '22222222-2222-4222-8222-222222222222'

describe('isStale', () => {
  it('reads lists again when any item changed, and an item when it did', () => {
    const change = { topics: ['items' as const], items: [A] }
    expect(isStale('items.list', {}, change)).toBe(true)
    expect(isStale('items.get', { item: A }, change)).toBe(true)
    expect(isStale('items.get', { item: B }, change)).toBe(false)
    expect(isStale('desk.overview', {}, change)).toBe(true)
    expect(isStale('deliveries.list', {}, change)).toBe(false)
  })

  it('reads every item again when none is named', () => {
    expect(isStale('items.get', { item: B }, { topics: ['items'], items: [] })).toBe(true)
  })

  it('never reads a revision again', () => {
    expect(isStale('items.revision', { item: A }, { topics: ['items'], items: [A] })).toBe(false)
  })
})
