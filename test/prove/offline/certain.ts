/**
 * What the typist of a sign can have meant by its place. Where a passage stands twice, one of the two has to go, and what
 * was written around the one that goes belongs around the other: it then passes what stands in the lines between. So a
 * sign in a line with such a passage is certain of its own line, and of what stands neither in the lines of the passage
 * nor between them. Everything else on a page is certain.
 */
import { countsIn, type Page } from './page.ts'

type Range = { from: number; to: number }

/** For each line, the lines that its signs may come to stand in once nothing stands twice. */
const rangesOf = (page: Page, twice: ReadonlySet<string>): Range[] => {
  const ranges = page.map((_, at): Range => ({ from: at, to: at }))
  const linked = [...twice].map((sign) => page.flatMap((line, at) => (line.includes(sign) ? [at] : [])))
  // Passages that share a line go together: as often as it takes.
  for (let grown = true; grown; ) {
    grown = false
    for (const lines of linked) {
      const from = Math.min(...lines.map((at) => ranges[at]?.from ?? at))
      const to = Math.max(...lines.map((at) => ranges[at]?.to ?? at))
      for (const at of lines) {
        const range = ranges[at]
        if (!range || (range.from === from && range.to === to)) continue
        ranges[at] = { from, to }
        grown = true
      }
    }
  }
  return ranges
}

/** What somebody writes on from is beside his words, wherever it stands; `known` are the signs that he had before. */
export const besideOf = (page: Page, sign: string, known: ReadonlySet<string>): string | undefined => {
  const line = [...(page.find((one) => one.includes(sign)) ?? '')]
  const at = line.indexOf(sign)
  const isKnown = (other: string): boolean => known.has(other)
  return line.slice(0, at).findLast(isKnown) ?? line.slice(at + 1).find(isKnown)
}

/** `known` are the signs that he had before, `isRight` whether one of them stands where it belongs. */
export const certainWith = (
  page: Page,
  sign: string,
  known: ReadonlySet<string>,
  isRight: (other: string) => boolean,
): { before: Set<string>; behind: Set<string> } => {
  const counts = countsIn(page)
  const isOnce = (other: string): boolean => counts.get(other) === 1
  const twice = new Set([...counts.keys()].filter((other) => !isOnce(other)))
  const ranges = rangesOf(page, twice)
  const here = page.findIndex((line) => line.includes(sign))
  const [before, behind] = [new Set<string>(), new Set<string>()]
  const own = [...(page[here] ?? '')]
  /** Whether one line has both copies of something with this place in between. */
  const isBetween = (at: number): boolean =>
    own.slice(0, at).some((other) => twice.has(other) && own.indexOf(other, at) > 0)
  const mine = own.indexOf(sign)
  const beside = besideOf(page, sign, known)
  for (const [at, other] of own.entries()) {
    if (
      other === sign ||
      !(isRight(other) || other === beside) ||
      own.indexOf(other) !== own.lastIndexOf(other)
    )
      continue
    if (isBetween(at) || isBetween(mine)) continue
    if (at < mine) before.add(other)
    else behind.add(other)
  }
  /** Passages that stand twice with this sign on one side of them, and something of another line on the other. */
  const sides = (line: readonly string[], at: number, side: 'before' | 'behind'): string[] =>
    (side === 'before' ? line.slice(0, at) : line.slice(at + 1)).filter((other) => twice.has(other))
  const range = ranges[here] ?? { from: here, to: here }
  for (const [at, text] of page.entries()) {
    if (at === here) continue
    const line = [...text]
    const other = ranges[at] ?? { from: at, to: at }
    const isApart = other.to < range.from || other.from > range.to
    for (const [place, one] of line.entries()) {
      if (!isOnce(one) || !isRight(one)) continue
      const isThrough = (near: 'before' | 'behind', far: 'before' | 'behind'): boolean =>
        sides(own, mine, near).some((passage) => sides(line, place, far).includes(passage))
      if (isApart) (at < here ? before : behind).add(one)
      else if (at > here && isThrough('behind', 'before') && !isThrough('before', 'behind')) behind.add(one)
      else if (at < here && isThrough('before', 'behind') && !isThrough('behind', 'before')) before.add(one)
    }
  }
  return { before, behind }
}
