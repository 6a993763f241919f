/** Colleagues in one text: a caret with a name, the tint of what they selected, and initials in the margin. */
import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import {
  absolutePositionToRelativePosition,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { initials } from '../../../shared/domain/person.ts'
import type { Caret } from '../../lib/presence-model.ts'
import type { TextName } from './galley-keys.ts'
import { readCaret } from './read-caret.ts'

/** Somebody's selection in this text. */
export type PeerMark = { client: string; person: string; name: string; colour: number; caret: Caret }

type Marks = { peers: readonly PeerMark[]; decorations: DecorationSet }
const NONE: Marks = { peers: [], decorations: DecorationSet.empty }

const key = new PluginKey<Marks>('peerMarks')

const bindingOf = (state: EditorState): ProsemirrorBinding | null => {
  const sync: unknown = ySyncPluginKey.getState(state)
  return typeof sync === 'object' && sync !== null && 'binding' in sync
    ? (sync.binding as ProsemirrorBinding | null)
    : null
}

/** Where a colleague's position is in this document, or null where it is in none any more. */
const placeOf = (
  binding: ProsemirrorBinding,
  position: Record<string, unknown>,
  size: number,
): number | null => {
  try {
    const relative = Y.createRelativePositionFromJSON(position)
    const place = relativePositionToAbsolutePosition(binding.doc, binding.type, relative, binding.mapping)
    return place === null ? null : Math.min(Math.max(0, place), size)
  } catch {
    // Another window may say anything.
    return null
  }
}

const caretElement =
  ({ name, person, colour }: PeerMark) =>
  (): HTMLElement => {
    const caret = document.createElement('span')
    caret.className = `peer-caret peer-${colour}`
    caret.dataset['person'] = person
    // Carets are seen; that somebody is here is said in the bar, once.
    caret.setAttribute('aria-hidden', 'true')
    const flag = document.createElement('span')
    flag.className = 'peer-flag'
    flag.textContent = name
    const margin = document.createElement('span')
    margin.className = 'peer-initials'
    margin.textContent = initials(name)
    caret.append(flag, margin)
    // At the end of a line a name has no room to its right.
    requestAnimationFrame(() => {
      const edge = caret.closest('[data-kind]')?.parentElement?.getBoundingClientRect().right
      if (edge !== undefined && flag.getBoundingClientRect().right > edge)
        flag.classList.add('peer-flag-left')
    })
    return caret
  }

const drawn = (state: EditorState, peers: readonly PeerMark[]): DecorationSet => {
  const binding = bindingOf(state)
  if (!binding || peers.length === 0) return DecorationSet.empty
  const { size } = state.doc.content
  return DecorationSet.create(
    state.doc,
    peers.flatMap((peer) => {
      const head = placeOf(binding, peer.caret.head, size)
      const anchor = placeOf(binding, peer.caret.anchor, size)
      if (head === null || anchor === null) return []
      return [
        Decoration.widget(head, caretElement(peer), {
          // Another key for another place: the flag with the name shows again when its owner moves.
          key: `${peer.client} ${JSON.stringify(peer.caret.head)}`,
          side: 10,
          ignoreSelection: true,
          stopEvent: () => true,
        }),
        ...(head === anchor
          ? []
          : [
              Decoration.inline(Math.min(head, anchor), Math.max(head, anchor), {
                class: `peer-selection peer-${peer.colour}`,
              }),
            ]),
      ]
    }),
  )
}

/** Shows these colleagues. Nothing happens where nothing changed. */
export const markPeers = (view: EditorView, peers: readonly PeerMark[]): void => {
  const now = key.getState(view.state)?.peers ?? []
  if (now.length === 0 && peers.length === 0) return
  if (JSON.stringify(now) === JSON.stringify(peers)) return
  readCaret(view)
  view.dispatch(view.state.tr.setMeta(key, peers).setMeta('addToHistory', false))
}

/** Brings the caret of somebody into sight. False: it is not in this text. */
export const showPeer = (view: EditorView, person: string): boolean => {
  const caret = [...view.dom.querySelectorAll<HTMLElement>('.peer-caret')].find(
    (each) => each.dataset['person'] === person,
  )
  caret?.scrollIntoView({ block: 'center' })
  return caret !== undefined
}

/** The selection of this editor, as other windows can find it. Not for every key: it walks the document. */
export const caretOf = (view: EditorView, part: TextName): Caret | null => {
  const binding = view.isDestroyed ? null : bindingOf(view.state)
  if (!binding) return null
  const { anchor, head } = view.state.selection
  const relative = (place: number): Record<string, unknown> =>
    Y.relativePositionToJSON(absolutePositionToRelativePosition(place, binding.type, binding.mapping))
  try {
    return { part, anchor: relative(anchor), head: relative(head) }
  } catch {
    // Between a change and its mapping there is no place to tell; the next move tells it.
    return null
  }
}

const changedElsewhere = (transaction: { getMeta(key: PluginKey): unknown }): boolean => {
  const meta = transaction.getMeta(ySyncPluginKey)
  return typeof meta === 'object' && meta !== null && 'isChangeOrigin' in meta && meta.isChangeOrigin === true
}

export const peerMarks = (): Extension =>
  Extension.create({
    name: 'peerMarks',
    // After the binding, whose state says where shared positions are.
    priority: 10,
    addProseMirrorPlugins: () => [
      new Plugin<Marks>({
        key,
        state: {
          init: () => NONE,
          apply: (transaction, before, _old, state) => {
            const said: unknown = transaction.getMeta(key)
            if (Array.isArray(said)) {
              const peers = said as PeerMark[]
              return peers.length === 0 ? NONE : { peers, decorations: drawn(state, peers) }
            }
            if (!transaction.docChanged || before === NONE) return before
            // The binding writes a colleague's change over the whole document: positions are found again.
            return changedElsewhere(transaction)
              ? { ...before, decorations: drawn(state, before.peers) }
              : { ...before, decorations: before.decorations.map(transaction.mapping, state.doc) }
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
      }),
    ],
  })
