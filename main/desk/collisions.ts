/**
 * Collisions of an item: found from its log when text of others came in, noted for the lists, and settled by an ordinary
 * edit and an event (shared/document/collisions).
 */
import type { Settled } from '../../shared/document/collisions/case.ts'
import type { LoggedUpdate } from '../../shared/document/collisions/log.ts'
import { repairOf } from '../../shared/document/collisions/repair.ts'
import { collisionsOf } from '../../shared/document/collisions/view.ts'
import type { Collision, Keep } from '../../shared/domain/collision.ts'
import { can } from '../../shared/domain/permissions.ts'
import { FaultError, reasonOf } from '../../shared/errors.ts'
import { HUB_AUTHOR } from '../../shared/ids.ts'
import { SCHEMA_EPOCH } from '../../shared/sync/entry.ts'
import { lastForeignRow, noteCollisions, openCollisions, replicasOfItem } from '../db/collisions.ts'
import { entriesOfItem, type NewEntry } from '../db/entries.ts'
import type { DeskContext } from './context.ts'
import type { Documents } from './documents.ts'
import { isNewer } from './epochs.ts'
import { personName } from './facts.ts'
import { type DeskActor, policyOf } from './rights.ts'
import { stateOfItem } from './state-of-item.ts'
import { append, commit } from './write.ts'

export type Collisions = {
  /** What collided in an item and is not settled. */
  of(item: string): Collision[]
  /** Settles one: `both` and the like by an edit of the text, `as-is` by saying so. */
  settle(actor: DeskActor, item: string, collision: string, keep: Keep): void
  /** Text of others came in: lists hear of it when there is something to say. */
  look(items: Iterable<string>): void
  stop(): void
}

/** Two people who type live send ten updates a second: they are looked at together, when it is quiet for a moment, ms. */
const PAUSE = 800
/** Items that are looked at in one go, and the breath in between, ms. */
const SOME = 5
const BREATH = 20

const readLog = (desk: DeskContext, item: string): { updates: LoggedUpdate[]; settled: Settled[] } => {
  const updates: LoggedUpdate[] = []
  const settled: Settled[] = []
  for (const { entry, status, position } of entriesOfItem(desk.db, item, null)) {
    if (status === 'refused') continue
    const { author, replica, seq } = entry
    if (entry.kind === 'update') {
      const { update, seen } = entry
      updates.push({ author, replica, seq, position, seen, update })
    } else if (entry.kind === 'event' && entry.event.type === 'collision-settled')
      settled.push({ collision: entry.event.collision, keep: entry.event.keep, replica, seq })
  }
  return { updates, settled }
}

export const createCollisions = (desk: DeskContext, documents: Documents): Collisions => {
  /**
   * Where nothing had collided, up to a row of others: what is written here after it knows all there is, unless the window
   * had not heard of it yet (see `hearApart`).
   */
  const clean = new Map<string, number>()
  const waiting = new Set<string>()
  let cancel: (() => void) | null = null
  let stopped = false

  const find = (item: string): Collision[] => {
    const row = lastForeignRow(desk.db, item, desk.replica)
    if (clean.get(item) === row) return []
    // What a newer Kopij wrote cannot be read whole here, and must not be judged.
    const found =
      replicasOfItem(desk.db, item) < 2 || isNewer(desk.db, item)
        ? []
        : (({ updates, settled }) => collisionsOf(updates, settled))(readLog(desk, item))
    if (found.length === 0) clean.set(item, row)
    else clean.delete(item)
    return found.map(({ one, other, ...rest }) => ({
      ...rest,
      one: { ...one, byName: personName(desk, one.by) },
      other: { ...other, byName: personName(desk, other.by) },
    }))
  }
  const note = (item: string, found: readonly Collision[]): void => {
    if (openCollisions(desk.db, item) === found.length) return
    commit(desk, () => noteCollisions(desk.db, item, found.length))
    desk.changes.tell({ topics: ['items'], items: [item] })
  }

  const lookAtSome = (): void => {
    cancel = null
    for (const item of [...waiting].slice(0, SOME)) {
      waiting.delete(item)
      try {
        note(item, find(item))
      } catch (error) {
        // It is found again when the item is opened; nobody's typing goes down for it.
        desk.log('collisions-not-found', { item, reason: reasonOf(error) })
      }
    }
    if (waiting.size > 0) plan(BREATH)
  }
  const plan = (delay: number): void => {
    if (!stopped && cancel === null) cancel = desk.clock.after(delay, lookAtSome)
  }

  const deaf = documents.hearApart((item) => {
    clean.delete(item)
    waiting.add(item)
    plan(PAUSE)
  })

  return {
    of(item) {
      const found = find(item)
      note(item, found)
      return found
    },

    settle(actor, item, collision, keep) {
      const { state, created } = stateOfItem(desk.db, item)
      if (!created) throw new FaultError('gone')
      const answer = can(actor, 'write', { state, authors: [] }, policyOf(desk.db))
      if (!answer.ok) throw new FaultError(answer.reason)
      if (isNewer(desk.db, item)) throw new FaultError('refused-newer-schema')
      const { updates, settled } = readLog(desk, item)
      const found = collisionsOf(updates, settled).find(({ id }) => id === collision)
      // Somebody was quicker: what is settled stays as it is.
      if (!found) return
      const update = repairOf(updates, settled, collision, keep)
      const at = desk.clock.now()
      const common = { item, author: actor.id, at }
      const carries = [...new Set([found.one.by, found.other.by])].filter((by) => by !== HUB_AUTHOR)
      const event = { type: 'collision-settled' as const, collision, keep }
      const entries: NewEntry[] = [
        // The repair stands right before its event: by that it is known as one (case.ts).
        ...(update
          ? [{ ...common, id: desk.newId(), kind: 'update' as const, epoch: SCHEMA_EPOCH, update, carries }]
          : []),
        { ...common, id: desk.newId(), kind: 'event', event },
      ]
      append(desk, entries)
      if (update) documents.relay(item, update)
      clean.delete(item)
      note(item, find(item))
      desk.changes.tell({ topics: ['items'], items: [item] })
    },

    look(items) {
      for (const item of items) waiting.add(item)
      if (waiting.size > 0) plan(PAUSE)
    },

    stop() {
      stopped = true
      deaf()
      cancel?.()
    },
  }
}
