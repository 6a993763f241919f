import { describe, expect, it } from 'vitest'
import { afterLeaving, walk } from '../../../../renderer/features/approvals/walk.ts'

const ids = ['a', 'b', 'c']

describe('walk', () => {
  it('steps through a list and stops at its ends', () => {
    expect(walk(ids, 'a', 1)).toBe('b')
    expect(walk(ids, 'c', 1)).toBe('c')
    expect(walk(ids, 'a', -1)).toBe('a')
  })

  it('starts at the first', () => {
    expect(walk(ids, null, 1)).toBe('a')
    expect(walk(ids, 'gone', -1)).toBe('a')
    expect(walk([], 'a', 1)).toBeNull()
  })
})

describe('afterLeaving', () => {
  it('goes on to the next, at the end to the one before', () => {
    expect(afterLeaving(ids, 'a')).toBe('b')
    expect(afterLeaving(ids, 'c')).toBe('b')
    expect(afterLeaving(['a'], 'a')).toBeNull()
  })
})
