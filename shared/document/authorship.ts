/**
 * Who wrote copy: for four eyes (design, "Decisions"). Only updates that changed what readers see make an author,
 * and text that comes in from elsewhere brings its authors along.
 */
import * as Y from 'yjs'
import type { Basis } from '../sync/entry.ts'
import { newDocument, touchesCopy } from './layout.ts'

/** An update with where it stands: in the hub's feed once accepted, and in the order of its replica always. */
export type AuthoredUpdate = {
  author: string
  carries: readonly string[]
  update: Uint8Array
  replica: string
  seq: number
  position: number | null
}

/**
 * A basis, and where the feed holds the revision that was made from it; null while the revision waits. Entries travel in
 * the order updates, revision, event, so what came behind the revision is no part of it, whatever its `seq` says.
 */
export type Bound = Basis & { revisionAt: number | null }

/** Whether an entry is part of what a revision was made from. */
export const isWithin = (
  { replica, seq, position }: Pick<AuthoredUpdate, 'replica' | 'seq' | 'position'>,
  bound: Bound,
): boolean => {
  // Whatever a basis claims: what came after the revision was made from nothing of it.
  if (bound.revisionAt !== null && (position === null || position > bound.revisionAt)) return false
  if (position !== null && position <= bound.position) return true
  return replica === bound.replica && seq <= bound.seq
}

/** The working copy that a basis names, from all updates of its item in order. */
export const replay = (updates: readonly AuthoredUpdate[], basis: Bound | null): Y.Doc => {
  const doc = newDocument()
  doc.transact(() => {
    for (const entry of updates)
      if (basis === null || isWithin(entry, basis)) Y.applyUpdate(doc, entry.update)
  })
  return doc
}

/**
 * The authors of what `to` has and `from` had not: `from` is the basis of the last approved revision (null: there is
 * none), `to` the basis of the revision in question (null: the working copy as it stands). First author first.
 */
export const authorsBetween = (
  updates: readonly AuthoredUpdate[],
  from: Bound | null,
  to: Bound | null,
): string[] => {
  const before = from === null ? [] : updates.filter((entry) => isWithin(entry, from))
  const doc = replay(before, null)
  const authors = new Set<string>()
  let touched = false
  doc.on('afterTransaction', (transaction: Y.Transaction) => {
    touched ||= touchesCopy(transaction, doc)
  })
  const earlier = new Set(before)
  for (const entry of updates) {
    if (earlier.has(entry) || (to !== null && !isWithin(entry, to))) continue
    touched = false
    Y.applyUpdate(doc, entry.update)
    if (!touched) continue
    authors.add(entry.author)
    for (const source of entry.carries) authors.add(source)
  }
  doc.destroy()
  return [...authors]
}
