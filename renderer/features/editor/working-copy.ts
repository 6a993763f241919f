/**
 * The working copy of one item in this window, as everybody here knows it: a Yjs document and the traffic that keeps it on
 * disk (open-working-copy.ts).
 */
import type * as Y from 'yjs'
import type { Fault } from '../../../shared/errors.ts'
import type { Id, RevisionHash } from '../../../shared/ids.ts'
import type { StepBack } from '../../lib/undo-offer.ts'
import type { UndoSteps } from './undo-steps.ts'

/** The desk process, as far as a working copy knows it. Calls reject with a `FaultError`. */
export type DocumentBridge = {
  open(item: Id): Promise<{ state: Uint8Array; epoch: number; seen: number }>
  /** `seen`: what this window had been told when the update was typed. */
  push(
    item: Id,
    update: Uint8Array,
    restores: RevisionHash | null,
    seen: number,
  ): Promise<{ savedAt: number }>
  close(item: Id): Promise<void>
  /**
   * Updates from another window, a colleague or the desk itself, with the schema epoch that the item then has, and how
   * far into the feed this window then has all of it (null: more comes). The answer stops it.
   */
  hearUpdates(item: Id, hear: (update: Uint8Array, epoch: number, seen: number | null) => void): () => void
  /** Whether the desk process can be reached. The answer stops it. */
  hearPort(hear: (open: boolean) => void): () => void
}

/** How an item stands in this window, apart from the times that change with every batch. */
export type CopyStanding = {
  phase: 'opening' | 'open' | 'failed'
  /** Why it could not be opened, or why the last batch could not be written. */
  fault: Fault | null
  /** The schema epoch of the item; above the app's own, no editor may be bound to the document. */
  epoch: number
}

/** What the status line may say about this item, and nothing more. */
export type CopyStatus = CopyStanding & {
  /** Since when something typed here is not on disk, ms UTC; null when everything is. */
  unsavedSince: number | null
  /** When a batch was last flushed, ms UTC. */
  savedAt: number | null
}

export type WorkingCopy = {
  readonly item: Id
  readonly doc: Y.Doc
  readonly steps: UndoSteps
  status(): CopyStatus
  /** The part of the status that is worth drawing for: the same object until it changes. */
  standing(): CopyStanding
  /** Hears every change of the status; the answer stops it. */
  subscribe(hear: () => void): () => void
  /** Resolves when the text is there, or when it is clear that it cannot be had. */
  readonly ready: Promise<void>
  /** Sends what waits and resolves when all of it is on disk, or to the fault that keeps it off. */
  flush(): Promise<Fault | null>
  /** Tries again at once. */
  retry(): void
  /**
   * Binds an editor to the document, as long as this build knows all that is in it. `make` answers how to unbind it,
   * which is done before the first update of a newer schema is applied: a binding deletes what it does not know, for
   * everybody, by being there (design: "A schema only grows"). The answer unbinds it sooner.
   */
  bind(make: () => () => void): () => void
  /** Hears before words of others are taken in; the answer stops it. */
  hearTaking(hear: () => void): () => void
  /** Makes every editor of this copy anew: one of them could not show the text any more. */
  rebind(): void
  /**
   * Runs a change that brings back text of a revision: one step, pushed under that revision's name. Answers that step,
   * or null when it changed nothing.
   */
  restoring(revision: RevisionHash, change: (origin: unknown) => void): StepBack | null
  /**
   * Runs a request that makes the desk process change the text for this person, as one step to be undone like typing.
   * Answers that step, or null when it changed nothing or was typed into meanwhile.
   */
  repairing(work: () => Promise<unknown>): Promise<StepBack | null>
  /** Lets go of the desk process. Only when nothing waits. */
  end(): void
  /** Stops, and leaves the document and the desk process's door to whoever takes its place. Nothing is sent any more. */
  retire(): void
}
