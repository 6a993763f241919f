/**
 * What structuring a page gives.
 */
import type { Agency } from '../domain/agency.ts'
import type { Block } from '../domain/copy.ts'
import type { PasteReportEntry } from './report.ts'

/** What was on the clipboard: the plain text, and the HTML when there was any. */
export type PasteInput = { plain: string; html?: string }

/** `agencies` and `sections` of the desk; `now` is the moment of pasting, in ms since 1970. */
export type PasteOptions = {
  agencies: readonly Agency[]
  sections: readonly { id: string; name: string }[]
  now: number
}

/** The section that the page names. `id` is `null` when the desk has none of that name. */
export type PasteSection = { name: string; id: string | null }

/**
 * The age that readers saw, in whole minutes, and the instant that it counts from (*shown at*, ms since
 * 1970). Both are `null` when the page gave no age.
 */
type Aged = { ageMinutes: number | null; shownAt: number | null }

/** The story of the page. Text fields are plain; `dateline` and `credits` are as `Copy` has them. */
export type PasteLead = Aged & {
  headline: string
  kicker?: string
  byline?: string
  dateline: string[]
  credits: string[]
  body: Block[]
}

/** One brief. `order` is its place on the page, from 0; it decides between equal ages. */
export type PasteBrief = Aged & {
  order: number
  headline?: string
  dateline: string[]
  credits: string[]
  body: Block[]
  /** The section whose rail it stood in, when the page names one. */
  section: PasteSection | null
}

/** A paste as structure. A page without a story, or without briefs, has them empty. */
export type PastePage = {
  kind: 'page'
  lead: PasteLead
  section: PasteSection | null
  briefs: PasteBrief[]
  report: PasteReportEntry[]
}

/** Nothing was read, because there is more than `limit` (UTF-16 units, or levels of nesting). */
export type PasteRefusal = { kind: 'refused'; reason: 'too-big' | 'too-deep'; limit: number }

export type PasteResult = PastePage | PasteRefusal
