/**
 * The working copy of one item in this window: a Yjs document and the traffic that keeps it on disk.
 *
 * The window holds nothing that lasts. What is typed goes to the desk process in batches and is kept here until
 * that process says that it is flushed; when the process or the disk fails, typing goes on and the text waits.
 */
import * as Y from 'yjs'
import type { Clock } from '../../../shared/clock.ts'
import { type Fault, type FaultCode, faultOf } from '../../../shared/errors.ts'
import type { Id, RevisionHash } from '../../../shared/ids.ts'
import { SCHEMA_EPOCH } from '../../../shared/sync/entry.ts'
import type { StepBack } from '../../lib/undo-offer.ts'
import { createBindings } from './bindings.ts'
import { createUndoSteps, REPAIR_EDIT, RESTORE_EDIT } from './undo-steps.ts'
import { createUnsent } from './unsent.ts'
import type { CopyStanding, CopyStatus, DocumentBridge, WorkingCopy } from './working-copy.ts'

/** What no second attempt helps against: the desk does not take these words. */
const FINAL: readonly FaultCode[] = [
  'refused-newer-schema',
  'refused-rests-on-refused',
  'refused-role',
  'refused-state',
]

const LOADED = Symbol('loaded from the desk process')

/** From the first unsent keystroke to the message: with the write itself well under 200 ms (issue, 3). */
const GATHER_MS = 80
/** After a rest nothing is to be gathered yet: the first keystroke goes as soon as its picture is drawn. */
const AFTER_REST_MS = 20
/** How long a first failure waits, and the longest that any does. */
const RETRY_MS = 1_000
const RETRY_AT_MOST_MS = 30_000

/** Whether nobody wrote it who wrote before: the desk process does so under a new name, colleagues who type do not. */
const isByNewcomer = (doc: Y.Doc, update: Uint8Array): boolean => {
  const known = Y.decodeStateVector(Y.encodeStateVector(doc))
  return Y.decodeUpdate(update).structs.every(({ id }) => !known.has(id.client))
}

const ahead = (ours: Uint8Array, theirs: Uint8Array): boolean => {
  const known = Y.decodeStateVector(theirs)
  for (const [client, clock] of Y.decodeStateVector(ours)) if (clock > (known.get(client) ?? 0)) return true
  return false
}

/**
 * Opens `item`. The document is empty until `ready`. `refused` hears once when the desk does not take what was typed:
 * this copy is then no good any more. `appEpoch` is the newest schema that this build knows.
 */
export const openWorkingCopy = (
  item: Id,
  bridge: DocumentBridge,
  clock: Clock,
  refused: (fault: Fault) => void = () => undefined,
  appEpoch: number = SCHEMA_EPOCH,
): WorkingCopy => {
  const doc = new Y.Doc()
  const bindings = createBindings()
  const steps = createUndoSteps(doc)
  const unsent = createUnsent(doc)
  const listeners = new Set<() => void>()
  const takers = new Set<() => void>()
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
  /** The position in the feed up to which all that others wrote is in the document. */
  let known = 0
  /** When the last batch went, by the clock. */
  let sentAt = Number.NEGATIVE_INFINITY
  /** Requests under way whose change of the text is this person's step. */
  let repairs = 0

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

  /** Takes in what the desk process says. What an editor would not know is never applied while there is one. */
  const take = (update: Uint8Array, epoch: number, seen: number | null): void => {
    if (epoch > appEpoch) bindings.shut()
    for (const hear of takers) hear()
    Y.applyUpdate(doc, update, repairs > 0 && isByNewcomer(doc, update) ? REPAIR_EDIT : LOADED)
    known = seen ?? known
    if (epoch > status.epoch && status.phase === 'open') report({ epoch })
  }

  const open = async (): Promise<void> => {
    if (opening || ended) return
    opening = true
    const openedIn = era
    try {
      const { state, epoch, seen } = await bridge.open(item)
      if (openedIn !== era || ended) return
      opening = false
      linked = true
      failures = 0
      const theirs = Y.encodeStateVectorFromUpdate(state)
      // Before the rest is taken in: what others deleted meanwhile is not to be sent as deleted here.
      if (!unsent.empty || ahead(Y.encodeStateVector(doc), theirs)) unsent.rebase(theirs, known)
      take(state, epoch, seen)
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
    sentAt = clock.now()
    sending = true
    try {
      const { savedAt } = await bridge.push(item, batch.update, batch.restores, batch.seen)
      if (sentIn !== era) return
      sending = false
      failures = 0
      unsent.settle()
      report({ savedAt, fault: null, unsavedSince: unsent.empty ? null : clock.now() })
      void send()
    } catch (thrown) {
      if (sentIn !== era || ended) return
      sending = false
      unsent.giveBack()
      const fault = faultOf(thrown)
      if (!FINAL.includes(fault.code)) return failed(fault)
      tellWaiters(fault)
      refused(fault)
    }
  }

  doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (origin === LOADED || origin === REPAIR_EDIT) return
    unsent.add(update, restores, known, () => Y.encodeStateVector(transaction.beforeState))
    if (status.unsavedSince === null) report({ unsavedSince: clock.now() })
    // A clock that was set back is no rest, and no reason to wait either.
    const rested = Math.abs(clock.now() - sentAt) >= GATHER_MS
    if (failures === 0 && !sending) plan(rested ? AFTER_REST_MS : GATHER_MS)
  })

  const stopHearing = [
    bridge.hearUpdates(item, take),
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

  const stop = (): void => {
    ended = true
    stopTimer()
    for (const deaf of stopHearing) deaf()
    bindings.shut()
    steps.close()
  }

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
      const came = steps.watchFor(RESTORE_EDIT)
      let step: StepBack | null = null
      restores = revision
      try {
        change(RESTORE_EDIT)
      } finally {
        restores = null
        steps.cut()
        step = came()
      }
      void send()
      return step
    },
    bind: bindings.add,
    hearTaking(hear) {
      takers.add(hear)
      return () => takers.delete(hear)
    },
    rebind: bindings.renew,
    async repairing(work) {
      steps.cut()
      const came = steps.watchFor(REPAIR_EDIT)
      let step: StepBack | null = null
      repairs += 1
      try {
        await work()
      } finally {
        repairs -= 1
        steps.cut()
        step = came()
      }
      return step
    },
    retire() {
      stop()
      tellWaiters(status.fault)
      if (status.unsavedSince !== null) report({ unsavedSince: null })
      listeners.clear()
    },
    end() {
      stop()
      listeners.clear()
      steps.destroy()
      doc.destroy()
      bridge.close(item).catch(() => undefined)
    },
  }
}
