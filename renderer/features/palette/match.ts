/** Finding commands by a few letters of each word, best first. Pure. */

/** A stretch of a title: `hit` when it is what was typed. */
export type Piece = { text: string; hit: boolean }

/** Letters without their marks and case, one for one, so that places in both strings are the same. */
export const folded = (text: string): string =>
  Array.from(text, (letter) => {
    const plain = letter.normalize('NFD')[0]?.toLowerCase() ?? letter
    return plain.length === letter.length ? plain : letter
  }).join('')

/**
 * Where each typed word stands in `title`: every word must be there, in any order. Null when one is not. `score` is
 * better when lower: words at the start of the title or of one of its words come first.
 */
export const match = (title: string, query: string): { score: number; pieces: Piece[] } | null => {
  const plain = folded(title)
  const words = folded(query).split(/\s+/u).filter(Boolean)
  const spans: [number, number][] = []
  let score = 0
  for (const word of words) {
    const starts = [...plain.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${literal(word)}`, 'gu'))][0]?.index
    const at = starts ?? plain.indexOf(word)
    if (at === -1) return null
    score += at === 0 ? 0 : starts === undefined ? 20 + at : 5 + at / 10
    spans.push([at, at + word.length])
  }
  return { score, pieces: pieces(title, spans) }
}

const literal = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&')

const pieces = (title: string, spans: readonly [number, number][]): Piece[] => {
  const hits = Array.from(title, () => false)
  for (const [from, to] of spans) hits.fill(true, from, to)
  const made: Piece[] = []
  for (let index = 0; index < title.length; index += 1) {
    const hit = hits[index] ?? false
    const last = made.at(-1)
    if (last?.hit === hit) last.text += title[index] ?? ''
    else made.push({ text: title[index] ?? '', hit })
  }
  return made
}

/** A found passage: the hits stand between U+2068 and U+2069 (contract, `items.search`). */
export const passagePieces = (passage: string): Piece[] =>
  passage
    .split(/(\u2068[^\u2069]*\u2069)/u)
    .filter((part) => part !== '')
    .map((part) =>
      part.startsWith('\u2068') ? { text: part.slice(1, -1), hit: true } : { text: part, hit: false },
    )
