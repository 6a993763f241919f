import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'

/** Selects what a link would be about: the link at the caret, the selection, or the word. False: there is nothing. */
export const selectLink = (editor: Editor): boolean => {
  if (editor.isActive('link')) return editor.chain().extendMarkRange('link').run()
  const { state, view } = editor
  const { empty, $from } = state.selection
  if (!empty) return true
  const text = $from.parent.textBetween(0, $from.parent.content.size, undefined, ' ')
  const before = /\S*$/u.exec(text.slice(0, $from.parentOffset))?.[0].length ?? 0
  const after = /^\S*/u.exec(text.slice($from.parentOffset))?.[0].length ?? 0
  if (before + after === 0) return false
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, $from.pos - before, $from.pos + after)))
  return true
}
