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

export const policyOf = (db: Database): Policy => ({
  approvers: readPeople(db).filter((person) => person.active && person.roles.includes('chief')).length,
  chiefMayFix: readSettings(db).chiefMayFix,
})

/** What a revision was made from, or null when this computer does not hold it. */
export const basisOf = (db: Database, item: string, hash: string): Bound | null => {
  const row = revisionRow(db, item, hash)
  const logged = row === null ? null : entryAtRow(db, row)
  if (logged?.entry.kind !== 'revision') return null
  return { ...logged.entry.basis, revisionAt: logged.position }
}

/** The basis of the last approved revision of an item: authors count from there. */
export const lastApprovedBasis = (db: Database, item: string): Bound | null => {
  const approvals = inForce(entriesOfItem(db, item, 'event')).flatMap(({ entry }) =>
    entry.kind === 'event' && entry.event.type === 'approved' ? [entry.event.revision] : [],
  )
  const last = approvals.at(-1)
  return last === undefined ? null : basisOf(db, item, last)
}

/**
 * The authors that four eyes look at: of the revision that waits, else of the working copy, counted since the last
 * approval.
 */
export const copyAuthors = (db: Database, item: string, found: StateOfItem): string[] => {
  const { submitted } = found.state
  return authorsBetween(
    authoredUpdates(db, item),
    lastApprovedBasis(db, item),
    submitted === null ? null : basisOf(db, item, submitted),
  )
}

export const factsOf = (db: Database, item: string): ItemFacts & { found: StateOfItem } => {
  const found = stateOfItem(db, item)
  return { found, state: found.state, authors: copyAuthors(db, item, found) }
}
