import * as Y from 'yjs'

/** What of a document was there and is not any more, letters and nodes alike: the length of it by Yjs's own count. */
export const removedFrom = (before: Y.Doc, after: Y.Doc): number => {
  const had = Y.snapshot(before)
  const has = Y.snapshot(after)
  const wasGone = (client: number, clock: number): boolean =>
    (had.ds.clients.get(client) ?? []).some((gone) => clock >= gone.clock && clock < gone.clock + gone.len)
  let removed = 0
  for (const [client, ranges] of has.ds.clients) {
    const known = had.sv.get(client) ?? 0
    for (const { clock, len } of ranges)
      for (let at = clock; at < Math.min(clock + len, known); at += 1) if (!wasGone(client, at)) removed += 1
  }
  // What a document does not know of any more is gone as well.
  for (const [client, clock] of had.sv) removed += Math.max(0, clock - (has.sv.get(client) ?? 0))
  return removed
}

/** Whether two documents know the same and know the same to be deleted. */
export const sameState = (one: Y.Doc, other: Y.Doc): boolean => {
  const [a, b] = [Y.encodeSnapshot(Y.snapshot(one)), Y.encodeSnapshot(Y.snapshot(other))]
  return a.length === b.length && a.every((byte, index) => byte === b[index])
}

/** A copy that nothing done to the first one changes. */
export const copyOfDoc = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc({ gc: false })
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
