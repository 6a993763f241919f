import { expect, test } from 'vitest'
import { createRelation } from '../../../shared/document/collisions/relation.ts'
import { readText, type Token } from '../../../shared/document/collisions/text.ts'
import { createApart } from '../../support/apart.ts'
import { paragraphs } from '../../support/desk.ts'
import { createChance } from '../../support/prove-chance.ts'

/** Tokens to put in order: the letters of a text. */
const tokens = (words: string): Token[] => {
  const writer = createApart(paragraphs(words)).join('anna')
  return [...readText(writer.entries().filter((entry) => entry.kind === 'update')).tokens]
}
const wordOf = (order: readonly Token[]): string => order.map(({ char }) => char).join('')

test('is rearranged as little as a new relation asks for', () => {
  const [a, b, c, d] = tokens('abcd')
  if (!a || !b || !c || !d) throw new Error('no tokens')
  const relation = createRelation()
  relation.add([a, b, c, d].map((root) => ({ root, after: null })))
  expect(relation.relate(d, b, 'written')).toBe(true)
  // What has nothing to do with it stays where it is.
  expect(wordOf(relation.order())).toBe('adcb')
  expect(relation.leads(d, b)).toBe(true)
  expect(relation.leads(a, b)).toBe(false)
})

test('refuses what contradicts earlier relations, and forgets what is lifted', () => {
  const [a, b, c] = tokens('abc')
  if (!a || !b || !c) throw new Error('no tokens')
  const relation = createRelation()
  relation.add([a, b, c].map((root) => ({ root, after: null })))
  relation.relate(a, b, 'written')
  relation.relate(b, c, 'seen')
  expect(relation.relate(c, a, 'seen')).toBe(false)
  relation.lift(b)
  expect(relation.has(b)).toBe(false)
  expect(relation.leads(a, c)).toBe(true)
  relation.add([{ root: b, after: null }])
  expect(relation.relate(c, b, 'written')).toBe(true)
  expect(wordOf(relation.order())).toBe('acb')
})

test('what was only seen so gives way to what somebody wrote, and nothing else does', () => {
  const [a, b, c, d] = tokens('abcd')
  if (!a || !b || !c || !d) throw new Error('no tokens')
  const relation = createRelation()
  relation.add([a, b, c, d].map((root) => ({ root, after: null })))
  relation.relate(a, b, 'written')
  relation.relate(b, c, 'seen')
  relation.relate(c, d, 'seen')
  expect(relation.relate(d, b, 'seen')).toBe(false)
  expect(relation.relate(c, a, 'written')).toBe(true)
  expect(wordOf(relation.order())).toBe('cabd')
  expect(relation.leads(c, b, 'written')).toBe(true)
  expect(relation.leads(b, c)).toBe(false)
  expect(relation.leads(c, d)).toBe(true)
  expect(relation.leads(c, d, 'written')).toBe(false)
  expect(relation.relate(b, c, 'written')).toBe(false)
})

test('a loose relation orders, and is no reason to call anything wrong', () => {
  const [a, b] = tokens('ab')
  if (!a || !b) throw new Error('no tokens')
  const relation = createRelation()
  relation.add([a, b].map((root) => ({ root, after: null })))
  expect(relation.relate(b, a, 'loose')).toBe(true)
  expect(wordOf(relation.order())).toBe('ba')
  expect(relation.leads(b, a)).toBe(false)
})

test('holds every relation that it took, whatever came after', () => {
  const chance = createChance(7)
  for (let round = 0; round < 50; round += 1) {
    const all = tokens('abcdefghij')
    const relation = createRelation()
    relation.add(all.map((root) => ({ root, after: null })))
    const taken: [Token, Token][] = []
    for (let turn = 0; turn < 30; turn += 1) {
      const [one, other] = [chance.pick(all), chance.pick(all)]
      if (one !== other && relation.relate(one, other, 'written')) taken.push([one, other])
    }
    for (const [one, other] of taken) expect(relation.rank(one)).toBeLessThan(relation.rank(other))
  }
})
