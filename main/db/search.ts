/** Full text over everything on this computer, diacritics folded, as fast as one types. */
import type { State } from '../../shared/domain/workflow.ts'
import type { Database } from './driver.ts'

/** Marks round a hit: "first strong isolate" and "pop directional isolate" occur in no copy. */
export const HIT_START = '\u2068'
export const HIT_END = '\u2069'

export type SearchQuery = { query: string; section: string | null; states: readonly State[]; limit: number }

/**
 * What was typed, as an FTS5 expression: every word must occur, the last one may still be unfinished.
 * Each word is quoted, so that nothing a person types is syntax. Null when there is no word in it.
 */
export const toMatch = (query: string): string | null => {
  // Typed on some keyboards an accent is a sign of its own; it is part of its letter, not the end of a word.
  const words = query.normalize('NFC').match(/[\p{L}\p{N}]+/gu)
  if (words === null) return null
  const last = words.length - 1
  return words.map((word, index) => `"${word}"${index === last && !/\s$/u.test(query) ? '*' : ''}`).join(' ')
}

/**
 * Hits, newest first among the best. Ranking every hit of a frequent word is slow (quality.md, 3.4), so the newest
 * thousand candidates are ranked and the rest is counted.
 */
export const searchItems = (
  db: Database,
  { query, section, states, limit }: SearchQuery,
): { id: string; passage: string }[] => {
  const match = toMatch(query)
  if (match === null) return []
  return db
    .prepare<[Record<string, unknown>], { id: string; passage: string }>(
      `SELECT items.id AS id, snippet(search, -1, @start, @end, '...', 14) AS passage
         FROM search JOIN items ON items.num = search.rowid
        WHERE search MATCH @match
          AND search.rowid > (SELECT coalesce(max(num), 0) FROM items) - 50000
          AND (@section IS NULL OR items.section = @section)
          AND (@states = '[]' OR items.state IN (SELECT value FROM json_each(@states)))
        ORDER BY bm25(search, 4.0, 1.0, 2.0), items.touched_at DESC
        LIMIT @limit`,
    )
    .all({ match, section, states: JSON.stringify(states), limit, start: HIT_START, end: HIT_END })
}
