/** The judge of the proof `offline` is worth nothing if it overlooks something. */
import { expect, test } from 'vitest'
import { createOracle, type Oracle } from '../../../prove/offline/oracle.ts'
import type { Page } from '../../../prove/offline/page.ts'

/** Each pair once, in words. */
const swapped = (oracle: Oracle, page: Page): string[] =>
  [...new Set(oracle.judge(page).swapped.map((pair) => pair.join('')))].sort()

test('words that nobody took away and that are nowhere have vanished', () => {
  const oracle = createOracle(['ab'])
  oracle.did('anna', ['ab'], ['abx'])
  expect([...oracle.judge(['ab']).vanished]).toEqual(['x'])
  oracle.did('bram', ['abx'], ['ab'])
  expect([...oracle.judge(['ab']).vanished]).toEqual([])
})

test('what was taken away and stands all the same is back; who takes it back himself wants it', () => {
  const oracle = createOracle(['abc'])
  oracle.did('anna', ['abc'], ['ac'])
  expect([...oracle.judge(['abc']).returned]).toEqual(['b'])
  oracle.did('anna', ['ac'], ['abc'])
  expect([...oracle.judge(['abc']).returned]).toEqual([])
})

test('a copy too many stands twice', () => {
  const oracle = createOracle(['ab', 'cd'])
  expect([...oracle.judge(['ab', 'cd', 'cd']).doubled]).toEqual(['c', 'd'])
})

test('what was typed beside something belongs there, in a text without harm wherever it was seen', () => {
  const oracle = createOracle(['ab', 'cd'])
  oracle.did('anna', ['ab', 'cd'], ['abx', 'cd'])
  expect(swapped(oracle, ['ab', 'cdx'])).toEqual(['xc', 'xd'])
  expect(swapped(oracle, ['xab', 'cd'])).toEqual(['ax', 'bx'])
})

test('beside a passage that stands twice it stays on its side of it or where it is, and may pass what stands between', () => {
  const oracle = createOracle(['ab', 'm', 'c'])
  // Another one split and pasted: the passage stands twice where this is typed.
  oracle.did('anna', ['ab', 'm', 'ab', 'c'], ['abx', 'm', 'ab', 'c'])
  expect(swapped(oracle, ['m', 'abx', 'c'])).toEqual(['am', 'bm'])
  expect(swapped(oracle, ['xab', 'm', 'c'])).toEqual(['ax', 'bx'])
  expect(swapped(oracle, ['ab', 'm', 'cx'])).toEqual(['xc'])
  // Past what stands in between it may go either way.
  expect(swapped(oracle, ['ab', 'm', 'x', 'c'])).toEqual([])
})

test('what somebody moves on his own page belongs where he put it', () => {
  const oracle = createOracle(['a', 'b', 'c'])
  oracle.did('anna', ['a', 'b', 'c'], ['b', 'c', 'a'])
  expect(swapped(oracle, ['b', 'c', 'a'])).toEqual([])
  expect(swapped(oracle, ['a', 'b', 'c'])).toEqual(['ba', 'ca'])
})

test('who takes half of a move back, so that it stands on both sides, has said nothing of its place', () => {
  const oracle = createOracle(['abc'])
  oracle.did('anna', ['abc'], ['bac'])
  expect(swapped(oracle, ['abc'])).toEqual(['ba'])
  oracle.did('bram', ['bac'], ['abac'])
  expect(swapped(oracle, ['abc'])).toEqual(['ba'])
  oracle.did('anna', ['bac'], ['abac'])
  expect(swapped(oracle, ['abc'])).toEqual([])
  expect(swapped(oracle, ['acb'])).toEqual(['bc'])
})

test('who takes one of two copies away means the other, and nobody is held to the order that this ends', () => {
  const oracle = createOracle(['ab', 'm'])
  oracle.did('anna', ['ab', 'm', 'ab'], ['m', 'ab'])
  expect(swapped(oracle, ['m', 'ab'])).toEqual([])
  expect(swapped(oracle, ['ba', 'm'])).toEqual(['ab'])
})

test('who takes away himself what he wrote on from, and leaves the other copy of it, has it where that stands', () => {
  const oracle = createOracle(['ab', 'm'])
  oracle.did('anna', ['ab', 'm', 'ab'], ['axb', 'm', 'ab'])
  expect(swapped(oracle, ['xab', 'm'])).toEqual(['ax'])
  oracle.did('anna', ['axb', 'm', 'ab'], ['xb', 'm', 'ab'])
  expect(swapped(oracle, ['xab', 'm'])).toEqual([])
  expect(swapped(oracle, ['m', 'xab'])).toEqual(['bm'])
})

test('what somebody brings back elsewhere may stand where it was or where it came, and is worth a look there', () => {
  const oracle = createOracle(['ab', 'm', 'c'])
  oracle.did('anna', ['ab', 'm', 'c'], ['m', 'c'])
  oracle.did('anna', ['m', 'c'], ['m', 'ab', 'c'])
  expect(swapped(oracle, ['m', 'ab', 'c'])).toEqual([])
  expect(swapped(oracle, ['ab', 'm', 'c'])).toEqual([])
  expect([...oracle.contested(['m', 'ab', 'c'])].sort()).toEqual(['a', 'b', 'm'])
  // What it did not pass, it has passed for nobody.
  expect(swapped(oracle, ['m', 'c', 'ab'])).toEqual(['ac', 'bc'])
})

test('what was typed beside it by somebody who had it where it was may go along or stay, and no further', () => {
  const oracle = createOracle(['ab', 'm', 'c'])
  oracle.did('anna', ['ab', 'm', 'c'], ['m', 'c'])
  oracle.did('anna', ['m', 'c'], ['m', 'ab', 'c'])
  oracle.did('bram', ['ab', 'm', 'c'], ['abx', 'm', 'c'])
  expect(swapped(oracle, ['m', 'abx', 'c'])).toEqual([])
  expect(swapped(oracle, ['x', 'm', 'ab', 'c'])).toEqual([])
  expect(swapped(oracle, ['m', 'ab', 'c', 'x'])).toEqual(['xc'])
})

test('where what people saw goes round in a circle, each order that follows from the rest of it will do', () => {
  const oracle = createOracle(['abc'])
  // Brings one back before another and leaves the third on both sides of them.
  oracle.did('anna', ['abc'], ['bca', 'b'])
  expect(swapped(oracle, ['c', 'ab'])).toEqual([])
  expect(swapped(oracle, ['a', 'bc'])).toEqual([])
  expect([...oracle.contested(['c', 'ab'])].sort()).toEqual(['b', 'c'])
  expect(swapped(oracle, ['c', 'b', 'a'])).toEqual(['ab', 'bc'])
})

test('after it was put right, that is how it is', () => {
  const oracle = createOracle(['ab'])
  oracle.did('anna', ['ab'], ['abx'])
  oracle.settle(['ab'])
  expect([...oracle.judge(['ab']).vanished]).toEqual([])
  expect([...oracle.judge(['a']).vanished]).toEqual(['b'])
})
