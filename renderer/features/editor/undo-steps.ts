/**
 * One line of undo for the whole item: text, chips and fields (design: "The working copy"). What was loaded, what a
 * colleague wrote and what came back after a crash is nobody's step and cannot be undone.
 */
import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { bodyOf, fieldsOf, headlineOf, kickerOf } from '../../../shared/document/layout.ts'
import { popStep } from './pop-step.ts'
import { createLastSteps, type LastSteps } from './undo-last.ts'

/** The origin of a change of a field or chip by the person at this window. */
export const FIELD_EDIT = Symbol('field edit')
/** The origin of text that the person brought back from a revision. */
export const RESTORE_EDIT = Symbol('restore edit')

/** The origin of a repair that the desk process made because this person asked for it. */
export const REPAIR_EDIT = Symbol('repair edit')

export type UndoSteps = LastSteps & {
  readonly manager: Y.UndoManager
  /** Hears which shared types a step that was taken back or redone has changed; the answer stops it. */
  hearPopped(hear: (changed: (type: unknown) => boolean) => void): () => void
  /**
   * Follows the last step there is: hears `false` when it is taken back and `true` when it is redone. Writing after it
   * was taken back ends that, since it can no longer be redone. The answer stops it.
   */
  followLast(hear: (stands: boolean) => void): () => void
  /** Takes back the last step, or does nothing. Answers whether there was one. */
  undo(): boolean
  redo(): boolean
  /** What comes next is a step of its own, however quickly it follows. */
  cut(): void
  destroy(): void
}

/** The selection that the editor binding notes with a step, and the place where it looks for the one to restore. */
type Binding = { beforeTransactionSelection: unknown }

const isBinding = (key: unknown): key is Binding =>
  typeof key === 'object' && key !== null && 'beforeTransactionSelection' in key

export const createUndoSteps = (doc: Y.Doc): UndoSteps => {
  const manager = new Y.UndoManager([kickerOf(doc), headlineOf(doc), bodyOf(doc), fieldsOf(doc)], {
    trackedOrigins: new Set<unknown>([ySyncPluginKey, FIELD_EDIT, RESTORE_EDIT, REPAIR_EDIT]),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
    deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
  })
  // Each of the three editors would destroy the manager with its own view. It lives as long as the working copy.
  const end = manager.destroy.bind(manager)
  manager.destroy = () => undefined
  manager.undo = () => popStep(manager, 'undo')
  manager.redo = () => popStep(manager, 'redo')

  const step = (stack: () => Y.UndoManager['undoStack'], run: () => unknown): boolean => {
    const meta: Map<unknown, unknown> | undefined = stack().at(-1)?.meta
    if (!meta) return false
    // The binding restores this selection when the text comes back; left to itself it would use the one before it.
    // Its absolute places are those of another document than the one that stands now: only the relative ones count.
    const bindings = [...meta.keys()].filter(isBinding)
    for (const binding of bindings) {
      const noted = meta.get(binding)
      binding.beforeTransactionSelection =
        typeof noted === 'object' && noted !== null ? { ...noted, absAnchor: null, absHead: null } : null
    }
    const done = run() !== null
    for (const binding of bindings) binding.beforeTransactionSelection = null
    return done
  }

  const lasts = createLastSteps(manager, () =>
    step(
      () => manager.undoStack,
      () => popStep(manager, 'undo', true),
    ),
  )

  return {
    manager,
    hearPopped(hear) {
      const popped = (event: { changedParentTypes: Map<unknown, unknown> }): void =>
        hear((type) => event.changedParentTypes.has(type))
      manager.on('stack-item-popped', popped)
      return () => manager.off('stack-item-popped', popped)
    },
    followLast(hear) {
      const depth = manager.undoStack.length
      let stands = true
      const popped = (): void => {
        const now = manager.undoStack.length >= depth
        if (now === stands) return
        stands = now
        hear(now)
      }
      const added = ({ origin }: { origin: unknown }): void => {
        if (!stands && origin !== manager) stop()
      }
      const stop = (): void => {
        manager.off('stack-item-popped', popped)
        manager.off('stack-item-added', added)
      }
      manager.on('stack-item-popped', popped)
      manager.on('stack-item-added', added)
      return stop
    },
    watchFor: lasts.watchFor,
    undo: () =>
      step(
        () => manager.undoStack,
        () => manager.undo(),
      ),
    redo: () =>
      step(
        () => manager.redoStack,
        () => manager.redo(),
      ),
    cut: () => manager.stopCapturing(),
    close: lasts.close,
    destroy: end,
  }
}
