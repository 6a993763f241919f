/** The revisions of an item, numbered from 1 as they were made. Their JSON lies in the log. */
import { type Database, statement } from './driver.ts'

/** Numbers a revision; the same copy twice keeps its first number. */
export const numberRevision = (db: Database, item: string, hash: string, row: number): number => {
  const known = revisionNumber(db, item, hash)
  if (known !== null) return known
  const { next } = statement<[string], { next: number }>(
    db,
    'SELECT count(*) + 1 AS next FROM revisions WHERE item = ?',
  ).get(item) ?? { next: 1 }
  statement(db, 'INSERT INTO revisions (hash, item, number, row) VALUES (?, ?, ?, ?)').run(
    hash,
    item,
    next,
    row,
  )
  return next
}

export const revisionNumber = (db: Database, item: string, hash: string): number | null =>
  statement<[string, string], { number: number }>(
    db,
    'SELECT number FROM revisions WHERE item = ? AND hash = ?',
  ).get(item, hash)?.number ?? null

/** Newest first. `row` is where in the log its JSON lies. */
export const revisionsOf = (db: Database, item: string): { hash: string; number: number; row: number }[] =>
  statement<[string], { hash: string; number: number; row: number }>(
    db,
    'SELECT hash, number, row FROM revisions WHERE item = ? ORDER BY number DESC',
  ).all(item)

export const revisionRow = (db: Database, item: string, hash: string): number | null =>
  statement<[string, string], { row: number }>(
    db,
    'SELECT row FROM revisions WHERE item = ? AND hash = ?',
  ).get(item, hash)?.row ?? null
