/** What the hub ruled about entries of this computer, written down: text by the stretch, decisions one by one. */
import type { Ruling } from '../../shared/sync/messages.ts'
import type { Database } from '../db/driver.ts'
import {
  entryById,
  hasWaited,
  recordAccepted,
  recordRuling,
  recordWaited,
  thinWaited,
} from '../db/entries.ts'
import { eraseItem } from '../db/erase.ts'
import { dropFold } from '../db/folds.ts'
import { readCursor, writeCursor } from '../db/meta.ts'
import type { Pushable } from '../db/pushable.ts'
import { applyDeskEvent } from '../db/register.ts'
import { inOneCommit, rebuildRegister, type Synced } from './take-in.ts'

type Accepted = Ruling & { verdict: 'accepted' }

/** Text that was accepted as it was pushed, without anything between: one statement writes all of it down. */
type Stretch = { text: true; pushed: Pushable[]; first: Accepted; last: Accepted }
type Single = { text: false; ruling: Ruling }

const goesOn = (stretch: Stretch, { row }: Pushable, ruling: Accepted): boolean =>
  row === (stretch.pushed.at(-1)?.row ?? 0) + 1 &&
  ruling.position === stretch.last.position + 1 &&
  ruling.acceptedAt === stretch.last.acceptedAt

const inStretches = (rulings: readonly Ruling[], pushed: readonly Pushable[]): (Stretch | Single)[] => {
  const parts: (Stretch | Single)[] = []
  for (const [at, ruling] of rulings.entries()) {
    const one = pushed[at]
    const isText =
      ruling.verdict === 'accepted' &&
      ruling.chain === null &&
      one?.entry.kind === 'update' &&
      one.entry.id === ruling.id
    if (!isText) {
      parts.push({ text: false, ruling })
      continue
    }
    const part = parts.at(-1)
    if (part?.text && goesOn(part, one, ruling)) {
      part.pushed.push(one)
      part.last = ruling
    } else parts.push({ text: true, pushed: [one], first: ruling, last: ruling })
  }
  return parts
}

/** Text that had waited: of each item the last update. */
type Texts = Map<string, string>

const isErasure = (db: Database, id: string): boolean => {
  const entry = entryById(db, id)?.entry
  return entry?.kind === 'event' && entry.event.type === 'erased'
}

const takeStretch = (db: Database, { pushed, first, last }: Stretch, now: number, texts: Texts): void => {
  const row = pushed[0]?.row ?? 0
  recordAccepted(db, {
    first: row,
    last: row + pushed.length - 1,
    offset: first.position - row,
    acceptedAt: last.acceptedAt,
  })
  for (const { entry } of pushed)
    if (entry.item !== null && hasWaited(entry.at, now)) texts.set(entry.item, entry.id)
}

const takeRefused = (db: Database, ruling: Ruling & { verdict: 'refused' }, what: Synced): void => {
  const entry = entryById(db, ruling.id)?.entry
  if (!entry) return
  what.refused.push({ entry, ruling })
  // People, sections and settings stand again as the desk has them.
  if (entry.kind === 'desk-event') rebuildRegister(db)
  // The fold may hold what was refused: replay without it.
  if (entry.item === null) return
  dropFold(db, entry.item)
  what.items.push(entry.item)
}

/**
 * Writes down what the hub ruled. What was accepted right behind the cursor needs not be asked for again. `now` is this
 * clock, ms UTC; `pushed` are the entries that were ruled on, in the same order, where they are at hand.
 */
export const takeRulings = (
  db: Database,
  rulings: readonly Ruling[],
  now: number,
  pushed: readonly Pushable[] = [],
): Synced =>
  inOneCommit(db, (what) => {
    let cursor = readCursor(db)
    const texts: Texts = new Map()
    for (const part of inStretches(rulings, pushed)) {
      if (part.text) {
        takeStretch(db, part, now, texts)
        const next = (cursor?.position ?? 0) + 1
        if (cursor && part.first.position <= next && next <= part.last.position)
          cursor = { ...cursor, position: part.last.position }
        continue
      }
      const { ruling } = part
      const glance = recordRuling(db, ruling, now)
      if (!glance) continue
      const { kind, item } = glance
      if (kind === 'update' && glance.waited && ruling.verdict === 'accepted')
        texts.set(item ?? '', ruling.id)
      if (kind === 'event' && item !== null) what.items.push(item)
      if (kind === 'desk-event') what.desk = true
      if (ruling.verdict === 'refused') {
        takeRefused(db, ruling, what)
        continue
      }
      if (kind === 'event' && item !== null && isErasure(db, ruling.id)) eraseItem(db, item, now)
      if (!cursor || ruling.position !== cursor.position + 1) continue
      cursor = { ...cursor, position: ruling.position }
      const entry = kind === 'desk-event' ? entryById(db, ruling.id)?.entry : null
      if (entry?.kind === 'desk-event') applyDeskEvent(db, entry.event)
    }
    for (const id of texts.values()) recordWaited(db, id, now)
    if (cursor) writeCursor(db, cursor)
    thinWaited(db)
  })
