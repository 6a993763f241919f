/** What waits for the hub, as it is pushed. */
import { decodeEntry, handOn } from '../../shared/sync/codec.ts'
import type { Entry } from '../../shared/sync/entry.ts'
import { type Database, statement } from './driver.ts'

/** An entry that waits, and its row. */
export type Pushable = { row: number; entry: Entry }

const OF_ANYBODY = "e.status = 'waiting'"
const NOT_HELD = `${OF_ANYBODY} AND e.author NOT IN (SELECT value FROM json_each(@held))
  AND (e.item IS NULL OR NOT EXISTS (SELECT 1 FROM entries b WHERE b.status = 'waiting' AND b.row < e.row
    AND b.item = e.item AND b.author IN (SELECT value FROM json_each(@held))))`

type PushableRow = [
  number,
  ...[string, string | null, Entry['kind'], string, string, number, number, string, Uint8Array],
]

/** The last row of those that wait and fit together, at most `limit` entries and about `bytes`; null when none waits. */
const lastThatFits = (
  db: Database,
  which: string,
  { held, limit, bytes }: { held: string; limit: number; bytes: number },
): number | null => {
  let last: number | null = null
  let size = 0
  const rows = statement<[object], [number, number]>(
    db,
    `SELECT e.row, length(e.body) FROM entries e WHERE ${which} ORDER BY e.row LIMIT @limit`,
  )
    .raw()
    .all({ held, limit })
  for (const [row, length] of rows) {
    size += length
    if (last !== null && size > bytes) break
    last = row
  }
  return last
}

/**
 * What waits and can be pushed, in order, at most `limit` entries and about `bytes`. What `held` people wrote stays, and
 * so does what others did after it in the same items, because it may rest on it.
 */
export const pushableEntries = (
  db: Database,
  held: readonly string[],
  limit: number,
  bytes: number,
): Pushable[] => {
  const which = held.length === 0 ? OF_ANYBODY : NOT_HELD
  const asked = { held: JSON.stringify(held), limit, bytes }
  const last = lastThatFits(db, which, asked)
  if (last === null) return []
  return statement<[object], PushableRow>(
    db,
    `SELECT e.row, e.id, e.item, e.kind, e.author, e.replica, e.seq, e.at, e.head, e.body FROM entries e
       WHERE ${which} AND e.row <= @last ORDER BY e.row`,
  )
    .raw()
    .all({ held: asked.held, last })
    .map(([row, id, item, kind, author, replica, seq, at, head, body]) => {
      const stored = { id, item, kind, author, replica, seq, at, head, body }
      // Text is what there is much of; decisions are few.
      return { row, entry: kind === 'update' ? handOn(stored) : decodeEntry(stored) }
    })
}
