/** Working copies from the log: what the desk process reads for lines, revisions and pages. */
import * as Y from 'yjs'
import type { AuthoredUpdate } from '../../shared/document/authorship.ts'
import { newDocument } from '../../shared/document/layout.ts'
import { type Database, withFaults } from '../db/driver.ts'
import { entriesOfItem, type LoggedEntry } from '../db/entries.ts'
import { readFold, writeFold } from '../db/folds.ts'
import { updatesAfter } from '../db/text-facts.ts'

/** Beyond this many updates since the last fold, a closed working copy is folded again. */
const FOLD_AFTER = 200

/** The working copy of an item and the last row of the log that is in it. */
export type LoadedDocument = { doc: Y.Doc; row: number }

const usable = (logged: LoggedEntry): boolean => logged.status !== 'refused'

/** Replays the log of an item, from its fold on, in one transaction. */
export const loadDocument = (db: Database, item: string): LoadedDocument => {
  const fold = readFold(db, item)
  const entries = entriesOfItem(db, item, 'update', fold?.row ?? 0)
  const doc = newDocument()
  let row = fold?.row ?? 0
  doc.transact(() => {
    if (fold) Y.applyUpdate(doc, fold.state)
    for (const logged of entries) {
      if (logged.entry.kind === 'update' && usable(logged)) Y.applyUpdate(doc, logged.entry.update)
      row = logged.row
    }
  })
  return { doc, row }
}

/**
 * Keeps a long working copy quick to open. Skipped while there is little to gain. Made from the log and never from what a
 * window has open: that may still hold what the hub refused.
 */
export const foldDocument = (db: Database, item: string): void => {
  if (updatesAfter(db, item, readFold(db, item)?.row ?? 0) < FOLD_AFTER) return
  const { doc, row } = loadDocument(db, item)
  withFaults(() => writeFold(db, item, row, Y.encodeStateAsUpdate(doc)))
  doc.destroy()
}

/** All updates of an item with their authors, in the order of arrival. */
export const authoredUpdates = (db: Database, item: string): AuthoredUpdate[] =>
  entriesOfItem(db, item, 'update').flatMap((logged): AuthoredUpdate[] => {
    const { entry } = logged
    if (entry.kind !== 'update' || !usable(logged)) return []
    const { author, carries, update, replica, seq } = entry
    return [{ author, carries, update, replica, seq, position: logged.position }]
  })
