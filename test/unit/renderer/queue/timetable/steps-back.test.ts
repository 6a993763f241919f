import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  again,
  back,
  did,
  NO_STEPS,
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
