/** What `--break` does: takes one acknowledged update out of the replica between two lives, as a bad disk would. */
import { join } from 'node:path'
import { looked } from './check.ts'
import type { Writer } from './writer.ts'

export const dropAcknowledged = (folder: string, { item, lastAcknowledged }: Writer): void =>
  looked(join(folder, 'replica.db'), (db) => {
    const { changes } = db
      .prepare('DELETE FROM entries WHERE item = ? AND body = ?')
      .run(item, lastAcknowledged)
    db.prepare('DELETE FROM folds WHERE item = ?').run(item)
    if (changes !== 1) throw new Error('the update to drop was not there')
  })
