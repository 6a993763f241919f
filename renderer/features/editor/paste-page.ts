/**
 * A whole page pasted into an empty lead: first as it is, then as structure. Two steps, so that one undo takes back
 * the structuring and a second one the paste (issue, 5).
 */
import { readCopy } from '../../../shared/document/read-copy.ts'
import { writeBody, writeCopy } from '../../../shared/document/write-copy.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import { looksLikePage, structurePage } from '../../../shared/paste/page.ts'
import type { PasteOptions, PastePage } from '../../../shared/paste/page-types.ts'
import { blocksOf, type Pasted } from './doors.ts'
import { FIELD_EDIT } from './undo-steps.ts'
import type { WorkingCopy } from './working-copy.ts'

/** `ordinary`: no page, paste it where the caret is. `refused`: past the limits, nothing was changed. */
export type TakenPage = { kind: 'ordinary' } | { kind: 'refused' } | { kind: 'page'; page: PastePage }

/** Readers get this word from us (formats/words.ts); on the page it stands before the name. */
const BY = /^(?:door|by)\s+/iu

const isEmpty = (copy: Copy): boolean =>
  copy.kicker === '' &&
  copy.headline === '' &&
  copy.body.length === 0 &&
  copy.dateline.length + copy.credits.length === 0

/** Takes a paste as a page if the item is an empty lead and the paste looks like one. */
export const takePage = (copy: WorkingCopy, pasted: Pasted, options: PasteOptions): TakenPage => {
  const now = readCopy(copy.doc)
  if (pasted.bare || now.kind !== 'lead' || !isEmpty(now)) return { kind: 'ordinary' }
  const page = structurePage(
    { plain: pasted.plain, ...(pasted.html === '' ? {} : { html: pasted.html }) },
    options,
  )
  if (page.kind === 'refused') return { kind: 'refused' }
  if (!looksLikePage(page)) return { kind: 'ordinary' }

  const { lead, section } = page
  copy.steps.cut()
  copy.doc.transact(() => writeBody(copy.doc, blocksOf(pasted)), FIELD_EDIT)
  copy.steps.cut()
  writeCopy(
    copy.doc,
    {
      kicker: lead.kicker ?? '',
      headline: lead.headline,
      ...(lead.byline === undefined ? {} : { byline: lead.byline.replace(BY, '') }),
      dateline: lead.dateline,
      credits: lead.credits,
      body: lead.body,
      ...(section?.id ? { section: section.id } : {}),
    },
    FIELD_EDIT,
  )
  copy.steps.cut()
  return { kind: 'page', page }
}
