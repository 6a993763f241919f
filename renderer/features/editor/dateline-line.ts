/**
 * The dateline in the galley: where its chips stand, how typed text becomes chips, and how chips become text again.
 * The chips themselves are drawn by React into one element that stays the same; this puts that element where the
 * first paragraph begins, or on a line of its own where the body does not begin with a paragraph.
 */
import { Extension } from '@tiptap/core'
import { Fragment, Slice } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { readField, writeField } from '../../../shared/document/layout.ts'
import type { Agency } from '../../../shared/domain/agency.ts'
import {
  type DatelineResult,
  datelineAsTyped,
  parseDateline,
  printDateline,
} from '../../../shared/domain/dateline.ts'
import { type Chips, isBare } from './chips.ts'
import { oneStep } from './one-step.ts'
import type { WorkingCopy } from './working-copy.ts'

/** What the line asks of the galley around it. */
export type DatelineHost = {
  copy: WorkingCopy
  /** The one element that holds the chips. */
  element: HTMLElement
  register(): readonly Agency[]
  /** Moves focus into the chips, from the text behind them. */
  enterChips(): boolean
  /** Text that may be a dateline: show the offer, or take it away. */
  offer(dateline: Chips | null): void
}

type Found = Exclude<DatelineResult, { kind: 'none' }>

const key = new PluginKey<{ decorations: DecorationSet; offered: boolean }>('dateline')

export const chipsOf = (copy: WorkingCopy): Chips => ({
  places: readField(copy.doc, 'dateline'),
  credits: readField(copy.doc, 'credits'),
})

const runsIn = (state: EditorState): boolean => state.doc.firstChild?.type.name === 'paragraph'

/** Text of the first paragraph up to `offset`; anything that is no text stands as a sign that ends every dateline. */
const textBefore = (state: EditorState, offset: number): string =>
  state.doc.firstChild?.textBetween(0, offset, undefined, '\n') ?? ''

const atStart = (state: EditorState): boolean =>
  runsIn(state) && state.selection.empty && state.selection.from === 1

/** Where the caret is on the page; null: nowhere in this editor, or there is more than a caret. */
const caretOnPage = (view: EditorView): number | null => {
  const { isCollapsed, anchorNode, anchorOffset } = getSelection() ?? {}
  if (!isCollapsed || !anchorNode || !view.dom.contains(anchorNode)) return null
  return view.posAtDOM(anchorNode, anchorOffset ?? 0)
}

/**
 * Whether the caret stands before the first letter, by the page: a quick hand strikes its next key before the browser has
 * told the editor where the last one put the caret.
 */
const isCaretAtStart = (view: EditorView): boolean => {
  const caret = caretOnPage(view)
  return caret === null ? atStart(view.state) : runsIn(view.state) && caret === 1
}

const printed = (found: Found): Chips => ({
  places: found.places,
  credits: found.credits.map((credit) => credit.code),
})

/** Makes chips of the dateline at the start of the first paragraph: text gone, registers set, one step. */
const form = (host: DatelineHost, view: EditorView, found: Found): void => {
  const { places, credits } = printed(found)
  oneStep(
    host.copy,
    view,
    (transaction) => transaction.delete(1, 1 + found.length).setMeta(key, { offered: false }),
    () => {
      writeField(host.copy.doc, 'dateline', [...places])
      writeField(host.copy.doc, 'credits', [...credits])
    },
  )
}

/** Makes text of the chips, before the first letter of the first paragraph: one step. */
const takeApart = (host: DatelineHost, view: EditorView): boolean => {
  const text = printDateline(chipsOf(host.copy))
  if (text === '') return false
  oneStep(
    host.copy,
    view,
    (transaction) => {
      transaction.insertText(text, 1)
      return transaction.setSelection(TextSelection.create(transaction.doc, 1 + text.length))
    },
    () => {
      writeField(host.copy.doc, 'dateline', [])
      writeField(host.copy.doc, 'credits', [])
    },
  )
  return true
}

const show = (host: DatelineHost, view: EditorView, found: Found | null): void => {
  const offered = found !== null
  if ((key.getState(view.state)?.offered ?? false) === offered) return
  view.dispatch(view.state.tr.setMeta(key, { offered }).setMeta('addToHistory', false))
  host.offer(found && printed(found))
}

/** What now stands at the start of the first paragraph. */
const standing = (host: DatelineHost, view: EditorView): DatelineResult =>
  runsIn(view.state) && isBare(chipsOf(host.copy))
    ? parseDateline(textBefore(view.state, view.state.doc.firstChild?.content.size ?? 0), {
        agencies: host.register(),
      })
    : { kind: 'none' }

/** Accepts the offer that stands: chips as offered. */
export const acceptDateline = (host: DatelineHost, view: EditorView): boolean => {
  const found = standing(host, view)
  show(host, view, null)
  if (found.kind === 'none') return false
  form(host, view, found)
  return true
}

/** Refuses it: the text stays as it was typed. */
export const refuseDateline = (host: DatelineHost, view: EditorView): boolean => {
  show(host, view, null)
  return true
}

/** After a paste at the start: a certain dateline becomes chips, an uncertain one is offered. */
export const readPastedDateline = (host: DatelineHost, view: EditorView): void => {
  const found = standing(host, view)
  if (found.kind === 'found') form(host, view, found)
  else if (found.kind === 'offer') show(host, view, found)
}

const typeSpace = (
  host: DatelineHost,
  view: EditorView,
  from: number,
  to: number,
  space: string,
): boolean => {
  const { state } = view
  const $from = state.doc.resolve(from)
  if (!runsIn(state) || $from.depth !== 1 || $from.index(0) !== 0 || from !== to) return false
  if ($from.parentOffset > 400 || !isBare(chipsOf(host.copy))) return false
  const found = datelineAsTyped(textBefore(state, $from.parentOffset) + space, host.register())
  if (found.kind === 'none') return false
  // The space is typed first: one undo gives back the line as it was typed.
  view.dispatch(state.tr.insertText(space, from, to).scrollIntoView())
  if (found.kind === 'found') form(host, view, found)
  else show(host, view, found)
  return true
}

/**
 * Copied text takes the dateline along as text when it begins at the beginning, because that is what it says there. The
 * chips are no text of the document, so a copy without this would lose them.
 */
const withDateline = (host: DatelineHost, view: EditorView, slice: Slice): Slice => {
  const first = slice.content.firstChild
  const text = printDateline(chipsOf(host.copy))
  if (text === '' || !runsIn(view.state) || view.state.selection.from > 1 || !first?.isTextblock) return slice
  const dated = first.copy(Fragment.from(view.state.schema.text(text)).append(first.content))
  return new Slice(slice.content.replaceChild(0, dated), slice.openStart, slice.openEnd)
}

/** The dateline of a body editor. */
export const datelineLine = (host: DatelineHost): Extension =>
  Extension.create({
    name: 'datelineLine',
    priority: 1100,

    addKeyboardShortcuts() {
      const offered = (): boolean => key.getState(this.editor.state)?.offered ?? false
      const { editor } = this
      return Object.fromEntries<() => boolean>([
        ['Backspace', () => atStart(editor.state) && takeApart(host, editor.view)],
        ['ArrowLeft', () => isCaretAtStart(editor.view) && !isBare(chipsOf(host.copy)) && host.enterChips()],
        ['Tab', () => offered() && acceptDateline(host, editor.view)],
        ['Escape', () => offered() && refuseDateline(host, editor.view)],
      ])
    },

    addProseMirrorPlugins() {
      // Text that is dragged within the galley leaves its dateline where it stands; only a copy takes it along.
      let copying = false
      const place = (state: EditorState): DecorationSet =>
        DecorationSet.create(state.doc, [
          Decoration.widget(runsIn(state) ? 1 : 0, host.element, {
            key: 'dateline',
            side: -1,
            ignoreSelection: true,
            // What happens inside the chips is theirs: the editor neither moves its caret for it nor reads it.
            stopEvent: () => true,
          }),
        ])
      return [
        new Plugin({
          key,
          state: {
            init: (_config, state) => ({ decorations: place(state), offered: false }),
            apply: (transaction, value, before, state) => {
              const meta: unknown = transaction.getMeta(key)
              const offered =
                typeof meta === 'object' && meta !== null && 'offered' in meta
                  ? meta.offered === true
                  : value.offered
              if (!transaction.docChanged) return { ...value, offered }
              // A widget whose place was rewritten by a colleague's update is put back where it belongs.
              const mapped = value.decorations.map(transaction.mapping, state.doc)
              const wanted = runsIn(state) ? 1 : 0
              const kept = runsIn(before) === runsIn(state) && mapped.find(wanted, wanted).length === 1
              return { decorations: kept ? mapped : place(state), offered }
            },
          },
          props: {
            decorations: (state) => key.getState(state)?.decorations,
            handleDOMEvents: {
              copy: () => {
                copying = true
                queueMicrotask(() => {
                  copying = false
                })
                return false
              },
            },
            transformCopied: (slice, view) => (copying ? withDateline(host, view, slice) : slice),
            clipboardTextSerializer: (slice) =>
              slice.content.textBetween(0, slice.content.size, '\n\n', (leaf) =>
                leaf.type.name === 'hardBreak' ? '\n' : '',
              ),
            handleTextInput: (view, from, to, text) =>
              (text === ' ' || text === '\u00a0') && typeSpace(host, view, from, to, text),
          },
          view: () => ({
            update: (view) => {
              if (key.getState(view.state)?.offered && standing(host, view).kind !== 'offer')
                show(host, view, null)
            },
          }),
        }),
      ]
    },
  })
