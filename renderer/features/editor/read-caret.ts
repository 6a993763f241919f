import type { EditorView } from '@tiptap/pm/view'

/**
 * Has an editor read where the caret is. Where a key took it the browser says with the next frame; whatever draws a text
 * anew before that, because of somebody else, would put the caret back to where it was, and the key would have done
 * nothing. So this goes before any drawing that is not the answer to a key.
 */
export const readCaret = (view: EditorView): void => {
  if (view.isDestroyed || view.composing || !view.hasFocus()) return
  view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
}
