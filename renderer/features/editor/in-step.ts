/**
 * Keeps a text on the page in step with the shared one, whatever happens while it is drawn.
 *
 * The binding writes every key as the difference between the page and the shared text. A page that missed a colleague's
 * words says, with the next key, that they were deleted. It misses them when something throws while it draws: a
 * selection noted for another page than the one that stands (ueberdosis/y-tiptap#48), a plugin, the DOM. So nothing
 * gets out of a drawing, a page that is behind is drawn again from the shared text, and none is ever written from.
 */
import { Extension } from '@tiptap/core'
import { type Node, Slice } from '@tiptap/pm/model'
import {
  type EditorState,
  Plugin,
  PluginKey,
  type Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import {
  findAbsolutePositionAfterStructuralChange,
  getRelativeSelection,
  initProseMirrorDoc,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import type * as Y from 'yjs'

export type InStepHost = {
  /** Hears what went wrong in a drawing. The page is right again by then, or let go of. */
  report(problem: unknown): void
  /** The page cannot be drawn at all: its binding is gone, and only another editor shows the text again. */
  lost(): void
}

/** The binding as it is: a view that may be gone, and a selection that may not be there. */
type Binding = Omit<
  ProsemirrorBinding,
  'prosemirrorView' | 'beforeTransactionSelection' | '_observeFunction'
> & {
  prosemirrorView: EditorView | null
  beforeTransactionSelection: ReturnType<typeof getRelativeSelection> | null
  _observeFunction: (events: Y.YEvent<Y.XmlFragment>[], transaction: Y.Transaction) => void
}

const bindingOf = (view: EditorView): Binding | null => {
  const state: unknown = ySyncPluginKey.getState(view.state)
  return typeof state === 'object' && state !== null && 'binding' in state ? (state.binding as Binding) : null
}

/** Whether what stands on the page is what was last read from the shared text, block by block. */
const isDrawn = ({ type, mapping }: Binding, page: Node): boolean => {
  const blocks = type.toArray()
  // A text without blocks is shown as an empty one.
  if (blocks.length === 0) return page.childCount <= 1 && page.textContent === ''
  return (
    blocks.length === page.childCount && blocks.every((block, at) => mapping.get(block) === page.child(at))
  )
}

const within = (place: number, page: Node): number => Math.min(Math.max(place, 0), page.content.size)

/** Where the selection is on a page that was drawn anew: where its words are, or else as near as can be. */
const nearest = (binding: Binding, before: EditorState, page: Node): Selection => {
  const noted = binding.beforeTransactionSelection
  const find = (relative: unknown, place: number): number => {
    try {
      const found = relative
        ? relativePositionToAbsolutePosition(binding.doc, binding.type, relative, binding.mapping)
        : null
      return within(
        found ?? findAbsolutePositionAfterStructuralChange(before.doc, page, place) ?? place,
        page,
      )
    } catch {
      return within(place, page)
    }
  }
  const anchor = page.resolve(find(noted?.anchor, before.selection.anchor))
  return TextSelection.between(anchor, page.resolve(find(noted?.head, before.selection.head)))
}

/**
 * Makes the elements of a page anew. A view that threw halfway holds the right text beside the wrong elements, and takes
 * them for each other; other node views are the only thing for which it begins again.
 */
const redrawWhole = (view: EditorView): void =>
  view.setProps({ nodeViews: { ...view.props.nodeViews, redrawn: () => ({ dom: view.dom }) } })

const guard = (binding: Binding, host: InStepHost): void => {
  /** The page may lack what the shared text has. */
  let behind = false
  /** The page for which the absolute places of the noted selection were taken. */
  let notedFor: Node | null = null

  const tell = (problem: unknown): void => {
    try {
      host.report(problem)
    } catch {
      // Nothing gets out of a drawing: the page has to be put right whether or not anybody can be told.
    }
  }
  const note = (): void => {
    const view = binding.prosemirrorView
    try {
      binding.beforeTransactionSelection = view && getRelativeSelection(binding as never, view.state)
      notedFor = view?.state.doc ?? null
    } catch {
      // Between a change and its mapping there may be no such place; the caret goes to the nearest one.
      binding.beforeTransactionSelection = null
    }
  }
  const letGo = (): void => {
    binding.destroy()
    host.lost()
  }
  const redraw = (): void => {
    const view = binding.prosemirrorView
    if (!view) return
    try {
      binding.mux(() => {
        const { doc, mapping } = initProseMirrorDoc(binding.type, view.state.schema)
        binding.mapping.clear()
        for (const [type, node] of mapping) binding.mapping.set(type, node)
        const { state } = view
        const drawn: Transaction = binding._tr
        drawn.replace(0, state.doc.content.size, new Slice(doc.content, 0, 0))
        drawn.setSelection(nearest(binding, state, drawn.doc))
        view.dispatch(drawn.setMeta(ySyncPluginKey, { isChangeOrigin: true }))
      })
    } catch (problem) {
      tell(problem)
    }
    try {
      binding.mux(() => redrawWhole(view))
      behind = !isDrawn(binding, view.state.doc)
    } catch (problem) {
      tell(problem)
      behind = true
    }
    if (behind) letGo()
  }

  // Thrown from here, it would leave the document inside a transaction that never ends: nothing that is typed after it
  // would be drawn, sent or kept.
  binding.beforeAllTransactions = () => {
    if (binding.beforeTransactionSelection === null) note()
  }

  const draw = binding._observeFunction
  binding._observeFunction = (events, transaction) => {
    const view = binding.prosemirrorView
    if (!view) return
    let free = false
    binding.mux(() => {
      free = true
    })
    if (!free) {
      // The page itself is being written. What others said in between it has not shown.
      if (transaction.local) return
      behind = true
      queueMicrotask(() => behind && redraw())
      return
    }
    behind = true
    const noted = binding.beforeTransactionSelection
    if (noted && notedFor !== view.state.doc)
      binding.beforeTransactionSelection = { ...noted, absAnchor: null, absHead: null } as never
    try {
      // Without any event the binding would believe that a snapshot is shown, and take no more keys.
      if (events.length > 0) draw(events, transaction)
      behind = !isDrawn(binding, view.state.doc)
    } catch (problem) {
      tell(problem)
    }
    if (behind) redraw()
    // Another transaction of the same batch may be drawn after this one, on this page.
    note()
  }

  const write = binding._prosemirrorChanged.bind(binding)
  binding._prosemirrorChanged = (page) => {
    // Without a view it is no longer bound, and would write all the same.
    if (!binding.prosemirrorView) return
    if (!behind) {
      try {
        return write(page)
      } catch (problem) {
        tell(problem)
        behind = true
      }
    }
    queueMicrotask(() => behind && redraw())
  }

  Object.defineProperty(binding, '_tr', {
    // TipTap empties a text whose whole was selected, which is for a key of one's own and not for a colleague's.
    get: () =>
      binding.prosemirrorView?.state.tr.setMeta('addToHistory', false).setMeta('preventClearDocument', true),
  })
}

/** Guards the binding of the editor that it is given to, before it is bound. */
export const inStepKey = new PluginKey('inStep')

/** For an editor with `Collaboration`: its page equals the shared text before every key (see above). */
export const inStep = (host: InStepHost): Extension =>
  Extension.create({
    name: 'inStep',
    // Before Collaboration, whose view begins to listen.
    priority: 1100,
    addProseMirrorPlugins: () => {
      const guarded = new WeakSet<Binding>()
      return [
        new Plugin({
          key: inStepKey,
          view: (view) => {
            const binding = bindingOf(view)
            if (binding && !guarded.has(binding)) {
              guarded.add(binding)
              guard(binding, host)
            }
            return {}
          },
        }),
      ]
    },
  })
