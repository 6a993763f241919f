/** Which words are likely to be which others, by their letters. */
import type { Text, Token } from './text.ts'

/** Shorter than this, words agree by chance; then only a whole run counts. */
export const GRAM = 3

export type Run = Token[]

/** Runs that a repair put back. */
const repaired = new WeakSet<Run>()

export const markRepaired = (run: Run): void => void repaired.add(run)
export const isRepaired = (run: Run): boolean => repaired.has(run)

export const textOf = (run: Run): string => run.map((token) => token.char).join('')

/** Tokens of one text that follow each other, but for what was never there together with them. */
export const runsOf = (tokens: readonly Token[]): Run[] => {
  const runs: Run[] = []
  for (const token of tokens) {
    const run = runs.at(-1)
    if (run && run.at(-1)?.place === token.place) run.push(token)
    else runs.push([token])
  }
  return runs
}

/** Tokens that were inserted in one piece: nothing that stood there already is between them. */
export const piecesOf = (text: Text, tokens: readonly Token[]): Run[] =>
  runsOf(tokens).flatMap((run) => {
    const pieces: Run[] = []
    for (const token of run) {
      const last = pieces.at(-1)
      const before = last?.at(-1)
      const stood = (between: Token): boolean =>
        between.birth < token.birth && !between.deleters.some((index) => index <= token.birth)
      if (last && before && !text.tokens.slice(before.at + 1, token.at).some(stood)) last.push(token)
      else pieces.push([token])
    }
    return pieces
  })

/** The parts of a run that came in one go each, as far as that can be told: words that were put there, and what was typed. */
export const partsOf = (run: Run): Run[] => {
  const parts: Run[] = []
  for (const token of run) {
    const last = parts.at(-1)
    if (last?.at(-1)?.piece === token.piece) last.push(token)
    else parts.push([token])
  }
  return parts
}

/** What came in one go of a run, whatever was typed into it since, as far as it is too long for a chance; then the rest. */
export const goesOf = (run: Run): Run[] => {
  const goes = new Map<string, Run>()
  for (const token of run) {
    const before = [...goes.values()].find((go) => {
      const last = go.at(-1)
      return last?.client === token.client && last.piece === token.piece && last.clock + 1 === token.clock
    })
    if (before) before.push(token)
    else goes.set(`${token.client} ${token.clock}`, [token])
  }
  const whole = [...goes.values()].filter((go) => go.length >= GRAM && go.length === go[0]?.piece)
  if (whole.length === 0 || whole[0]?.length === run.length) return [run]
  const taken = new Set(whole.flat())
  return [...whole, ...runsOf(run.filter((token) => !taken.has(token)))]
}

/** Within one text nothing is moved by copying; a repair may do that too, and says so. */
export const differs = (copy: Run, source: Run): boolean =>
  copy[0]?.place !== source[0]?.place || repaired.has(source)

/** Takes what lies at `from` to `to` out of a run and gives back what is left on both sides. */
export const without = (runs: Run[], run: Run, from: number, to: number): void => {
  const rest = [run.slice(0, from), run.slice(to)].filter((left) => left.length > 0)
  if (repaired.has(run)) for (const left of rest) repaired.add(left)
  runs.splice(runs.indexOf(run), 1, ...rest)
}

export type Found = { source: Run; from: number; at: number; length: number }

/** A letter or two beside typed words: the end of a line that went is the end of the one that came, and so the start. */
const sharedEnd = (copy: Run, sources: readonly Run[], update: number): Found | null => {
  for (const source of sources) {
    const whole = copy[0]?.place.birth === update || source[0]?.place.deleters.includes(update)
    if (!whole || !differs(copy, source)) continue
    let length = 0
    while (length < GRAM && copy.at(-1 - length)?.char === (source.at(-1 - length)?.char ?? '')) length += 1
    if (length > 0) return { source, from: copy.length - length, at: source.length - length, length }
    while (length < GRAM && copy[length]?.char === (source[length]?.char ?? '')) length += 1
    if (length > 0) return { source, from: 0, at: 0, length }
  }
  return null
}

/** A sign that stands once in a line that went and once in what came: nothing in between could have been mistaken. */
const lone = (copy: Run, sources: readonly Run[], update: number): Found | null => {
  const words = textOf(copy)
  for (const source of sources) {
    const whole = copy[0]?.place.birth === update || source[0]?.place.deleters.includes(update)
    if (!whole || !differs(copy, source)) continue
    const theirs = textOf(source)
    for (let from = 0; from < words.length; from += 1) {
      const sign = words.charAt(from)
      const at = theirs.indexOf(sign)
      if (at < 0 || theirs.lastIndexOf(sign) !== at || words.lastIndexOf(sign) !== from) continue
      if (words.indexOf(sign) === from) return { source, from, at, length: 1 }
    }
  }
  return null
}

/** The longest words of a copy that stand in one of the sources. */
export const longest = (copy: Run, sources: readonly Run[], may = differs): Found | null => {
  const words = textOf(copy)
  let best: Found | null = null
  for (const source of sources) {
    if (!may(copy, source)) continue
    const theirs = textOf(source)
    if (theirs.length < GRAM) {
      const from = words.indexOf(theirs)
      if (from >= 0 && theirs.length > (best?.length ?? 0))
        best = { source, from, at: 0, length: theirs.length }
      continue
    }
    const grams = new Map<string, number[]>()
    for (let at = 0; at + GRAM <= theirs.length; at += 1) {
      const gram = theirs.slice(at, at + GRAM)
      const places = grams.get(gram)
      if (places) places.push(at)
      else grams.set(gram, [at])
    }
    for (let from = 0; from + GRAM <= words.length; from += 1) {
      let reached = 0
      for (const at of grams.get(words.slice(from, from + GRAM)) ?? []) {
        let length = GRAM
        while (from + length < words.length && words[from + length] === theirs[at + length]) length += 1
        reached = Math.max(reached, length)
        if (length > (best?.length ?? 0)) best = { source, from, at, length }
      }
      // What begins within a match ends with it at the latest.
      if (reached > GRAM) from += reached - GRAM
    }
  }
  return best
}

export type Finder = (copy: Run, sources: readonly Run[], update: number) => Found | null

/** The surest first, for all runs, so that a chance likeness takes nothing from a true copy. */
export const FINDERS: readonly Finder[] = [
  (copy, sources) => longest(copy, sources),
  sharedEnd,
  lone,
  // A binding that draws a page anew may write the words of a text once more in their place.
  (copy, sources) => {
    const words = sources.filter(({ length }) => length > 1)
    return longest(copy, words, () => true)
  },
  // And so may a letter of it that came in one go with words that are known.
  (copy, sources) => ((copy[0]?.piece ?? 0) > copy.length ? longest(copy, sources, () => true) : null),
]
