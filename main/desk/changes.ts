/** The change feed: what was committed, told to whoever shows it. Told after the commit, never before. */
import type { EventPayload } from '../../shared/ipc/contract.ts'

export type Change = EventPayload<'desk', 'changed'>

export type Changes = {
  tell(change: Change): void
  /** The answer stops it. */
  hear(listener: (change: Change) => void): () => void
}

export const createChanges = (): Changes => {
  const listeners = new Set<(change: Change) => void>()
  return {
    tell(change) {
      for (const listener of listeners) listener(change)
    },
    hear(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
