/** The command palette. */
export const palette = {
  title: 'Opdrachten',
  placeholder: 'Opdracht of item',
  do: 'Doen',
  items: 'Items',
  choose: 'kies',
  open: 'open',
  ownWindow: 'eigen venster',
  allKeys: 'alle toetsen',
  nothing: 'Geen opdracht of item met "{{query}}".',
  results: 'Opdrachten en items',
} as const
