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

/** `updates` is null for "all that the document has beyond `since`". `seen` is what was known when it was typed. */
type Part = { restores: RevisionHash | null; seen: number; since: Uint8Array; updates: Uint8Array[] | null }

/** One message for the desk process. */
export type Batch = { update: Uint8Array; restores: RevisionHash | null; seen: number }

export type Unsent = {
  /**
   * Keeps an update. `seen`: how far into the feed this window had everything. `before` gives the document's state vector
   * before it; asked only when it is needed.
   */
  add(update: Uint8Array, restores: RevisionHash | null, seen: number, before: () => Uint8Array): void
  /**
   * Replaces everything by the difference with what the desk process has; restored parts keep their mark. `seen`: what
   * was known last while all of it was typed.
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

/** An empty queue for the updates of `doc`. */
export const createUnsent = (doc: Y.Doc): Unsent => {
  let sent: { part: Part; batch: Batch } | null = null
  let waiting: Part[] = []

  const collapse = ({ since, updates }: Part, isLast: boolean): Uint8Array => {
    const [first] = updates ?? []
    if (updates?.length === 1 && first) return first
    // Only the last part may be read off the document: an earlier one would swallow what came after it.
    const merge = updates !== null && (updates.length <= MERGE_AT_MOST || !isLast)
    return merge ? Y.mergeUpdates(updates) : Y.encodeStateAsUpdate(doc, since)
  }

  return {
    add(update, restores, seen, before) {
      const last = waiting.at(-1)
      if (last && last.restores === null && restores === null && last.seen === seen) {
        last.updates?.push(update)
        return
      }
      waiting.push({ restores, seen, since: before(), updates: [update] })
    },

    rebase(theirs, seen) {
      if (sent) waiting.unshift(sent.part)
      sent = null
      if (waiting.some((part) => part.restores !== null)) return
      const first = Math.min(seen, ...waiting.map((part) => part.seen))
      waiting = [{ restores: null, seen: first, since: theirs, updates: null }]
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
        following.updates?.unshift(...(sent.part.updates ?? []))
        following.since = sent.part.since
      } else waiting.unshift(sent.part)
      sent = null
    },

    get empty() {
      return sent === null && waiting.length === 0
    },
  }
}
