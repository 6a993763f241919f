import type { ItemKind } from '../../../shared/domain/copy.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import type { Overview } from '../../../shared/ipc/desk.ts'
import { call } from '../../lib/client.ts'
import { dropKeys, holdKeys } from '../../lib/held-keys.ts'
import { newItemId } from '../../lib/item-id.ts'
import { go, here, openItem } from '../../lib/navigation.tsx'
import { createStore } from '../../lib/store.ts'
import { tellFault } from '../../lib/strip.ts'

/** The item that was begun last: the list forgets a search that would keep it out of sight. */
export const begunItem = createStore<Id | null>(null)

/** The section that the window shows, else the first of the desk. */
const sectionIn = (overview: Overview | undefined): Id | undefined => {
  const active = overview?.sections.filter((section) => section.active) ?? []
  const shown = active.find(({ id }) => id === here().section)
  return (shown ?? [...active].sort((a, b) => a.order - b.order)[0])?.id
}

/**
 * Begins an item in the section that the window shows (else the first of the desk) and puts the caret in it: a lead
 * begins with its headline, a brief with its text.
 */
export const beginItem = async (kind: ItemKind, overview: Overview | undefined): Promise<void> => {
  const id = newItemId()
  // What is typed from here on is for the new item.
  holdKeys()
  try {
    // The key works as soon as the button can be seen, also before the window has read the sections.
    const section = sectionIn(overview) ?? sectionIn(await call('desk', 'desk.overview', {}))
    if (section === undefined) return dropKeys()
    await call('desk', 'items.create', { items: [{ id, kind, section, copy: {}, shownAt: null }] })
    begunItem.set(id)
    go({ view: 'desk' })
    openItem(id, kind === 'lead' ? 'headline' : 'body')
  } catch (thrown) {
    dropKeys()
    tellFault(faultOf(thrown))
  }
}
