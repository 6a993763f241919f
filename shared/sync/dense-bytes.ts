/** Numbers, ids and bytes one after the other, without names; see dense.ts. Reading past the end throws, and so does rest. */

export type Writer = {
  byte(value: number): void
  /** A whole number from 0. */
  uint(value: number): void
  /** A whole number of either sign, small where it is near 0. */
  difference(value: number): void
  /** A UUID in the spelling that everybody writes. */
  id(value: string): void
  bytes(value: Uint8Array): void
  done(): Uint8Array<ArrayBuffer>
}

export type Reader = {
  byte(): number
  uint(): number
  /** A number of things that follow, each of a byte at the least; throws where there are more than `most`. */
  count(most: number): number
  difference(): number
  id(): string
  bytes(): Uint8Array
  /** Throws when something is left. */
  end(): void
}

/** The characters of the digits, as codes. */
const CODES = Uint8Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))
const DASH = 45
/** The value of a character of an id. */
const DIGIT = new Uint8Array(256)
for (let digit = 0; digit < 16; digit += 1) DIGIT[digit.toString(16).charCodeAt(0)] = digit
/** Where the two digits of each byte of an id stand in it. */
const PLACES = Uint8Array.from([0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34])

const FIRST_SIZE = 4096

export const createWriter = (): Writer => {
  let buffer = new Uint8Array(FIRST_SIZE)
  let at = 0
  const room = (size: number): void => {
    if (at + size <= buffer.length) return
    const larger = new Uint8Array(Math.max(buffer.length * 2, at + size))
    larger.set(buffer)
    buffer = larger
  }
  const uint = (value: number): void => {
    room(8)
    let left = value
    while (left > 0x7f) {
      buffer[at] = (left % 0x80) + 0x80
      at += 1
      left = Math.floor(left / 0x80)
    }
    buffer[at] = left
    at += 1
  }
  return {
    byte(value) {
      room(1)
      buffer[at] = value
      at += 1
    },
    uint,
    difference: (value) => uint(value < 0 ? -value * 2 - 1 : value * 2),
    id(value) {
      room(16)
      for (let byte = 0; byte < 16; byte += 1) {
        const place = PLACES[byte] ?? 0
        const high = DIGIT[value.charCodeAt(place)] ?? 0
        buffer[at + byte] = high * 16 + (DIGIT[value.charCodeAt(place + 1)] ?? 0)
      }
      at += 16
    },
    bytes(value) {
      uint(value.length)
      room(value.length)
      buffer.set(value, at)
      at += value.length
    },
    done: () => buffer.slice(0, at),
  }
}

/** Versions 1 to 8 and the one variant: what `Id` has. */
const isId = (version: number, variant: number): boolean =>
  version >= 0x10 && version < 0x90 && variant >= 0x80 && variant < 0xc0

export const createReader = (buffer: Uint8Array): Reader => {
  let at = 0
  const byte = (): number => {
    const value = buffer[at]
    if (value === undefined) throw new RangeError('ends too early')
    at += 1
    return value
  }
  const uint = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 0x80) {
      const next = byte()
      value += (next & 0x7f) * scale
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('too large')
      if (next < 0x80) return value
    }
  }
  /** The characters of an id. Put together from its parts it would be many times its size before it is one text. */
  const characters: number[] = Array.from({ length: 36 }, () => DASH)
  return {
    byte,
    uint,
    count(most) {
      const value = uint()
      if (value > most || value > buffer.length - at) throw new RangeError('too many')
      return value
    },
    difference() {
      const value = uint()
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2
    },
    id() {
      if (at + 16 > buffer.length || !isId(buffer[at + 6] ?? 0, buffer[at + 8] ?? 0))
        throw new RangeError('no id')
      for (let byte = 0; byte < 16; byte += 1) {
        const value = buffer[at + byte] ?? 0
        const place = PLACES[byte] ?? 0
        characters[place] = CODES[value >> 4] ?? 0
        characters[place + 1] = CODES[value & 0x0f] ?? 0
      }
      const id = String.fromCharCode.apply(null, characters)
      at += 16
      return id
    },
    bytes() {
      const size = uint()
      if (size > buffer.length - at) throw new RangeError('ends too early')
      at += size
      return buffer.slice(at - size, at)
    },
    end() {
      if (at !== buffer.length) throw new RangeError('something is left')
    },
  }
}
