import { authorsBetween } from '../../shared/document/authorship.ts'
import type { Database } from '../db/driver.ts'
import { basisOf } from './rights.ts'
import { authoredUpdates } from './working-copy.ts'

/** Everybody whose words a revision may hold: who restores it brings them back in as authors. */
export const authorsOfRevision = (db: Database, item: string, hash: string): string[] =>
  authorsBetween(authoredUpdates(db, item), null, basisOf(db, item, hash))
