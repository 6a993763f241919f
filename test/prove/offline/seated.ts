/** Somebody who edits an item at a seat of a newsroom: an editor whose desk process may be gone at any moment. */
import * as Y from 'yjs'
import { createUnsent } from '../../../renderer/features/editor/unsent.ts'
import { newDocument } from '../../../shared/document/layout.ts'
import { createHeadlessEditor, type HeadlessEditor } from '../../support/headless-editor.ts'
import type { Actor } from './act.ts'
import type { Seat } from './newsroom.ts'

export type Seated = Actor & {
  readonly seat: Seat
  /** Hands over what was typed; rejects when the desk process ends on the way, and then it is handed over again. */
  send(): Promise<void>
  /** Takes in what others wrote, as far as the window was told. */
  hear(): void
  /** The desk process was started again: reads the item anew and hands over whatever it has not got. */
  reopen(): Promise<void>
  /** Whether everything typed was handed over. */
  isSent(): boolean
  close(): void
}

/** What did not come from a key. */
const HEARD = 'heard'

export const sitDown = async (seat: Seat, item: string): Promise<Seated> => {
  const doc = newDocument()
  let seen = 0
  let heard = 0
  // The window's own queue.
  const unsent = createUnsent(doc)

  const opened = await seat.window().call('document.open', { item })
  Y.applyUpdate(doc, opened.state, HEARD)
  seen = opened.seen
  const editor: HeadlessEditor = createHeadlessEditor(doc)
  doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, { beforeState }: Y.Transaction) => {
    if (origin !== HEARD) unsent.add(update, null, seen, () => Y.encodeStateVector(beforeState))
  })

  return {
    // Batches end where the window sends them.
    ...{ seat, doc, editor, name: seat.name, flush: () => undefined },
    async send() {
      for (let one = unsent.next(); one; one = unsent.next()) {
        await seat.window().call('document.push', { item, ...one })
        unsent.settle()
      }
    },
    hear() {
      const events = seat.window().heard
      for (const { event, payload } of events.slice(heard)) {
        if (event !== 'document-update') continue
        const told = payload as { item: string; update: Uint8Array; seen: number | null }
        if (told.item !== item) continue
        Y.applyUpdate(doc, told.update, HEARD)
        seen = told.seen ?? seen
      }
      heard = events.length
    },
    async reopen() {
      const { state, seen: told } = await seat.window().call('document.open', { item })
      unsent.rebase(Y.encodeStateVectorFromUpdate(state), seen)
      Y.applyUpdate(doc, state, HEARD)
      heard = 0
      seen = told
    },
    isSent: () => unsent.empty,
    close: () => editor.destroy(),
  }
}
