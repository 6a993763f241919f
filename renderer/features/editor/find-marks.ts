/** The hits of a search in one text, shown as decorations. The search itself belongs to the item (find-in-item.ts). */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { findText, type Range } from './find-text.ts'

/** `current` is the hit that is shown as the one, or -1. */
type Wish = { query: string; current: number }
type Search = Wish & { found: readonly Range[]; decorations: DecorationSet }

const NOTHING: Search = { query: '', current: -1, found: [], decorations: DecorationSet.empty }

const key = new PluginKey<Search>('findMarks')

const isWish = (meta: unknown): meta is Wish => typeof meta === 'object' && meta !== null && 'query' in meta

/** The hits that are marked now, as they moved with the text. */
export const foundIn = (view: EditorView): readonly Range[] => key.getState(view.state)?.found ?? []

/** Marks every hit of `query`, and one of them as the one. An empty query takes all marks away. */
export const markHits = (view: EditorView, query: string, current: number): void => {
  const now = key.getState(view.state)
  if (now?.query === query && now.current === current) return
  view.dispatch(view.state.tr.setMeta(key, { query, current } satisfies Wish))
}

/** Brings a hit into sight without taking focus. */
export const showRange = (view: EditorView, range: Range): void => {
  const { node } = view.domAtPos(range.from)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'nearest' })
}

/** Puts other text in the place of these ranges, as one transaction. */
export const replaceRanges = (view: EditorView, ranges: readonly Range[], by: string): void => {
  const { tr } = view.state
  for (const { from, to } of ranges.toReversed()) {
    if (by === '') tr.delete(from, to)
    else tr.insertText(by, from, to)
  }
  view.dispatch(tr)
}

export const findMarks = (): Extension =>
  Extension.create({
    name: 'findMarks',
    addProseMirrorPlugins: () => [
      new Plugin<Search>({
        key,
        state: {
          init: () => NOTHING,
          apply: (transaction, before, _old, { doc }) => {
            const meta: unknown = transaction.getMeta(key)
            const wish = isWish(meta) ? meta : before
            if (wish === before && (!transaction.docChanged || before.query === '')) return before
            if (wish.query === '') return NOTHING
            const found = findText(doc, wish.query)
            const marks = found.map(({ from, to }, index) =>
              Decoration.inline(from, to, { class: index === wish.current ? 'found found-now' : 'found' }),
            )
            return { ...wish, found, decorations: DecorationSet.create(doc, marks) }
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
      }),
    ],
  })
