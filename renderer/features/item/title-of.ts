import type { TFunction } from 'i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'

/** What an item is called in a sentence. */
export const titleOf = (row: Pick<ItemRow, 'kind' | 'headline'>, common: TFunction<'common'>): string =>
  row.headline === '' ? common(row.kind === 'lead' ? 'untitledLead' : 'untitledBrief') : row.headline
