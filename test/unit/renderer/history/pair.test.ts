import { describe, expect, it } from 'vitest'
import { firstPair, WORKING } from '../../../../renderer/features/history/pair.ts'
import { NEW_ITEM } from '../../../../shared/domain/workflow.ts'

const revision = (number: number) => ({
  hash: String(number).repeat(64),
  number,
  at: number,
  by: 'x',
  byName: 'X',
})
const newest = [revision(3), revision(2), revision(1)]

describe('what is compared first', () => {
  it('is the newest version with the text as it stands', () => {
    expect(firstPair(newest, NEW_ITEM, 'history')).toEqual({ before: '3'.repeat(64), after: WORKING })
  })

  it('is what was decided on, for the difference', () => {
    const approved = { ...NEW_ITEM, approved: '2'.repeat(64) }
    expect(firstPair(newest, approved, 'difference').before).toBe('2'.repeat(64))
    const submitted = { ...approved, submitted: '3'.repeat(64) }
    expect(firstPair(newest, submitted, 'difference').before).toBe('3'.repeat(64))
    const live = { ...NEW_ITEM, live: { revision: '1'.repeat(64), version: 1, firstAt: 1, at: 1 } }
    expect(firstPair(newest, live, 'difference').before).toBe('1'.repeat(64))
  })

  it('is nothing with nothing when there are no versions', () => {
    expect(firstPair([], NEW_ITEM, 'difference')).toEqual({ before: WORKING, after: WORKING })
  })
})
