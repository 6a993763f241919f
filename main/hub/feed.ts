/** The feed: one order for the whole desk. Appended before it is acknowledged. */
import type { AuthoredUpdate, Bound } from '../../shared/document/authorship.ts'
import { decodeEntry, encodeEntry } from '../../shared/sync/codec.ts'
import type { Entry, FeedEntry, RevisionEntry } from '../../shared/sync/entry.ts'
import { insertEntries } from './store/insert-entries.ts'
import type { Reader } from './store/tables.ts'

type Row = {
  position: number
  id: string
  item: string | null
  kind: Entry['kind']
  author: string
  replica: string
  seq: number
  at: number
  head: string
  body: Uint8Array
  accepted_at: number
  chain: string | null
}

/** A row of the feed as an entry at its place. */
export const toFeedEntry = (row: Row): FeedEntry => ({
  position: row.position,
  acceptedAt: row.accepted_at,
  chain: row.chain,
  // What of the row is no part of an entry is not looked at.
  entry: decodeEntry(row),
})

/**
 * Puts accepted entries at the end of the feed. Their positions are allotted by whoever holds the transaction in which
 * everything is written, so there are no gaps between them.
 */
export const appendAllToFeed = (db: Reader, entries: readonly FeedEntry[]): Promise<void> =>
  insertEntries(
    db,
    entries.map(({ entry, position, acceptedAt, chain }) => {
      const { id, item, kind, author, replica, seq, at } = entry
      const { head, body } = encodeEntry(entry)
      return {
        position,
        id,
        item,
        kind,
        author,
        replica,
        seq,
        at,
        head,
        body,
        accepted_at: acceptedAt,
        chain,
      }
    }),
  )

/** Bytes of bodies in one answer, unless a single entry is larger: well under what one message may hold. */
const MOST_BYTES = 4_000_000

/** The last of the entries behind a position that fit together, and whether there may be more; null where there are none. */
const lastThatFits = async (
  db: Reader,
  after: number,
  limit: number,
): Promise<{ position: number; more: boolean } | null> => {
  const next = db
    .selectFrom('entries')
    .select(['position', (select) => select.fn<number>('length', ['body']).as('size')])
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
  // Nearly always all of them fit, which one row says.
  const all = await db
    .selectFrom(next.as('next'))
    .select((select) => [
      select.fn.max('position').as('position'),
      select.fn.countAll().as('count'),
      select.fn.sum('size').as('bytes'),
    ])
    .executeTakeFirst()
  if (!all || Number(all.count) === 0) return null
  if (Number(all.bytes) <= MOST_BYTES)
    return { position: Number(all.position), more: Number(all.count) === limit }
  const sizes = await next.execute()
  let bytes = 0
  const end = sizes.findIndex(({ size }, at) => {
    bytes += Number(size)
    return at > 0 && bytes > MOST_BYTES
  })
  const last = sizes.at(end === -1 ? -1 : end - 1)
  return last ? { position: last.position, more: end !== -1 || sizes.length === limit } : null
}

/** The feed after a position, in order: as many entries as were asked for, or as one answer can carry. */
export const readFeed = async (
  db: Reader,
  after: number,
  limit: number,
): Promise<{ entries: FeedEntry[]; more: boolean }> => {
  const last = await lastThatFits(db, after, limit)
  if (last === null) return { entries: [], more: false }
  const rows = await db
    .selectFrom('entries')
    .selectAll()
    .where('position', '>', after)
    .where('position', '<=', last.position)
    .orderBy('position')
    .execute()
  return { entries: rows.map(toFeedEntry), more: last.more }
}

/** Accepted text of some items in a stretch of the feed. */
export const readUpdates = async (
  db: Reader,
  items: readonly string[],
  after: number,
  upTo: number,
): Promise<FeedEntry[]> =>
  (
    await db
      .selectFrom('entries')
      .selectAll()
      .where('item', 'in', items)
      .where('kind', '=', 'update')
      .where('position', '>', after)
      .where('position', '<=', upTo)
      .orderBy('position')
      .execute()
  ).map(toFeedEntry)

/** All updates of an item with their authors, in the order of the feed. */
export const updatesOf = async (db: Reader, item: string): Promise<AuthoredUpdate[]> => {
  const rows = await db
    .selectFrom('entries')
    .selectAll()
    .where('item', '=', item)
    .where('kind', '=', 'update')
    .orderBy('position')
    .execute()
  return rows.map(toFeedEntry).flatMap(({ entry, position }): AuthoredUpdate[] => {
    if (entry.kind !== 'update') return []
    const { author, carries, update, replica, seq } = entry
    return [{ author, carries, update, replica, seq, position }]
  })
}

/** A revision that the hub has verified, or null. */
export const findRevision = async (db: Reader, item: string, hash: string): Promise<RevisionEntry | null> => {
  const row = await db
    .selectFrom('revisions')
    .innerJoin('entries', 'entries.position', 'revisions.position')
    .selectAll('entries')
    .where('revisions.item', '=', item)
    .where('revisions.hash', '=', hash)
    .executeTakeFirst()
  const found = row && toFeedEntry(row).entry
  return found?.kind === 'revision' ? found : null
}

/** What the revisions were made from that the last submission and the last approval of an item were about. */
export type Bounds = { submitted: Bound | null; approved: Bound | null }

/**
 * Words that came back have the name that they had before, and other hands may have brought them back. So a decision is
 * about the revision that was the last of its name when it was made.
 */
export const boundsOf = async (db: Reader, item: string): Promise<Bounds> => {
  const rows = await db
    .selectFrom('entries')
    .selectAll()
    .where('item', '=', item)
    .where('kind', 'in', ['revision', 'event'])
    .orderBy('position')
    .execute()
  const latest = new Map<string, Bound>()
  const bounds: Bounds = { submitted: null, approved: null }
  for (const { entry, position } of rows.map(toFeedEntry)) {
    if (entry.kind === 'revision') latest.set(entry.hash, { ...entry.basis, revisionAt: position })
    if (entry.kind !== 'event') continue
    const { event } = entry
    if (event.type === 'submitted' || event.type === 'approved')
      bounds[event.type] = latest.get(event.revision) ?? null
  }
  return bounds
}

/** The position of the last entry of the feed, or 0. */
export const lengthOfFeed = async (db: Reader): Promise<number> => {
  const last = await db
    .selectFrom('entries')
    .select('position')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.position ?? 0
}

/** When an item began, by the hub's clock, ms UTC. */
export const begunAt = async (db: Reader, item: string): Promise<number | null> => {
  const first = await db
    .selectFrom('entries')
    .select('accepted_at')
    .where('item', '=', item)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  return first?.accepted_at ?? null
}
