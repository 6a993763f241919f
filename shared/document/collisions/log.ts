/**
 * The updates of one item in the one order that every replica agrees on, and who knew what when writing: what two people
 * did apart follows from it.
 */
import * as Y from 'yjs'
import type { AuthoredUpdate } from '../authorship.ts'

/** An update with the position up to which its writer had seen the feed (shared/sync/entry.ts). */
export type LoggedUpdate = Omit<AuthoredUpdate, 'carries'> & { seen: number }

/**
 * Updates that one replica wrote one after the other, with those that stand before them and that it did not know.
 * Both are indices in the log; `from` and `to` are the first and the last.
 */
export type Batch = { from: number; to: number; unknown: readonly number[] }

/** Accepted updates in the order of the feed, then those that wait, in the order of their replica. */
export const inOrder = (updates: readonly LoggedUpdate[]): LoggedUpdate[] =>
  [...updates].sort((a, b) => {
    const accepted = (a.position ?? Number.POSITIVE_INFINITY) - (b.position ?? Number.POSITIVE_INFINITY)
    if (!Number.isNaN(accepted) && accepted !== 0) return accepted
    return a.replica === b.replica ? a.seq - b.seq : a.replica < b.replica ? -1 : 1
  })

/**
 * The log with what each writer is certain to have had: what his words were put beside or into, and all that stands before
 * that in the feed, as a window takes up updates in that order. What an editor writes of itself while a merge comes in, one
 * update after another, says of itself that it knew nothing of it.
 */
export const withEvidence = (log: readonly LoggedUpdate[]): LoggedUpdate[] => {
  const births = new Map<number, { end: number; index: number }[]>()
  const birthOf = ({ client, clock }: Y.ID): number | undefined =>
    births.get(client)?.find(({ end }) => clock < end)?.index
  /** What the writer at an editor had: it is one client of the document, and forgets nothing. */
  const had = new Map<number, number>()
  return log.map((one, index) => {
    let { seen } = one
    const clients = new Set<number>()
    for (const struct of Y.decodeUpdate(one.update).structs) {
      if (struct instanceof Y.Skip) continue
      const { client, clock } = struct.id
      const ranges = births.get(client) ?? []
      births.set(client, ranges)
      const end = clock + struct.length
      // Who sends all that he has repeats what others wrote.
      if (end <= (ranges.at(-1)?.end ?? 0)) continue
      ranges.push({ end, index })
      clients.add(client)
      if (!(struct instanceof Y.Item)) continue
      const { origin, rightOrigin, parent } = struct
      for (const id of [origin, rightOrigin, parent instanceof Y.ID ? parent : null]) {
        const source = id ? log[birthOf(id) ?? index] : undefined
        if (source && source.replica !== one.replica && source.position !== null)
          seen = Math.max(seen, source.position)
      }
    }
    for (const client of clients) {
      seen = Math.max(seen, had.get(client) ?? 0)
      had.set(client, seen)
    }
    return seen === one.seen ? one : { ...one, seen }
  })
}

/** Whether the writer of the later update had the earlier one. Nobody knows what stands behind him in the feed. */
export const knows = (log: readonly LoggedUpdate[], later: number, earlier: number): boolean => {
  const one = log[later]
  const other = log[earlier]
  if (!one || !other || earlier > later) return false
  if (one.replica === other.replica) return true
  return other.position !== null && other.position <= one.seen
}

/** What of the log before `index` its writer did not know. A look at the last few, while people work one after another. */
const unknownTo = (log: readonly LoggedUpdate[], index: number): number[] => {
  const found: number[] = []
  const seen = log[index]?.seen ?? 0
  for (let at = index - 1; at >= 0; at -= 1) {
    const position = log[at]?.position ?? null
    if (position !== null && position <= seen) break
    if (!knows(log, index, at)) found.push(at)
  }
  return found.reverse()
}

/** The whole log as batches, one after the other; what put something right (`repairs`) is a batch of its own. */
export const batchesIn = (log: readonly LoggedUpdate[], repairs: ReadonlySet<number>): Batch[] => {
  const batches: Batch[] = []
  let last: Batch | null = null
  for (const [index, { replica, seen }] of log.entries()) {
    const previous = log[index - 1]
    const isPart = !repairs.has(index) && last !== null && !repairs.has(last.to)
    const follows: boolean = isPart && previous?.replica === replica
    if (follows && last && previous?.seen === seen) {
      last.to = index
      continue
    }
    const unknown = unknownTo(log, index)
    if (follows && last && unknown.length === last.unknown.length) last.to = index
    else {
      last = { from: index, to: index, unknown }
      batches.push(last)
    }
  }
  return batches
}

/** Whether a batch was written apart from something before it. */
export const isApart = ({ unknown }: Batch): boolean => unknown.length > 0

/** The beginnings of batches where whoever wrote from there on knew everything before. */
export const meetingsIn = (batches: readonly Batch[]): number[] => {
  const found: number[] = []
  let unknown = Number.POSITIVE_INFINITY
  for (const batch of batches.toReversed()) {
    unknown = Math.min(unknown, batch.unknown[0] ?? unknown)
    if (unknown >= batch.from) found.push(batch.from)
  }
  return found.reverse()
}

/** What an update does, as far as it can be told without the document. */
type Shape = { deletes: boolean; inserts: boolean; sets: boolean }

const shapes = new WeakMap<Uint8Array, Shape>()

const shapeOf = (update: Uint8Array): Shape => {
  const known = shapes.get(update)
  if (known) return known
  const { structs, ds } = Y.decodeUpdate(update)
  const shape: Shape = { deletes: ds.clients.size > 0, inserts: false, sets: false }
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue
    if (struct.content instanceof Y.ContentAny) shape.sets = true
    else shape.inserts = true
  }
  shapes.set(update, shape)
  return shape
}

const joint = (log: readonly LoggedUpdate[], indices: Iterable<number>): Shape => {
  const all: Shape = { deletes: false, inserts: false, sets: false }
  for (const index of indices) {
    const one = log[index]
    const { deletes, inserts, sets } = one ? shapeOf(one.update) : all
    all.deletes ||= deletes
    all.inserts ||= inserts
    all.sets ||= sets
  }
  return all
}

export const indicesOf = ({ from, to }: Batch): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at)

/**
 * Whether anything could have collided: both set registers, or one deleted while the other did anything to the text. Two
 * people who only type never get past this.
 */
export const couldCollide = (log: readonly LoggedUpdate[], batch: Batch): boolean => {
  const own = joint(log, indicesOf(batch))
  const other = joint(log, batch.unknown)
  if (own.sets && other.sets) return true
  return (own.deletes && (other.inserts || other.deletes)) || (other.deletes && (own.inserts || own.deletes))
}
