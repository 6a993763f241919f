/** What a replica that begins shows first: nobody waits for a whole archive to see this morning's work. */
import type { FeedEntry } from '../../shared/sync/entry.ts'
import type { NewestAnswer } from '../../shared/sync/messages.ts'
import { lengthOfFeed, toFeedEntry } from './feed.ts'
import type { Reader } from './store/tables.ts'

/** How far back the items touched last are looked for, entries of the feed. */
const LOOKED_AT = 5000
/** More desk events than any desk has; a desk that has them gets the rest in the order of the feed. */
const MOST_DESK_EVENTS = 1000
/** Bytes of bodies in one answer: well under what one message may hold. */
const MOST_BYTES = 2_000_000
/** Who asks for a few is in a hurry: bytes for each item that is asked for, on the whole. */
const BYTES_EACH = 40_000

const lastTouched = async (db: Reader, length: number, most: number): Promise<string[]> => {
  const rows = await db
    .selectFrom('entries')
    .select('item')
    .where('position', '<=', length)
    .orderBy('position', 'desc')
    .limit(LOOKED_AT)
    .execute()
  const items = new Set<string>()
  for (const { item } of rows) {
    if (item !== null) items.add(item)
    if (items.size === most) break
  }
  return [...items]
}

const wholeItem = async (
  db: Reader,
  item: string,
  length: number,
): Promise<{ entries: FeedEntry[]; bytes: number }> => {
  const rows = await db
    .selectFrom('entries')
    .selectAll()
    .where('item', '=', item)
    .where('position', '<=', length)
    .orderBy('position')
    .execute()
  return { entries: rows.map(toFeedEntry), bytes: rows.reduce((sum, { body }) => sum + body.length, 0) }
}

export const readNewest = async (
  db: Reader,
  most: number,
): Promise<Pick<NewestAnswer, 'position' | 'items' | 'entries'>> => {
  const position = await lengthOfFeed(db)
  const desk = await db
    .selectFrom('entries')
    .selectAll()
    // Of no item, so that an index finds them among all the others.
    .where('item', 'is', null)
    .where('kind', '=', 'desk-event')
    .where('position', '<=', position)
    .orderBy('position', 'desc')
    .limit(MOST_DESK_EVENTS)
    .execute()
  const entries = desk.map(toFeedEntry)
  const items: string[] = []
  let bytes = 0
  const room = Math.min(MOST_BYTES, most * BYTES_EACH)
  for (const item of await lastTouched(db, position, most)) {
    const whole = await wholeItem(db, item, position)
    // The one touched last comes whatever its history, as long as a message can hold it.
    if (bytes + whole.bytes > (items.length === 0 ? MOST_BYTES : room)) continue
    bytes += whole.bytes
    items.push(item)
    entries.push(...whole.entries)
  }
  return { position, items, entries: entries.sort((a, b) => a.position - b.position) }
}
