/** What a check found, marked in the text: a dotted line, and a number in the margin that the inspector repeats. */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Range } from './find-text.ts'
import { readCaret } from './read-caret.ts'

/** A stretch of a block of the copy (house-style.ts) and the number it has in the inspector. */
export type NumberedPlace = { number: number; block: number; from: number; to: number }

const key = new PluginKey<DecorationSet>('findingMarks')

const textblocksOf = (block: Node, position: number): { node: Node; start: number }[] => {
  if (block.isTextblock) return block.content.size > 0 ? [{ node: block, start: position + 1 }] : []
  const found: { node: Node; start: number }[] = []
  block.descendants((node, offset) => {
    if (node.isTextblock && node.content.size > 0) found.push({ node, start: position + 1 + offset + 1 })
    return !node.isTextblock
  })
  return found
}

/**
 * Where a place of the copy is in the document. Copy leaves out what is empty and joins the lines of a quote or list
 * by a line break (read-copy.ts, counts.ts); the document has all of it.
 */
export const rangeOf = (doc: Node, place: { block: number; from: number; to: number }): Range | null => {
  let index = -1
  let range: Range | null = null
  doc.forEach((block, position) => {
    const lines = textblocksOf(block, position)
    if (lines.length > 0) index += 1
    if (index !== place.block || lines.length === 0 || range) return
    let offset = 0
    for (const { node, start } of lines) {
      const end = offset + node.content.size
      if (place.from <= end) {
        const from = start + Math.max(0, place.from - offset)
        range = { from, to: Math.min(start + node.content.size, start + Math.max(0, place.to - offset)) }
        return
      }
      offset = end + 1
    }
  })
  return range
}

const drawn = (doc: Node, places: readonly NumberedPlace[]): DecorationSet =>
  DecorationSet.create(
    doc,
    places.flatMap((place) => {
      const range = rangeOf(doc, place)
      if (!range || range.to <= range.from) return []
      return [
        Decoration.inline(range.from, range.to, { class: 'finding' }),
        // The number hangs on the first letter, so that marks within the passage do not repeat it.
        Decoration.inline(range.from, range.from + 1, {
          class: 'finding-number',
          'data-number': String(place.number),
        }),
      ]
    }),
  )

/** Shows these findings. Called when typing rests, never for a key. */
export const markFindings = (view: EditorView, places: readonly NumberedPlace[]): void => {
  if (places.length === 0 && (key.getState(view.state) ?? DecorationSet.empty) === DecorationSet.empty) return
  readCaret(view)
  view.dispatch(view.state.tr.setMeta(key, places))
}

export const findingMarks = (): Extension =>
  Extension.create({
    name: 'findingMarks',
    addProseMirrorPlugins: () => [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, before, _old, state) => {
            const places: unknown = transaction.getMeta(key)
            if (Array.isArray(places)) {
              return places.length === 0 ? DecorationSet.empty : drawn(state.doc, places as NumberedPlace[])
            }
            return transaction.docChanged && before !== DecorationSet.empty
              ? before.map(transaction.mapping, state.doc)
              : before
          },
        },
        props: { decorations: (state) => key.getState(state) },
      }),
    ],
  })
