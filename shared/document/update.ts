import * as Y from 'yjs'

/**
 * Whether bytes are an update that can be replayed. A log must never hold one that is not: it would keep everything
 * behind it from being read, on every computer.
 */
export const isReadableUpdate = (update: Uint8Array): boolean => {
  try {
    const { structs } = Y.decodeUpdate(update)
    // What goes on where its writer left off waits for what came before, and is not looked into without it.
    return structs.every(({ id }) => id.clock > 0) || isApplicable(update)
  } catch {
    return false
  }
}

const isApplicable = (update: Uint8Array): boolean => {
  // Without a name of its own: making one up costs more than everything else here.
  const trial = new Y.Doc({ guid: '' })
  try {
    Y.applyUpdate(trial, update)
    return true
  } catch {
    return false
  } finally {
    trial.destroy()
  }
}
