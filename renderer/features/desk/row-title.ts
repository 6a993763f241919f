import type { TFunction } from 'i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'

/** What an item is called where it has no words of its own yet. */
export const rowTitle = (row: Pick<ItemRow, 'headline' | 'kind'>, t: TFunction<'common'>): string =>
  row.headline !== '' ? row.headline : t(row.kind === 'lead' ? 'untitledLead' : 'untitledBrief')
