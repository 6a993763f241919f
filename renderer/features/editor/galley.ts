/**
 * The three editors of an item on its one document, outside React: a key in the text never reaches a component. What
 * the galley around them shows or does comes in as functions.
 */
import { Editor, type Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { Selection, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type * as Y from 'yjs'
import { bodyOf, headlineOf, kickerOf } from '../../../shared/document/layout.ts'
import { BODY_SCHEMA, LINE_SCHEMA } from '../../../shared/document/schema.ts'
import type { ItemKind } from '../../../shared/domain/copy.ts'
import { caretMoved } from '../../lib/presence.ts'
import { noteCaret } from './caret-end.ts'
import { collisionMarks } from './collision-marks.ts'
import { type DatelineHost, datelineLine, readPastedDateline } from './dateline-line.ts'
import { doors, type Pasted } from './doors.ts'
import { findMarks } from './find-marks.ts'
import { findingMarks } from './finding-marks.ts'
import { bodyKeys, lineKeys, type TextName } from './galley-keys.ts'
import { inStep } from './in-step.ts'
import { caretOf, peerMarks } from './peer-marks.ts'
import { readCaret } from './read-caret.ts'
import type { WorkingCopy } from './working-copy.ts'

export type GalleyHost = Omit<DatelineHost, 'copy'> & {
  kind: ItemKind
  leave(from: TextName, to: 'next' | 'previous'): boolean
  editLink(): boolean
  takePage(pasted: Pasted): boolean
  openLink(url: string): void
  /** The selection in the body changed: with every key, so it has to be cheap while nothing is selected. */
  selected(view: EditorView): void
}

/** What the texts are called and in which language they are. */
export type GalleyWords = {
  names: Record<TextName, string>
  placeholders: Record<TextName, string>
  language: string
}

/** A selection in one of the texts, as places of its editor. */
export type CaretPlace = { name: TextName; anchor: number; head: number }

export type Galley = {
  readonly editors: Readonly<Partial<Record<TextName, Editor>>>
  readonly body: Editor
  /** The text that had the caret last, also when a field beside it has it now. */
  lastFocused(): TextName
  /** Which text has the caret, and where; null: none of them. */
  caret(): CaretPlace | null
  /** Puts the caret back to where it was in other editors of the same texts, or as near as can be. */
  restore(place: CaretPlace): void
  /** Puts the caret into a text. False: this item has none of that name. */
  focus(name: TextName, where: 'start' | 'end' | null): boolean
  setEditable(editable: boolean): void
  setWords(words: GalleyWords): void
  destroy(): void
}

const FRAGMENTS: Record<TextName, (doc: Y.Doc) => Y.XmlFragment> = {
  kicker: kickerOf,
  headline: headlineOf,
  body: bodyOf,
}

const TEXTS: readonly TextName[] = ['kicker', 'headline', 'body']

/** Core parts that cost time on each key and that nothing here uses. */
const UNUSED = {
  clipboardTextSerializer: false,
  delete: false,
  drop: false,
  paste: false,
  textDirection: false,
} as const

/** Builds the editors into `places`; an item without a kicker has no place for one. */
export const createGalley = (
  copy: WorkingCopy,
  places: Partial<Record<TextName, HTMLElement>> & { body: HTMLElement },
  host: GalleyHost,
  editable: boolean,
  firstWords: GalleyWords,
): Galley => {
  let words = firstWords
  let last: TextName = 'body'
  const dateline: DatelineHost = { ...host, copy }

  const build = (name: TextName, element: HTMLElement): Editor => {
    const text = { copy, name, brief: host.kind === 'brief', leave: host.leave, editLink: host.editLink }
    const own: Extensions =
      name === 'body'
        ? [...BODY_SCHEMA, bodyKeys(text), datelineLine(dateline), findingMarks(), collisionMarks()]
        : [...LINE_SCHEMA, lineKeys(text)]
    return new Editor({
      element,
      // As JSON: an empty string would be parsed as HTML, which Trusted Types rightly refuse. Yjs brings the text.
      content: { type: 'doc', content: [{ type: 'paragraph' }] },
      injectCSS: false,
      editable,
      enableInputRules: false,
      enablePasteRules: false,
      enableCoreExtensions: UNUSED,
      extensions: [
        ...own,
        findMarks(),
        peerMarks(),
        // Not from within the drawing that failed: the other editors hear of the same change first.
        inStep({
          report: (problem) => reportError(problem),
          lost: () => queueMicrotask(copy.rebind),
        }),
        doors({
          name,
          takePage: host.takePage,
          pastedAtStart: (view) => name === 'body' && readPastedDateline(dateline, view),
          openLink: host.openLink,
          cut: () => copy.steps.cut(),
        }),
        Collaboration.configure({
          fragment: FRAGMENTS[name](copy.doc),
          yUndoOptions: { undoManager: copy.steps.manager },
        }),
      ],
      editorProps: {
        attributes: (state) => ({
          'aria-label': words.names[name],
          'aria-multiline': name === 'body' ? 'true' : 'false',
          'data-placeholder': words.placeholders[name],
          'data-empty': String(state.doc.childCount === 1 && state.doc.firstChild?.content.size === 0),
          lang: words.language,
          spellcheck: 'false',
          autocorrect: 'off',
          autocapitalize: 'off',
          translate: 'no',
        }),
      },
      onSelectionUpdate: ({ editor }) => {
        if (editor.view.hasFocus()) caretMoved(copy.item, () => caretOf(editor.view, name))
        if (name !== 'body') return
        host.selected(editor.view)
        if (editor.view.hasFocus()) noteCaret(copy, editor.state)
      },
      onFocus: ({ editor }) => {
        last = name
        caretMoved(copy.item, () => caretOf(editor.view, name))
        if (name === 'body') noteCaret(copy, editor.state)
      },
      // Words typed in one text and then in another are two steps, however quick.
      onBlur: () => {
        copy.steps.cut()
        if (name === 'body') noteCaret(copy, null)
      },
    })
  }

  const body = build('body', places.body)
  const editors: Partial<Record<TextName, Editor>> = {
    ...(places.kicker ? { kicker: build('kicker', places.kicker) } : {}),
    ...(places.headline ? { headline: build('headline', places.headline) } : {}),
    body,
  }
  const all = Object.values(editors)

  const stopReading = copy.hearTaking(() => {
    for (const { view } of all) readCaret(view)
  })

  // Undo works from any text on the last step of any: the caret goes to where that step was.
  const stopHearing = copy.steps.hearPopped((changed) => {
    const here = TEXTS.find((name) => editors[name]?.view.hasFocus())
    if (!here || changed(FRAGMENTS[here](copy.doc))) return
    const there = TEXTS.find((name) => editors[name] && changed(FRAGMENTS[name](copy.doc)))
    if (there) editors[there]?.view.focus()
  })

  return {
    editors,
    body,
    lastFocused: () => last,
    caret() {
      const name = TEXTS.find((each) => editors[each]?.view.hasFocus())
      const selection = name && editors[name]?.view.state.selection
      return selection ? { name, anchor: selection.anchor, head: selection.head } : null
    },
    restore({ name, anchor, head }) {
      const view = editors[name]?.view
      if (!view) return
      const { tr, doc } = view.state
      const at = (place: number) => doc.resolve(Math.min(Math.max(place, 0), doc.content.size))
      view.dispatch(tr.setSelection(TextSelection.between(at(anchor), at(head))))
      view.focus()
    },
    focus(name, where) {
      const editor = editors[name]
      if (!editor) return false
      const { tr, doc } = editor.state
      if (where !== null) {
        const selection = where === 'start' ? Selection.atStart(doc) : Selection.atEnd(doc)
        editor.view.dispatch(tr.setSelection(selection).scrollIntoView())
      }
      editor.view.focus()
      return true
    },
    setEditable(next) {
      for (const editor of all) if (editor.isEditable !== next) editor.setEditable(next, false)
    },
    setWords(next) {
      words = next
      for (const editor of all) editor.view.updateState(editor.state)
    },
    destroy() {
      stopHearing()
      stopReading()
      noteCaret(copy, null)
      for (const editor of all) editor.destroy()
    },
  }
}
