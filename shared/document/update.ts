import * as Y from 'yjs'

/**
 * Whether bytes are an update that can be replayed. A log must never hold one that is not: it would keep everything
 * behind it from being read, on every computer.
 */
export const isReadableUpdate = (update: Uint8Array): boolean => {
  try {
    const { structs } = Y.decodeUpdate(update)
    // Mostly it is a word that goes on where its writer left off.
    return structs.every(({ id }) => id.clock > 0) || allWait(structs) || isApplicable(update)
  } catch {
    return false
  }
}

type Struct = ReturnType<typeof Y.decodeUpdate>['structs'][number]

/**
 * Whether nothing of it can be looked into without what is missing: what goes on where its writer left off, and what stands
 * beside the words of others who are not in it. What follows on those waits with them.
 */
const allWait = (structs: readonly Struct[]): boolean => {
  const writers = new Set(structs.map(({ id }) => id.client))
  const isMissing = (id: unknown): boolean => id instanceof Y.ID && !writers.has(id.client)
  return structs.every(
    (one) =>
      one.id.clock > 0 ||
      (one instanceof Y.Item &&
        (isMissing(one.origin) || isMissing(one.rightOrigin) || isMissing(one.parent))),
  )
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
