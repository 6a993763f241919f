/**
 * What of the decisions that arrived from colleagues is worth a word on the screen of somebody who looks elsewhere:
 * copy that this person may approve, and what became of copy that this person wrote.
 */
import { can } from '../../shared/domain/permissions.ts'
import type { ItemEventEntry } from '../../shared/sync/entry.ts'
import { authorsInOrder } from '../db/text-facts.ts'
import type { DeskContext } from './context.ts'
import type { Desk } from './desk.ts'
import { headlineOf, mayAct, personName } from './facts.ts'
import { projectOrLater } from './project.ts'
import { actorOf, factsOf, policyOf } from './rights.ts'

/** `more`: how many others like it arrived at the same time and are not told one by one. */
export type Announcement = {
  kind:
    | 'to-approve'
    | 'approved'
    | 'returned'
    | 'killed'
    | 'kill-asked'
    | 'lift-asked'
    | `slot-${'soon' | 'unapproved' | 'held' | 'stopped' | 'missed' | 'ahead'}`
  item: string
  headline: string
  by: string
  more: number
  /** Of a slot: when, as the desk's clock shows it. */
  at?: string
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
    case 'kill-asked': {
      const facts = factsOf(desk.db, item)
      if (facts.state.killAsked === null) return null
      return can(actorOf(desk.db, person), 'kill', facts, policyOf(desk.db)).ok ? event.type : null
    }
    case 'lift-asked': {
      const facts = factsOf(desk.db, item)
      if (facts.state.liftAsked === null) return null
      return can(actorOf(desk.db, person), 'lift', facts, policyOf(desk.db)).ok ? event.type : null
    }
    case 'approved':
    case 'returned':
    case 'killed':
      return authorsInOrder(desk.db, item).includes(person) ? event.type : null
    default:
      return null
  }
}

/** Older decisions are no news any more: a computer that joins a desk takes in all of its past, ms. */
const NEWS_FOR = 12 * 3_600_000

/** One word for each kind of news, about its latest item: somebody who comes back to thirty submissions hears of them once. */
export const announce = (
  desk: DeskContext,
  person: string,
  arrived: readonly ItemEventEntry[],
): Announcement[] => {
  // Whoever left the desk is told nothing, and must not keep others from hearing.
  if (!mayAct(desk, person)) return []
  const told = new Map<Announcement['kind'], { latest: ItemEventEntry; items: Set<string> }>()
  for (const entry of arrived) {
    if (entry.author === person || desk.clock.now() - entry.at > NEWS_FOR) continue
    const kind = kindOf(desk, person, entry)
    if (kind === null) continue
    const items = told.get(kind)?.items ?? new Set()
    told.set(kind, { latest: entry, items: items.add(entry.item) })
  }
  return [...told].map(([kind, { latest, items }]) => {
    // Where much arrived at once its line is not made yet, and the headline is in it.
    projectOrLater(desk, latest.item)
    return {
      kind,
      item: latest.item,
      headline: headlineOf(desk, latest.item),
      by: personName(desk, latest.author),
      more: items.size - 1,
    }
  })
}

/**
 * Announces what arrives at a desk to whoever `person` says sits there. What comes in while there is a long way to catch up
 * is told at its end, as one.
 */
export const announceArrivals = (
  { context, sync, onArrived, onSafety }: Pick<Desk, 'context' | 'sync' | 'onArrived' | 'onSafety'>,
  person: () => string | null,
  tell: (news: Announcement) => void,
): (() => void) => {
  let gathered: ItemEventEntry[] = []
  const tellGathered = (): void => {
    if (gathered.length === 0 || sync.hub().progress !== null) return
    const arrived = gathered
    gathered = []
    const somebody = person()
    if (somebody !== null) for (const news of announce(context, somebody, arrived)) tell(news)
  }
  const stops = [
    onArrived((arrived) => {
      gathered.push(...arrived)
      tellGathered()
    }),
    onSafety(tellGathered),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
