/** What comes from the hub, written down: entries of the feed, rulings, and text that runs ahead of the cursor. */
import type { Entry, FeedEntry, ItemEventEntry } from '../../shared/sync/entry.ts'
import { eraseEntry } from '../../shared/sync/erase.ts'
import type { NewestAnswer, Ruling } from '../../shared/sync/messages.ts'
import { type Database, statement, withFaults } from '../db/driver.ts'
import {
  entryAtRow,
  glanceAt,
  hasWaited,
  recordWaited,
  takeIn,
  thinWaited,
  waitingAmong,
} from '../db/entries.ts'
import { eraseItem, isErasedHere } from '../db/erase.ts'
import { markStale } from '../db/items.ts'
import { readCursor, readMemory, writeCursor, writeMemory } from '../db/meta.ts'
import { applyDeskEvent, clearRegister } from '../db/register.ts'
import { numberRevision } from '../db/revisions.ts'
import { type FedText, takeInTexts } from '../db/texts.ts'

/** What was done to the replica; told after the commit. */
export type Synced = {
  /** Items whose decisions or text changed. */
  items: string[]
  /** Updates of others with their place in the feed, to be shown where the item is open. */
  updates: { item: string; update: Uint8Array; position: number }[]
  /** Decisions of others that were new here. */
  arrived: ItemEventEntry[]
  /** Whether people, sections, agencies, targets or settings changed. */
  desk: boolean
  /** Decisions and updates of this computer that the hub refused. */
  refused: { entry: Entry; ruling: Ruling & { verdict: 'refused' } }[]
  /** Items that somebody waits to see, the one touched last first: their lines go before all others. */
  first?: readonly string[]
}

export const nothingSynced = (): Synced => ({
  items: [],
  updates: [],
  arrived: [],
  desk: false,
  refused: [],
})

/** Runs work on the replica in one commit and answers what it did; the lines of its items are behind by it. */
export const inOneCommit = (db: Database, work: (what: Synced) => void): Synced =>
  withFaults(() => {
    const what = nothingSynced()
    const items = new Set<string>()
    db.transaction(() => {
      work(what)
      for (const item of what.items) items.add(item)
      for (const item of items) markStale(db, item)
    }).immediate()
    what.items = [...items]
    return what
  })

/**
 * Up to here the register was taken in ahead of the cursor, of the newest desk events: older ones are only written down.
 * Forgotten when the cursor is there.
 */
const REGISTER_AHEAD = 'register ahead'

const registerAheadOf = (db: Database): number => Number(readMemory(db, REGISTER_AHEAD) ?? 0)

/** The cursor got where the register was ahead to: now all of it is in the log, also what was too old to come ahead. */
const completeRegister = (db: Database, registerAhead: number, position: number, what: Synced): void => {
  if (registerAhead === 0 || position < registerAhead) return
  rebuildRegister(db)
  forgetRegisterAhead(db)
  what.desk = true
}

/** The register was made of all that this log has, by another way than the cursor's. */
export const forgetRegisterAhead = (db: Database): void => writeMemory(db, REGISTER_AHEAD, null)

/** What of an erased item is still on its way, from before it was erased, must not come back by it. */
const withoutErased = (db: Database, fed: FeedEntry): FeedEntry =>
  fed.entry.item !== null && isErasedHere(db, fed.entry.item) ? { ...fed, entry: eraseEntry(fed.entry) } : fed

const isText = (fed: FeedEntry): fed is FedText => fed.entry.kind === 'update' && fed.chain === null

/** The same entries in order, those of text that follow each other together. */
const inRuns = (entries: readonly FeedEntry[]): (FedText[] | FeedEntry)[] => {
  const runs: (FedText[] | FeedEntry)[] = []
  for (const fed of entries) {
    const last = runs.at(-1)
    if (!isText(fed)) runs.push(fed)
    else if (Array.isArray(last)) last.push(fed)
    else runs.push([fed])
  }
  return runs
}

const takeTexts = (db: Database, texts: FedText[], what: Synced): void => {
  const items = new Set(texts.map(({ entry }) => entry.item))
  const erased = new Set([...items].filter((item) => isErasedHere(db, item)))
  const whole = erased.size === 0 ? texts : texts.filter(({ entry }) => !erased.has(entry.item))
  if (erased.size > 0) for (const text of texts) if (erased.has(text.entry.item)) takeOne(db, text, 0, what)
  takeInTexts(db, whole, ({ entry, position }, isNew) => {
    if (!isNew) return
    what.items.push(entry.item)
    what.updates.push({ item: entry.item, update: entry.update, position })
  })
}

const takeOne = (db: Database, came: FeedEntry, registerAhead: number, what: Synced): void => {
  const fed = withoutErased(db, came)
  const { entry } = fed
  const isNew = takeIn(db, fed)
  if (entry.kind === 'event' && entry.event.type === 'erased') eraseItem(db, entry.item, fed.acceptedAt)
  if (entry.kind === 'desk-event') {
    // Applied again where it is known: the last one wins in the order of the feed, and not of arrival.
    if (fed.position > registerAhead) applyDeskEvent(db, entry.event)
    what.desk ||= isNew
    return
  }
  if (!isNew) return
  what.items.push(entry.item)
  if (entry.kind === 'update')
    what.updates.push({ item: entry.item, update: entry.update, position: fed.position })
  if (entry.kind === 'event') what.arrived.push(entry)
  if (entry.kind !== 'revision') return
  const row = glanceAt(db, entry.id)?.row
  if (row !== undefined) numberRevision(db, entry.item, entry.hash, row)
}

/** Tells what the hub had accepted without our hearing of it, as its ruling would have. `now` is this clock, ms UTC. */
const takeRuled = (db: Database, ruled: readonly Entry[], now: number, what: Synced): void => {
  if (ruled.length === 0) return
  const last = new Map<string, string>()
  for (const entry of ruled) {
    if (entry.kind === 'event') what.items.push(entry.item)
    if (entry.kind === 'desk-event') what.desk = true
    if (!hasWaited(entry.at, now)) continue
    // Of the text of an item the last update stands for all of it.
    last.set(entry.kind === 'update' ? entry.item : entry.id, entry.id)
  }
  for (const id of last.values()) recordWaited(db, id, now)
  thinWaited(db)
}

/** Takes in the feed as it goes on from the cursor, and moves the cursor with it. `now` is this clock, ms UTC. */
export const takeEntries = (
  db: Database,
  entries: readonly FeedEntry[],
  { hub, generation }: { hub: string; generation: number },
  now: number,
): Synced =>
  inOneCommit(db, (what) => {
    const registerAhead = registerAheadOf(db)
    const ruled = waitingAmong(
      db,
      entries.map(({ entry }) => entry),
    )
    for (const run of inRuns(entries))
      if (Array.isArray(run)) takeTexts(db, run, what)
      else takeOne(db, run, registerAhead, what)
    const position = entries.at(-1)?.position
    if (position === undefined) return
    takeRuled(db, ruled, now, what)
    writeCursor(db, { hub, generation, position })
    completeRegister(db, registerAhead, position, what)
    statement(db, 'DELETE FROM ahead WHERE position <= ?').run(position)
  })

/** Takes in what a replica that begins shows first. The cursor stands at the beginning all the same. */
export const takeNewest = (db: Database, answer: NewestAnswer): Synced =>
  inOneCommit(db, (what) => {
    for (const fed of answer.entries) takeOne(db, fed, 0, what)
    for (const item of answer.items)
      statement(db, 'INSERT OR REPLACE INTO ahead (item, position) VALUES (?, ?)').run(item, answer.position)
    writeMemory(db, REGISTER_AHEAD, String(answer.position))
    writeCursor(db, { hub: answer.hub, generation: answer.generation, position: 0 })
  })

/**
 * Takes in text of the line, ahead of the cursor. Where it follows on the cursor without a gap it is what the feed would
 * say next, and the cursor moves.
 */
export const takeLive = (db: Database, entries: readonly FeedEntry[]): Synced =>
  inOneCommit(db, (what) => {
    let cursor = readCursor(db)
    const before = cursor
    for (const fed of [...entries].sort((a, b) => a.position - b.position)) {
      if (!cursor || fed.entry.kind !== 'update' || fed.position <= cursor.position) continue
      takeOne(db, fed, 0, what)
      if (fed.position !== cursor.position + 1) continue
      cursor = { ...cursor, position: fed.position }
      writeCursor(db, cursor)
    }
    if (cursor && cursor !== before) completeRegister(db, registerAheadOf(db), cursor.position, what)
  })

/** The register once more from the log: what it was made of, or its order, changed. */
export const rebuildRegister = (db: Database): void => {
  clearRegister(db)
  const rows = db
    .prepare<[], { row: number }>(
      // Of no item, so that an index finds them among all the others.
      "SELECT row FROM entries WHERE item IS NULL AND kind = 'desk-event' AND status <> 'refused' ORDER BY position IS NULL, position, row",
    )
    .all()
  for (const { row } of rows) {
    const entry = entryAtRow(db, row)?.entry
    if (entry?.kind === 'desk-event') applyDeskEvent(db, entry.event)
  }
}
