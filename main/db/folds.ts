/** Working copies folded up to a row of the log. Derived: dropping one costs time, never text. */
import { type Database, statement } from './driver.ts'

export const readFold = (db: Database, item: string): { row: number; state: Uint8Array } | null =>
  statement<[string], { row: number; state: Uint8Array }>(
    db,
    'SELECT row, state FROM folds WHERE item = ?',
  ).get(item) ?? null

export const writeFold = (db: Database, item: string, row: number, state: Uint8Array): void => {
  statement(
    db,
    'INSERT INTO folds (item, row, state) VALUES (?, ?, ?) ON CONFLICT (item) DO UPDATE SET row = excluded.row, state = excluded.state',
  ).run(item, row, state)
}

export const dropFold = (db: Database, item: string): void => {
  statement(db, 'DELETE FROM folds WHERE item = ?').run(item)
}
