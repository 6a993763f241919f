/**
 * What an app below an item's schema epoch may not do (design: "A schema only grows, and an older app never deletes what
 * it does not know"): write into it, name its copy, or judge a copy that it cannot read whole.
 */
import { unknownParts } from '../../shared/document/unknown-parts.ts'
import type { ItemAction } from '../../shared/domain/permissions.ts'
import { FaultError } from '../../shared/errors.ts'
import { SCHEMA_EPOCH } from '../../shared/sync/entry.ts'
import type { Database } from '../db/driver.ts'
import { newestEpoch } from '../db/text-facts.ts'
import { loadDocument } from './working-copy.ts'

/** Whether a newer Kopij has written in the item. */
export const isNewer = (db: Database, item: string): boolean => newestEpoch(db, item).epoch > SCHEMA_EPOCH

/** Actions that rest on having read all of the copy. */
const NEEDS_ALL: readonly ItemAction[] = ['write', 'submit', 'approve']

/** Whether this build has to leave an action on a newer item to a newer one. */
export const leftToNewer = (action: ItemAction): boolean => NEEDS_ALL.includes(action)

/** Throws `refused-newer-schema` where this build cannot name the copy of an item. */
export const refuseUnreadable = (db: Database, item: string): void => {
  if (isNewer(db, item)) throw new FaultError('refused-newer-schema')
  const { doc } = loadDocument(db, item)
  const unknown = unknownParts(doc)
  doc.destroy()
  // Nobody said that it is newer, and yet it is: a name for it would leave out what cannot be read.
  if (unknown.length > 0) throw new FaultError('refused-newer-schema')
}
