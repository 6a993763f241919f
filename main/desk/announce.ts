/**
 * What of the decisions that arrived from colleagues is worth a word on the screen of somebody who looks elsewhere:
 * copy that this person may approve, and what became of copy that this person wrote.
 */
import { can } from '../../shared/domain/permissions.ts'
import type { ItemEventEntry } from '../../shared/sync/entry.ts'
import { authorsInOrder } from '../db/text-facts.ts'
import type { DeskContext } from './context.ts'
import { headlineOf, personName } from './facts.ts'
import { actorOf, factsOf, policyOf } from './rights.ts'

/** `more`: how many others like it arrived at the same time and are not told one by one. */
export type Announcement = {
  kind: 'to-approve' | 'approved' | 'returned' | 'killed'
  item: string
  headline: string
  by: string
  more: number
}

const kindOf = (
  desk: DeskContext,
  person: string,
  { item, event }: ItemEventEntry,
): Announcement['kind'] | null => {
  switch (event.type) {
    case 'submitted': {
      const facts = factsOf(desk.db, item)
      // What was submitted may have been decided about since: only what still waits is announced.
      if (facts.state.submitted !== event.revision) return null
      return can(actorOf(desk.db, person), 'approve', facts, policyOf(desk.db)).ok ? 'to-approve' : null
    }
    case 'approved':
    case 'returned':
    case 'killed':
      return authorsInOrder(desk.db, item).includes(person) ? event.type : null
    default:
      return null
  }
}

/** One word for each kind of news, about its latest item: somebody who comes back to thirty submissions hears of them once. */
export const announce = (
  desk: DeskContext,
  person: string,
  arrived: readonly ItemEventEntry[],
): Announcement[] => {
  const told = new Map<string, Announcement>()
  for (const entry of arrived) {
    if (entry.author === person) continue
    const kind = kindOf(desk, person, entry)
    if (kind === null) continue
    told.set(kind, {
      kind,
      item: entry.item,
      headline: headlineOf(desk, entry.item),
      by: personName(desk, entry.author),
      more: (told.get(kind)?.more ?? -1) + 1,
    })
  }
  return [...told.values()]
}
