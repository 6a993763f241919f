/**
 * Words that were typed in this window and that the desk did not take: kept at hand until their writer says what to do
 * with them. Never written down; what the hub refused is also in the desk process's log (`document.refused`).
 */
import type { KeptWords } from '../../../shared/document/words-beyond.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Id } from '../../../shared/ids.ts'
import { createStore, useStore } from '../../lib/store.ts'

/** `fault` null: the desk process can say why. */
export type Kept = { fault: Fault | null; words: readonly KeptWords[] }

const kept = createStore<ReadonlyMap<Id, Kept>>(new Map())

/** Keeps words of an item, behind those that are kept already. */
export const keepWords = (item: Id, { fault, words }: Kept): void =>
  kept.set((before) => {
    const known = before.get(item)
    return new Map(before).set(item, {
      fault: fault ?? known?.fault ?? null,
      words: [...(known?.words ?? []), ...words],
    })
  })

/** Their writer has dealt with them. */
export const letGoOfWords = (item: Id): void =>
  kept.set((before) => {
    if (!before.has(item)) return before
    const next = new Map(before)
    next.delete(item)
    return next
  })

/** What is kept of an item, or null. */
export const keptWordsOf = (item: Id): Kept | null => kept.get().get(item) ?? null
/** The same, followed. */
export const useKeptWords = (item: Id): Kept | null => useStore(kept, (all) => all.get(item) ?? null)
