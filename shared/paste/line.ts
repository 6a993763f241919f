/**
 * Work on a line of runs: cutting, trimming, joining. A pasted run may also come from a `<time>` element,
 * which is how well-made pages mark an age.
 */
import type { Line, Run } from '../domain/copy.ts'

/** A run while a paste is being read. `time`: inside `<time>`; its instant in ms, or `null` when it has none. */
export type PasteRun = Run & { time?: number | null }
export type PasteLine = PasteRun[]

/** Plain text of a pasted line. */
export const textOf = (line: PasteLine): string => line.map((run) => run.text).join('')

const sameMarks = (a: PasteRun, b: PasteRun): boolean =>
  a.bold === b.bold && a.italic === b.italic && a.link === b.link && a.time === b.time

/** Joins neighbours with the same marks and drops empty runs. */
export const joinRuns = (line: PasteLine): PasteLine => {
  const joined: PasteLine = []
  for (const run of line) {
    const last = joined.at(-1)
    if (run.text === '') continue
    if (last !== undefined && sameMarks(last, run))
      joined[joined.length - 1] = { ...last, text: last.text + run.text }
    else joined.push(run)
  }
  return joined
}

/** The part of a line between two UTF-16 positions of its text. */
export const sliceLine = (line: PasteLine, from: number, to = Number.POSITIVE_INFINITY): PasteLine => {
  const cut: PasteLine = []
  let at = 0
  for (const run of line) {
    const text = run.text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (text !== '') cut.push({ ...run, text })
    at += run.text.length
  }
  return cut
}

/** The line without white space at its ends. */
export const trimLine = (line: PasteLine): PasteLine => {
  const text = textOf(line)
  return sliceLine(line, text.length - text.trimStart().length, text.trimEnd().length)
}

/** The line cut at its breaks (a global expression), blank parts left out. One pass, however many there are. */
export const splitAtBreaks = (line: PasteLine, breaks: RegExp): PasteLine[] => {
  const text = textOf(line)
  const parts: { from: number; to: number; runs: PasteLine }[] = []
  let from = 0
  for (const found of text.matchAll(breaks)) {
    parts.push({ from, to: found.index, runs: [] })
    from = found.index + found[0].length
  }
  parts.push({ from, to: text.length, runs: [] })

  let current = 0
  let at = 0
  for (const run of line) {
    const end = at + run.text.length
    for (let part = parts[current]; part !== undefined && part.from < end; part = parts[current]) {
      part.runs.push({ ...run, text: run.text.slice(Math.max(0, part.from - at), Math.max(0, part.to - at)) })
      if (part.to > end) break
      current += 1
    }
    at = end
  }
  return parts.map((part) => trimLine(joinRuns(part.runs))).filter((part) => part.length > 0)
}

/** White space as a browser shows it: runs of it are one space, none beside a line break. */
export const collapse = (line: PasteLine): PasteLine => {
  const shown: PasteLine = []
  let last = '\n'
  for (const run of line) {
    let text = ''
    for (const sign of run.text) {
      const blank = sign === ' ' || sign === '\t' || sign === '\f' || sign === '\v'
      if (blank && (last === ' ' || last === '\n')) continue
      if (sign === '\n' && last === ' ') {
        if (text !== '') text = text.slice(0, -1)
        else dropLastSign(shown)
      }
      last = blank ? ' ' : sign
      text += last
    }
    if (text !== '') shown.push({ ...run, text })
  }
  return trimLine(joinRuns(shown))
}

/** Takes the space off that the line so far ends with. */
const dropLastSign = (line: PasteLine): void => {
  const run = line.pop()
  if (run !== undefined && run.text.length > 1) line.push({ ...run, text: run.text.slice(0, -1) })
}

/** The line as copy, without what only the paste needed; `plain` takes the named marks off as well. */
export const copyLine = (line: PasteLine, plain: { bold?: true; link?: true } = {}): Line =>
  joinRuns(
    line.map(({ text, bold, italic, link }) => ({
      text,
      ...(bold && !plain.bold ? { bold } : {}),
      ...(italic ? { italic } : {}),
      ...(link !== undefined && !plain.link ? { link } : {}),
    })),
  )

/** True when every visible letter of the line is bold: how many pages write a subhead. */
export const isAllBold = (line: PasteLine): boolean =>
  line.length > 0 && line.every((run) => run.bold === true || run.text.trim() === '')

/** True when the whole line is one link, as a teaser is. */
export const isOneLink = (line: PasteLine): boolean => {
  const links = new Set(line.filter((run) => run.text.trim() !== '').map((run) => run.link))
  return links.size === 1 && !links.has(undefined)
}
