/** Text for people to look at, byte for byte: signs that print nothing are named. Pure. */

/** The names of the control signs, from 0 on; few fonts have pictures of them. */
const NAMES =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US'.split(
    ' ',
  )

/** A sign by its name, or by its number where it has none. */
const nameOf = (sign: string): string => {
  const code = sign.charCodeAt(0)
  return `\u2039${NAMES[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`}\u203a`
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what it is about
const UNPRINTED = /[\0-\x08\x0b-\x1f\x7f]/gu
const INVISIBLE = /[\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/**
 * The text as it can be shown, and whether any sign had to be named. Ordinary line ends and tabs stay; a return before a
 * line end is named, because receivers care; so are spaces and marks that nobody can see.
 */
export const visibleBytes = (text: string): { shown: string; named: boolean } => {
  const shown = text.replace(UNPRINTED, nameOf).replace(INVISIBLE, nameOf)
  return { shown, named: shown !== text }
}

/** How many bytes go out: everything leaves as UTF-8. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length
