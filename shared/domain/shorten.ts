/**
 * A brief made of a lead: its first paragraph, shortened at the ends of sentences. Nothing is rewritten and nothing is lost
 * without being shown: what was cut is given back beside it.
 */
import { type Copy, type Line, lineText, type Run } from './copy.ts'

/** Abbreviations that end in a full stop and seldom end a sentence, in Dutch and English copy. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  (
    'dr drs mr mrs ms ir ing prof ds jr sr st sen gov gen col lt sgt rev hon no nr nrs art blz ca bijv bv resp incl excl max ' +
    'min tel vgl zgn zg plm ong evt jl aug sept okt nov dec jan feb apr o.a d.w.z m.n m.b.t o.l.v t.a.v i.v.m n.a.v e.d e.a a.m ' +
    'p.m e.g i.e vs inc ltd corp co u.s u.k u.n'
  ).split(' '),
)

/** A sentence ends at a mark, with the quotes and brackets that close behind it, before white space. */
const SENTENCE_END = /[.!?…]+["'”’»)\]]*(?=\s)/gu

/** Whether a full stop at `at` belongs to an abbreviation or an initial, and the sentence goes on. */
const goesOn = (text: string, at: number, end: number): boolean => {
  const after = text.slice(end).trimStart()
  // A small letter does not begin a sentence, unless it is one of those that capitals hide behind: 's Avonds, 't.
  if (/^\p{Ll}/u.test(after)) return true
  if (text[at] !== '.' || text[at + 1] === '.') return false
  const word = /([\p{L}.]+)$/u.exec(text.slice(0, at))?.[1] ?? ''
  if (/^\p{Lu}$/u.test(word) || /^(?:\p{Lu}\.)+\p{Lu}$/u.test(word)) return true
  return ABBREVIATIONS.has(word.toLowerCase())
}

/** Where sentences end in a text, as positions behind them; the end of the text is the last one. */
export const sentenceEnds = (text: string): number[] => {
  const ends = [...text.matchAll(SENTENCE_END)].flatMap((found) => {
    const end = found.index + found[0].length
    return goesOn(text, found.index, end) ? [] : [end]
  })
  const last = text.trimEnd().length
  return last > 0 && ends.at(-1) !== last ? [...ends, last] : ends
}

/** The first `length` UTF-16 units of a line, its marks kept. */
export const startOfLine = (line: Line, length: number): Line => {
  const start: Run[] = []
  let left = length
  for (const run of line) {
    if (left <= 0) break
    start.push(run.text.length <= left ? run : { ...run, text: run.text.slice(0, left) })
    left -= run.text.length
  }
  return start
}

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0

/** A line no longer than so many words, by whole sentences, and what was cut. At least one sentence stays. */
export const shortened = (line: Line, words: number): { kept: Line; cut: string } => {
  const text = lineText(line)
  const ends = sentenceEnds(text)
  const fitting = ends.filter((end) => wordsIn(text.slice(0, end)) <= words)
  const end = fitting.at(-1) ?? ends[0] ?? text.length
  return { kept: startOfLine(line, end), cut: text.slice(end).trim() }
}

/**
 * The brief in a lead: its first paragraph under its own dateline and credits, at most `words` long where a sentence ends in
 * time. `cut` is what was left away of that paragraph, `paragraphs` how many follow it in the lead. Null: it has no text.
 */
export type BriefOfLead = {
  copy: Pick<Copy, 'dateline' | 'credits' | 'section' | 'language' | 'urgency' | 'slug' | 'body'>
  words: number
  cut: string
  paragraphs: number
}

export const briefOfLead = (lead: Copy, words: number): BriefOfLead | null => {
  const paragraphs = lead.body.flatMap((block) =>
    block.type === 'paragraph' && lineText(block.line).trim() !== '' ? [block] : [],
  )
  const [first, ...rest] = paragraphs
  if (!first) return null
  const { kept, cut } = shortened(first.line, words)
  const { dateline, credits, section, language, urgency, slug } = lead
  return {
    copy: { dateline, credits, section, language, urgency, slug, body: [{ type: 'paragraph', line: kept }] },
    words: wordsIn(lineText(kept)),
    cut,
    paragraphs: rest.length,
  }
}
