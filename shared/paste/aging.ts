/**
 * Ages at the edges of a piece of text, and what they mean for *shown at*.
 */
import { ageAtEnd, ageAtStart, parseAge } from '../domain/age.ts'
import { type PasteLine, sliceLine, textOf, trimLine } from './line.ts'

const MINUTE = 60_000

/** An age on the page: the minutes that readers saw, or the instant of a `<time>` that shows no age. */
export type PageAge = { minutes: number } | { at: number }

/** Minutes and *shown at* of an age. Words win over an instant: readers must see the same age again. */
export const agedAt = (
  age: PageAge | null,
  now: number,
): { ageMinutes: number | null; shownAt: number | null } => {
  if (age === null) return { ageMinutes: null, shownAt: null }
  if ('minutes' in age) return { ageMinutes: age.minutes, shownAt: now - age.minutes * MINUTE }
  return { ageMinutes: Math.max(0, Math.floor((now - age.at) / MINUTE)), shownAt: age.at }
}

const timeAge = (run: PasteLine[number] | undefined): PageAge | null => {
  if (run?.time === undefined) return null
  const minutes = parseAge(run.text)
  if (minutes !== null) return { minutes }
  return run.time === null ? null : { at: run.time }
}

/** A line without the ages at its edges. `before` belongs to what came before it, `after` to this line. */
export const takeAges = (
  line: PasteLine,
): { before: PageAge | null; line: PasteLine; after: PageAge | null } => {
  const first = timeAge(line[0])
  if (first !== null) return { ...takeLast(trimLine(line.slice(1))), before: first }
  const text = textOf(line)
  const start = ageAtStart(text)
  if (start === null) return { ...takeLast(line), before: null }
  return { ...takeLast(trimLine(sliceLine(line, start.end))), before: { minutes: start.minutes } }
}

const takeLast = (line: PasteLine): { line: PasteLine; after: PageAge | null } => {
  const last = line.length > 1 ? timeAge(line.at(-1)) : null
  if (last !== null) return { line: trimLine(line.slice(0, -1)), after: last }
  const found = ageAtEnd(textOf(line))
  if (found === null) return { line, after: null }
  return { line: trimLine(sliceLine(line, 0, found.start)), after: { minutes: found.minutes } }
}
