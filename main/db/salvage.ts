/**
 * What can still be read of the log of a damaged replica: row by row where a page is gone, and only what is an entry to
 * its last field. What the hub accepted is not taken from here but from the hub: noise within a text is no damage to a
 * database, and only the hub knows what the text was.
 */
import { hashText } from '../../shared/document/canonical.ts'
import { isReadableUpdate } from '../../shared/document/update.ts'
import { FaultError } from '../../shared/errors.ts'
import { type Database, openForReading } from './driver.ts'
import { type LoggedEntry, parseRow, putBack } from './entries.ts'
import { numberRevision } from './revisions.ts'

const RANGE = 200
/** Rows looked for one by one behind the last one that is known, where the table cannot say how long it is. */
const MOST_ROWS = 5_000_000

const attempt = <T>(read: () => T): T | null => {
  try {
    return read()
  } catch {
    return null
  }
}

const lastRow = (damaged: Database): number => {
  const ask = (sql: string): number =>
    attempt(() => damaged.prepare<[], { n: number | null }>(sql).get()?.n ?? 0) ?? 0
  return Math.min(
    MOST_ROWS,
    Math.max(
      ask("SELECT seq AS n FROM sqlite_sequence WHERE name = 'entries'"),
      ask('SELECT max(row) AS n FROM entries'),
    ),
  )
}

const rowsBetween = (damaged: Database, from: number, to: number): unknown[] => {
  const all = attempt(() =>
    damaged.prepare('SELECT * FROM entries WHERE row BETWEEN ? AND ? ORDER BY row').all(from, to),
  )
  if (all) return all
  if (from === to) return []
  const middle = Math.floor((from + to) / 2)
  return [...rowsBetween(damaged, from, middle), ...rowsBetween(damaged, middle + 1, to)]
}

/** Small facts that are not in the log: who this replica is, and what it may check by itself. */
const factsOf = (damaged: Database): { key: string; value: string }[] =>
  attempt(() =>
    damaged
      .prepare<[], { key: string; value: string }>(
        "SELECT key, value FROM meta WHERE key = 'replica' OR key LIKE 'sync verifier %'",
      )
      .all(),
  ) ?? []

/** Whether it is worth keeping, as far as it says itself. */
const isSound = ({ entry, status }: LoggedEntry): boolean => {
  if (status === 'accepted') return false
  if (entry.kind === 'update') return isReadableUpdate(entry.update)
  return entry.kind !== 'revision' || hashText(entry.json) === entry.hash
}

export type Salvaged = { saved: number; highest: number }

/** Puts into a sound replica what a damaged one still holds and it lacks. */
export const salvage = (into: Database, path: string): Salvaged => {
  const damaged = attempt(() => openForReading(path))
  if (!damaged) return { saved: 0, highest: 0 }
  try {
    const highest = lastRow(damaged)
    let saved = 0
    for (let from = 1; from <= highest; from += RANGE) {
      const rows = rowsBetween(damaged, from, from + RANGE - 1)
      const entries = rows.flatMap((row): LoggedEntry[] => {
        const entry = attempt(() => parseRow(row))
        return entry && isSound(entry) ? [entry] : []
      })
      into.transaction(() => {
        for (const logged of entries) {
          if (!putBack(into, logged)) continue
          saved += 1
          const { entry, row } = logged
          if (entry.kind === 'revision') numberRevision(into, entry.item, entry.hash, row)
        }
      })()
    }
    const keep = into.prepare('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)')
    for (const { key, value } of factsOf(damaged)) keep.run(key, value)
    return { saved, highest }
  } finally {
    attempt(() => damaged.close())
  }
}

/** How far a rebuilt log leaves what it may have lost behind: a number of an entry is never given twice. */
const GAP = 1_000_000

/** The next own entry gets a number beyond every one that was ever given. */
export const skipNumbers = (db: Database, highest: number): void => {
  const { n } = db.prepare<[], { n: number | null }>('SELECT max(row) AS n FROM entries').get() ?? { n: 0 }
  const seq = Math.max(n ?? 0, highest) + GAP
  const changed = db.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'entries'").run(seq).changes
  if (changed === 0) db.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('entries', ?)").run(seq)
}

/** Throws `database-damaged` unless a database is whole. */
export const assertWhole = (db: Database): void => {
  const rows = db.pragma('integrity_check(1)') as { integrity_check: string }[]
  if (rows[0]?.integrity_check !== 'ok') throw new FaultError('database-damaged')
}
