import { decodeEntry, encodeEntry } from '../../shared/sync/codec.ts'
import { eraseEntry } from '../../shared/sync/erase.ts'
import type { Reader } from './store/tables.ts'

/**
 * Takes everything that was written out of an item's entries in the feed. They keep their places, so that the feed stays
 * whole for whoever pulls it. Runs in the transaction that accepts the erasure.
 */
export const eraseFromFeed = async (db: Reader, item: string): Promise<void> => {
  const rows = await db
    .selectFrom('entries')
    .select(['id', 'item', 'kind', 'author', 'replica', 'seq', 'at', 'head', 'body'])
    .where('item', '=', item)
    .execute()
  for (const row of rows) {
    const entry = decodeEntry(row)
    const erased = eraseEntry(entry)
    if (erased === entry) continue
    await db.updateTable('entries').set(encodeEntry(erased)).where('id', '=', entry.id).execute()
  }
}
