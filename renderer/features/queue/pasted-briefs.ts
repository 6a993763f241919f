import type { Agency } from '../../../shared/domain/agency.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import type { Section } from '../../../shared/domain/section.ts'
import { structurePage } from '../../../shared/paste/page.ts'
import type { PasteInput } from '../../../shared/paste/page-types.ts'

/** A brief found in what was pasted. `section` is null where the page named none that the desk has. */
export type PastedBrief = {
  section: string | null
  copy: Pick<Copy, 'headline' | 'dateline' | 'credits' | 'body'>
  shownAt: number | null
}

/**
 * The briefs in a paste of several lines, in the order of the page. A single one is no find: that is a line of copy
 * like any other. A story above them is left alone, because it belongs into a lead.
 */
export const briefsInPaste = (
  input: PasteInput,
  desk: { agencies: readonly Agency[]; sections: readonly Section[]; now: number },
): PastedBrief[] => {
  if (!/\n\s*\S/u.test(input.plain.trim())) return []
  const page = structurePage(input, desk)
  if (page.kind === 'refused') return []
  const { lead } = page
  // Without a headline, what stands first is no story but the first of the briefs.
  const first =
    lead.headline === '' && lead.dateline.length + lead.credits.length > 0 && lead.body.length === 1
      ? [lead]
      : []
  const found = [...first, ...page.briefs].map(
    (brief): PastedBrief => ({
      section: 'section' in brief ? (brief.section?.id ?? null) : (page.section?.id ?? null),
      copy: {
        headline: brief.headline ?? '',
        dateline: brief.dateline,
        credits: brief.credits,
        body: brief.body,
      },
      shownAt: brief.shownAt,
    }),
  )
  return found.length > 1 ? found : []
}
