/** One line an item, for lists: written by the projection, read by the lists. */
import { z } from 'zod'
import { ItemKind } from '../../shared/domain/copy.ts'
import type { ListName } from '../../shared/domain/view.ts'
import { ItemState, State } from '../../shared/domain/workflow.ts'
import { type Database, statement } from './driver.ts'

const json = <T>(model: z.ZodType<T>): z.ZodType<T> =>
  z.string().transform((stored, context): T => {
    const parsed = model.safeParse(JSON.parse(stored))
    if (parsed.success) return parsed.data
    context.addIssue('stored JSON does not fit its model')
    return z.NEVER
  })
const flag = z.int().transform((value) => value !== 0)

const Stored = z.object({
  num: z.int(),
  id: z.string(),
  kind: ItemKind,
  section: z.string(),
  headline: z.string(),
  dateline: json(z.array(z.string())),
  credits: json(z.array(z.string())),
  state: State,
  item_state: json(ItemState),
  returned: flag,
  waiting: flag,
  changed: flag,
  authors: json(z.array(z.string())),
  touched_at: z.int(),
  touched_by: z.string(),
  publish_at: z.int().nullable(),
  shown_at: z.int().nullable(),
  live_at: z.int().nullable(),
  words: z.int(),
  copy_hash: z.string(),
  page_order: z.int(),
})

/** A line as the projection makes it. Times are ms UTC; `authors` are person ids. */
export type ItemLine = {
  id: string
  kind: ItemKind
  section: string
  headline: string
  dateline: string[]
  credits: string[]
  state: ItemState
  waiting: boolean
  changed: boolean
  authors: string[]
  touchedAt: number
  /** Who changed it last. */
  touchedBy: string
  words: number
  copyHash: string
  /** Where it stood on the page that it was pasted from: ties in age keep this order. */
  pageOrder: number
}

/** A row of `items` as a line. */
export const parseLine = (raw: unknown): ItemLine => {
  const row = Stored.parse(raw)
  return {
    id: row.id,
    kind: row.kind,
    section: row.section,
    headline: row.headline,
    dateline: row.dateline,
    credits: row.credits,
    state: row.item_state,
    waiting: row.waiting,
    changed: row.changed,
    authors: row.authors,
    touchedAt: row.touched_at,
    touchedBy: row.touched_by,
    words: row.words,
    copyHash: row.copy_hash,
    pageOrder: row.page_order,
  }
}

/**
 * Writes an item's line and what search finds it by. `headline` is the copy's own, and not the first words of a brief, which
 * are text; `labels` is what is neither.
 */
export const writeItem = (
  db: Database,
  line: ItemLine,
  found: { headline: string; text: string; labels: string },
): void => {
  const { num } = statement<unknown[], { num: number }>(
    db,
    `INSERT INTO items (id, kind, section, headline, dateline, credits, state, item_state, returned, waiting, changed,
         authors, touched_at, touched_by, publish_at, shown_at, live_at, off_at, words, copy_hash, page_order)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, section = excluded.section, headline = excluded.headline,
         dateline = excluded.dateline, credits = excluded.credits, state = excluded.state,
         item_state = excluded.item_state, returned = excluded.returned, waiting = excluded.waiting,
         changed = excluded.changed, authors = excluded.authors,
         touched_at = excluded.touched_at, touched_by = excluded.touched_by, publish_at = excluded.publish_at, shown_at = excluded.shown_at,
         live_at = excluded.live_at, off_at = excluded.off_at, words = excluded.words, copy_hash = excluded.copy_hash,
         page_order = excluded.page_order
       RETURNING num`,
  ).get(
    line.id,
    line.kind,
    line.section,
    line.headline,
    JSON.stringify(line.dateline),
    JSON.stringify(line.credits),
    line.state.state,
    JSON.stringify(line.state),
    line.state.returned ? 1 : 0,
    line.waiting ? 1 : 0,
    line.changed ? 1 : 0,
    JSON.stringify(line.authors),
    line.touchedAt,
    line.touchedBy,
    line.state.publishAt?.instant ?? null,
    line.state.shownAt ?? line.state.live?.firstAt ?? null,
    line.state.live?.firstAt ?? null,
    line.state.takeOffAt?.instant ?? null,
    line.words,
    line.copyHash,
    line.pageOrder,
  ) ?? { num: 0 }
  for (const person of line.authors)
    statement(db, 'INSERT OR IGNORE INTO item_people (item, person) VALUES (?, ?)').run(line.id, person)
  statement(db, 'DELETE FROM search WHERE rowid = ?').run(num)
  statement(db, 'INSERT INTO search (rowid, headline, text, labels) VALUES (?, ?, ?, ?)').run(
    num,
    found.headline,
    found.text,
    found.labels,
  )
}

/** Writes down how an item stands where its text is as its line says: nothing that search finds it by has changed. */
export const writeStanding = (db: Database, line: ItemLine): void => {
  statement(
    db,
    `UPDATE items SET state = ?, item_state = ?, returned = ?, waiting = ?, changed = ?, touched_at = ?, touched_by = ?,
         publish_at = ?, shown_at = ?, live_at = ?, off_at = ? WHERE id = ?`,
  ).run(
    line.state.state,
    JSON.stringify(line.state),
    line.state.returned ? 1 : 0,
    line.waiting ? 1 : 0,
    line.changed ? 1 : 0,
    line.touchedAt,
    line.touchedBy,
    line.state.publishAt?.instant ?? null,
    line.state.shownAt ?? line.state.live?.firstAt ?? null,
    line.state.live?.firstAt ?? null,
    line.state.takeOffAt?.instant ?? null,
    line.id,
  )
}

/** Takes an item's line away, with everything that lists and search find it by. */
export const removeItem = (db: Database, id: string): void => {
  statement(db, 'DELETE FROM search WHERE rowid = (SELECT num FROM items WHERE id = ?)').run(id)
  for (const table of ['item_people', 'seen', 'stale', 'collided'])
    statement(db, `DELETE FROM ${table} WHERE item = ?`).run(id)
  statement(db, 'DELETE FROM items WHERE id = ?').run(id)
}

export const readItem = (db: Database, id: string): ItemLine | null => {
  const row = statement(db, 'SELECT * FROM items WHERE id = ?').get(id)
  return row === undefined ? null : parseLine(row)
}

/** Somebody had a hand in an item by deciding about it. */
export const touchItem = (db: Database, item: string, person: string): void => {
  statement(db, 'INSERT OR IGNORE INTO item_people (item, person) VALUES (?, ?)').run(item, person)
}

export const markSeen = (db: Database, person: string, item: string, at: number): void => {
  statement(
    db,
    'INSERT INTO seen (person, item, at) VALUES (?, ?, ?) ON CONFLICT (person, item) DO UPDATE SET at = excluded.at',
  ).run(person, item, at)
}

export const seenAt = (db: Database, person: string, item: string): number | null =>
  statement<[string, string], { at: number }>(db, 'SELECT at FROM seen WHERE person = ? AND item = ?').get(
    person,
    item,
  )?.at ?? null

export type ListQuery = {
  list: ListName
  person: string
  section: string | null
  kind: ItemKind | null
  states: readonly State[]
}

/** What belongs on each list of the rail, as a condition on a row of `items`. */
const CONDITIONS: Record<ListName, string> = {
  desk: "state NOT IN ('spiked', 'killed', 'deleted')",
  mine: "state NOT IN ('spiked', 'killed', 'deleted') AND EXISTS (SELECT 1 FROM item_people p WHERE p.item = items.id AND p.person = @person)",
  approve: "state = 'submitted'",
  queue:
    "state NOT IN ('spiked', 'killed', 'deleted', 'published', 'unpublished') AND (kind = 'brief' OR publish_at IS NOT NULL)",
  out: 'live_at IS NOT NULL',
  spiked: "state = 'spiked'",
  trash: "state = 'deleted'",
}

/** Lists that run by time run forwards; the others show what moved last first. */
const ORDERS: Record<ListName, string> = {
  desk: 'touched_at DESC, num DESC',
  mine: 'touched_at DESC, num DESC',
  approve: 'coalesce(publish_at, touched_at), num',
  queue: 'publish_at IS NULL, publish_at, num',
  out: 'live_at DESC, num DESC',
  spiked: 'touched_at DESC, num DESC',
  // What is gone first stands first.
  trash: "json_extract(item_state, '$.deleted.at'), num",
}

const where = (query: ListQuery): string => {
  const parts = [CONDITIONS[query.list]]
  if (query.section !== null) parts.push('section = @section')
  if (query.kind !== null) parts.push('kind = @kind')
  // States come from a closed list (zod), and are bound all the same.
  if (query.states.length > 0) parts.push('state IN (SELECT value FROM json_each(@states))')
  return parts.join(' AND ')
}

const bind = (query: ListQuery): Record<string, unknown> => ({
  person: query.person,
  section: query.section,
  kind: query.kind,
  states: JSON.stringify(query.states),
})

export const listItems = (db: Database, query: ListQuery, offset: number, limit: number): ItemLine[] =>
  statement(
    db,
    `SELECT * FROM items WHERE ${where(query)} ORDER BY ${ORDERS[query.list]} LIMIT @limit OFFSET @offset`,
  )
    .all({ ...bind(query), limit, offset })
    .map(parseLine)

export const countItems = (db: Database, query: ListQuery): number =>
  statement<[Record<string, unknown>], { n: number }>(
    db,
    `SELECT count(*) AS n FROM items WHERE ${where(query)}`,
  ).get(bind(query))?.n ?? 0

/** How many items of the desk list each section holds. */
export const countBySection = (db: Database): Record<string, number> =>
  Object.fromEntries(
    statement<[], { section: string; n: number }>(
      db,
      `SELECT section, count(*) AS n FROM items WHERE ${CONDITIONS.desk} GROUP BY section`,
    )
      .all()
      .map(({ section, n }) => [section, n]),
  )

/** How many items that are out are looked at for a page: more than one shows, because some will be off it by then. */
const OUT_OF_PAGE = 200
/** How many that are not are: a day of the busiest desk, twice. */
const COMING_TO_PAGE = 4000

/**
 * Items of a section that readers have, in the order in which they were begun, and those with a time of their own until
 * `coming` (ms UTC; null asks for none). `hoped`: also what has no publish time and says what its age counts from.
 */
export const itemsOfPage = (
  db: Database,
  section: string,
  coming: number | null,
  hoped = false,
): ItemLine[] =>
  statement(
    db,
    `SELECT * FROM items WHERE num IN (
         SELECT num FROM (SELECT num FROM items WHERE section = @section AND live_at IS NOT NULL
           AND state NOT IN ('spiked', 'killed', 'deleted') ORDER BY shown_at DESC, num LIMIT ${OUT_OF_PAGE})
         UNION
         SELECT num FROM (SELECT num FROM items WHERE section = @section
           AND state NOT IN ('spiked', 'killed', 'deleted', 'erased')
           AND (publish_at <= @coming ${hoped ? 'OR (live_at IS NULL AND publish_at IS NULL AND shown_at <= @coming)' : ''})
           ORDER BY coalesce(publish_at, shown_at) DESC, num LIMIT ${COMING_TO_PAGE}))
       ORDER BY num`,
  )
    .all({ section, coming })
    .map(parseLine)

/** What lists show of the desk: what is neither put away nor gone. */
const SHOWN = "state NOT IN ('spiked', 'deleted', 'erased')"

export const isShown = (db: Database, item: string): boolean =>
  statement(db, `SELECT 1 FROM items WHERE id = ? AND ${SHOWN}`).get(item) !== undefined

/** Whether there is anything on the desk at all. */
export const showsAny = (db: Database): boolean =>
  statement(db, `SELECT 1 FROM items WHERE ${SHOWN} LIMIT 1`).get() !== undefined

export const countShown = (db: Database): number =>
  statement<[], { n: number }>(db, `SELECT count(*) AS n FROM items WHERE ${SHOWN}`).get()?.n ?? 0

/** Remembers that an item's line is behind its log; call it in the transaction that appends. */
export const markStale = (db: Database, item: string): void => {
  statement(db, 'INSERT OR IGNORE INTO stale (item) VALUES (?)').run(item)
}

export const clearStale = (db: Database, item: string): void => {
  statement(db, 'DELETE FROM stale WHERE item = ?').run(item)
}

export const isStale = (db: Database, item: string): boolean =>
  statement(db, 'SELECT 1 FROM stale WHERE item = ?').get(item) !== undefined

/** Items whose line is behind, at most `limit`; all of them unless said otherwise. */
export const staleItems = (db: Database, limit = -1): string[] =>
  statement<[number], { item: string }>(db, 'SELECT item FROM stale LIMIT ?')
    .all(limit)
    .map((row) => row.item)

/** Where an item stood on the page that it came from. */
export const setPageOrder = (db: Database, item: string, order: number): void => {
  statement(db, 'UPDATE items SET page_order = ? WHERE id = ?').run(order, item)
}
