/** What `can` has to know, read from the replica. */
import { authorsBetween, type Bound } from '../../shared/document/authorship.ts'
import type { Actor, ItemFacts, Policy } from '../../shared/domain/permissions.ts'
import { FaultError } from '../../shared/errors.ts'
import type { Database } from '../db/driver.ts'
import { entriesOfItem, entryAtRow } from '../db/entries.ts'
import { readPeople, readPerson, readSettings } from '../db/register.ts'
import { revisionRow } from '../db/revisions.ts'
import { inForce, type StateOfItem, stateOfItem } from './state-of-item.ts'
import { authoredUpdates } from './working-copy.ts'

/** The person whom a port is bound to, with the roles of this moment. */
export type DeskActor = Actor

/** Somebody who may act here; throws `locked` for who left the desk meanwhile. */
export const actorOf = (db: Database, person: string): DeskActor => {
  const found = readPerson(db, person)
  if (!found?.active) throw new FaultError('locked')
  return { id: found.id, roles: found.roles }
}

export const policyOf = (db: Database): Policy => {
  const { chiefMayFix, releaseThemselves } = readSettings(db)
  const approvers = readPeople(db).filter((person) => person.active && person.roles.includes('chief')).length
  return { approvers, chiefMayFix, releaseThemselves }
}

/** What a revision was made from, or null when this computer does not hold it. */
export const basisOf = (db: Database, item: string, hash: string): Bound | null => {
  const row = revisionRow(db, item, hash)
  const logged = row === null ? null : entryAtRow(db, row)
  if (logged?.entry.kind !== 'revision') return null
  return { ...logged.entry.basis, revisionAt: logged.position }
}

/**
 * What the revisions were made from that the last submission and the last approval were about. Words that came back have
 * the name that they had before, so a decision is about the last revision of its name when it was made.
 */
const boundsOf = (db: Database, item: string): { submitted: Bound | null; approved: Bound | null } => {
  const logged = [...entriesOfItem(db, item, 'revision'), ...entriesOfItem(db, item, 'event')]
  const latest = new Map<string, Bound>()
  const bounds: ReturnType<typeof boundsOf> = { submitted: null, approved: null }
  for (const { entry, position } of inForce(logged.sort((a, b) => a.row - b.row))) {
    if (entry.kind === 'revision') latest.set(entry.hash, { ...entry.basis, revisionAt: position })
    if (entry.kind !== 'event') continue
    const { event } = entry
    if (event.type === 'submitted' || event.type === 'approved')
      bounds[event.type] = latest.get(event.revision) ?? null
  }
  return bounds
}

/**
 * The authors that four eyes look at: of the revision that waits, else of the working copy, counted since the last
 * approval.
 */
export const copyAuthors = (db: Database, item: string, found: StateOfItem): string[] => {
  const { approved, submitted } = boundsOf(db, item)
  return authorsBetween(
    authoredUpdates(db, item),
    approved,
    found.state.submitted === null ? null : submitted,
  )
}

export const factsOf = (db: Database, item: string): ItemFacts & { found: StateOfItem } => {
  const found = stateOfItem(db, item)
  return { found, kind: found.kind, state: found.state, authors: copyAuthors(db, item, found) }
}
