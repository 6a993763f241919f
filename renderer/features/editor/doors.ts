/**
 * What comes into the text from outside: pastes, drops and clicks on links. The browser and the editor never see
 * foreign HTML: it is read by our own pure reader, which gives text and known structure, and the rest is gone.
 */
import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { safeLink } from '../../../shared/document/link.ts'
import type { Block } from '../../../shared/domain/copy.ts'
import { cleanInline } from '../../../shared/paste/html.ts'
import { plainBlocks } from '../../../shared/paste/plain.ts'
import { oneLineOf, sliceOf } from './copy-nodes.ts'
import type { TextName } from './galley-keys.ts'

/** What was on the clipboard. `bare`: the person asked for no formatting. */
export type Pasted = { plain: string; html: string; bare: boolean }

export type DoorHost = {
  name: TextName
  /** Takes a whole page instead of text at the caret. False: it is an ordinary paste. */
  takePage(pasted: Pasted): boolean
  /** Text was pasted or dropped at the start of the body. */
  pastedAtStart(view: EditorView): void
  openLink(url: string): void
  cut(): void
}

/** Clean blocks of a paste, formatting kept where it means something and was asked for. */
export const blocksOf = ({ plain, html, bare }: Pasted): Block[] => {
  const formatted = bare || html === '' ? null : cleanInline(html)
  return formatted && formatted.length > 0 ? formatted : plainBlocks(plain)
}

const insert = (host: DoorHost, view: EditorView, pasted: Pasted): void => {
  const blocks = blocksOf(pasted)
  if (blocks.length === 0) return
  host.cut()
  const { tr, schema, selection } = view.state
  const atStart = selection.from <= 1
  if (host.name === 'body') tr.replaceSelection(sliceOf(schema, blocks))
  else tr.insertText(oneLineOf(blocks), selection.from, selection.to)
  view.dispatch(tr.scrollIntoView())
  host.cut()
  if (atStart) host.pastedAtStart(view)
}

const readTransfer = (data: DataTransfer | null, bare: boolean): Pasted => ({
  plain: data?.getData('text/plain') ?? '',
  html: bare ? '' : (data?.getData('text/html') ?? ''),
  bare,
})

const drop = (host: DoorHost, view: EditorView, event: DragEvent): boolean => {
  // Text moved within this editor keeps its own way; everything else comes in as text.
  if (view.dragging) return false
  event.preventDefault()
  const spot = view.posAtCoords({ left: event.clientX, top: event.clientY })
  const pasted = readTransfer(event.dataTransfer, false)
  if (!view.editable || !spot || (event.dataTransfer?.files.length ?? 0) > 0) return true
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(spot.pos))))
  insert(host, view, pasted)
  view.focus()
  return true
}

const click = (host: DoorHost, view: EditorView, event: MouseEvent): boolean => {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null
  if (!anchor || !view.dom.contains(anchor)) return false
  // A link in copy is text to work on. It opens on request, or where nobody can write, and through one door only.
  event.preventDefault()
  const url = safeLink(anchor.getAttribute('href'))
  if (url !== null && (event.ctrlKey || event.metaKey || !view.editable)) host.openLink(url)
  return false
}

export const doors = (host: DoorHost): Extension =>
  Extension.create({
    name: 'doors',
    priority: 1300,
    addProseMirrorPlugins: () => {
      let bare = false
      return [
        new Plugin({
          props: {
            handleDOMEvents: {
              keydown: (_view, event) => {
                bare = event.shiftKey
                return false
              },
              paste: (view, event) => {
                event.preventDefault()
                if (!view.editable) return true
                const pasted = readTransfer(event.clipboardData, bare)
                bare = false
                if (!host.takePage(pasted)) insert(host, view, pasted)
                return true
              },
              drop: (view, event) => drop(host, view, event),
              click: (view, event) => click(host, view, event),
              auxclick: (view, event) => click(host, view, event),
            },
          },
        }),
      ]
    },
  })
