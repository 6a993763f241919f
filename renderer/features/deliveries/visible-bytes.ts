/** Text for people to look at, byte for byte: signs that print nothing get a picture. Pure. */

const PICTURES = 0x2400
const DELETE = 0x7f

/** The picture of a control sign. */
const pictured = (sign: string): string => {
  const code = sign.charCodeAt(0)
  return String.fromCharCode(code === DELETE ? PICTURES + 0x21 : PICTURES + code)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it is about
const UNPRINTED = /[\0-\x08\x0b-\x1f\x7f]/gu
const INVISIBLE = /[\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/**
 * The text as it can be shown, and whether any sign had to be drawn. Ordinary line ends and tabs stay; a return before a
 * line end is drawn, because receivers care; spaces and marks that nobody can see are written as what they are.
 */
export const visibleBytes = (text: string): { shown: string; drawn: boolean } => {
  const shown = text
    .replace(UNPRINTED, pictured)
    .replace(
      INVISIBLE,
      (sign) => `\u27e8U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}\u27e9`,
    )
  return { shown, drawn: shown !== text }
}

/** How many bytes go out: everything leaves as UTF-8. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length
