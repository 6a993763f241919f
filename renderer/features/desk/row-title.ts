import type { TFunction } from 'i18next'
import type { ItemRow } from '../../../shared/domain/view.ts'

/** What an item is called where it has no words of its own yet. */
export const rowTitle = (row: Pick<ItemRow, 'headline' | 'kind'>, t: TFunction<'common'>): string =>
  row.headline !== '' ? row.headline : t(row.kind === 'lead' ? 'untitledLead' : 'untitledBrief')

/** The longest title inside a sentence, in characters; a brief's first words can be a whole paragraph. */
const LONGEST = 64

/** The title, short enough for a sentence: cut after a word. */
export const shortTitle = (title: string): string => {
  if (title.length <= LONGEST) return title
  const cut = title.slice(0, LONGEST)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST / 2)).replace(/[\s.,;:]+$/u, '')} ...`
}
