/** Longest text that a sentence quotes whole, characters. */
const LONGEST = 60

/** A text as a sentence quotes it: on one line and cut at a word, or null where there is none. */
export const quoted = (text: string): string | null => {
  const plain = text.trim().replace(/\s+/gu, ' ')
  if (plain === '') return null
  if (plain.length <= LONGEST) return plain
  const cut = plain.slice(0, LONGEST)
  const space = cut.lastIndexOf(' ')
  return `${(space > LONGEST / 2 ? cut.slice(0, space) : cut).trimEnd()} ...`
}
