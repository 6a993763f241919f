/** Lines of the queue by time. Every question is answered from an index that holds what has a time, and no more. */
import { type Database, statement } from './driver.ts'
import { type ItemLine, parseLine } from './items.ts'

/** More than this on one day nobody can look at. */
const MOST_SLOTS = 4000
/** Slots that went by and that nobody decided about. */
const MOST_MISSED = 200

type Window = { from: number; to: number; section: string | null }

const inSection = (section: string | null): string => (section === null ? '' : 'AND section = @section')

/** What is put away stands in no timetable; an item that was killed stands where it went out. */
const SHOWN = "state NOT IN ('spiked', 'deleted', 'erased')"

/**
 * What is planned, went out or comes off from `from` up to `to`, ms UTC. What is due later than its publish time because of
 * an embargo is found by that time all the same.
 */
export const slotsBetween = (db: Database, { from, to, section }: Window): ItemLine[] => {
  const by = (column: string): string =>
    `SELECT num FROM items WHERE ${column} >= @from AND ${column} < @to ${inSection(section)} AND ${SHOWN}`
  return statement(
    db,
    `SELECT * FROM items WHERE num IN (${by('publish_at')} UNION ${by('live_at')} UNION ${by('off_at')})
       ORDER BY coalesce(publish_at, live_at, off_at), num LIMIT ${MOST_SLOTS}`,
  )
    .all({ from, to, section })
    .map(parseLine)
}

/** What was planned for before `from` and is still waiting, newest first. */
export const slotsBefore = (db: Database, { from, section }: Omit<Window, 'to'>): ItemLine[] =>
  statement(
    db,
    `SELECT * FROM items WHERE publish_at < @from ${inSection(section)}
         AND state IN ('draft', 'submitted', 'approved', 'scheduled', 'published', 'unpublished')
       ORDER BY publish_at DESC, num LIMIT ${MOST_MISSED}`,
  )
    .all({ from, section })
    .map(parseLine)

/** Briefs without a time that are not out: exactly what the index `items_loose` holds. */
const LOOSE = `kind = 'brief' AND publish_at IS NULL AND live_at IS NULL
  AND state IN ('draft', 'submitted', 'approved')`

/** Briefs without a time, touched last first. */
export const looseBriefs = (db: Database, section: string | null, limit: number): ItemLine[] =>
  statement(
    db,
    `SELECT * FROM items WHERE ${LOOSE} ${inSection(section)} ORDER BY touched_at DESC LIMIT @limit`,
  )
    .all({ section, limit })
    .map(parseLine)

export const countLoose = (db: Database, section: string | null): number =>
  statement<[{ section: string | null }], { n: number }>(
    db,
    `SELECT count(*) AS n FROM items WHERE ${LOOSE} ${inSection(section)}`,
  ).get({ section })?.n ?? 0
