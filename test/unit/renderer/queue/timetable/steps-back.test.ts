import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  again,
  back,
  did,
  NO_STEPS,
  putBack,
  type Steps,
} from '../../../../../renderer/features/queue/timetable/steps-back.ts'

describe('what can be taken back', () => {
  it('walks back and forth, and something new ends what was taken back', () => {
    let steps: Steps<string> = did(did(NO_STEPS, 'one'), 'two')
    const first = back(steps)
    expect(first?.step).toBe('two')
    steps = first?.steps ?? steps
    expect(again(steps)?.step).toBe('two')
    expect(again(did(steps, 'three'))).toBe(null)
    expect(back(NO_STEPS)).toBe(null)
  })

  it('what was tried in vain stands where it stood, before what was done since', () => {
    const steps: Steps<string> = did(did(NO_STEPS, 'one'), 'two')
    const tried = back(steps)
    if (!tried) throw new Error('nothing to take back')
    expect(putBack(tried.steps, tried.steps, 'two', 'back')).toEqual(steps)
    expect(putBack(did(tried.steps, 'three'), tried.steps, 'two', 'back')).toEqual({
      done: ['one', 'two', 'three'],
      undone: [],
    })
    const next = back(tried.steps)
    if (!next) throw new Error('nothing to take back')
    const both = putBack(putBack(next.steps, tried.steps, 'two', 'back'), next.steps, 'one', 'back')
    expect(both).toEqual(steps)
    const redone = again(next.steps)
    if (!redone) throw new Error('nothing to redo')
    expect(putBack(redone.steps, redone.steps, 'one', 'again')).toEqual(next.steps)
  })

  it('all of it back and all of it again is where it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), (all) => {
        let steps: Steps<number> = all.reduce<Steps<number>>(did, NO_STEPS)
        const undone: number[] = []
        for (let one = back(steps); one; one = back(steps)) {
          undone.push(one.step)
          steps = one.steps
        }
        expect(undone.reverse()).toEqual(all)
        for (let one = again(steps); one; one = again(steps)) steps = one.steps
        expect(steps.done).toEqual(all)
      }),
    )
  })
})
