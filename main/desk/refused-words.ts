/** Words that the hub refused, for who wrote them: nothing that was typed vanishes in silence. */
import * as Y from 'yjs'
import { newDocument } from '../../shared/document/layout.ts'
import { wordsBeyond } from '../../shared/document/words-beyond.ts'
import type { RefusedWords } from '../../shared/ipc/together.ts'
import { entriesOfItem } from '../db/entries.ts'
import type { DeskContext } from './context.ts'

/**
 * What a person typed in an item and the hub did not take, with the last reason. Null when there is nothing of it. Told
 * from the log, so that it is there as well for who had closed the item, or the app.
 */
export const refusedWords = (desk: DeskContext, item: string, person: string): RefusedWords | null => {
  const logged = entriesOfItem(desk.db, item, 'update')
  const refused = logged.filter(({ status, entry }) => status === 'refused' && entry.author === person)
  const last = refused.at(-1)
  if (!last) return null
  const taken = newDocument()
  const all = newDocument()
  for (const { entry, status } of logged) {
    if (entry.kind !== 'update') continue
    Y.applyUpdate(all, entry.update)
    if (status !== 'refused' || entry.author !== person) Y.applyUpdate(taken, entry.update)
  }
  const words = wordsBeyond(all, Y.encodeStateVector(taken))
  all.destroy()
  taken.destroy()
  return words.length === 0
    ? null
    : {
        last: last.entry.id,
        at: last.entry.at,
        fault: last.fault ?? { code: 'refused-state', params: {} },
        words,
      }
}
