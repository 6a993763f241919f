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
import { SCHEMA_EPOCH } from '../../shared/sync/entry.ts'
import { newestEpoch } from '../db/text-facts.ts'
import type { DeskContext } from './context.ts'
import { projectOrLater } from './project.ts'
import { authorsOfRevision } from './revision-authors.ts'
import type { DeskActor } from './rights.ts'
import { policyOf } from './rights.ts'
import { stateOfItem } from './state-of-item.ts'
import { foldDocument, type LoadedDocument, loadDocument } from './working-copy.ts'
import { append } from './write.ts'

/** A window that has an item open. */
export type Watcher = {
  /** An update that is not its own. `epoch` is the newest schema that the item holds with it. */
  hear(update: Uint8Array, epoch: number): void
  /** What the window holds is not what the desk has any more: some of it was refused. */
  reload(): void
}

type Open = LoadedDocument & {
  watchers: Set<Watcher>
  cancelProjection: (() => void) | null
  /** The newest schema epoch of the item, and the row of the log up to which it was looked for. */
  epoch: number
  epochRow: number
}

export type Documents = {
  /** The working copy as it stands and its schema epoch; the watcher hears every later update that is not its own. */
  open(item: string, watcher: Watcher): { state: Uint8Array; epoch: number }
  close(item: string, watcher: Watcher): void
  /** Writes an update down and relays it; answers when it was flushed (ms UTC). */
  push(item: string, actor: DeskActor, update: Uint8Array, restores: string | null, from: Watcher): number
  /** Takes over an update that the sync client has already written down. */
  relay(item: string, update: Uint8Array): void
  /** Makes an open working copy anew from the log, because some of what it held was refused. */
  reload(item: string): void
  /** Brings lines up to date that wait for a pause in typing. */
  settle(): void
  stop(): void
}

/** Lines and search follow this long after the last keystroke. */
const PAUSE = 300
const MOST_WATCHED = 200

export const createDocuments = (desk: DeskContext): Documents => {
  const open = new Map<string, Open>()

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

  const relay = (item: string, update: Uint8Array, row: number | null, from: Watcher | null): void => {
    const one = open.get(item)
    if (one) {
      Y.applyUpdate(one.doc, update)
      if (row !== null) one.row = row
      // Every update is in the log before it is relayed, so the log knows its epoch.
      lookAtEpoch(item, one)
      for (const watcher of one.watchers) if (watcher !== from) watcher.hear(update, one.epoch)
    }
    projectSoon(item)
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
        const fresh = { watchers: new Set<Watcher>(), cancelProjection: null, epoch, epochRow: row }
        one = { ...loadDocument(desk.db, item), ...fresh }
        open.set(item, one)
        watch()
      }
      one.watchers.add(watcher)
      return { state: Y.encodeStateAsUpdate(one.doc), epoch: one.epoch }
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

    push(item, actor, update, restores, from) {
      if (!isReadableUpdate(update)) throw new FaultError('bad-request', { field: 'update' })
      const { state, created } = stateOfItem(desk.db, item)
      if (!created) throw new FaultError('gone')
      const answer = can(actor, 'write', { state, authors: [] }, policyOf(desk.db))
      if (!answer.ok) throw new FaultError(answer.reason)
      const one = open.get(item)
      if ((one?.epoch ?? newestEpoch(desk.db, item).epoch) > SCHEMA_EPOCH)
        throw new FaultError('refused-newer-schema')
      // Words behind refused ones would be in the log and in nobody's text.
      if (one && restsOnUnknown(one.doc, update)) throw new FaultError('refused-rests-on-refused')
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
        },
      ])
      relay(item, update, made?.seq ?? null, from)
      return desk.clock.now()
    },

    relay(item, update) {
      // The line of an item that nobody has open is the sync's to bring up to date, many in one go.
      if (open.has(item)) relay(item, update, null, null)
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
