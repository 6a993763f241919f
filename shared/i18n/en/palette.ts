import type { palette as nl } from '../nl/palette.ts'
import type { Sentences } from '../sentences.ts'

/** The command palette. */
export const palette: Sentences<typeof nl> = {
  title: 'Commands',
  placeholder: 'Command or item',
  do: 'Do',
  items: 'Items',
  choose: 'choose',
  open: 'open',
  ownWindow: 'own window',
  allKeys: 'all keys',
  nothing: 'No command or item with "{{query}}".',
  results: 'Commands and items',
}
