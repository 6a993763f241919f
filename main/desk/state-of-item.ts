/** The state of an item as this computer sees it: what the hub accepted, then what still waits for it. */

import type { ItemKind } from '../../shared/domain/copy.ts'
import { type ItemState, NEW_ITEM, transition } from '../../shared/domain/workflow.ts'
import type { Database } from '../db/driver.ts'
import { entriesOfItem, type LoggedEntry } from '../db/entries.ts'

export type StateOfItem = {
  kind: ItemKind
  state: ItemState
  /** Whether it was ever begun: an id that nobody made is no item. */
  created: boolean
  /** Some decision has not been ruled on yet. */
  waiting: boolean
  /** Last decision, ms UTC; 0 when there is none. */
  decidedAt: number
  /** Everybody who decided something. */
  deciders: string[]
}

/** Accepted decisions in the order of the feed, then waiting ones in the order of this computer. */
export const inForce = (logged: readonly LoggedEntry[]): LoggedEntry[] => [
  ...logged.filter((one) => one.status === 'accepted').sort((a, b) => (a.position ?? 0) - (b.position ?? 0)),
  ...logged.filter((one) => one.status === 'waiting'),
]

/** `before`: as it was when that entry was made, by its id. */
export const stateOfItem = (db: Database, item: string, before: string | null = null): StateOfItem => {
  const logged = inForce(entriesOfItem(db, item, 'event'))
  const found: StateOfItem = {
    kind: 'lead',
    state: NEW_ITEM,
    created: false,
    waiting: false,
    decidedAt: 0,
    deciders: [],
  }
  for (const { entry, status, acceptedAt } of logged) {
    if (entry.id === before) break
    if (entry.kind !== 'event') continue
    const at = acceptedAt ?? entry.at
    if (entry.event.type === 'created') {
      found.kind = entry.event.kind
      found.created = true
    }
    const next = transition(found.state, entry.event, { by: entry.author, at })
    // A waiting decision that no longer fits will be refused by the hub; until then it changes nothing here.
    if (next.ok) found.state = next.state
    if (status === 'waiting') found.waiting = true
    found.decidedAt = Math.max(found.decidedAt, at)
    if (!found.deciders.includes(entry.author)) found.deciders.push(entry.author)
  }
  return found
}
