/** Single facts about a replica: its own id, the desk's id, the cursor in the hub's feed. */
import { Repaired } from '../../shared/ipc/syncing.ts'
import { Cursor } from '../../shared/sync/messages.ts'
import { type Database, statement } from './driver.ts'

type Key = 'replica' | 'desk' | 'cursor' | 'example'

export const readMeta = (db: Database, key: Key): string | null =>
  statement<[Key], { value: string }>(db, 'SELECT value FROM meta WHERE key = ?').get(key)?.value ?? null

export const writeMeta = (db: Database, key: Key, value: string): void => {
  statement(
    db,
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value)
}

export const readCursor = (db: Database): Cursor | null => {
  const stored = readMeta(db, 'cursor')
  return stored === null ? null : Cursor.parse(JSON.parse(stored))
}

export const writeCursor = (db: Database, cursor: Cursor): void =>
  writeMeta(db, 'cursor', JSON.stringify(cursor))

/** Small things that the client of a hub remembers: verifiers, a choice that is being carried out. */
export const readMemory = (db: Database, name: string): string | null =>
  statement<[string], { value: string }>(db, 'SELECT value FROM meta WHERE key = ?').get(`sync ${name}`)
    ?.value ?? null

export const writeMemory = (db: Database, name: string, value: string | null): void => {
  if (value === null) statement(db, 'DELETE FROM meta WHERE key = ?').run(`sync ${name}`)
  else
    statement(
      db,
      'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ).run(`sync ${name}`, value)
}

const REPAIRED = 'repaired'

/** What was put right when this replica was found damaged, or null. */
export const readRepair = (db: Database): Repaired | null => {
  const stored = readMemory(db, REPAIRED)
  return stored === null ? null : Repaired.parse(JSON.parse(stored))
}

export const writeRepair = (db: Database, repaired: Repaired): void =>
  writeMemory(db, REPAIRED, JSON.stringify(repaired))

/**
 * The position of the feed up to which everything of an item is here: the cursor, or further where the item was taken in
 * whole ahead of it. What is written now has seen as much, and a revision is made from no more (see `Basis`).
 */
export const seenPosition = (db: Database, item: string | null): number => {
  const cursor = readCursor(db)?.position ?? 0
  if (item === null) return cursor
  const ahead = statement<[string], { position: number }>(
    db,
    'SELECT position FROM ahead WHERE item = ?',
  ).get(item)?.position
  return Math.max(cursor, ahead ?? 0)
}
