import { describe, expect, it } from 'vitest'
import { comparisons } from '../../../../renderer/features/approvals/compare-with.ts'
import { NEW_ITEM } from '../../../../shared/domain/workflow.ts'

const hash = (digit: number): string => String(digit).repeat(64)
const line = (number: number) => ({ hash: hash(number), number, at: number, by: 'fatma', byName: 'Fatma' })
const revisions = [1, 2, 3, 4].map(line)
const live = { revision: hash(1), version: 1, firstAt: 1, at: 1 }

describe('comparisons', () => {
  it('puts what the reader saw before what is live, approved and older', () => {
    const state = { ...NEW_ITEM, live, approved: hash(2) }
    expect(
      comparisons({ state, revisions }, hash(4), hash(3)).map(({ number, why }) => [number, why]),
    ).toEqual([
      [3, 'seen'],
      [1, 'live'],
      [2, 'approved'],
    ])
  })

  it('names a revision once and never the submitted one', () => {
    const state = { ...NEW_ITEM, live }
    expect(
      comparisons({ state, revisions }, hash(2), hash(2)).map(({ number, why }) => [number, why]),
    ).toEqual([[1, 'live']])
  })

  it('falls back on the revision before, and on nothing for a first one', () => {
    expect(comparisons({ state: NEW_ITEM, revisions }, hash(4), null)).toEqual([
      { revision: hash(3), number: 3, why: 'previous' },
    ])
    expect(comparisons({ state: NEW_ITEM, revisions }, hash(1), null)).toEqual([])
    expect(comparisons({ state: NEW_ITEM, revisions }, hash(4), hash(9))).toHaveLength(1)
  })
})
