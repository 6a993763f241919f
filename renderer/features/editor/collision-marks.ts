/** What collided in the body, marked at its paragraph: a line beside it and a sign in the margin. */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { readCaret } from './read-caret.ts'

/** A block of the body, counted from 0 with the empty ones, and whether its collision is the one that is looked at. */
export type CollidedBlock = { block: number; current: boolean }

const key = new PluginKey<{ blocks: readonly CollidedBlock[]; decorations: DecorationSet }>('collisionMarks')
const NONE = { blocks: [], decorations: DecorationSet.empty }

/** Where a block begins and ends, or null where there are not so many. */
export const placeOfBlock = (doc: Node, block: number): { from: number; to: number } | null => {
  if (block < 0 || block >= doc.childCount) return null
  let from = 0
  for (let index = 0; index < block; index += 1) from += doc.child(index).nodeSize
  return { from, to: from + doc.child(block).nodeSize }
}

const drawn = (doc: Node, blocks: readonly CollidedBlock[]): DecorationSet =>
  DecorationSet.create(
    doc,
    blocks.flatMap(({ block, current }) => {
      // What stood at the end and is gone is flagged at what is the end now.
      const place = placeOfBlock(doc, Math.min(block, doc.childCount - 1))
      if (!place) return []
      return [
        Decoration.node(place.from, place.to, { class: current ? 'collided collided-now' : 'collided' }),
      ]
    }),
  )

/** Marks these blocks and no others. Called when the list of collisions is read, never for a key. */
export const markCollisions = (view: EditorView, blocks: readonly CollidedBlock[]): void => {
  const now = key.getState(view.state) ?? NONE
  if (JSON.stringify(now.blocks) === JSON.stringify(blocks)) return
  readCaret(view)
  view.dispatch(view.state.tr.setMeta(key, blocks).setMeta('addToHistory', false))
}

export const collisionMarks = (): Extension =>
  Extension.create({
    name: 'collisionMarks',
    addProseMirrorPlugins: () => [
      new Plugin({
        key,
        state: {
          init: (): { blocks: readonly CollidedBlock[]; decorations: DecorationSet } => NONE,
          apply: (transaction, before, _old, { doc }) => {
            const said: unknown = transaction.getMeta(key)
            if (Array.isArray(said)) {
              const blocks = said as CollidedBlock[]
              return blocks.length === 0 ? NONE : { blocks, decorations: drawn(doc, blocks) }
            }
            if (!transaction.docChanged || before.blocks.length === 0) return before
            const mapped = before.decorations.map(transaction.mapping, doc)
            // The binding writes a colleague's change over the whole document, and every mark with it.
            const kept = mapped.find().length === before.decorations.find().length
            return { ...before, decorations: kept ? mapped : drawn(doc, before.blocks) }
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
      }),
    ],
  })
