/** Names that Kopij gives to what a standard leaves free, the same in every format. */
import type { ItemKind } from '../domain/copy.ts'

/** Receivers that have seen earlier desks know "kort" (standards, section 2, "brief"). */
export const PROFILE = { lead: 'kopij-lead', brief: 'kopij-kort' } as const satisfies Record<ItemKind, string>

/** The profile of a section's page. */
export const PAGE_PROFILE = 'kopij-pagina'

/** The role of the item that an update follows, among the other identifiers. */
export const FOLLOWS = 'kopij-follows'

/** The first word of a note that says what a version is, in the language of the copy (standards, section 3). */
export const WHAT_IT_IS = {
  correction: (language: string): string => (/^nl(?:-|$)/iu.test(language) ? 'CORRECTIE:' : 'CORRECTION:'),
}
