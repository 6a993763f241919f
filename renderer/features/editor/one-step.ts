import type { Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap'
import { FIELD_EDIT } from './undo-steps.ts'
import type { WorkingCopy } from './working-copy.ts'

const bindingOf = (view: EditorView): ProsemirrorBinding | null => {
  const state: unknown = ySyncPluginKey.getState(view.state)
  return typeof state === 'object' && state !== null && 'binding' in state
    ? (state.binding as ProsemirrorBinding)
    : null
}

/**
 * Changes text of an editor and registers of the item in one Yjs transaction, so that both travel and are undone
 * together: text that becomes chips, chips that become text.
 *
 * The binding would write the text in a transaction of its own, and read it back after ours as if it were a
 * colleague's. It is held still meanwhile and told to write by hand.
 */
export const oneStep = (
  copy: WorkingCopy,
  view: EditorView,
  text: (transaction: Transaction) => Transaction,
  fields: () => void,
): void => {
  const binding = bindingOf(view)
  if (!binding) return
  copy.steps.cut()
  binding.mux(() => {
    copy.doc.transact(() => {
      view.dispatch(text(view.state.tr))
      binding._prosemirrorChanged(view.state.doc)
      fields()
    }, FIELD_EDIT)
  })
  copy.steps.cut()
}
