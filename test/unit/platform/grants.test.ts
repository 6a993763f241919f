import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createGrants } from '../../../main/platform/grants.ts'

test('a grant works once, for the window that asked, and goes with it', () => {
  const grants = createGrants(() => randomUUID())
  const [one, two] = [grants.give(1, '/a'), grants.give(1, '/b')]
  const other = grants.give(2, '/c')
  expect(new Set([one, two, other]).size).toBe(3)
  expect([one, two, other].some((grant) => grant.includes('/'))).toBe(false)

  expect(grants.redeem(2, one)).toBeNull()
  // Trying it from another window does not use it up.
  expect(grants.redeem(1, one)).toBe('/a')
  expect(grants.redeem(1, one)).toBeNull()

  grants.forget(1)
  expect(grants.redeem(1, two)).toBeNull()
  expect(grants.redeem(2, other)).toBe('/c')
  expect(grants.redeem(1, 'onbekend')).toBeNull()
  expect(grants.redeem(1, '__proto__')).toBeNull()
})
