import { faultOf } from '../../../shared/errors.ts'
import type { PasteBrief } from '../../../shared/paste/page-types.ts'
import { call } from '../../lib/client.ts'
import { newItemId } from '../../lib/item-id.ts'
import { offerUndo, tellFault } from '../../lib/strip.ts'
import { decide } from '../decisions/index.ts'

/**
 * Makes items of pasted briefs, in the order of the page, with the moment that their ages count from. Taking it back
 * spikes them: nothing that was made is thrown away.
 */
export const makeBriefs = async (
  briefs: readonly PasteBrief[],
  { section, language }: { section: string; language: string },
  made: (count: number) => string,
): Promise<void> => {
  const items = briefs.map((brief) => ({
    id: newItemId(),
    kind: 'brief' as const,
    section: brief.section?.id ?? section,
    copy: {
      headline: brief.headline ?? '',
      dateline: brief.dateline,
      credits: brief.credits,
      body: brief.body,
      language,
    },
    shownAt: brief.shownAt,
  }))
  try {
    await call('desk', 'items.create', { items })
    const ids = items.map(({ id }) => id)
    offerUndo(made(items.length), () => void decide(ids, { type: 'spike' }))
  } catch (thrown) {
    tellFault(faultOf(thrown))
  }
}
