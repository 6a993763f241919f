import * as Y from 'yjs'

/**
 * Whether bytes are an update that can be replayed. A log must never hold one that is not: it would keep everything
 * behind it from being read, on every computer.
 */
export const isReadableUpdate = (update: Uint8Array): boolean => {
  const trial = new Y.Doc()
  try {
    Y.decodeUpdate(update)
    Y.applyUpdate(trial, update)
    return true
  } catch {
    return false
  } finally {
    trial.destroy()
  }
}
