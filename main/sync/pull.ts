/** Pulling: the feed after the cursor, in batches, with a breaker before anything that takes much away. */

import { MOST_ENTRIES } from '../../shared/sync/calls.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { FeedEntry } from '../../shared/sync/entry.ts'
import { isMassChange, takenAway } from '../../shared/sync/mass-change.ts'
import type { Database } from '../db/driver.ts'
import { countShown, isShown, showsAny } from '../db/items.ts'
import { readCursor, readMemory, readMeta, writeMemory } from '../db/meta.ts'
import { SyncStop } from './standing.ts'
import { type Synced, takeEntries } from './take-in.ts'

/** Entries looked through together, before any of them is taken in, where some of them take something away. */
const SWEEP = 5000
/** Fewer than this are not worth a word about progress. */
const LONG_WAY = 1000

const ALLOWED = 'mass change allowed'

/** Somebody said that what takes so much away may come: everything up to a position of the feed. */
export const allowMassChange = (db: Database, position: number): void =>
  writeMemory(db, ALLOWED, String(position))

export type PullArguments = {
  db: Database
  hub: HubConnection
  /** This clock, ms UTC. */
  now(): number
  synced(what: Synced): void
  progress(now: { done: number; total: number } | null): void
  isStopped(): boolean
  /** Lets others go first between two batches: typing does not wait for an archive. */
  breathe(): Promise<void>
}

/** Pulls until there is no more; answers the length of the feed. */
export const pullAll = async (with_: PullArguments): Promise<number> => {
  const { db, hub, now, synced, progress, isStopped, breathe } = with_
  const isEmpty = !showsAny(db)
  /** Counted before anything is taken away, and only then: a start that counts all items reads all of them. */
  let onDesk: number | null = null
  const replica = readMeta(db, 'replica') ?? ''
  const gone = new Set<string>()
  let length = 0

  const takes = (entries: readonly FeedEntry[]): ReadonlySet<string> =>
    takenAway(entries, { replica, isHere: (item) => isShown(db, item) })

  const assertNoMassChange = (sweep: readonly FeedEntry[]): void => {
    const items = takes(sweep)
    if (items.size === 0) return
    onDesk ??= countShown(db)
    for (const item of items) gone.add(item)
    if (!isMassChange(gone.size, onDesk)) return
    const last = sweep.at(-1)?.position ?? 0
    if (Number(readMemory(db, ALLOWED) ?? 0) >= last) return
    throw new SyncStop({ code: 'mass-change', params: { count: gone.size, of: onDesk, until: length } }, [
      'apply',
    ])
  }

  for (;;) {
    const sweep: FeedEntry[] = []
    const cursor = readCursor(db)
    let position = cursor?.position ?? 0
    let identity = { hub: cursor?.hub ?? '', generation: cursor?.generation ?? 0 }
    let more = true
    // Where nothing is taken away nothing has to wait; least of all at a replica that holds nothing yet.
    let most = MOST_ENTRIES
    while (more && sweep.length < most) {
      const answer = await hub.pull(position, MOST_ENTRIES)
      if (isStopped()) return length
      // Another feed under our cursor would be read from its middle on.
      if (cursor && (answer.hub !== cursor.hub || answer.generation !== cursor.generation))
        throw new SyncStop({ code: answer.hub === cursor.hub ? 'hub-older' : 'hub-other', params: {} }, [
          'send-ours',
          'take-theirs',
        ])
      identity = answer
      sweep.push(...answer.entries)
      position = answer.entries.at(-1)?.position ?? position
      length = answer.length
      more = answer.more
      if (!isEmpty && most === MOST_ENTRIES && takes(answer.entries).size > 0) most = SWEEP
    }
    if (!isEmpty) assertNoMassChange(sweep)
    for (let at = 0; at < sweep.length; at += MOST_ENTRIES) {
      synced(takeEntries(db, sweep.slice(at, at + MOST_ENTRIES), identity, now()))
      const done = readCursor(db)?.position ?? 0
      if (length - (cursor?.position ?? 0) > LONG_WAY) progress({ done, total: length })
      await breathe()
      if (isStopped()) return length
    }
    if (!more) {
      progress(null)
      return length
    }
  }
}
