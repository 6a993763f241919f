/**
 * RTF in its four kinds of signs: groups open and close, control words, bytes of text (RTF 1.9.1, "RTF syntax"). Ours and
 * no library's, because the readers that there are set memory aside for as many bytes as a file claims to hold.
 */
export type RtfToken =
  | { type: 'open' }
  | { type: 'close' }
  /** A control word or a control symbol; `param` is its number, where it has one. */
  | { type: 'word'; word: string; param: number | null }
  | { type: 'bytes'; bytes: Uint8Array }
  /** A byte of text that was written as `\'hh`. */
  | { type: 'hex'; byte: number }

/** No control word is longer, and no number has more digits. */
const LONGEST_WORD = 32
const MOST_DIGITS = 10

const BACKSLASH = 0x5c
const OPEN = 0x7b
const CLOSE = 0x7d

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte > 0x40 && byte < 0x5b) || (byte > 0x60 && byte < 0x7b))
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte > 0x2f && byte < 0x3a
const isPlain = (byte: number | undefined): boolean =>
  byte !== undefined &&
  byte !== BACKSLASH &&
  byte !== OPEN &&
  byte !== CLOSE &&
  byte !== 0x0d &&
  byte !== 0x0a

const hexOf = (high: number | undefined, low: number | undefined): number | null => {
  const text = String.fromCharCode(high ?? 0, low ?? 0)
  return /^[0-9a-f]{2}$/iu.test(text) ? Number.parseInt(text, 16) : null
}

/** The signs of a file, one after the other. What is broken is passed over: nothing throws. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at]
    if (byte === OPEN || byte === CLOSE) {
      yield byte === OPEN ? { type: 'open' } : { type: 'close' }
      at += 1
    } else if (byte === 0x0d || byte === 0x0a) at += 1
    else if (byte !== BACKSLASH) {
      const from = at
      while (at < bytes.length && isPlain(bytes[at])) at += 1
      yield { type: 'bytes', bytes: bytes.subarray(from, at) }
    } else if (isLetter(bytes[at + 1])) {
      const from = at + 1
      at = from
      while (isLetter(bytes[at]) && at - from < LONGEST_WORD) at += 1
      const word = String.fromCharCode(...bytes.subarray(from, at))
      let param: number | null = null
      const minus = bytes[at] === 0x2d && isDigit(bytes[at + 1]) ? 1 : 0
      if (isDigit(bytes[at + minus])) {
        const start = at
        at += minus
        while (isDigit(bytes[at]) && at - start < MOST_DIGITS) at += 1
        param = Number(String.fromCharCode(...bytes.subarray(start, at)))
      }
      if (bytes[at] === 0x20) at += 1
      // Bytes that are no text: as many as there are, whatever is claimed.
      if (word === 'bin') at += Math.max(0, param ?? 0)
      else yield { type: 'word', word, param }
    } else if (bytes[at + 1] === 0x27) {
      const value = hexOf(bytes[at + 2], bytes[at + 3])
      at += value === null ? 2 : 4
      if (value !== null) yield { type: 'hex', byte: value }
    } else {
      const sign = bytes[at + 1]
      at += 2
      if (sign !== undefined) yield { type: 'word', word: String.fromCharCode(sign), param: null }
    }
  }
}
