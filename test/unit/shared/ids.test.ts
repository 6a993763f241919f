import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Id, idInTime } from '../../../shared/ids.ts'

describe('an id in the order of time', () => {
  test('is an id, and stands behind what was made before', () => {
    const made = [0, 1, 1_700_000_000_000, 1_700_000_000_001, 2 ** 48 - 1].map((now) =>
      idInTime(randomUUID(), now),
    )
    for (const id of made) expect(Id.safeParse(id).success).toBe(true)
    expect(made.toSorted()).toEqual(made)
    expect(made[2]?.startsWith('018bcfe5-6800-7')).toBe(true)
  })

  test('is as hard to guess as what it was made of but for the time', () => {
    const random = randomUUID()
    expect(idInTime(random, 5).slice(15)).toBe(random.slice(15))
  })

  test('is one whatever a clock says', () => {
    for (const now of [-1, 1.5, 2 ** 60, Number.NaN, Number.POSITIVE_INFINITY])
      expect(Id.safeParse(idInTime(randomUUID(), now)).success).toBe(true)
  })
})
