/**
 * Erasing an item from a database (shared/sync/erase.ts says what is left of an entry). The same work on a replica, on
 * the hub's database that lies beside it, and on the backups of both.
 */
import { z } from 'zod'
import { withoutStateTexts } from '../../shared/domain/state-texts.ts'
import { decodeEntry, encodeEntry } from '../../shared/sync/codec.ts'
import { eraseEntry } from '../../shared/sync/erase.ts'
import { type Database, statement } from './driver.ts'
import { removeItem } from './items.ts'

const Row = z.object({
  id: z.string(),
  item: z.string(),
  kind: z.enum(['update', 'revision', 'event']),
  author: z.string(),
  replica: z.string(),
  seq: z.int(),
  at: z.int(),
  head: z.string(),
  body: z.instanceof(Uint8Array),
})

/** Takes everything that was written out of the entries of an item. What was there is overwritten (`secure_delete`). */
const eraseEntries = (db: Database, item: string): void => {
  const rows = db
    .prepare('SELECT id, item, kind, author, replica, seq, at, head, body FROM entries WHERE item = ?')
    .all(item)
  const update = db.prepare('UPDATE entries SET head = ?, body = ? WHERE id = ?')
  for (const raw of rows) {
    const entry = decodeEntry(Row.parse(raw))
    const erased = eraseEntry(entry)
    if (erased === entry) continue
    const { head, body } = encodeEntry(erased)
    update.run(head, body, entry.id)
  }
}

/**
 * Erases an item here, when the hub's word for it is in: entries, fold, line, search. What still waits for the hub is
 * refused, because there is nothing left that it could be about. `now` is ms UTC. Call it inside a transaction.
 */
export const eraseItem = (db: Database, item: string, now: number): void => {
  eraseEntries(db, item)
  const fault = JSON.stringify({ code: 'refused-erased', params: {} })
  const waiting = db
    .prepare<[string, string], { id: string }>(
      "UPDATE entries SET status = 'refused', fault = ? WHERE item = ? AND status = 'waiting' RETURNING id",
    )
    .all(fault, item)
  for (const { id } of waiting)
    db.prepare('INSERT OR REPLACE INTO waited (entry, ruled_at) VALUES (?, ?)').run(id, now)
  db.prepare('DELETE FROM folds WHERE item = ?').run(item)
  removeItem(db, item)
  db.prepare('INSERT INTO erased (item, scrubbed) VALUES (?, 0) ON CONFLICT (item) DO NOTHING').run(item)
}

/** Whether an item was erased here. */
export const isErasedHere = (db: Database, item: string): boolean =>
  statement(db, 'SELECT 1 FROM erased WHERE item = ?').get(item) !== undefined

/** Erases once more what the log says was erased: after the log was put together from several places. */
export const eraseAgain = (db: Database): void => {
  const rows = db
    .prepare<[], { item: string; at: number }>(
      `SELECT item, max(accepted_at) AS at FROM entries
       WHERE kind = 'event' AND status = 'accepted' AND json_extract(CAST(body AS TEXT), '$.type') = 'erased'
       GROUP BY item`,
    )
    .all()
  for (const { item, at } of rows) eraseItem(db, item, at)
}

/** Erased items that may still lie in backups, or in what the disk has not overwritten yet. */
export const unscrubbed = (db: Database): string[] =>
  db
    .prepare<[], { item: string }>('SELECT item FROM erased WHERE scrubbed = 0')
    .all()
    .map((row) => row.item)

export const markScrubbed = (db: Database, items: readonly string[]): void => {
  const mark = db.prepare('UPDATE erased SET scrubbed = 1 WHERE item = ?')
  for (const item of items) mark.run(item)
}

/** Overwrites what the search index and the log of the database still hold of what was taken out of them. */
export const settleErasure = (db: Database): void => {
  db.prepare("INSERT INTO search (search) VALUES ('optimize')").run()
  db.pragma('wal_checkpoint(TRUNCATE)')
}

const hasTable = (db: Database, table: string): boolean =>
  db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined

const hasColumn = (db: Database, table: string, column: string): boolean =>
  db.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, column) !== undefined

/** What a replica keeps of its items besides the log; an earlier one did not have all of it. */
const OF_ITEMS = ['folds', 'item_people', 'seen', 'stale', 'collided'] as const

/** A hub's state of an item, without what people wrote in it. */
const blankState = (db: Database, item: string): void => {
  const row = db.prepare<[string], { state: string }>('SELECT state FROM items WHERE id = ?').get(item)
  if (row) db.prepare('UPDATE items SET state = ? WHERE id = ?').run(withoutStateTexts(row.state), item)
}

/**
 * Erases items from a backup of a replica or of a hub, of this schema or an earlier one. There is no ruling in it: whoever
 * restores it finds the item as it stood, without a word.
 */
export const eraseInBackup = (db: Database, items: readonly string[]): void => {
  db.transaction(() => {
    for (const item of items) {
      if (hasTable(db, 'entries')) eraseEntries(db, item)
      // A replica's lines are made again from the log; a hub's state of an item is not.
      if (hasColumn(db, 'items', 'item_state')) {
        db.prepare('DELETE FROM search WHERE rowid = (SELECT num FROM items WHERE id = ?)').run(item)
        db.prepare('DELETE FROM items WHERE id = ?').run(item)
        for (const table of OF_ITEMS)
          if (hasTable(db, table)) db.prepare(`DELETE FROM ${table} WHERE item = ?`).run(item)
        db.prepare('INSERT OR IGNORE INTO stale (item) VALUES (?)').run(item)
      } else if (hasTable(db, 'items')) blankState(db, item)
    }
  }).immediate()
  if (hasTable(db, 'search')) db.prepare("INSERT INTO search (search) VALUES ('optimize')").run()
  db.exec('VACUUM')
}
