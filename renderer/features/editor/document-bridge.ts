/** The working copies of this window, tied to its one client. */
import type { Fault } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { call, link, speaksFor, subscribe } from '../../lib/client.ts'
import { reportUnsaved } from '../../lib/unsaved.ts'
import { createWorkingCopies } from './working-copies.ts'
import type { DocumentBridge } from './working-copy.ts'

const bridge: DocumentBridge = {
  open: (item) => call('desk', 'document.open', { item }),
  push: (item, update, restores, seen) => call('desk', 'document.push', { item, update, restores, seen }),
  close: async (item) => {
    await call('desk', 'document.close', { item })
  },
  hearUpdates: (item, hear) =>
    subscribe('desk', 'document-update', (payload) => {
      if (payload.item === item) hear(payload.update, payload.epoch, payload.seen)
    }),
  // A port that speaks for nobody is no way to the desk: whoever sat here has got up.
  hearPort: (hear) => link.subscribe(() => hear(link.get() === 'attached')),
}

export const workingCopies = createWorkingCopies(
  bridge,
  {
    now: () => Date.now(),
    after: (delay, run) => {
      const timer = setTimeout(run, delay)
      return () => clearTimeout(timer)
    },
  },
  reportUnsaved,
)

let writer: Id | null = null
// Heard before any copy hears of the port and sends what it holds.
link.subscribe(() => {
  if (link.get() !== 'attached') return
  const now = speaksFor()
  if (writer !== null && writer !== now) workingCopies.handOver()
  writer = now
})

// The hub refused some of what was typed here: the text is read again, and the words are kept at hand.
subscribe('desk', 'document-reload', ({ item }) => workingCopies.replace(item, null))

/** Puts what was typed in `item` on disk, before a decision about it. The fault when that cannot be done. */
export const flushWorkingCopy = (item: Id): Promise<Fault | null> => workingCopies.flush(item)

/** Longer than a pane takes to open what it shows, ms. */
const FORESEEN = 2_000

/** Opens the working copy of an item that is about to be shown. Where no pane comes for it, it is closed again. */
export const foreseeWorkingCopy = (item: Id): void => {
  workingCopies.acquire(item)
  setTimeout(() => workingCopies.release(item), FORESEEN)
}

/** A page that is hidden may be frozen or gone before its timers run: what waits is sent now. */
const flushSoonest = (): void => {
  if (document.visibilityState === 'hidden') void workingCopies.flushAll()
}
document.addEventListener('visibilitychange', flushSoonest)
addEventListener('pagehide', () => void workingCopies.flushAll())
