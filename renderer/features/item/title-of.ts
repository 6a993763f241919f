import type { TFunction } from 'i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'

/** As much of a headline as a sentence or a dialog can carry. */
const LONGEST = 60

/** A long headline up to the last whole word that fits. Pure. */
export const shortened = (headline: string): string => {
  if (headline.length <= LONGEST) return headline
  const cut = headline.slice(0, LONGEST)
  const word = cut.lastIndexOf(' ')
  return `${(word > 0 ? cut.slice(0, word) : cut).trimEnd()} ...`
}

/** What an item is called in a sentence. */
export const titleOf = (row: Pick<ItemRow, 'kind' | 'headline'>, common: TFunction<'common'>): string =>
  row.headline === ''
    ? common(row.kind === 'lead' ? 'untitledLead' : 'untitledBrief')
    : shortened(row.headline)
