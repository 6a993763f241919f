/**
 * The client of a hub: pushes what the hub has not ruled on, pulls what came after the cursor, in batches, whenever
 * there is something and whenever there is a connection (design: "The feed"). One round at a time.
 */

import type { Clock } from '../../shared/clock.ts'
import { FaultError, reasonOf } from '../../shared/errors.ts'
import type { HubState } from '../../shared/ipc/syncing.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { Entry, FeedEntry } from '../../shared/sync/entry.ts'
import type { Ruling } from '../../shared/sync/messages.ts'
import type { Database } from '../db/driver.ts'
import { withFaults } from '../db/driver.ts'
import { countWaiting, entryById, recordRuling, takeIn, waitingEntries } from '../db/entries.ts'
import { dropFold } from '../db/folds.ts'
import { markStale } from '../db/items.ts'
import { readCursor, writeCursor } from '../db/meta.ts'
import { applyDeskEvent } from '../db/register.ts'
import { numberRevision } from '../db/revisions.ts'

const BATCH = 200
/** Typing is pushed in batches too; a decision does not wait (see `wake`). */
const GATHER = 40
const FIRST_RETRY = 1000
const LONGEST_RETRY = 60_000

/** What a round did to the replica; told after the commit. */
export type Synced = {
  /** Items whose decisions or text changed. */
  items: string[]
  /** Updates of others, to be shown where the item is open. */
  updates: { item: string; update: Uint8Array }[]
  /** Whether people, sections, agencies, targets or settings changed. */
  desk: boolean
  /** Decisions and updates of this computer that the hub refused. */
  refused: { entry: Entry; ruling: Ruling & { verdict: 'refused' } }[]
}

export type SyncClient = {
  /** There is something to push. */
  wake(): void
  /** Pushes and pulls until nothing waits; resolves then, or at the first fault. */
  settle(): Promise<void>
  /** Last moment at which the hub had everything of this computer, ms UTC. */
  syncedAt(): number | null
  /** How the way to the hub is, for the status line. */
  hub(): HubState
  stop(): Promise<void>
}

type Arguments = {
  db: Database
  hub: HubConnection
  clock: Clock
  /** Told after every commit that changed something. */
  synced(what: Synced): void
  log(event: string, facts: Record<string, string | number>): void
}

const runsByAuthor = (entries: readonly Entry[]): Entry[][] => {
  const runs: Entry[][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    if (run?.[0]?.author === entry.author) run.push(entry)
    else runs.push([entry])
  }
  return runs
}

export const createSyncClient = ({ db, hub, clock, synced, log }: Arguments): SyncClient => {
  let stopped = false
  let lastSync: number | null = null
  let cancel: (() => void) | null = null
  let failures = 0
  let running: Promise<void> | null = null
  let again = false

  const takeRulings = (rulings: readonly Ruling[]): void => {
    const what: Synced = { items: [], updates: [], desk: false, refused: [] }
    withFaults(() =>
      db
        .transaction(() => {
          for (const ruling of rulings) {
            recordRuling(db, ruling)
            const entry = entryById(db, ruling.id)?.entry
            if (!entry) continue
            if (entry.kind === 'event') what.items.push(entry.item)
            if (entry.kind === 'desk-event') what.desk = true
            if (ruling.verdict === 'accepted') continue
            what.refused.push({ entry, ruling })
            // The fold may hold what was refused: replay without it.
            if (entry.item !== null) {
              dropFold(db, entry.item)
              markStale(db, entry.item)
              what.items.push(entry.item)
            }
          }
        })
        .immediate(),
    )
    synced(what)
  }

  const push = async (): Promise<void> => {
    for (;;) {
      const batch = waitingEntries(db, BATCH).map((logged) => logged.entry)
      if (batch.length === 0 || stopped) return
      for (const run of runsByAuthor(batch)) {
        const author = run[0]?.author
        if (author !== undefined) takeRulings(await hub.push(author, run))
      }
    }
  }

  const takeEntries = (entries: readonly FeedEntry[], hubId: string, generation: number): void => {
    const what: Synced = { items: [], updates: [], desk: false, refused: [] }
    withFaults(() =>
      db
        .transaction(() => {
          for (const fed of entries) {
            const { entry } = fed
            const isNew = takeIn(db, fed)
            if (entry.kind === 'desk-event') {
              applyDeskEvent(db, entry.event)
              what.desk ||= isNew
            } else if (isNew) {
              markStale(db, entry.item)
              what.items.push(entry.item)
              if (entry.kind === 'update') what.updates.push({ item: entry.item, update: entry.update })
              if (entry.kind === 'revision') {
                const row = entryById(db, entry.id)?.row
                if (row !== undefined) numberRevision(db, entry.item, entry.hash, row)
              }
            }
          }
          const position = entries.at(-1)?.position
          if (position !== undefined) writeCursor(db, { hub: hubId, generation, position })
        })
        .immediate(),
    )
    synced(what)
  }

  const pull = async (): Promise<void> => {
    for (;;) {
      const answer = await hub.pull(readCursor(db)?.position ?? 0, BATCH)
      if (stopped) return
      if (answer.entries.length > 0) takeEntries(answer.entries, answer.hub, answer.generation)
      if (!answer.more) return
    }
  }

  const round = async (): Promise<void> => {
    try {
      do {
        again = false
        await push()
        await pull()
      } while (again && !stopped)
      failures = 0
      if (countWaiting(db) === 0) lastSync = clock.now()
      synced({ items: [], updates: [], desk: false, refused: [] })
    } catch (error) {
      failures += 1
      log('sync-failed', {
        code: error instanceof FaultError ? error.fault.code : 'internal',
        reason: reasonOf(error),
        failures,
      })
      if (!stopped) plan(Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** (failures - 1)))
    }
  }

  const run = (): Promise<void> => {
    if (running !== null) {
      again = true
      return running
    }
    running = round().finally(() => {
      running = null
    })
    return running
  }

  const plan = (delay: number): void => {
    if (stopped || cancel) return
    cancel = clock.after(delay, () => {
      cancel = null
      void run()
    })
  }

  const deaf = hub.onNews((news) => {
    if (news === 'feed') plan(GATHER)
  })

  return {
    wake: () => plan(GATHER),
    settle: async () => {
      if (running !== null) await running
      await run()
    },
    syncedAt: () => lastSync,
    hub() {
      const { where, state, fault, since, skew } = hub.line()
      return {
        where,
        state: state === 'refused' ? 'offline' : state,
        fault,
        choices: [],
        since,
        skew,
        progress: null,
        diverged: [],
      }
    },
    async stop() {
      stopped = true
      deaf()
      cancel?.()
      await running
    },
  }
}
