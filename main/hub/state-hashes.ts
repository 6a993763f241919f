import * as Y from 'yjs'
import { newDocument } from '../../shared/document/layout.ts'
import { stateHash } from '../../shared/document/state-hash.ts'
import type { StateHash } from '../../shared/sync/messages.ts'
import { updatesOf } from './feed.ts'
import { readItem } from './ledger.ts'
import type { Reader } from './store/tables.ts'

/** The state of items as the feed has them up to a position; erased ones are left out. */
export const stateHashes = async (
  db: Reader,
  items: readonly string[],
  position: number,
): Promise<StateHash[]> => {
  const hashes: StateHash[] = []
  for (const item of items) {
    // There is nothing left to compare, and who has not heard of the erasure yet would see a difference.
    if ((await readItem(db, item))?.state.state === 'erased') continue
    const updates = await updatesOf(db, item)
    const doc = newDocument()
    doc.transact(() => {
      for (const { update, position: at } of updates)
        if (at !== null && at <= position) Y.applyUpdate(doc, update)
    })
    hashes.push({ item, hash: stateHash(doc) })
    doc.destroy()
  }
  return hashes
}
