/**
 * What the first picture of a desk will ask is asked before the panes that ask it are drawn: the desk process answers
 * while the window draws, instead of after it.
 */
import type { Id } from '../../../shared/ids.ts'
import { here, SHOWS_ITEM } from '../../lib/navigation.tsx'
import { foresee } from '../../lib/queries.ts'
import { stage } from '../../lib/session.tsx'
import { foreseeWorkingCopy } from '../editor/index.ts'
import { foreseeRows } from './list-rows.ts'

const seat = (): { desk: Id; person: Id } | null => {
  const now = stage.get()
  return now.at === 'in' ? { desk: now.session.desk.id, person: now.person.id } : null
}

/** Starts: whenever somebody sits down at a desk, the item and the list that they come back to are on their way. */
export const startForesight = (): void => {
  let before = seat()
  stage.subscribe(() => {
    const now = seat()
    const isNew = now !== null && (now.desk !== before?.desk || now.person !== before.person)
    before = now
    if (!isNew) return
    const { view, item, section } = here()
    if (SHOWS_ITEM.has(view) && item !== null) {
      foresee('items.get', { item })
      foreseeWorkingCopy(item)
    }
    foresee('desk.overview', {})
    if (view === 'desk' || view === 'mine' || view === 'spiked' || view === 'trash')
      foreseeRows({ list: view, section, states: [], kind: null })
  })
}
