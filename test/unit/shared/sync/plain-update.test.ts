import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { AnyEntry, Entry, type UpdateEntry } from '../../../../shared/sync/entry.ts'
import { isPlainUpdate } from '../../../../shared/sync/plain-update.ts'

const update = (): UpdateEntry => ({
  id: randomUUID(),
  author: randomUUID(),
  replica: randomUUID(),
  seq: 4,
  at: 1_700_000_000_000,
  kind: 'update',
  item: randomUUID(),
  epoch: 1,
  seen: 7,
  update: new Uint8Array([1, 2, 3]),
  carries: [randomUUID(), 'hub'],
})

const WRONG: readonly unknown[] = [
  ...[undefined, null, 0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, 1n, true, ''],
  ...['hub', 'x', `${randomUUID()}\n`, `${randomUUID()} `, randomUUID().toUpperCase()],
  ...['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ...['00000000-0000-0000-0000-00000000000', 'update', 'revision', 'event'],
  ...[[], {}, [null], ['hub'], ['x'], [[randomUUID()]], { length: { toString: 0 } }],
  ...[new Uint8Array(2), new Uint16Array(2), Buffer.from('abc'), new ArrayBuffer(2), () => undefined],
]

describe('what is known for an update by its shape', () => {
  test('is one', () => {
    expect(isPlainUpdate(update())).toBe(true)
    expect(AnyEntry.parse(update())).toMatchObject({ kind: 'update' })
  })

  test('is never what the model would not take, or would make something else of', () => {
    let taken = 0
    for (const field of Object.keys(update()))
      for (const value of WRONG) {
        const entry = { ...update(), [field]: value }
        if (!isPlainUpdate(entry)) continue
        taken += 1
        const parsed = Entry.safeParse(entry)
        expect(parsed.success, `${field}: ${String(value)}`).toBe(true)
        expect(parsed.data).toEqual(entry)
      }
    // Bytes of both kinds, authors that are the hub, and the like: this looked at something.
    expect(taken).toBeGreaterThan(5)
  })

  test('has every field and no other', () => {
    for (const field of Object.keys(update())) {
      const entry = Object.fromEntries(Object.entries(update()).filter(([name]) => name !== field))
      expect(isPlainUpdate(entry), field).toBe(false)
    }
    for (const other of ['erased', 'rests', 'event', 'toString', 'constructor'])
      expect(isPlainUpdate({ ...update(), [other]: undefined }), other).toBe(false)
    expect(isPlainUpdate(Object.assign(Object.create({ hidden: 1 }), update()))).toBe(false)
    for (const thing of [null, undefined, 1, 'update', [], [update()]])
      expect(isPlainUpdate(thing)).toBe(false)
  })

  test('leaves to the model what is an entry all the same', () => {
    const { seen, ...old } = update()
    expect(seen).toBe(7)
    expect(AnyEntry.parse(old)).toMatchObject({ seen: 0 })
    expect(AnyEntry.safeParse({ ...update(), carries: ['x'] }).success).toBe(false)
    expect(AnyEntry.safeParse({ ...update(), more: 1 }).success).toBe(false)
  })
})
