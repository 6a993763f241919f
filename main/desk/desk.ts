/**
 * A desk on this computer: its replica, its connection to its hub, and the commands on both. Everything the contract
 * asks of a desk is answered from here.
 */

import type { Clock } from '../../shared/clock.ts'
import { reasonOf } from '../../shared/errors.ts'
import { idInTime, type NewId } from '../../shared/ids.ts'
import type { Safety } from '../../shared/ipc/desk.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import { type Database, diskFaultOf } from '../db/driver.ts'
import { lastEntryAt } from '../db/entries.ts'
import { isErasedHere } from '../db/erase.ts'
import { isStale, staleItems } from '../db/items.ts'
import { readMeta, readRepair, writeMeta } from '../db/meta.ts'
import { type Change, createChanges } from './changes.ts'
import { type Collisions, createCollisions } from './collisions.ts'
import type { DeskContext } from './context.ts'
import { createDocuments, type Documents } from './documents.ts'
import { createPresence, type Presence } from './presence.ts'
import { projectAllOrLater, projectOrLater } from './project.ts'
import type { Synced, Syncing } from './syncing.ts'
import { createWaitingCount } from './waiting.ts'
import { commit, setDiskFault } from './write.ts'

export type DeskArguments = {
  id: string
  db: Database
  hub: HubConnection
  clock: Clock
  newId: NewId
  log: DeskContext['log']
  /** Makes the client of the hub; it tells what it did to the replica, after each commit. */
  createSync(synced: (what: Synced) => void): Syncing
}

export type Desk = {
  id: string
  context: DeskContext
  documents: Documents
  /** What two people wrote apart and a merge tore. */
  collisions: Collisions
  /** Who is in which item, of this process and elsewhere. */
  presence: Presence
  sync: Syncing
  /** What is safe, and where: never ahead of the truth. */
  safety(): Safety
  /** Hears every change of what is safe. */
  onSafety(hear: (safety: Safety) => void): () => void
  onChange(hear: (change: Change) => void): () => void
  onRefused(hear: (refused: Synced['refused']) => void): () => void
  /** Hears the decisions of others that were new here, once their lines are up to date. */
  onArrived(hear: (arrived: Synced['arrived']) => void): () => void
  stop(): Promise<void>
}

/** How many items behind their log are made good in one go, so that nobody waits for it, and the pause between. */
const CATCH_UP = 15
const BREATH = 4
/** More than this many items at once are a rush, and so are twice as many updates. */
const HANDFUL = 100
/** Lines follow when a rush paused for so long, and no later than this after it began, ms. */
const PAUSED = 250
const LONGEST_RUSH = 4000
/** How often somebody is told while there is more, ms, and of how many items at most. */
const TELL_EVERY = 250
const MOST_TOLD = 500
/** How long it is said that a replica was put together again, ms. */
const REPAIR_TOLD = 3 * 86_400_000
/** Until a line that could not be written is tried again. */
const RETRY = 2000

const replicaId = (db: Database, newId: NewId): string => {
  const known = readMeta(db, 'replica')
  if (known !== null) return known
  const made = newId()
  writeMeta(db, 'replica', made)
  return made
}

/**
 * Puts a desk on an open replica and a connection to its hub. It waits for neither the hub nor the lines that a crash left behind:
 * both follow by themselves. Whoever opened the database and the hub closes them after `stop`.
 */
export const openDesk = ({ id, db, hub, clock, newId, log, createSync }: DeskArguments): Desk => {
  const changes = createChanges()
  const safetyListeners = new Set<(safety: Safety) => void>()
  const refusedListeners = new Set<(refused: Synced['refused']) => void>()
  const arrivedListeners = new Set<(arrived: Synced['arrived']) => void>()
  let stopped = false

  const context: DeskContext = {
    db,
    replica: replicaId(db, newId),
    clock,
    // What is written one after the other stands together in the indexes here, at the hub and at everybody's.
    newId: () => idInTime(newId(), clock.now()),
    hub,
    changes,
    log,
    disk: { fault: null, lastWrite: lastEntryAt(db) },
    wake() {
      sync.wake()
      tellSafety()
    },
    tellSafety: () => tellSafety(),
    behind: () => catchUpLater(RETRY),
    skew: () => hub.line().skew,
  }
  const repaired = readRepair(db)
  const waiting = createWaitingCount(db, clock)
  const documents = createDocuments(context)
  const collisions = createCollisions(context, documents)
  const presence = createPresence(hub, clock)

  let lastWaiting = 0
  /** What is safe is said also by a file that cannot even be counted in any more. */
  const countWaiting = (): number => {
    try {
      lastWaiting = waiting()
    } catch (error) {
      if (diskFaultOf(error) !== 'database-damaged') throw error
      setDiskFault(context, 'database-damaged')
    }
    return lastWaiting
  }
  const safety = (): Safety => ({
    onComputer: context.disk.lastWrite,
    atDesk: sync.syncedAt(),
    waiting: countWaiting(),
    fault: context.disk.fault === null ? null : { code: context.disk.fault, params: {} },
    hub: sync.hub(),
    ...(repaired && clock.now() - repaired.at < REPAIR_TOLD ? { repaired } : {}),
  })
  const tellSafety = (): void => {
    if (stopped) return
    const now = safety()
    for (const listener of safetyListeners) listener(now)
  }

  const synced = (what: Synced): void => {
    documents.relayAll(what.updates)
    const settled = what.arrived.filter(({ event }) => event.type === 'collision-settled')
    collisions.look(new Set([...what.updates, ...settled].map(({ item }) => item)))
    const refusedIn = what.refused.flatMap(({ entry }) => (entry.kind === 'update' ? [entry.item] : []))
    for (const item of new Set(refusedIn)) documents.reload(item)
    const items = new Set(what.items)
    // Many at once, as when a morning is caught up with, must not hold up who types: they follow a few at a time.
    const few = items.size <= CATCH_UP
    if (what.first !== undefined && what.first.length > 0) showFirst(what.first)
    else if (few) projectAllOrLater(context, items)
    else if (items.size <= HANDFUL && what.updates.length <= 2 * HANDFUL) catchUpLater(0)
    else afterTheRush()
    // An open window holds words that are nowhere any more.
    for (const item of items) if (isErasedHere(db, item)) documents.reload(item)
    if ((items.size > 0 && few) || what.desk)
      changes.tell({
        topics: what.desk ? ['overview', 'items', 'session'] : ['items'],
        items: few ? [...items] : [],
      })
    if (what.refused.length > 0) for (const listener of refusedListeners) listener(what.refused)
    if (what.arrived.length > 0) for (const listener of arrivedListeners) listener(what.arrived)
    tellSafety()
  }
  const sync = createSync(synced)

  /** Lines that a crash, a full disk or a long way to catch up left behind their log are made good, a few at a time. */
  let catchingUp: (() => void) | null = null
  const catchUpLater = (delay: number): void => {
    if (stopped || catchingUp) return
    catchingUp = clock.after(delay, () => {
      catchingUp = null
      try {
        catchUp()
      } catch (error) {
        // Nobody hears a timer throw but the process, which would go down with every window's typing.
        log('catch-up-failed', { reason: reasonOf(error) })
        catchUpLater(RETRY)
      }
    })
  }
  /** Entries that pour in are written down first: lines made meanwhile would be made again at once. */
  let rush: { since: number; cancel: () => void } | null = null
  /** Items whose lines go before those of all others, in order. */
  let ahead: string[] = []
  /** A desk that begins: what fits on a screen is there at once, and what comes below it right after. */
  const showFirst = (first: readonly string[]): void => {
    ahead = [...first]
    catchUpLater(0)
    try {
      catchUp()
    } catch (error) {
      log('catch-up-failed', { reason: reasonOf(error) })
    }
  }
  const afterTheRush = (): void => {
    if (stopped) return
    const since = rush?.since ?? clock.now()
    rush?.cancel()
    const left = Math.max(0, since + LONGEST_RUSH - clock.now())
    const cancel = clock.after(Math.min(PAUSED, left), () => {
      rush = null
      catchUpLater(0)
    })
    rush = { since, cancel }
  }
  /** Items that fail for no reason of the disk's would fail for ever, in front of those behind them. */
  const givenUp = new Set<string>()
  /** Lines made good that nobody was told of yet, and when somebody last was. */
  let madeGood: string[] = []
  let lastTold = Number.NEGATIVE_INFINITY
  const nextBehind = (): string[] => {
    ahead = ahead.filter((item) => isStale(db, item) && !givenUp.has(item))
    if (ahead.length > 0) return ahead
    return staleItems(db, CATCH_UP * 4 + givenUp.size).filter((item) => !givenUp.has(item))
  }
  const catchUp = (): void => {
    if (stopped) return
    const behind = nextBehind()
    const some = behind.slice(0, CATCH_UP)
    commit(context, () => {
      for (const item of some)
        if (!projectOrLater(context, item) && context.disk.fault === null) givenUp.add(item)
    })
    madeGood.push(...some)
    // Those behind the ones that somebody waits for have their turn when the rush is over.
    const more = behind.length > some.length || (behind === ahead && rush === null)
    // A list that is drawn again for every handful is a list that nobody can read.
    if (madeGood.length > 0 && (!more || clock.now() - lastTold > TELL_EVERY)) {
      changes.tell({ topics: ['items'], items: madeGood.slice(-MOST_TOLD) })
      madeGood = []
      lastTold = clock.now()
    }
    if (more) catchUpLater(BREATH)
  }
  catchUpLater(0)
  const deaf = hub.onNews((news) => {
    if (news === 'deliveries') changes.tell({ topics: ['deliveries', 'overview'], items: [] })
  })
  sync.wake()

  const subscribe = <T>(set: Set<T>, listener: T): (() => void) => {
    set.add(listener)
    return () => set.delete(listener)
  }

  return {
    id,
    context,
    documents,
    collisions,
    presence,
    sync,
    safety,
    onSafety: (hear) => subscribe(safetyListeners, hear),
    onChange: (hear) => changes.hear(hear),
    onRefused: (hear) => subscribe(refusedListeners, hear),
    onArrived: (hear) => subscribe(arrivedListeners, hear),
    async stop() {
      documents.stop()
      collisions.stop()
      presence.stop()
      stopped = true
      deaf()
      await sync.stop()
    },
  }
}
