import type { BriefOfLead } from '../../../shared/domain/shorten.ts'
import type { Id } from '../../../shared/ids.ts'
import type { Input } from '../../../shared/ipc/contract.ts'

/** The brief to be made of an item. It names that item, so that who wrote it and its embargo come along with the words. */
export const briefFrom = (
  item: Id,
  { copy }: BriefOfLead,
  id: Id,
): Input<'desk', 'items.create'>['items'][number] => ({
  ...{ id, kind: 'brief', section: copy.section, copy, shownAt: null, from: item },
})
