import { describe, expect, it } from 'vitest'
import { liveNumber, stillOut } from '../../../../renderer/features/item/still-out.ts'
import type { ItemDetail } from '../../../../shared/domain/view.ts'
import { NEW_ITEM, type State } from '../../../../shared/domain/workflow.ts'
import type { RevisionHash } from '../../../../shared/ids.ts'

const hash = (letter: string): RevisionHash => letter.repeat(64) as RevisionHash

/** An item that was submitted twice before its second version went out. */
const detail = (state: State, out: boolean): Pick<ItemDetail, 'row' | 'state' | 'revisions'> => ({
  row: { state } as ItemDetail['row'],
  state: { ...NEW_ITEM, state, live: out ? { revision: hash('b'), version: 1, firstAt: 1, at: 1 } : null },
  revisions: ['a', 'b', 'c'].map((letter, index) => ({
    hash: hash(letter),
    number: index + 1,
    at: 1,
    by: 'p',
    byName: 'P',
  })),
})

describe('what readers have meanwhile', () => {
  it('is said of a correction on its way, in the numbers of the history', () => {
    expect(stillOut(detail('submitted', true))).toBe(2)
    expect(stillOut(detail('approved', true))).toBe(2)
    expect(stillOut(detail('submitted', false))).toBeNull()
    expect(stillOut(detail('published', true))).toBeNull()
    expect(liveNumber(detail('published', true))).toBe(2)
  })

  it('is nothing once it was killed', () => {
    const item = detail('killed', true)
    const killed = { by: 'p', reason: 'x', at: 2 }
    expect(stillOut({ ...item, state: { ...item.state, killed } })).toBeNull()
  })
})
