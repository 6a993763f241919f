/** Bytes of the conversation: what goes in comes out, and what is none never throws and never takes memory. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pack, unpack } from '../../../../shared/sync/wire.ts'
import { cpuTime } from '../../../support/cpu-time.ts'

const messages = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string(),
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 300 }),
    fc.array(tie('value'), { maxLength: 20 }),
    fc.dictionary(
      fc.string().filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 20 },
    ),
  ),
})).value

describe('what is packed', () => {
  test('comes out as it was', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const unpacked = unpack(pack(message))
        // A dictionary comes out with an ordinary prototype, and nought without its sign.
        expect(unpacked.ok && pack(unpacked.value)).toEqual(pack(message))
        expect(unpacked.ok && JSON.stringify(unpacked.value)).toBe(JSON.stringify(message))
      }),
    )
  })

  test('leaves out what is not there, and gives bytes as plain views', () => {
    expect(unpack(pack({ a: undefined, b: 1 }))).toEqual({ ok: true, value: { b: 1 } })
    const unpacked = unpack(Buffer.from(pack({ update: Buffer.from([1, 2]) })))
    const value = unpacked.ok ? (unpacked.value as { update: unknown }) : { update: null }
    expect(Buffer.isBuffer(value.update)).toBe(false)
    expect(value.update).toEqual(new Uint8Array([1, 2]))
  })
})

describe('what is no message', () => {
  test('of any bytes is either a whole value or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const unpacked = unpack(bytes)
        if (unpacked.ok) expect(() => pack(unpacked.value)).not.toThrow()
      }),
      { numRuns: 2000 },
    )
  })

  test('broken off, or with more behind it, is refused', () => {
    fc.assert(
      fc.property(messages, fc.nat(), (message, at) => {
        const whole = pack(message)
        expect(unpack(whole.subarray(0, at % whole.length)).ok).toBe(false)
        expect(unpack(new Uint8Array([...whole, 0])).ok).toBe(false)
      }),
    )
  })

  test('that claims more than it has costs nothing', () => {
    // Each of them says that sixteen million values follow, one inside the other.
    const claims = Uint8Array.from({ length: 5_000_000 }, (_, at) => [0xdd, 0, 0xff, 0xff, 0xff][at % 5] ?? 0)
    const before = process.memoryUsage().rss
    const started = cpuTime()
    expect(unpack(claims).ok).toBe(false)
    expect(cpuTime() - started).toBeLessThan(500)
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000)
  })

  test('too deep, too large, or of a kind that Kopij never sends is refused', () => {
    const deep = (depth: number): Uint8Array =>
      Uint8Array.from({ length: depth + 1 }, (_, at) => (at === depth ? 0xc0 : 0x91))
    expect(unpack(deep(30)).ok).toBe(true)
    expect(unpack(deep(40)).ok).toBe(false)
    expect(unpack(pack('x'.repeat(100)), 50).ok).toBe(false)
    for (const bytes of [[], [0xc1], [0xd4, 1, 0], [0xc7, 1, 1, 0], [0xd6, 0xff, 0, 0, 0, 0]])
      expect(unpack(Uint8Array.from(bytes)).ok).toBe(false)
    // A key that would change what an object is.
    expect(unpack(Uint8Array.from([0x81, 0xa9, ...Buffer.from('__proto__'), 0x80])).ok).toBe(false)
  })
})
