import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  denseInput,
  denseOutput,
  densify,
  densifyRulings,
  undense,
  undenseRulings,
  wholeInput,
  wholeOutput,
} from '../../../../shared/sync/dense.ts'
import type { FeedEntry, ItemEventEntry, UpdateEntry } from '../../../../shared/sync/entry.ts'
import type { Ruling } from '../../../../shared/sync/messages.ts'
import { pack, unpack } from '../../../../shared/sync/wire.ts'

const MOST = 10_000
const ids = fc.constantFrom(...Array.from({ length: 6 }, () => randomUUID() as string))
const int = fc.oneof(fc.nat(300), fc.maxSafeNat(), fc.constantFrom(0, -1, 2 ** 50, 2 ** 50 - 1, 2 ** 32))

const updates: fc.Arbitrary<UpdateEntry> = fc.record({
  id: fc.uuid({ version: [1, 4, 7, 8] }),
  author: fc.oneof(ids, fc.constant('hub')),
  replica: ids,
  seq: int,
  at: int,
  kind: fc.constant('update' as const),
  item: ids,
  epoch: fc.oneof(fc.nat(3), int),
  seen: int,
  update: fc.uint8Array({ maxLength: 200 }),
  carries: fc.array(fc.oneof(ids, fc.constant('hub')), { maxLength: 3 }),
})
const event = (): ItemEventEntry => ({
  ...{ id: randomUUID(), author: randomUUID(), replica: randomUUID(), seq: 3, at: 4, item: randomUUID() },
  ...{ kind: 'event', event: { type: 'created', kind: 'lead' } },
})
const entries = fc.array(fc.oneof({ arbitrary: updates, weight: 6 }, fc.constant(null).map(event)), {
  maxLength: 40,
})
const fed: fc.Arbitrary<FeedEntry[]> = fc.array(
  fc
    .record({ entry: updates, position: int, acceptedAt: int, chain: fc.constantFrom(null, null, 'c0ffee') })
    .map((one) => one as FeedEntry),
  { maxLength: 40 },
)

const over = (value: unknown): unknown => {
  const unpacked = unpack(pack(value))
  if (!unpacked.ok) throw new Error('not unpacked')
  return unpacked.value
}

describe('a list of entries', () => {
  test('is the same again on the other side', () => {
    fc.assert(
      fc.property(entries, (list) => {
        expect(undense(over(densify(list)) as unknown[], MOST)).toEqual(list)
      }),
    )
  })

  test('of the feed is the same again', () => {
    fc.assert(
      fc.property(fed, (list) => {
        expect(undense(over(densify(list)) as unknown[], MOST)).toEqual(list)
      }),
    )
  })

  test('is a fifth of its size where it is typing', () => {
    const [author, replica, item] = [randomUUID(), randomUUID(), randomUUID()]
    const list = Array.from({ length: 500 }, (_, at): UpdateEntry => {
      const place = { id: randomUUID(), author, replica, item, seq: at, at: 1_700_000_000_000 + at * 90 }
      return { ...place, kind: 'update', epoch: 1, seen: 9000, carries: [], update: new Uint8Array(24) }
    })
    expect(pack(densify(list)).length * 5).toBeLessThan(pack(list).length)
  })

  test('that is not all there, or says more than there is, is none', () => {
    const list = Array.from({ length: 3 }, () => fc.sample(updates, { numRuns: 1, seed: 7 })[0])
    const [run] = densify(list.map((one) => ({ ...one, seq: 1, at: 1, seen: 1, epoch: 1 })))
    if (!(run instanceof Uint8Array)) throw new Error('no run')
    expect(undense([run], 3)).toHaveLength(3)
    expect(() => undense([run], 2)).toThrow()
    for (let size = 0; size < run.length; size += 1)
      expect(() => undense([run.slice(0, size)], MOST), `cut at ${size}`).toThrow()
    expect(() => undense([Uint8Array.from([...run, 0])], MOST)).toThrow()
  })

  test('made of any bytes throws or gives what the model takes', () => {
    let whole = 0
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), fc.constantFrom(1, 2), (bytes, kind) => {
        let found: unknown[] = []
        try {
          found = undense([Uint8Array.from([kind, ...bytes])], MOST)
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
        }
        whole += found.length
        // What came through goes to the model like everything else; here only that it is no run of a thousand of nothing.
        expect(found.length * 16).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 2000 },
    )
    expect(whole).toBeGreaterThanOrEqual(0)
  })
})

const accepted = (position: number, chain: string | null = null): Ruling => ({
  ...{ verdict: 'accepted', id: randomUUID(), position, acceptedAt: 5, chain },
})
const refused = (): Ruling => ({
  ...{ verdict: 'refused', id: randomUUID(), fault: { code: 'refused-role', params: {} } },
})

describe('rulings', () => {
  test('are the same again for who knows what was pushed', () => {
    const some = fc.constantFrom('next', 'far', 'chained', 'refused')
    fc.assert(
      fc.property(fc.array(some, { maxLength: 30 }), (kinds) => {
        let position = 1
        const rulings = kinds.map((kind) => {
          position += kind === 'far' ? 7 : 1
          return kind === 'refused' ? refused() : accepted(position, kind === 'chained' ? 'c' : null)
        })
        const dense = over(densifyRulings(rulings)) as unknown[]
        expect(
          undenseRulings(
            dense,
            rulings.map(({ id }) => id),
          ),
        ).toEqual(rulings)
      }),
    )
  })

  test('about more than was pushed are none', () => {
    const rulings = [accepted(1), accepted(2), accepted(3)]
    const dense = densifyRulings(rulings)
    expect(dense).toHaveLength(1)
    expect(() => undenseRulings(dense, [randomUUID(), randomUUID()])).toThrow()
    expect(() => undenseRulings([Uint8Array.from([3, 200])], [])).toThrow()
  })
})

test('what has no entries in it passes as it is', () => {
  for (const value of [null, 4, { code: 'x' }, { entries: 4 }, []]) {
    expect(denseInput(value)).toEqual(value)
    expect(wholeInput(value)).toEqual(value)
    expect(wholeOutput('pull', denseOutput('pull', value), {})).toEqual(value)
  }
})
