/** What is typed in a field of the queue's settings, as a number. */
import { expect, test } from 'vitest'
import { numberIn } from '../../../../renderer/features/settings/number-in.ts'

const BOUNDS = { least: 1, most: 120 }

test.each<[string, boolean, number | null | undefined]>([
  ['3', false, 3],
  [' 120 ', false, 120],
  ['0', false, undefined],
  ['121', false, undefined],
  ['1.5', false, undefined],
  ['drie', false, undefined],
  ['', false, undefined],
  ['', true, null],
])('"%s" (may be empty: %s) is %s', (typed, optional, expected) => {
  expect(numberIn(typed, BOUNDS, optional)).toBe(expected)
})
