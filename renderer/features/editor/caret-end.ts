/** Whether somebody is writing at the end of the text, where what looks like a fault may be half of a sentence. */
import type { EditorState } from '@tiptap/pm/state'
import { createStore, type Store } from '../../lib/store.ts'
import type { WorkingCopy } from './working-copy.ts'

const stores = new WeakMap<WorkingCopy, Store<boolean>>()

/** Whether the caret is in the last block of an open item, or in the empty ones below it. */
export const caretAtEnd = (copy: WorkingCopy): Store<boolean> => {
  const known = stores.get(copy)
  if (known) return known
  const store = createStore(false)
  stores.set(copy, store)
  return store
}

/**
 * A caret with nothing written in any block below its own. A selection is none: that is how somebody looks at what
 * was found. Pure, and cheap enough for every key.
 */
export const standsAtEnd = ({ doc, selection }: Pick<EditorState, 'doc' | 'selection'>): boolean => {
  if (!selection.empty) return false
  for (let below = selection.$from.index(0) + 1; below < doc.childCount; below += 1) {
    if (doc.child(below).textContent !== '') return false
  }
  return true
}

/** Notes where the caret of the body is; null: it is not in the body. */
export const noteCaret = (copy: WorkingCopy, state: EditorState | null): void =>
  caretAtEnd(copy).set(state !== null && standsAtEnd(state))
