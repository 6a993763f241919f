/**
 * What has been typed and is not known to be on disk yet, in the order in which it was typed.
 *
 * It is kept until the desk process says that it is safe, whatever happens in between. Text that was brought
 * back from a revision travels apart from typed text, because its authors are those of the revision.
 */
import * as Y from 'yjs'
import type { RevisionHash } from '../../../shared/ids.ts'

/** Beyond this many updates, one difference against a state vector is cheaper than merging (quality, fact 6). */
const MERGE_AT_MOST = 32

/** `since` is the state of the document before it, `seen` what was known when it was typed. */
type Part = { restores: RevisionHash | null; seen: number; since: Uint8Array; updates: Uint8Array[] }

/** One message for the desk process. */
export type Batch = { update: Uint8Array; restores: RevisionHash | null; seen: number }

export type Unsent = {
  /**
   * Keeps an update. `seen`: how far into the feed this window had everything. `before` gives the document's state vector
   * before it; asked only when it is needed.
   */
  add(update: Uint8Array, restores: RevisionHash | null, seen: number, before: () => Uint8Array): void
  /**
   * The desk process has no more than `theirs`: leaves out what it has. Where it lacks more than what waits here, all of
   * that waits; `seen` is then what was known last. To be called before the document takes in what others wrote
   * meanwhile: what they deleted is not deleted here.
   */
  rebase(theirs: Uint8Array, seen: number): void
  /** The next message, or null. The same one again until `settle`. */
  next(): Batch | null
  /** The last message is on disk. */
  settle(): void
  /** The last message did not arrive: it waits in front, with what came after it. */
  giveBack(): void
  readonly empty: boolean
}

const isNothing = (update: Uint8Array): boolean => {
  const { structs, ds } = Y.decodeUpdate(update)
  return structs.every((struct) => struct instanceof Y.Skip) && ds.clients.size === 0
}

/** Whether all that the document has beyond `theirs` waits. */
const covers = (waiting: readonly Part[], doc: Y.Doc, theirs: Uint8Array): boolean => {
  const first = new Map<number, number>()
  for (const update of waiting.flatMap(({ updates }) => updates))
    for (const { id } of Y.decodeUpdate(update).structs)
      first.set(id.client, Math.min(id.clock, first.get(id.client) ?? id.clock))
  const known = Y.decodeStateVector(theirs)
  return [...Y.decodeStateVector(Y.encodeStateVector(doc))].every(([client, clock]) => {
    const has = known.get(client) ?? 0
    return clock <= has || (first.get(client) ?? clock) <= has
  })
}

/** An empty queue for the updates of `doc`. */
export const createUnsent = (doc: Y.Doc): Unsent => {
  let sent: { part: Part; batch: Batch } | null = null
  let waiting: Part[] = []

  const collapse = ({ since, updates }: Part, isLast: boolean): Uint8Array => {
    const [first] = updates
    if (updates.length === 1 && first) return first
    // Only the last part may be read off the document: an earlier one would swallow what came after it.
    const merge = updates.length <= MERGE_AT_MOST || !isLast
    return merge ? Y.mergeUpdates(updates) : Y.encodeStateAsUpdate(doc, since)
  }

  return {
    add(update, restores, seen, before) {
      const last = waiting.at(-1)
      if (last && last.restores === null && restores === null && last.seen === seen) {
        last.updates.push(update)
        return
      }
      waiting.push({ restores, seen, since: before(), updates: [update] })
    },

    rebase(theirs, seen) {
      if (sent) waiting.unshift(sent.part)
      sent = null
      if (waiting.some((part) => part.restores !== null)) return
      if (!covers(waiting, doc, theirs)) {
        const first = Math.min(seen, ...waiting.map((part) => part.seen))
        const updates = [Y.encodeStateAsUpdate(doc, theirs)]
        waiting = [{ restores: null, seen: first, since: theirs, updates }]
        return
      }
      // Each part knew what it knew when it was typed.
      waiting = waiting.flatMap((part) => {
        const rest = Y.diffUpdate(Y.mergeUpdates(part.updates), theirs)
        return isNothing(rest) ? [] : [{ ...part, updates: [rest] }]
      })
    },

    next() {
      if (sent) return sent.batch
      const part = waiting.shift()
      if (!part) return null
      const { restores, seen } = part
      const batch = { update: collapse(part, waiting.length === 0), restores, seen }
      // Kept as it was sent: what is typed from now on belongs to the next message.
      sent = { part: { ...part, updates: [batch.update] }, batch }
      return batch
    },

    settle() {
      sent = null
    },

    giveBack() {
      if (!sent) return
      const [following] = waiting
      const isOne = following?.restores === null && following.seen === sent.part.seen
      if (following && isOne && sent.part.restores === null) {
        following.updates.unshift(...sent.part.updates)
        following.since = sent.part.since
      } else waiting.unshift(sent.part)
      sent = null
    },

    get empty() {
      return sent === null && waiting.length === 0
    },
  }
}
