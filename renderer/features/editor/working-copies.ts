/**
 * The working copies that are open in this window. The galley, the inspector and the history of one item share one;
 * a copy with text that is not on disk yet outlives the pane that showed it.
 */
import type { Clock } from '../../../shared/clock.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { type DocumentBridge, openWorkingCopy, type WorkingCopy } from './working-copy.ts'

export type WorkingCopies = {
  /** Opens `item`, or joins whoever has it open. Every call needs its own `release`. */
  acquire(item: Id): WorkingCopy
  release(item: Id): void
  /** Puts what was typed on disk; the fault when that cannot be done. Items that are not open are on disk. */
  flush(item: Id): Promise<Fault | null>
  flushAll(): Promise<void>
}

type Held = { copy: WorkingCopy; users: number }

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

  return {
    acquire(item) {
      const open = held.get(item)
      if (open) {
        open.users += 1
        return open.copy
      }
      const copy = openWorkingCopy(item, bridge, clock)
      held.set(item, { copy, users: 1 })
      let waits = false
      copy.subscribe(() => {
        const since = copy.status().unsavedSince
        if (waits !== (since !== null)) tellUnsaved(item, since === null ? 0 : 1, since ?? clock.now())
        waits = since !== null
        endWhenSafe(item)
      })
      return copy
    },
    release(item) {
      const entry = held.get(item)
      if (!entry) return
      entry.users -= 1
      if (entry.users > 0) return
      void entry.copy.flush().then(() => endWhenSafe(item))
    },
    flush: (item) => held.get(item)?.copy.flush() ?? Promise.resolve(null),
    async flushAll() {
      await Promise.all([...held.values()].map(({ copy }) => copy.flush()))
    },
  }
}
