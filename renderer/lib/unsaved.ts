import { type Fault, FaultError } from '../../shared/errors.ts'
import type { Id } from '../../shared/ids.ts'
import { createStore } from './store.ts'

/** What the editor holds that is not on disk yet: how many batches, and since when (ms UTC). */
export type Unsaved = { pending: number; since: number | null }

const byItem = new Map<Id, number>()

/** What of this window is not on disk yet, over all items. The status line shows it, and never more than it. */
export const unsaved = createStore<Unsaved>({ pending: 0, since: null })

/**
 * The editor says how many batches of `item` are typed but not acknowledged. Call it when the first keystroke
 * of a batch lands, and again with 0 when `document.push` has answered for all of it.
 */
export const reportUnsaved = (item: Id, pending: number, now: number = Date.now()): void => {
  if (pending > 0) byItem.set(item, pending)
  else byItem.delete(item)
  const total = [...byItem.values()].reduce((sum, each) => sum + each, 0)
  unsaved.set((before) => {
    if (before.pending === total) return before
    return { pending: total, since: total === 0 ? null : (before.since ?? now) }
  })
}

/** How long a decision waits for the disk before it says why it cannot go on, ms. */
const PATIENCE = 5000

let reason: () => Fault | null = () => null
/** Tells where to look for why something is not on disk. */
export const explainUnsaved = (explain: () => Fault | null): void => {
  reason = explain
}

/**
 * Resolves when everything typed is on disk: await it before a decision, and before the port is given up (lock,
 * another desk). Rejects with the fault that keeps it off when that takes too long; nothing was decided then.
 */
export const whenSaved = (): Promise<void> =>
  new Promise((resolve, reject) => {
    if (unsaved.get().pending === 0) {
      resolve()
      return
    }
    const stop = unsaved.subscribe(() => {
      if (unsaved.get().pending > 0) return
      clearTimeout(timer)
      stop()
      resolve()
    })
    const timer = setTimeout(() => {
      stop()
      const { code, params } = reason() ?? { code: 'desk-process-gone' as const, params: {} }
      reject(new FaultError(code, params))
    }, PATIENCE)
  })
