import { expect, test } from 'vitest'
import { missed } from '../../prove/harness.ts'

test('figures inside their limits are kept, on the limit too', () => {
  expect(missed({ a: { max: 3 }, b: { min: 1 }, c: { is: 'FULL' } }, { a: 3, b: 1, c: 'FULL' })).toEqual([])
})

test('a figure outside its limit is missed', () => {
  expect(missed({ a: { max: 3 }, b: { min: 1 }, c: { is: 0 } }, { a: 4, b: 0, c: 1 })).toEqual([
    'a',
    'b',
    'c',
  ])
})

test('what was not measured is missed', () => {
  expect(
    missed({ a: { max: 3 }, b: { min: 1 }, c: { max: 1 }, d: { is: 0 } }, { b: Number.NaN, c: null }),
  ).toEqual(['a', 'b', 'c', 'd'])
})
