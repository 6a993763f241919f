/**
 * After everything is synced: do this computer and the hub have the same text? Compared item by item, for what changed
 * lately, at the cursor's position. A difference is raised and never adopted: taking over the other side's answer would
 * hide a loss for ever (quality.md, R21).
 */
import * as Y from 'yjs'
import type { Clock } from '../../shared/clock.ts'
import { newDocument } from '../../shared/document/layout.ts'
import { stateHash } from '../../shared/document/state-hash.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { Database } from '../db/driver.ts'
import { entriesOfItem } from '../db/entries.ts'

/** Items compared in one go, and how long the desk is quiet before it. */
const AT_ONCE = 25
const QUIET = 3000
/** Between two looks, so that a busy morning is not spent on comparing. */
const BETWEEN = 15_000
/** More than this is not remembered: after a first join the newest stand for the others. */
const MOST = 200

export type Divergence = {
  /** These items changed; they are looked at when it is quiet. */
  changed(items: readonly string[]): void
  /** A sync ended with everything there. `position` is the cursor's. */
  synced(position: number): void
  /** Items whose difference was found twice. */
  items(): string[]
  stop(): void
}

/** The state of an item as the feed has it up to a position, from the log of this computer. */
const hashHere = (db: Database, item: string, position: number): string => {
  const doc = newDocument()
  doc.transact(() => {
    for (const { entry, position: at, status } of entriesOfItem(db, item, 'update'))
      if (entry.kind === 'update' && status === 'accepted' && at !== null && at <= position)
        Y.applyUpdate(doc, entry.update)
  })
  const hash = stateHash(doc)
  doc.destroy()
  return hash
}

type Arguments = {
  db: Database
  hub: HubConnection
  clock: Clock
  /** The list of diverged items changed. */
  raised(): void
  log(event: string, facts: Record<string, string | number>): void
}

export const createDivergence = ({ db, hub, clock, raised, log }: Arguments): Divergence => {
  const toLook = new Set<string>()
  /** Differences seen once. */
  const suspects = new Set<string>()
  const diverged = new Set<string>()
  let cancel: (() => void) | null = null
  let stopped = false
  let lastLook = Number.NEGATIVE_INFINITY
  /** The cursor's, when everything was there last. */
  let position = 0

  const judge = (item: string, same: boolean): void => {
    if (same) {
      suspects.delete(item)
      if (diverged.delete(item)) raised()
      return
    }
    toLook.add(item)
    if (!suspects.has(item)) {
      suspects.add(item)
      log('text-differs', { item })
      return
    }
    if (diverged.has(item)) return
    diverged.add(item)
    log('text-diverged', { item })
    raised()
  }

  const plan = (wait: number): void => {
    cancel?.()
    cancel = clock.after(wait, () => {
      cancel = null
      void look(position)
    })
  }

  const look = async (at: number): Promise<void> => {
    lastLook = clock.now()
    const some = [...toLook].slice(-AT_ONCE)
    for (const item of some) toLook.delete(item)
    try {
      const there = await hub.stateHashes(some, at)
      for (const { item, hash } of there) {
        if (stopped) return
        judge(item, hashHere(db, item, at) === hash)
        // Replaying takes time; typing goes before.
        await new Promise<void>((settle) => clock.after(0, settle))
      }
      // A desk where nobody does anything more syncs no more: what is in question is looked at again all the same.
      if (!stopped && cancel === null && [...toLook].some((item) => !diverged.has(item))) plan(BETWEEN)
    } catch {
      // The hub went away meanwhile, or knows no such question: they are looked at another time.
      for (const item of some) toLook.add(item)
    }
  }

  return {
    changed(items) {
      for (const item of items) {
        toLook.delete(item)
        toLook.add(item)
      }
      for (const oldest of toLook) {
        if (toLook.size <= MOST) break
        toLook.delete(oldest)
      }
    },
    synced(cursor) {
      position = cursor
      cancel?.()
      cancel = null
      if (stopped || toLook.size === 0) return
      plan(Math.max(QUIET, Math.min(BETWEEN, lastLook + BETWEEN - clock.now())))
    },
    items: () => [...diverged],
    stop() {
      stopped = true
      cancel?.()
    },
  }
}
