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

/** How many hits are ranked. Ranking every hit of a frequent word is slow (quality.md, 3.4). */
const RANKED = 1000

const FOUND = `FROM search JOIN items ON items.num = search.rowid
   WHERE search MATCH @match AND items.state <> 'deleted'
     AND (@section IS NULL OR items.section = @section)
     AND (@states = '[]' OR items.state IN (SELECT value FROM json_each(@states)))`

/** The best of the newest hits, best first, and how many there are in all. */
export const searchItems = (
  db: Database,
  { query, section, states, limit }: SearchQuery,
): { hits: { id: string; passage: string }[]; total: number } => {
  const match = toMatch(query)
  if (match === null) return { hits: [], total: 0 }
  const asked = { match, section, states: JSON.stringify(states) }
  // A range and not a list of rows: FTS5 would look each of a list up on its own.
  const ranked = db
    .prepare<[Record<string, unknown>], { oldest: number | null }>(
      `SELECT min(num) AS oldest FROM (SELECT items.num ${FOUND} ORDER BY search.rowid DESC LIMIT ${RANKED})`,
    )
    .get(asked)
  const hits = db
    .prepare<[Record<string, unknown>], { id: string; passage: string }>(
      `SELECT items.id AS id, snippet(search, -1, @start, @end, '...', 14) AS passage ${FOUND}
          AND search.rowid >= @oldest
        ORDER BY bm25(search, 12.0, 1.0, 2.0), items.touched_at DESC
        LIMIT @limit`,
    )
    .all({ ...asked, limit, oldest: ranked?.oldest ?? 0, start: HIT_START, end: HIT_END })
  const counted = db
    .prepare<[Record<string, unknown>], { n: number }>(`SELECT count(*) AS n ${FOUND}`)
    .get(asked)
  return { hits, total: counted?.n ?? 0 }
}
