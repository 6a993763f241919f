/**
 * What travels between a hub and its clients, as bytes: MessagePack, looked through before a decoder makes anything of
 * it. A few bytes can claim a list of a million places inside another; here what is claimed has to be there.
 */
import { Decoder, encode } from '@msgpack/msgpack'
import { LARGEST_MESSAGE } from './calls.ts'

/** What calls are posted as, and answered as. */
export const CONTENT_TYPE = 'application/vnd.msgpack'

/** Deeper than this nothing of Kopij is nested. */
const DEEPEST = 32

export const pack = (value: unknown): Uint8Array<ArrayBuffer> => encode(value, { ignoreUndefined: true })

export type Unpacked = { ok: true; value: unknown } | { ok: false }

/** The value in these bytes, unknown until parsed; never throws. */
export const unpack = (bytes: Uint8Array, largest = LARGEST_MESSAGE): Unpacked => {
  if (bytes.length === 0 || bytes.length > largest) return { ok: false }
  // A plain view: what is cut out of a Buffer would be a Buffer.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!isSound(plain)) return { ok: false }
  try {
    return { ok: true, value: new Decoder({ maxExtLength: 0 }).decode(plain) }
  } catch {
    return { ok: false }
  }
}

type Head = {
  /** Bytes of the head, and of the content that follows it. */
  size: number
  /** Values that follow it and belong to it. */
  values: number
}

const uint = (bytes: Uint8Array, at: number, width: number): number => {
  let value = 0
  // What lies behind the end counts as nought; that the bytes are there is looked at afterwards.
  for (let index = 0; index < width; index += 1) value = value * 256 + (bytes[at + index] ?? 0)
  return value
}

/** Content of fixed size by its first byte: nil, booleans, floats, unsigned and signed integers. */
const FIXED: Readonly<Record<number, number>> = {
  192: 1,
  194: 1,
  195: 1,
  202: 5,
  203: 9,
  204: 2,
  205: 3,
  206: 5,
  207: 9,
  208: 2,
  209: 3,
  210: 5,
  211: 9,
}

/** Binary and text by their first byte: how many bytes say how long it is. */
const SIZED: Readonly<Record<number, number>> = { 196: 1, 197: 2, 198: 4, 217: 1, 218: 2, 219: 4 }

/** The head of the value at `at`, or null where there is none that Kopij sends. */
const headAt = (bytes: Uint8Array, at: number): Head | null => {
  const first = bytes[at]
  if (first === undefined) return null
  if (first < 0x80 || first >= 0xe0) return { size: 1, values: 0 }
  if (first < 0x90) return { size: 1, values: (first & 0x0f) * 2 }
  if (first < 0xa0) return { size: 1, values: first & 0x0f }
  if (first < 0xc0) return { size: 1 + (first & 0x1f), values: 0 }
  const fixed = FIXED[first]
  if (fixed !== undefined) return { size: fixed, values: 0 }
  const sized = SIZED[first]
  if (sized !== undefined) return { size: 1 + sized + uint(bytes, at + 1, sized), values: 0 }
  if (first === 0xdc) return { size: 3, values: uint(bytes, at + 1, 2) }
  if (first === 0xdd) return { size: 5, values: uint(bytes, at + 1, 4) }
  if (first === 0xde) return { size: 3, values: uint(bytes, at + 1, 2) * 2 }
  if (first === 0xdf) return { size: 5, values: uint(bytes, at + 1, 4) * 2 }
  // Extensions, and what MessagePack never uses.
  return null
}

/** Whether these bytes are one value, whole, not too deep, and nothing behind it. */
const isSound = (bytes: Uint8Array): boolean => {
  /** How many values each open list or map still lacks, the outermost first. */
  const open = [1]
  let lacking = 1
  let at = 0
  while (open.length > 0) {
    const left = open.length - 1
    const wanted = open[left] ?? 0
    if (wanted === 0) {
      open.pop()
      continue
    }
    const head = headAt(bytes, at)
    if (head === null) return false
    open[left] = wanted - 1
    at += head.size
    lacking += head.values - 1
    // Every value takes a byte at the least.
    if (lacking > bytes.length - at) return false
    if (head.values > 0) {
      if (open.length >= DEEPEST) return false
      open.push(head.values)
    }
  }
  return at === bytes.length
}
