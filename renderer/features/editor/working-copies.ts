/**
 * The working copies that are open in this window. The galley, the inspector and the history of one item share one;
 * a copy with text that is not on disk yet outlives the pane that showed it.
 */
import * as Y from 'yjs'
import type { Clock } from '../../../shared/clock.ts'
import { wordsBeyond } from '../../../shared/document/words-beyond.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { keepWords } from './kept-words.ts'
import { openWorkingCopy } from './open-working-copy.ts'
import type { DocumentBridge, WorkingCopy } from './working-copy.ts'

export type WorkingCopies = {
  /** Opens `item`, or joins whoever has it open. Every call needs its own `release`. */
  acquire(item: Id): WorkingCopy
  release(item: Id): void
  /**
   * Puts another copy in the place of an open one, read from the desk process: some of what this one holds was refused.
   * What it holds and the desk has not is kept at hand with the reason (kept-words.ts); null: the desk process knows it.
   */
  replace(item: Id, fault: Fault | null): void
  /** Hears when another copy took the place of an open one; the answer stops it. */
  hearReplaced(item: Id, hear: (copy: WorkingCopy) => void): () => void
  /** Puts what was typed on disk; the fault when that cannot be done. Items that are not open are on disk. */
  flush(item: Id): Promise<Fault | null>
  flushAll(): Promise<void>
  /** Somebody else sits here now: nobody's words go out under another name. What waited for the disk is kept at hand. */
  handOver(): void
}

type Held = { copy: WorkingCopy; users: number; hearers: Set<(copy: WorkingCopy) => void> }

/** `tellUnsaved` hears how many batches of an item wait for the disk, whenever that becomes or ceases to be none. */
export const createWorkingCopies = (
  bridge: DocumentBridge,
  clock: Clock,
  tellUnsaved: (item: Id, pending: number, since: number) => void,
): WorkingCopies => {
  const held = new Map<Id, Held>()

  const endWhenSafe = (item: Id): void => {
    const entry = held.get(item)
    if (!entry || entry.users > 0 || entry.copy.status().unsavedSince !== null) return
    held.delete(item)
    entry.copy.end()
  }

  const open = (item: Id): WorkingCopy => {
    const copy = openWorkingCopy(item, bridge, clock, (fault) => replace(item, fault))
    let waits = false
    copy.subscribe(() => {
      const since = copy.status().unsavedSince
      if (waits !== (since !== null)) tellUnsaved(item, since === null ? 0 : 1, since ?? clock.now())
      waits = since !== null
      endWhenSafe(item)
    })
    return copy
  }

  const replace = (item: Id, fault: Fault | null): void => {
    const entry = held.get(item)
    if (!entry) return
    const old = entry.copy
    // Held until the words are compared, also where the last pane has gone meanwhile.
    entry.users += 1
    old.retire()
    const fresh = open(item)
    entry.copy = fresh
    const compare = (): void => {
      if (fresh.status().phase !== 'open') return
      stop()
      const words = wordsBeyond(old.doc, Y.encodeStateVector(fresh.doc))
      if (words.length > 0) keepWords(item, { fault, words })
      old.steps.destroy()
      old.doc.destroy()
      entry.users -= 1
      endWhenSafe(item)
    }
    const stop = fresh.subscribe(compare)
    for (const hear of [...entry.hearers]) hear(fresh)
  }

  return {
    acquire(item) {
      const known = held.get(item)
      if (known) {
        known.users += 1
        return known.copy
      }
      const copy = open(item)
      held.set(item, { copy, users: 1, hearers: new Set() })
      return copy
    },
    release(item) {
      const entry = held.get(item)
      if (!entry) return
      entry.users -= 1
      if (entry.users > 0) return
      void entry.copy.flush().then(() => endWhenSafe(item))
    },
    replace,
    hearReplaced(item, hear) {
      const entry = held.get(item)
      entry?.hearers.add(hear)
      return () => entry?.hearers.delete(hear)
    },
    flush: (item) => held.get(item)?.copy.flush() ?? Promise.resolve(null),
    async flushAll() {
      await Promise.all([...held.values()].map(({ copy }) => copy.flush()))
    },
    handOver() {
      for (const [item, { copy }] of [...held])
        if (copy.status().unsavedSince !== null) replace(item, { code: 'refused-foreign-author', params: {} })
    },
  }
}
