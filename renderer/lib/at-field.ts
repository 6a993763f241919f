/** To the field of an item in which something is wrong: with the item open and the focus in the field, wherever it stands. */
import type { DoorField } from '../../shared/domain/door-profile.ts'
import type { Id } from '../../shared/ids.ts'
import { go, openItem } from './navigation.tsx'
import { createStore } from './store.ts'

/** A field beside the text that somebody is on the way to: whoever draws it takes the focus there, once. */
export const askedField = createStore<{ item: Id; field: DoorField } | null>(null)

/** The focus is in the field that was asked for. */
export const fieldTaken = (): void => askedField.set(null)

/** Where in an item a field is: in the galley, or in the details beside it. */
export const placeOfField = (field: DoorField | null): 'headline' | 'dateline' | 'body' | 'details' => {
  switch (field) {
    case 'kicker':
    case 'headline':
      return 'headline'
    case 'dateline':
    case 'credits':
      return 'dateline'
    case 'byline':
    case 'section':
    case 'slug':
    case 'urgency':
    case 'language':
      return 'details'
    default:
      return 'body'
  }
}

/** Opens an item with the focus in a field of it. Null: the field is not known, and its text is as near as it gets. */
export const openAtField = (item: Id, field: DoorField | null): void => {
  const place = placeOfField(field)
  if (place !== 'details' || field === null) {
    openItem(item, place === 'details' ? 'body' : place)
    return
  }
  askedField.set({ item, field })
  openItem(item)
  go({ inspector: true, drawer: matchMedia('(max-width: 1099px)').matches ? 'inspector' : 'none' })
}
