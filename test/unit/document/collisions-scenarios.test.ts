/**
 * Scenarios of the proof `offline` that went wrong once: words put back in the wrong place, deleted words that a copy
 * brought back, an undo whose words were not known again, a repair whose own words counted as new ones. Each is repeated
 * whole, by its seed.
 */
import { expect, test } from 'vitest'
import { play } from '../../prove/offline/scenario.ts'

test.each([
  2, 6, 11, 16, 21, 24, 28, 33, 37, 39, 41, 45, 48, 52, 59, 71, 73, 74, 92, 113, 120, 136, 140, 143, 148, 151,
  152, 162, 184, 190, 192, 213, 239, 256, 259, 262, 285, 293, 309, 353, 359, 393, 401, 433, 434, 462, 486,
  543, 677, 681, 789, 918, 5019, 5432, 5435, 5925, 5968, 10262, 20019, 20265, 20459, 20581, 100421, 101901,
  101316, 102503, 104213, 105343, 105673, 105760, 106305, 106442, 107042, 107240, 108892, 109881, 110011,
  110076, 110204, 110241, 110361, 110802, 111040, 111254, 111476, 140238, 200070, 200520, 200998, 201325,
  101943, 102211, 103912, 107085, 110102, 110278, 110643, 130418, 201337, 201551, 300749, 301268, 301425,
  310517, 310633, 310837, 320361, 321518, 311318, 330490, 331693, 331800, 310630, 110391, 300257, 320869,
  400209, 500696, 700691, 1001367, 1001586, 3001186, 3001251, 5000116, 5000279, 200524, 5000319, 71000273,
  115000378, 115001063, 137000890, 71000593, 71001684, 82001313, 82001462, 1660986806, 93001196, 115000197,
  115000688, 115000908,
])('scenario %i: everything is flagged, nothing else is, and one command each puts it right', (seed) => {
  const { told, unequal, invalid } = play(seed)
  expect({ told, unequal, invalid }).toEqual({ told: [], unequal: 0, invalid: 0 })
})
