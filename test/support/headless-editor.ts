/**
 * The body editor of a working copy without a window: TipTap with the project's schema, its keys and its binding to Yjs,
 * on a view that draws nothing. What a key does here is what it does in the galley; only what a browser would do by
 * itself (a letter, a backspace within a line) is done by hand.
 */
import { Editor, type Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { type EditorState, type PluginView, TextSelection, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap'
import type * as Y from 'yjs'
import { sliceOf } from '../../renderer/features/editor/copy-nodes.ts'
import {
  bodyKeys,
  toggleList,
  toggleQuote,
  toggleSubhead,
  toParagraph,
} from '../../renderer/features/editor/galley-keys.ts'
import { inStep, inStepKey } from '../../renderer/features/editor/in-step.ts'
import { createUndoSteps } from '../../renderer/features/editor/undo-steps.ts'
import type { WorkingCopy } from '../../renderer/features/editor/working-copy.ts'
import { bodyOf } from '../../shared/document/layout.ts'
import { BODY_SCHEMA } from '../../shared/document/schema.ts'
import type { Block } from '../../shared/domain/copy.ts'

export type HeadlessEditor = {
  readonly editor: Editor
  readonly state: () => EditorState
  /** What went wrong while a text was drawn, mended or not. */
  readonly problems: unknown[]
  /** Puts the caret at a place of the ProseMirror document, or selects from there to `head`. */
  select(anchor: number, head?: number): void
  /** The place just behind the first occurrence of these words. */
  after(words: string): number
  before(words: string): number
  type(text: string): void
  /** Runs the keys of the galley, then those of ProseMirror. Answers whether one of them did something. */
  press(key: string): boolean
  backspace(): void
  paste(blocks: readonly Block[]): void
  subhead(): void
  paragraph(): void
  quote(): void
  list(ordered: boolean): void
  bold(): void
  undo(): void
  redo(): void
  /** What comes next is a step of its own. */
  cut(): void
  destroy(): void
}

const keyEvent = (key: string): KeyboardEvent =>
  ({
    key,
    keyCode: 0,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    shiftKey: false,
    preventDefault: () => undefined,
  }) as unknown as KeyboardEvent

/** The parts that a view is told of here. */
const BOUND: readonly unknown[] = [inStepKey, ySyncPluginKey, yUndoPluginKey]

/** A view that keeps a state and tells the binding of it. */
const viewOf = (editor: Editor): { view: EditorView; end(): void } => {
  let state = editor.state
  const parts: PluginView[] = []
  const view = {
    get state() {
      return state
    },
    dispatch: (transaction: Transaction) =>
      editor.view.props.dispatchTransaction?.call(view as never, transaction),
    props: {
      dispatchTransaction: (transaction: Transaction) =>
        (editor as unknown as { dispatchTransaction(one: Transaction): void }).dispatchTransaction(
          transaction,
        ),
    },
    updateState(next: EditorState) {
      const before = state
      state = next
      for (const part of parts) part.update?.(view as unknown as EditorView, before)
    },
    setProps: () => undefined,
    composing: false,
    dragging: null,
    editable: true,
    isDestroyed: false,
    hasFocus: () => false,
    focus: () => undefined,
    endOfTextblock: (direction: string) => {
      const { $from, empty } = state.selection
      if (!empty) return false
      return direction === 'backward' || direction === 'up'
        ? $from.parentOffset === 0
        : $from.parentOffset === $from.parent.content.size
    },
    destroy: () => undefined,
    dom: {},
  }
  const made = view as unknown as EditorView
  ;(editor as unknown as { editorView: EditorView }).editorView = made
  state = state.reconfigure({ plugins: editor.extensionManager.plugins })
  for (const plugin of state.plugins) {
    const part = BOUND.includes(plugin.spec.key) ? plugin.spec.view?.(made) : undefined
    if (part) parts.push(part)
  }
  const end = (): void => {
    for (const part of parts) part.destroy?.()
  }
  return { view: made, end }
}

/** Binds an editor to the body of a document that already holds its text; `more` is what a test adds to it. */
export const createHeadlessEditor = (doc: Y.Doc, more: Extensions = []): HeadlessEditor => {
  const steps = createUndoSteps(doc)
  const copy = { doc, steps } as unknown as WorkingCopy
  const problems: unknown[] = []
  const editor = new Editor({
    element: null,
    content: { type: 'doc', content: [{ type: 'paragraph' }] },
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    enableCoreExtensions: {
      clipboardTextSerializer: false,
      delete: false,
      drop: false,
      paste: false,
      textDirection: false,
    },
    extensions: [
      ...BODY_SCHEMA,
      ...more,
      bodyKeys({ copy, name: 'body', brief: false, leave: () => false, editLink: () => false }),
      inStep({ report: (problem) => void problems.push(problem), lost: () => void problems.push('lost') }),
      Collaboration.configure({ fragment: bodyOf(doc), yUndoOptions: { undoManager: steps.manager } }),
    ],
  })
  const { view, end } = viewOf(editor)
  const state = (): EditorState => view.state

  const find = (words: string): number => {
    let found = -1
    state().doc.descendants((node, at) => {
      if (found >= 0 || !node.isTextblock) return found < 0
      const index = node.textContent.indexOf(words)
      if (index >= 0) found = at + 1 + index
      return false
    })
    if (found < 0) throw new Error(`no "${words}" in the text`)
    return found
  }
  const press = (key: string): boolean => {
    const event = keyEvent(key)
    return state().plugins.some((plugin) => plugin.props.handleKeyDown?.call(plugin, view, event) === true)
  }

  return {
    editor,
    state,
    problems,
    select(anchor, head = anchor) {
      view.dispatch(state().tr.setSelection(TextSelection.create(state().doc, anchor, head)))
    },
    after: (words) => find(words) + words.length,
    before: find,
    type(text) {
      const { from, to } = state().selection
      view.dispatch(state().tr.insertText(text, from, to))
    },
    press,
    backspace() {
      if (press('Backspace')) return
      const { from, empty, $from } = state().selection
      if (empty && $from.parentOffset > 0) view.dispatch(state().tr.delete(from - 1, from))
    },
    paste(blocks) {
      steps.cut()
      view.dispatch(state().tr.replaceSelection(sliceOf(state().schema, blocks)))
      steps.cut()
    },
    subhead: () => void toggleSubhead(editor),
    paragraph: () => void toParagraph(editor),
    quote: () => void toggleQuote(editor),
    list: (ordered) => void toggleList(editor, ordered ? 'orderedList' : 'bulletList'),
    bold: () => void editor.commands.toggleMark('bold'),
    undo: () => void steps.undo(),
    redo: () => void steps.redo(),
    cut: () => steps.cut(),
    destroy() {
      end()
      steps.destroy()
    },
  }
}
