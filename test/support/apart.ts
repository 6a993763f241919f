/**
 * People who work on one item apart: a working copy with an editor each, a feed in the middle, and the network between
 * them as the test wants it. Entries are what the log holds, with what their writer had seen.
 */
import * as Y from 'yjs'
import type { Settled } from '../../shared/document/collisions/case.ts'
import type { LoggedUpdate } from '../../shared/document/collisions/log.ts'
import { repairOf } from '../../shared/document/collisions/repair.ts'
import { collisionsOf, type FoundCollision } from '../../shared/document/collisions/view.ts'
import { newDocument } from '../../shared/document/layout.ts'
import { emptyCopy, seedDocument } from '../../shared/document/write-copy.ts'
import type { Keep } from '../../shared/domain/collision.ts'
import type { Block, Copy } from '../../shared/domain/copy.ts'
import { createHeadlessEditor, type HeadlessEditor } from './headless-editor.ts'

type Update = LoggedUpdate & { kind: 'update' }
type Settling = Settled & { kind: 'settled'; position: number | null }
type Entry = Update | Settling

export type Writer = {
  readonly name: string
  readonly doc: Y.Doc
  readonly editor: HeadlessEditor
  /** Everything this one holds: accepted in the order of the feed, then what waits. */
  entries(): Entry[]
  /** Gives the hub what waits, at most so much of it. */
  push(atMost?: number): void
  pull(): void
  /** Push, then pull: what a round of the client does. */
  sync(): void
  collisions(): FoundCollision[]
  /** Settles a collision as the desk does: the repair, then the event. */
  settle(name: string, keep: Keep): void
  /** Closes the editor and opens the text again from what is on disk. */
  reopen(): void
  /**
   * Ends a batch of keystrokes, as a window does: what was typed since the last one is one entry. `whole`: as after a
   * crash, as the difference with what is on disk, which repeats every deletion that there ever was.
   */
  flush(whole?: boolean): void
}

export type Apart = {
  readonly feed: readonly Entry[]
  join(name: string): Writer
}

const WAITING = null

export const createApart = (body: readonly Block[], copy: Partial<Copy> = {}): Apart => {
  const feed: Entry[] = []
  const seed = newDocument()
  seed.clientID = 1
  seedDocument(seed, { ...emptyCopy('lead', 's', 'nl'), ...copy, body: [...body] })
  feed.push({
    kind: 'update',
    author: 'stichter',
    replica: 'begin',
    seq: 1,
    position: 1,
    seen: 0,
    update: Y.encodeStateAsUpdate(seed),
  })
  let clients = 1

  const join = (name: string): Writer => {
    let cursor = 0
    let seq = 0
    const own: Entry[] = []
    let taken: Entry[] = []
    let doc = new Y.Doc()
    let editor: HeadlessEditor

    let gathered: Uint8Array[] = []
    let onDisk: Uint8Array = new Uint8Array([0])

    const write = (update: Uint8Array): void => {
      seq += 1
      own.push({ kind: 'update', author: name, replica: name, seq, position: WAITING, seen: cursor, update })
    }
    const flush = (whole = false): void => {
      if (gathered.length > 0) write(whole ? Y.encodeStateAsUpdate(doc, onDisk) : Y.mergeUpdates(gathered))
      gathered = []
      onDisk = Y.encodeStateVector(doc)
    }
    const waiting = (): Entry[] => own.filter(({ position }) => position === null)
    const entries = (): Entry[] => [...taken, ...waiting()]
    const updates = (): Update[] => entries().filter((entry) => entry.kind === 'update')
    const settled = (): Settling[] => entries().filter((entry) => entry.kind === 'settled')

    const open = (): void => {
      doc = new Y.Doc()
      clients += 1
      // Who is first in a tie follows from these, so a run can be had again.
      doc.clientID = (Math.imul(clients, 0x9e3779b1) >>> 0) + 2
      doc.transact(() => {
        for (const { update } of updates()) Y.applyUpdate(doc, update)
      }, 'disk')
      editor = createHeadlessEditor(doc)
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'disk') gathered.push(update)
      })
      onDisk = Y.encodeStateVector(doc)
    }
    const take = (entry: Entry): void => {
      taken.push(entry)
      if (entry.kind === 'update' && !own.includes(entry)) Y.applyUpdate(doc, entry.update, 'disk')
    }
    const pull = (): void => {
      flush()
      for (const entry of feed.slice(cursor)) if (!taken.includes(entry)) take(entry)
      // What the editor writes of itself meanwhile counts as written before, as a window hears last of how far it is.
      flush()
      cursor = feed.length
      taken = [...taken].sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
      onDisk = Y.encodeStateVector(doc)
    }
    const push = (atMost = Number.POSITIVE_INFINITY): void => {
      flush()
      for (const entry of waiting().slice(0, atMost)) {
        entry.position = feed.length + 1
        feed.push(entry)
        taken.push(entry)
      }
    }
    for (const entry of feed) taken.push(entry)
    cursor = feed.length
    open()

    return {
      name,
      get doc() {
        return doc
      },
      get editor() {
        return editor
      },
      entries() {
        flush()
        return entries()
      },
      push,
      pull,
      sync() {
        push()
        pull()
      },
      collisions() {
        flush()
        return collisionsOf(updates(), settled())
      },
      settle(collision, keep) {
        flush()
        const repair = repairOf(updates(), settled(), collision, keep)
        if (repair) {
          write(repair)
          Y.applyUpdate(doc, repair, 'disk')
        }
        seq += 1
        own.push({ kind: 'settled', collision, keep, replica: name, seq, position: WAITING })
      },
      flush,
      reopen() {
        flush()
        editor.destroy()
        doc.destroy()
        open()
      },
    }
  }
  return { feed, join }
}

/** Everybody syncs until nobody has anything new. */
export const syncAll = (...writers: readonly Writer[]): void => {
  for (const writer of writers) writer.sync()
  for (const writer of writers) writer.sync()
}
