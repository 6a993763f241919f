/**
 * The working copy of one item in this window: a Yjs document and the traffic that keeps it on disk.
 *
 * The window holds nothing that lasts. What is typed goes to the desk process in batches and is kept here until
 * that process says that it is flushed; when the process or the disk fails, typing goes on and the text waits.
 */
import * as Y from 'yjs'
import type { Clock } from '../../../shared/clock.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import type { Id, RevisionHash } from '../../../shared/ids.ts'
import { createUndoSteps, RESTORE_EDIT, type UndoSteps } from './undo-steps.ts'
import { createUnsent } from './unsent.ts'

/** The desk process, as far as a working copy knows it. Calls reject with a `FaultError`. */
export type DocumentBridge = {
  open(item: Id): Promise<{ state: Uint8Array; epoch: number }>
  push(item: Id, update: Uint8Array, restores: RevisionHash | null): Promise<{ savedAt: number }>
  close(item: Id): Promise<void>
  /** Updates from another window, a colleague or the desk itself. The answer stops it. */
  hearUpdates(item: Id, hear: (update: Uint8Array) => void): () => void
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
  /** Runs a change that brings back text of a revision: one step, pushed under that revision's name. */
  restoring(revision: RevisionHash, change: (origin: unknown) => void): void
  /** Lets go of the desk process. Only when nothing waits. */
  end(): void
}

const LOADED = Symbol('loaded from the desk process')

/** From the first unsent keystroke to the message: with the write itself well under 200 ms (issue, 3). */
const GATHER_MS = 80
/** How long a first failure waits, and the longest that any does. */
const RETRY_MS = 1_000
const RETRY_AT_MOST_MS = 30_000

const ahead = (ours: Uint8Array, theirs: Uint8Array): boolean => {
  const known = Y.decodeStateVector(theirs)
  for (const [client, clock] of Y.decodeStateVector(ours)) if (clock > (known.get(client) ?? 0)) return true
  return false
}

/** Opens `item`. The document is empty until `ready`. */
export const openWorkingCopy = (item: Id, bridge: DocumentBridge, clock: Clock): WorkingCopy => {
  const doc = new Y.Doc()
  const steps = createUndoSteps(doc)
  const unsent = createUnsent(doc)
  const listeners = new Set<() => void>()
  const waiters = new Set<(fault: Fault | null) => void>()
  let status: CopyStatus = { phase: 'opening', fault: null, unsavedSince: null, savedAt: null, epoch: 0 }
  let standing: CopyStanding = { phase: 'opening', fault: null, epoch: 0 }
  let portOpen = true
  /** Whether the desk process of this era has opened the document for us. */
  let linked = false
  let opening = false
  let sending = false
  let ended = false
  let failures = 0
  /** Somebody asked for another attempt while one was under way. */
  let eager = false
  /** Counts ports: an answer to a message of before the port broke says nothing about now. */
  let era = 0
  let cancelTimer: (() => void) | null = null
  let restores: RevisionHash | null = null

  const report = (change: Partial<CopyStatus>): void => {
    status = { ...status, ...change }
    const { phase, fault, epoch } = status
    const same = phase === standing.phase && fault === standing.fault && epoch === standing.epoch
    if (!same) standing = { phase, fault, epoch }
    for (const hear of listeners) hear()
  }
  const tellWaiters = (fault: Fault | null): void => {
    const told = [...waiters]
    waiters.clear()
    for (const tell of told) tell(fault)
  }
  const stopTimer = (): void => {
    cancelTimer?.()
    cancelTimer = null
  }
  const plan = (delay: number): void => {
    if (cancelTimer || ended) return
    cancelTimer = clock.after(delay, () => {
      cancelTimer = null
      void send()
    })
  }
  const failed = (fault: Fault): void => {
    failures += 1
    report({ fault })
    tellWaiters(fault)
    plan(eager ? 0 : Math.min(RETRY_AT_MOST_MS, RETRY_MS * 2 ** (failures - 1)))
    eager = false
  }

  const open = async (): Promise<void> => {
    if (opening || ended) return
    opening = true
    const openedIn = era
    try {
      const { state, epoch } = await bridge.open(item)
      if (openedIn !== era || ended) return
      opening = false
      linked = true
      failures = 0
      Y.applyUpdate(doc, state, LOADED)
      const theirs = Y.encodeStateVectorFromUpdate(state)
      if (!unsent.empty || ahead(Y.encodeStateVector(doc), theirs)) unsent.rebase(theirs)
      report({ phase: 'open', fault: null, epoch })
      void send()
    } catch (thrown) {
      if (openedIn !== era || ended) return
      opening = false
      if (status.phase === 'opening') report({ phase: 'failed' })
      failed(faultOf(thrown))
    }
  }

  const send = async (): Promise<void> => {
    if (sending || ended || !portOpen) return
    stopTimer()
    if (!linked) return open()
    const batch = unsent.next()
    if (!batch) {
      if (status.unsavedSince !== null) report({ unsavedSince: null })
      tellWaiters(null)
      return
    }
    const sentIn = era
    sending = true
    try {
      const { savedAt } = await bridge.push(item, batch.update, batch.restores)
      if (sentIn !== era) return
      sending = false
      failures = 0
      unsent.settle()
      report({ savedAt, fault: null, unsavedSince: unsent.empty ? null : clock.now() })
      void send()
    } catch (thrown) {
      if (sentIn !== era) return
      sending = false
      unsent.giveBack()
      failed(faultOf(thrown))
    }
  }

  doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (origin === LOADED) return
    unsent.add(update, restores, () => Y.encodeStateVector(transaction.beforeState))
    if (status.unsavedSince === null) report({ unsavedSince: clock.now() })
    if (failures === 0 && !sending) plan(GATHER_MS)
  })

  const stopHearing = [
    bridge.hearUpdates(item, (update) => Y.applyUpdate(doc, update, LOADED)),
    bridge.hearPort((isOpen) => {
      if (isOpen === portOpen) return
      portOpen = isOpen
      stopTimer()
      if (isOpen) {
        void open()
        return
      }
      era += 1
      linked = false
      opening = false
      sending = false
      unsent.giveBack()
      const fault: Fault = { code: 'desk-process-gone', params: {} }
      report({ fault })
      tellWaiters(fault)
    }),
  ]

  return {
    item,
    doc,
    steps,
    status: () => status,
    standing: () => standing,
    subscribe(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    ready: open(),
    flush() {
      if (!portOpen) return Promise.resolve(status.fault)
      if (unsent.empty && linked) return Promise.resolve(null)
      const answer = new Promise<Fault | null>((resolve) => waiters.add(resolve))
      void send()
      return answer
    },
    retry() {
      eager = sending || opening
      stopTimer()
      void send()
    },
    restoring(revision, change) {
      steps.cut()
      restores = revision
      try {
        change(RESTORE_EDIT)
      } finally {
        restores = null
        steps.cut()
      }
      void send()
    },
    end() {
      ended = true
      stopTimer()
      for (const stop of stopHearing) stop()
      listeners.clear()
      steps.destroy()
      doc.destroy()
      bridge.close(item).catch(() => undefined)
    },
  }
}
