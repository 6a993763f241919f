import * as Y from 'yjs'

/**
 * Whether an update builds on something that a document does not have. Yjs would keep such an update aside until the
 * rest comes, which it never does when the rest was refused: its words would be in the log and in no text.
 */
export const restsOnUnknown = (doc: Y.Doc, update: Uint8Array): boolean => {
  const { structs } = Y.decodeUpdate(update)
  const known = new Map(Y.decodeStateVector(Y.encodeStateVector(doc)))
  const has = (id: Y.ID | null): boolean => id === null || id.clock < (known.get(id.client) ?? 0)
  // Structs come client by client; whoever builds on another client in the same update finds it here already.
  for (const { id, length } of structs) {
    const next = known.get(id.client) ?? 0
    if (id.clock > next) return true
    known.set(id.client, Math.max(next, id.clock + length))
  }
  return structs.some(
    (struct) =>
      struct instanceof Y.Item &&
      !(
        has(struct.origin) &&
        has(struct.rightOrigin) &&
        (!(struct.parent instanceof Y.ID) || has(struct.parent))
      ),
  )
}
