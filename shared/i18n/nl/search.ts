/** Search over everything on this computer. */
export const search = {
  title: 'Zoeken',
  results: 'Gevonden items',
  placeholder: 'Woorden uit kop of tekst',
  found_zero: 'Niets gevonden',
  found_one: '{{count}} item gevonden',
  found_other: '{{count}} items gevonden',
  shown: 'De eerste {{shown}} van {{count}}',
  section: 'Rubriek',
  allSections: 'Alle rubrieken',
  state: 'Toestand',
  allStates: 'Alle toestanden',
  nothing: 'Niets gevonden voor "{{query}}".',
  nothingText: 'Zoek op minder woorden, of in alle rubrieken. Accenten hoeft u niet te typen.',
  everywhere: 'Zoek in alle rubrieken',
} as const
