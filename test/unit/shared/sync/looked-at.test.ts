import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { densify, densifyRulings, undense, undenseRulings } from '../../../../shared/sync/dense.ts'
import { AnyEntries, type UpdateEntry } from '../../../../shared/sync/entry.ts'
import { isLookedAt } from '../../../../shared/sync/looked-at.ts'
import { Rulings } from '../../../../shared/sync/messages.ts'

const update = (): UpdateEntry => ({
  ...{ id: randomUUID(), author: randomUUID(), replica: randomUUID(), item: randomUUID() },
  ...{ kind: 'update', seq: 1, at: 2, epoch: 1, seen: 0, carries: [], update: new Uint8Array([1, 2]) },
})

describe('a list that was looked at', () => {
  test('is what came out of bytes, whole, and is taken as it is', () => {
    const entries = [update(), update(), update()]
    const list = undense(densify(entries), 10)
    expect(list).toEqual(entries)
    expect(isLookedAt(list, 'texts')).toBe(true)
    expect(isLookedAt(list, 'fed')).toBe(false)
    expect(AnyEntries.parse(list)).toBe(list)
  })

  test('is no copy of it, and none in which something else stands as well', () => {
    const list = undense(densify([update(), update()]), 10)
    expect(isLookedAt([...list], 'texts')).toBe(false)
    const mixed = undense([...densify([update(), update()]), { kind: 'update' }], 10)
    expect(isLookedAt(mixed, 'texts')).toBe(false)
    expect(AnyEntries.safeParse(mixed).success).toBe(false)
  })

  test('of rulings holds for rulings only', () => {
    const ids = [randomUUID(), randomUUID()]
    const rulings = ids.map((id, at) => ({
      ...{ verdict: 'accepted' as const, id, position: at + 1, acceptedAt: 5, chain: null },
    }))
    const list = undenseRulings(densifyRulings(rulings), ids)
    expect(Rulings.parse(list)).toBe(list)
    expect(isLookedAt(list, 'texts')).toBe(false)
    expect(Rulings.parse(rulings)).toEqual(rulings)
  })
})
