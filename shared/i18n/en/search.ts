import type { search as nl } from '../nl/search.ts'
import type { Sentences } from '../sentences.ts'

/** Search over everything on this computer. */
export const search: Sentences<typeof nl> = {
  title: 'Search',
  results: 'Items found',
  placeholder: 'Words from headline or text',
  found_zero: 'Nothing found',
  found_one: '{{count}} item found',
  found_other: '{{count}} items found',
  shown: 'The first {{shown}} of {{count}}',
  section: 'Section',
  allSections: 'All sections',
  state: 'State',
  allStates: 'All states',
  nothing: 'Nothing found for "{{query}}".',
  nothingText: 'Search for fewer words, or in all sections. There is no need to type accents.',
  everywhere: 'Search in all sections',
}
