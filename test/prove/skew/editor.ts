/** The editor's own binding to the shared text, and a view of ProseMirror without a page: the part that deletes. */
import { type Extensions, getSchema } from '@tiptap/core'
import { EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPlugin } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'

export type BoundEditor = {
  /** Types into the first paragraph, as the view would after a key. */
  type(words: string): void
  unbind(): void
}

/** Binds an editor of this schema to a text. */
export const bindEditor = (text: Y.XmlFragment, extensions: Extensions): BoundEditor => {
  const sync = ySyncPlugin(text)
  let state = EditorState.create({ schema: getSchema(extensions), plugins: [sync] })
  let hooks: { update?: (view: EditorView, before: EditorState) => void; destroy?: () => void } = {}
  const view = {
    get state() {
      return state
    },
    isDestroyed: false,
    hasFocus: () => false,
    dispatch(transaction: Transaction) {
      const before = state
      state = state.apply(transaction)
      hooks.update?.(view as unknown as EditorView, before)
    },
  }
  // The plugin asks of its view what stands above; it gets the same from a window.
  hooks = sync.spec.view?.(view as unknown as EditorView) ?? {}
  return {
    type: (words) => view.dispatch(state.tr.insertText(words, 1)),
    unbind: () => hooks.destroy?.(),
  }
}
