import { describe, expect, it } from 'vitest'
import { reverseOf } from '../../../../renderer/features/item/reverse.ts'
import { NEW_ITEM } from '../../../../shared/domain/workflow.ts'

const schedule = { wall: '2026-03-11T17:30', zone: 'Europe/Amsterdam', instant: 1_773_246_600_000 }

describe('taking a decision back', () => {
  it('is a decision of its own', () => {
    expect(reverseOf({ type: 'submit' }, NEW_ITEM)).toEqual({ type: 'withdraw' })
    expect(reverseOf({ type: 'withdraw' }, NEW_ITEM)).toEqual({ type: 'submit' })
    expect(reverseOf({ type: 'spike' }, NEW_ITEM)).toEqual({ type: 'unspike' })
    expect(reverseOf({ type: 'delete' }, NEW_ITEM)).toEqual({ type: 'undelete' })
    expect(reverseOf({ type: 'erase', reason: 'wet' }, NEW_ITEM)).toBeNull()
    expect(reverseOf({ type: 'return', note: 'x' }, NEW_ITEM)).toEqual({ type: 'submit' })
  })

  it('gives back the time that stood there before, or none', () => {
    const timed = { ...NEW_ITEM, publishAt: schedule, embargoUntil: schedule, shownAt: 5 }
    expect(reverseOf({ type: 'unschedule' }, timed)).toEqual({ type: 'schedule', ...schedule })
    expect(reverseOf({ type: 'schedule', ...schedule }, NEW_ITEM)).toEqual({ type: 'unschedule' })
    expect(reverseOf({ type: 'embargo', until: null }, timed)).toEqual({ type: 'embargo', until: schedule })
    expect(reverseOf({ type: 'embargo', until: schedule }, NEW_ITEM)).toEqual({
      type: 'embargo',
      until: null,
    })
    expect(reverseOf({ type: 'show', at: 9 }, timed)).toEqual({ type: 'show', at: 5 })
  })

  it('is not possible for a submission that replaced another', () => {
    const waiting = { ...NEW_ITEM, state: 'submitted' as const, submitted: 'a'.repeat(64) }
    expect(reverseOf({ type: 'submit' }, waiting)).toBeNull()
  })

  it('asks for a kill again in the words of whoever asked, and lets go of one', () => {
    const asked = { ...NEW_ITEM, killAsked: { by: 'joris', reason: 'De naam klopt niet.', at: 1 } }
    expect(reverseOf({ type: 'ask-kill', reason: 'x' }, NEW_ITEM)).toEqual({ type: 'drop-kill' })
    expect(reverseOf({ type: 'drop-kill' }, asked)).toEqual({
      type: 'ask-kill',
      reason: 'De naam klopt niet.',
    })
    expect(reverseOf({ type: 'drop-kill' }, NEW_ITEM)).toBeNull()
  })

  it('is not possible for what has gone out', () => {
    expect(reverseOf({ type: 'release' }, NEW_ITEM)).toBeNull()
    expect(reverseOf({ type: 'kill', reason: 'x' }, NEW_ITEM)).toBeNull()
    expect(reverseOf({ type: 'approve', revision: 'a'.repeat(64), bypass: null }, NEW_ITEM)).toBeNull()
  })
})
