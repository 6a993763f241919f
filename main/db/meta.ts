/** Single facts about a replica: its own id, the desk's id, the cursor in the hub's feed. */
import { Cursor } from '../../shared/sync/messages.ts'
import type { Database } from './driver.ts'

type Key = 'replica' | 'desk' | 'cursor' | 'example'

export const readMeta = (db: Database, key: Key): string | null =>
  db.prepare<[Key], { value: string }>('SELECT value FROM meta WHERE key = ?').get(key)?.value ?? null

export const writeMeta = (db: Database, key: Key, value: string): void => {
  db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value)
}

export const readCursor = (db: Database): Cursor | null => {
  const stored = readMeta(db, 'cursor')
  return stored === null ? null : Cursor.parse(JSON.parse(stored))
}

export const writeCursor = (db: Database, cursor: Cursor): void =>
  writeMeta(db, 'cursor', JSON.stringify(cursor))
