/**
 * Signs that come along with a paste and do not belong in wire copy (standards, sections 9.10 and 9.11).
 */
import type { Tally } from './report.ts'

const CURLY = /[„“”‟〝〞]/gu
/** Typewriter quotes, `,,so''`. Undone only where both halves occur: two commas alone may be a slip. */
const TYPEWRITER = /[„“”‟〝〞]|(?<=^|[\s([])[,‚]{2}(?=\S)|''/gu
const APOSTROPHES = /[’‘‚‛]/gu
const WIDE_SPACES = /[\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu
const SOFT_HYPHENS = /\u00ad/gu
/**
 * Controls, zero-width signs, signs that turn the reading direction around, and halves of characters. The
 * joiners U+200C and U+200D stay: names and emoji are spelled with them.
 */
const INVISIBLE =
  /(?![\t\n\v\f\r\u0085])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc]|\p{Surrogate}/gu

/**
 * Takes out what cannot be seen and makes every space a plain one, counting what it did. With `quotes`, curly
 * and low quotation marks become straight `"` and curly apostrophes `'` as well. Line breaks stay.
 */
export const cleanText = (text: string, tally: Tally, options: { quotes: boolean }): string => {
  const swap = (source: string, what: RegExp, by: string, code: Parameters<Tally['count']>[0]): string => {
    let count = 0
    const result = source.replace(what, () => {
      count += 1
      return by
    })
    tally.count(code, count)
    return result
  }
  const seen = swap(
    swap(swap(text, INVISIBLE, '', 'invisible-removed'), SOFT_HYPHENS, '', 'soft-hyphens-removed'),
    WIDE_SPACES,
    ' ',
    'spaces-normalised',
  ).normalize('NFC')
  if (!options.quotes) return seen
  const marks = seen.includes("''") && /[,‚]{2}\S/u.test(seen) ? TYPEWRITER : CURLY
  return swap(swap(seen, marks, '"', 'quotes-straightened'), APOSTROPHES, "'", 'quotes-straightened')
}
