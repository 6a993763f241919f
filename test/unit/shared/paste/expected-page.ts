import { lineText } from '../../../../shared/domain/copy.ts'
import type { PasteResult } from '../../../../shared/paste/page-types.ts'

/** A paste in the shape of the `expected.json` files, so that a whole page is one comparison. */
export const asExpected = (result: PasteResult): unknown => {
  if (result.kind !== 'page') return result
  const { lead, briefs, section } = result
  return {
    lead: {
      headline: lead.headline,
      dateline: { places: lead.dateline },
      credits: lead.credits,
      section: section?.name,
      blocks: lead.body.map((block) => ({
        type: block.type,
        text: 'line' in block ? lineText(block.line) : '',
      })),
    },
    briefs: briefs.map((brief) => ({
      dateline: { places: brief.dateline },
      credits: brief.credits,
      text: brief.body.map((block) => ('line' in block ? lineText(block.line) : '')).join('\n'),
      ageMinutes: brief.ageMinutes,
    })),
  }
}

/** The `expected.json` of a page, its wording of the ages left to the clock. */
export const expectedOf = (json: string): unknown => {
  const page = JSON.parse(json) as { lead: unknown; rail: { briefs: { ageText: string }[] } }
  return { lead: page.lead, briefs: page.rail.briefs.map(({ ageText: _ageText, ...brief }) => brief) }
}
