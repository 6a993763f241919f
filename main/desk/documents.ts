/**
 * Open working copies: windows push updates in and hear those of others. An update is on disk before anybody else
 * sees it and before its sender hears that it is safe.
 */
import * as Y from 'yjs'
import { readCopy } from '../../shared/document/read-copy.ts'
import { restsOnUnknown } from '../../shared/document/rests-on.ts'
import { isReadableUpdate } from '../../shared/document/update.ts'
import { can } from '../../shared/domain/permissions.ts'
import { FaultError, reasonOf } from '../../shared/errors.ts'
import { LARGEST_ITEM, LARGEST_UPDATE } from '../../shared/sync/calls.ts'
import { SCHEMA_EPOCH } from '../../shared/sync/entry.ts'
import { lastForeignPosition } from '../db/collisions.ts'
import type { Database } from '../db/driver.ts'
import { seenPosition } from '../db/meta.ts'
import { bytesWritten, newestEpoch } from '../db/text-facts.ts'
import type { DeskContext } from './context.ts'
import { projectOrLater } from './project.ts'
import { authorsOfRevision } from './revision-authors.ts'
import type { DeskActor } from './rights.ts'
import { policyOf } from './rights.ts'
import { stateOfItem } from './state-of-item.ts'
import type { Synced } from './syncing.ts'
import { foldDocument, type LoadedDocument, loadDocument } from './working-copy.ts'
import { append } from './write.ts'

/** A window that has an item open. */
export type Watcher = {
  /**
   * An update that is not its own. `epoch` is the newest schema that the item holds with it; `seen` the position in the
   * feed up to which the window has all of the item with it, null while more comes right behind it.
   */
  hear(update: Uint8Array, epoch: number, seen: number | null): void
  /** What the window holds is not what the desk has any more: some of it was refused. */
  reload(): void
}

type Open = LoadedDocument & {
  watchers: Set<Watcher>
  cancelProjection: (() => void) | null
  /** The newest schema epoch of the item, and the row of the log up to which it was looked for. */
  epoch: number
  epochRow: number
  /** Where the last of what others wrote stands in the feed; the line may have brought it before the feed is read so far. */
  foreign: number
  /** Up to where in the feed the windows were told that they have all of the item. */
  told: number
}

export type Documents = {
  /**
   * The working copy as it stands, its schema epoch and how far into the feed it has everything; the watcher hears every
   * later update that is not its own.
   */
  open(item: string, watcher: Watcher): { state: Uint8Array; epoch: number; seen: number }
  close(item: string, watcher: Watcher): void
  /**
   * Writes an update down and relays it; answers when it was flushed (ms UTC). `seen` is what the window had been told
   * when it was typed: what others wrote after that it did not know, though it is in the log by now.
   */
  push(
    item: string,
    actor: DeskActor,
    update: Uint8Array,
    restores: string | null,
    from: Watcher,
    seen?: number,
  ): number
  /** Takes over an update that is already written down. */
  relay(item: string, update: Uint8Array): void
  /** The same for all that were written down at once: until the last of an item its windows do not have it whole. */
  relayAll(updates: Readonly<Synced['updates']>): void
  /** Hears of items in which something was typed by somebody who did not have it all; the answer stops it. */
  hearApart(hear: (item: string) => void): () => void
  /** Makes an open working copy anew from the log, because some of what it held was refused. */
  reload(item: string): void
  /** Brings lines up to date that wait for a pause in typing. */
  settle(): void
  stop(): void
}

/** Brings no text: the feed was read so far that a window has all of what it has. */
const NOTHING = Uint8Array.of(0, 0)

/** Lines and search follow this long after the last keystroke. */
const PAUSE = 300
const MOST_WATCHED = 200

/** Typing never fills an item; what is pasted may, and is looked at. */
const LOOKED_AT = 65_536

/** Says at once what the hub would say later: there is no room for this. Faults: message-too-large, item-too-large. */
const assertRoom = (db: Database, item: string, { length }: Uint8Array): void => {
  if (length > LARGEST_UPDATE) throw new FaultError('message-too-large')
  if (length > LOOKED_AT && bytesWritten(db, item) + length > LARGEST_ITEM)
    throw new FaultError('item-too-large')
}

/**
 * The open working copies of a desk: one is read from the log when its first window opens it, and folded when the last one closes
 * it. Faults of `open`: gone. Of `push`: gone, bad-request, what `can` says, message-too-large, item-too-large,
 * refused-newer-schema, refused-rests-on-refused, and those of the disk.
 */
export const createDocuments = (desk: DeskContext): Documents => {
  const open = new Map<string, Open>()
  const apart = new Set<(item: string) => void>()

  const project = (item: string): void => {
    const one = open.get(item)
    one?.cancelProjection?.()
    if (one) one.cancelProjection = null
    projectOrLater(desk, item, one ? readCopy(one.doc) : null)
    desk.changes.tell({ topics: ['items'], items: [item] })
  }

  /** A fold saves time and holds nothing that the log does not: without one it goes on. */
  const fold = (item: string): void => {
    try {
      foldDocument(desk.db, item)
    } catch (error) {
      desk.log('fold-not-made', { item, reason: reasonOf(error) })
    }
  }

  /** What colleagues type in an item that is open here is wanted at once; the hub takes so many. */
  const watch = (): void => desk.hub.watch([...open.keys()].slice(-MOST_WATCHED))

  const projectSoon = (item: string): void => {
    const one = open.get(item)
    if (!one) {
      project(item)
      return
    }
    one.cancelProjection?.()
    one.cancelProjection = desk.clock.after(PAUSE, () => project(item))
  }

  /** `whole`: with this update the item is as the log has it. */
  const relay = (
    item: string,
    update: Uint8Array,
    row: number | null,
    from: Watcher | null,
    whole: boolean,
  ): void => {
    const one = open.get(item)
    if (one) {
      Y.applyUpdate(one.doc, update)
      if (row !== null) one.row = row
      // Every update is in the log before it is relayed, so the log knows its epoch.
      lookAtEpoch(item, one)
      const seen = whole ? seenPosition(desk.db, item) : null
      if (seen !== null && from === null) one.told = seen
      for (const watcher of one.watchers) if (watcher !== from) watcher.hear(update, one.epoch, seen)
    }
    projectSoon(item)
  }

  // The line of an item that nobody has open is the sync's to bring up to date, many in one go.
  const takeOver = (item: string, update: Uint8Array, whole = true): void => {
    if (open.has(item)) relay(item, update, null, null, whole)
  }

  const foreignIn = (item: string): number => lastForeignPosition(desk.db, item, desk.replica)

  /** The feed was read beyond text that the line had brought before: nothing comes for it, and the windows know more. */
  const catchUp = (): void => {
    for (const [item, one] of open) {
      if (one.told >= one.foreign) continue
      const seen = seenPosition(desk.db, item)
      if (seen < one.foreign) continue
      one.told = seen
      for (const watcher of one.watchers) watcher.hear(NOTHING, one.epoch, seen)
    }
  }

  const lookAtEpoch = (item: string, one: Open): void => {
    const { epoch, row } = newestEpoch(desk.db, item, one.epochRow)
    one.epoch = Math.max(one.epoch, epoch)
    one.epochRow = row
  }

  return {
    open(item, watcher) {
      const { created, state } = stateOfItem(desk.db, item)
      if (!created || state.state === 'erased') throw new FaultError('gone')
      let one = open.get(item)
      if (!one) {
        const { epoch, row } = newestEpoch(desk.db, item)
        const watchers = new Set<Watcher>()
        const stands = { foreign: foreignIn(item), told: seenPosition(desk.db, item) }
        const fresh = { watchers, cancelProjection: null, epoch, epochRow: row, ...stands }
        one = { ...loadDocument(desk.db, item), ...fresh }
        open.set(item, one)
        watch()
      }
      one.watchers.add(watcher)
      return { state: Y.encodeStateAsUpdate(one.doc), epoch: one.epoch, seen: seenPosition(desk.db, item) }
    },

    close(item, watcher) {
      const one = open.get(item)
      if (!one) return
      one.watchers.delete(watcher)
      if (one.watchers.size > 0) return
      if (one.cancelProjection) project(item)
      fold(item)
      open.delete(item)
      one.doc.destroy()
      watch()
    },

    push(item, actor, update, restores, from, seen) {
      if (!isReadableUpdate(update)) throw new FaultError('bad-request', { field: 'update' })
      const { state, created } = stateOfItem(desk.db, item)
      if (!created) throw new FaultError('gone')
      const answer = can(actor, 'write', { state, authors: [] }, policyOf(desk.db))
      if (!answer.ok) throw new FaultError(answer.reason)
      const one = open.get(item)
      if ((one?.epoch ?? newestEpoch(desk.db, item).epoch) > SCHEMA_EPOCH)
        throw new FaultError('refused-newer-schema')
      assertRoom(desk.db, item, update)
      // Words behind refused ones would be in the log and in nobody's text.
      if (one && restsOnUnknown(one.doc, update)) throw new FaultError('refused-rests-on-refused')
      const missed = seen !== undefined && seen < (one?.foreign ?? foreignIn(item))
      const [made] = append(desk, [
        {
          id: desk.newId(),
          kind: 'update',
          item,
          author: actor.id,
          at: desk.clock.now(),
          epoch: SCHEMA_EPOCH,
          update,
          carries: restores === null ? [] : authorsOfRevision(desk.db, item, restores),
          ...(missed ? { seen } : {}),
        },
      ])
      relay(item, update, made?.seq ?? null, from, true)
      if (missed) for (const hear of apart) hear(item)
      return desk.clock.now()
    },

    relay: takeOver,

    relayAll(updates) {
      const last = new Map(updates.map(({ item }, at) => [item, at]))
      for (const [at, { item, update, position }] of updates.entries()) {
        const one = open.get(item)
        if (one) one.foreign = Math.max(one.foreign, position)
        takeOver(item, update, last.get(item) === at)
      }
      catchUp()
    },

    hearApart(hear) {
      apart.add(hear)
      return () => apart.delete(hear)
    },

    reload(item) {
      const one = open.get(item)
      if (!one) return
      one.doc.destroy()
      const { doc, row } = loadDocument(desk.db, item)
      const { epoch, row: epochRow } = newestEpoch(desk.db, item)
      Object.assign(one, { doc, row, epoch, epochRow })
      for (const watcher of one.watchers) watcher.reload()
    },

    settle() {
      for (const [item, one] of open) if (one.cancelProjection) project(item)
    },

    stop() {
      for (const [item, one] of open) {
        if (one.cancelProjection) project(item)
        fold(item)
        one.doc.destroy()
      }
      open.clear()
    },
  }
}
