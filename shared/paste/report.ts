/**
 * What a paste found, changed and dropped, as codes and figures. The window turns them into sentences; no
 * words for people are made here.
 */
import { z } from 'zod'

/**
 * The closed list of things a paste can report, in the order in which they are told.
 *
 * Found: `headline-found` {text}, `kicker-found` {text}, `byline-found` {text}, `dateline-found` {text},
 * `section-found` {name}, `section-unknown` {name}, and with {count}: `paragraphs`, `subheads`, `briefs`, `ages`.
 * To look at: `dateline-offered` {text, to} (mixed case, still text), `agency-unknown` {code}.
 * Changed: `dateline-normalised` {from, to}, `date-dropped` {text}, and with {count}: `quotes-straightened`,
 * `spaces-normalised` (non-breaking ones), `soft-hyphens-removed`, `invisible-removed`, `tables-flattened`.
 * Dropped, with {count}: `pictures-dropped`, `captions-dropped`, `scripts-dropped`, `embeds-dropped`,
 * `controls-dropped` (menus, forms, buttons), `hidden-dropped`, `links-dropped` (their text stays);
 * `left-over` {count, text}: lines behind the last brief that are no copy; `html-ignored` {reason}: the
 * formatted version was past a limit and the plain one was read.
 */
export const PasteCode = z.enum([
  'headline-found',
  'kicker-found',
  'byline-found',
  'dateline-found',
  'section-found',
  'section-unknown',
  'paragraphs',
  'subheads',
  'briefs',
  'ages',
  'dateline-offered',
  'agency-unknown',
  'dateline-normalised',
  'date-dropped',
  'quotes-straightened',
  'spaces-normalised',
  'soft-hyphens-removed',
  'invisible-removed',
  'tables-flattened',
  'pictures-dropped',
  'captions-dropped',
  'scripts-dropped',
  'embeds-dropped',
  'controls-dropped',
  'hidden-dropped',
  'links-dropped',
  'left-over',
  'html-ignored',
])
export type PasteCode = z.infer<typeof PasteCode>

/** One line of the report; `params` are what its sentence is filled in with (see `PasteCode`). */
export const PasteReportEntry = z.strictObject({
  code: PasteCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type PasteReportEntry = z.infer<typeof PasteReportEntry>

/** The notebook of one paste: counts things while it is read, and keeps single remarks. */
export type Tally = {
  count(code: PasteCode, by?: number): void
  note(code: PasteCode, params: PasteReportEntry['params']): void
  /** Everything so far, in the order of `PasteCode`; remarks of one code in the order they were made. */
  entries(): PasteReportEntry[]
}

/** A new, empty notebook. */
export const newTally = (): Tally => {
  const counts = new Map<PasteCode, number>()
  const notes: PasteReportEntry[] = []
  return {
    count: (code, by = 1) => {
      if (by > 0) counts.set(code, (counts.get(code) ?? 0) + by)
    },
    note: (code, params) => {
      notes.push({ code, params })
    },
    entries: () =>
      PasteCode.options.flatMap((code) => {
        const count = counts.get(code)
        const counted = count === undefined ? [] : [{ code, params: { count } }]
        return [...counted, ...notes.filter((note) => note.code === code)]
      }),
  }
}
