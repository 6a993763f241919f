/**
 * The dateline at the start of a pasted line, taken off it and told.
 */
import type { Agency } from '../domain/agency.ts'
import { parseDateline, printDateline } from '../domain/dateline.ts'
import { type PasteLine, sliceLine, textOf, trimLine } from './line.ts'
import type { Tally } from './report.ts'

/** A line without its dateline. Places and credits are empty when it had none, or one that is only offered. */
export type Dated = { places: string[]; credits: string[]; line: PasteLine }

/** Takes a certain dateline off the line. One in mixed case stays text and is told as an offer. */
export const readDateline = (line: PasteLine, agencies: readonly Agency[], tally: Tally): Dated => {
  const text = textOf(line)
  const found = parseDateline(text, { agencies })
  if (found.kind === 'none') return { places: [], credits: [], line }
  const credits = found.credits.map((credit) => credit.code)
  const to = printDateline({ places: found.places, credits }).trimEnd()
  const from = text.slice(0, found.length).trim()
  if (found.kind === 'offer') {
    tally.note('dateline-offered', { text: from, to })
    return { places: [], credits: [], line }
  }
  if (found.normalised) tally.note('dateline-normalised', { from, to })
  if (found.dropped !== undefined) tally.note('date-dropped', { text: found.dropped })
  for (const { code, known } of found.credits) if (!known) tally.note('agency-unknown', { code })
  return { places: found.places, credits, line: trimLine(sliceLine(line, found.length)) }
}
