/**
 * Which other copy carries the same passage: a mistake in a lead is as a rule in its briefs as well. Pure, and deaf to
 * capitals, accents, quotation marks and punctuation, because passages are rarely taken over to the letter.
 */
import { type Block, type Copy, lineText } from '../domain/copy.ts'
import { diffCopy as diff } from './diff.ts'
import type { WordDiff } from './diff-words.ts'

/** So many words in a row are no chance any more. */
export const LEAST_WORDS = 7

/** Words that were put in the place of others. `now` is empty where they were only taken out. */
export type Replaced = { was: string; now: string }

/** What of an item may stand elsewhere too: lines of its text, and words in it that turned out to be wrong. */
export type Sought = { lines: readonly string[]; replaced: readonly Replaced[] }

/** A passage as it stands in the other copy; `words` says that it is no more than the words that were wrong. */
export type FoundPassage = { text: string; words: boolean }

type Word = { key: string; from: number; to: number }

const wordsOf = (line: string): Word[] =>
  [...line.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}]|['’-](?=[\p{L}\p{N}]))*/gu)].map((found) => ({
    key: found[0]
      .normalize('NFKD')
      .replace(/[\p{M}'’-]/gu, '')
      .toLocaleLowerCase('en'),
    from: found.index,
    to: found.index + found[0].length,
  }))

const linesOfBlock = (block: Block): string[] => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return [lineText(block.line)]
    case 'quote':
      return block.lines.map(lineText)
    case 'list':
      return block.items.flat().map(lineText)
    case 'unknown':
      return []
  }
}

/** Every line that readers read, headline first. */
const linesOf = (copy: Copy): string[] =>
  [copy.kicker, copy.headline, ...copy.body.flatMap(linesOfBlock)].filter((line) => line.trim() !== '')

/** Whether words that turned out to be wrong stand in it to the letter. */
export const holdsWords = (copy: Copy, replaced: readonly Replaced[]): boolean =>
  linesOf(copy).some((line) => replaced.some(({ was }) => was !== '' && line.includes(was)))

const keyAt = (words: readonly Word[], start: number, count: number): string =>
  words
    .slice(start, start + count)
    .map(({ key }) => key)
    .join(' ')

const SENTENCE_END = /(?<=[.!?…]["'”’)]*)\s+(?=\p{Lu}|["'“‘(]|\d)/u

/** The sentences of a line that a change is in, as they stood. */
const touched = (words: readonly WordDiff[]): string[] => {
  const before = words.filter(({ kind }) => kind !== 'added')
  const marked: { from: number; to: number }[] = []
  let at = 0
  for (const { kind, text } of words) {
    if (kind === 'removed') marked.push({ from: at, to: at + text.length })
    // What was put in between is about the sentence that it was put in.
    if (kind === 'added') marked.push({ from: at, to: at })
    if (kind !== 'added') at += text.length
  }
  const line = before.map(({ text }) => text).join('')
  let start = 0
  return line.split(SENTENCE_END).filter((sentence) => {
    const from = line.indexOf(sentence, start)
    start = from + sentence.length
    return marked.some((mark) => mark.from <= start && mark.to >= from)
  })
}

/** Pairs of what was taken out and what stands there now. */
const replacedIn = (words: readonly WordDiff[]): Replaced[] =>
  words.flatMap(({ kind, text }, index): Replaced[] => {
    if (kind !== 'removed' || text.trim() === '') return []
    const next = words[index + 1]
    return [{ was: text.trim(), now: next?.kind === 'added' ? next.text.trim() : '' }]
  })

const unique = (pairs: readonly Replaced[]): Replaced[] =>
  pairs.filter(
    (pair, index) => pairs.findIndex(({ was, now }) => was === pair.was && now === pair.now) === index,
  )

/** What a correction changed: the sentences that it is in, as readers have them, and the words that it replaced. */
export const soughtOfChange = (live: Copy, corrected: Copy): Sought => {
  const { fields, blocks } = diff(live, corrected)
  const lines = [
    ...fields.filter(({ field, kind }) => field === 'headline' && kind === 'changed'),
    ...blocks.filter(({ kind }) => kind !== 'same'),
  ].map(({ words }) => words)
  return {
    lines: lines.flatMap(touched).filter((line) => line.trim() !== ''),
    replaced: unique(lines.flatMap(replacedIn)),
  }
}

/** All that readers have of an item: what a kill or a taking off is about. */
export const soughtOfAll = (live: Copy): Sought => ({ lines: linesOf(live), replaced: [] })

/** Names and figures are worth a look by themselves; other words are so only in a row of three. */
const isTelling = (was: string): boolean => wordsOf(was).length >= 3 || /\p{Lu}\p{L}{2}|\p{N}{2}/u.test(was)

/** The words of a line in rows of four, so that seven in a row always have one of these whole among them. */
const fours = (line: string): string[][] => {
  const words = wordsOf(line).map(({ from, to }) => line.slice(from, to))
  const rows: string[][] = []
  for (let start = 0; start + 4 <= words.length; start += 4) rows.push(words.slice(start, start + 4))
  return words.length < LEAST_WORDS && words.length >= 3 ? [words] : rows
}

/** Phrases of which copy that carries what is sought has at least one: what an index can be asked for. */
export const phrasesOf = ({ lines, replaced }: Sought): string[][] => [
  ...lines.flatMap(fours),
  ...replaced
    .map(({ was }) => was)
    .filter(isTelling)
    .map((was) => wordsOf(was).map(({ from, to }) => was.slice(from, to))),
]

/** Marks every word of `line` that is in a row of words which is sought as well; answers the rows. */
const sameRows = (line: string, rows: ReadonlySet<string>, whole: ReadonlySet<string>): string[] => {
  const words = wordsOf(line)
  if (whole.has(keyAt(words, 0, words.length))) return [line]
  const found: string[] = []
  for (let start = 0; start + LEAST_WORDS <= words.length; start += 1) {
    if (!rows.has(keyAt(words, start, LEAST_WORDS))) continue
    let end = start + LEAST_WORDS
    while (end < words.length && rows.has(keyAt(words, end - LEAST_WORDS + 1, LEAST_WORDS))) end += 1
    const [first, last] = [words[start], words[end - 1]]
    if (first && last) found.push(line.slice(first.from, last.to))
    start = end - 1
  }
  return found
}

/** A look-out for what is sought: answers what of it a piece of copy carries, longest first. */
export const lookout = ({ lines, replaced }: Sought): ((copy: Copy) => FoundPassage[]) => {
  const rows = new Set<string>()
  const whole = new Set<string>()
  for (const line of lines) {
    const words = wordsOf(line)
    // A short headline that stands elsewhere to the letter is the same one.
    if (words.length >= 3) whole.add(keyAt(words, 0, words.length))
    for (let start = 0; start + LEAST_WORDS <= words.length; start += 1)
      rows.add(keyAt(words, start, LEAST_WORDS))
  }
  const wrong = replaced
    .map(({ was }) => was)
    .filter(isTelling)
    .map((was) => ` ${keyAt(wordsOf(was), 0, Number.MAX_SAFE_INTEGER)} `)
  return (copy) => {
    const all = linesOf(copy)
    const passages = all.flatMap((line) => sameRows(line, rows, whole))
    const carriers = all.filter((line) => {
      const words = wordsOf(line)
      const spaced = ` ${keyAt(words, 0, words.length)} `
      return wrong.some((was) => was.trim() !== '' && spaced.includes(was))
    })
    return [
      ...passages.sort((a, b) => b.length - a.length).map((text) => ({ text, words: false })),
      ...carriers
        .filter((line) => !passages.some((passage) => line.includes(passage)))
        .map((text) => ({ text, words: true })),
    ]
  }
}
