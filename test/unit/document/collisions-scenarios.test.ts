/**
 * Scenarios of the proof `offline` that went wrong once: words put back in the wrong place, an undo whose words were not
 * known again, a repair whose own words counted as new ones. Each is repeated whole, by its seed.
 */
import { expect, test } from 'vitest'
import { play } from '../../prove/offline/scenario.ts'

test.each([2, 6, 11, 21, 24, 28, 33, 37, 42, 44, 46, 52, 54, 73, 76, 83, 85, 92, 94, 213, 259])(
  'scenario %i: everything is flagged, nothing else is, and one command each puts it right',
  (seed) => {
    const { told, unequal, invalid } = play(seed)
    expect({ told, unequal, invalid }).toEqual({ told: [], unequal: 0, invalid: 0 })
  },
)
