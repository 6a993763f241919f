/** Windows of one generation on items of another: the working copy of the window itself, and the editor's own binding. */
import * as Y from 'yjs'
import { openWorkingCopy } from '../../../renderer/features/editor/open-working-copy.ts'
import type { DocumentBridge, WorkingCopy } from '../../../renderer/features/editor/working-copy.ts'
import { bodyOf } from '../../../shared/document/layout.ts'
import { wordsBeyond } from '../../../shared/document/words-beyond.ts'
import { FaultError } from '../../../shared/errors.ts'
import { createTestClock } from '../../support/desk.ts'
import { type BoundEditor, bindEditor } from './editor.ts'
import { type Addition, addTo, firstStory, type Generation, schemaOf } from './generations.ts'
import { copyOfDoc, removedFrom, sameState } from './loss.ts'

/** When the newer words come: before the window opens the item, while it is open, while words wait, after a crash. */
export const MOMENTS = ['before', 'while open', 'while typing', 'after a crash'] as const
export type Moment = (typeof MOMENTS)[number]

export type Case = { app: Generation; item: Generation; addition: Addition; moment: Moment }
export type Outcome = {
  /** Letters and nodes of the shared text that are gone. */
  removed: number
  /** Updates that opening and looking wrote. */
  written: number
  /** An editor stands on a document that it does not know all of. */
  bound: number
  /** Typed words that are neither in the text nor at hand. */
  lost: number
  /** The window's person could type, and did. */
  typed: number
}

const ITEM = '7b1d4f0e-8a52-4c55-9f5c-0e6d3a6b7c11'
const TYPED = 'Getypt. '

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

/** A desk process of the window's generation: it keeps a document, and takes no words into an item that is newer. */
const deskOf = (app: Generation) => {
  const doc = firstStory()
  let epoch = 1
  let pushes = 0
  const hear = new Set<(update: Uint8Array, epoch: number, seen: number) => void>()
  const ports = new Set<(open: boolean) => void>()
  const bridge: DocumentBridge = {
    open: () => Promise.resolve({ state: Y.encodeStateAsUpdate(doc), epoch, seen: 0 }),
    push(_item, update) {
      if (epoch > app) return Promise.reject(new FaultError('refused-newer-schema'))
      pushes += 1
      Y.applyUpdate(doc, update)
      return Promise.resolve({ savedAt: 1 })
    },
    close: () => Promise.resolve(),
    hearUpdates(_item, hearer) {
      hear.add(hearer)
      return () => hear.delete(hearer)
    },
    hearPort(hearer) {
      ports.add(hearer)
      return () => ports.delete(hearer)
    },
  }
  return {
    bridge,
    doc,
    pushes: () => pushes,
    /** A colleague writes with another generation; the window hears of it unless the port is down. */
    write(addition: Addition, generation: Generation, down = false) {
      const { update } = addTo(doc, addition, generation)
      epoch = Math.max(epoch, generation)
      if (!down) for (const tell of hear) tell(update, epoch, 0)
    },
    port: (open: boolean) => {
      for (const tell of ports) tell(open)
    },
  }
}

/** `bindAnyway` is the sabotage: the window believes that it knows every schema, and its editor does not. */
export const runCase = async (
  { app, item, addition, moment }: Case,
  bindAnyway: boolean,
): Promise<Outcome> => {
  const clock = createTestClock(0)
  const desk = deskOf(app)
  const believes = bindAnyway ? 99 : app
  if (moment === 'before') desk.write(addition, item)
  const opened = copyOfDoc(desk.doc)
  let refused = false
  const copy: WorkingCopy = openWorkingCopy(ITEM, desk.bridge, clock, () => (refused = true), believes)
  await copy.ready
  const schema = schemaOf(app)
  let editor: BoundEditor | null = null
  copy.bind(() => {
    editor = bindEditor(bodyOf(copy.doc), schema)
    return () => {
      editor?.unbind()
      editor = null
    }
  })
  const bound = (): BoundEditor | null => editor
  clock.advance(500)
  await settle()
  let typed = false
  const type = (): void => {
    typed ||= bound() !== null
    bound()?.type(TYPED)
  }
  const written = desk.pushes()

  if (moment === 'while open') desk.write(addition, item)
  if (moment === 'while typing') {
    type()
    desk.write(addition, item)
  }
  if (moment === 'after a crash') {
    desk.port(false)
    desk.write(addition, item, true)
    desk.port(true)
  }
  await settle()
  const before = copyOfDoc(desk.doc)
  // A colleague goes on in the same generation, and this window goes on as far as it may.
  desk.write(addition, item)
  if (moment !== 'while typing') type()
  clock.advance(5_000)
  await settle()
  clock.advance(5_000)
  await settle()

  const here = copyOfDoc(copy.doc)
  const inText = desk.doc.getXmlFragment('body').toString().includes(TYPED.trim())
  const atHand = wordsBeyond(copy.doc, Y.encodeStateVector(desk.doc)).some(({ text }) =>
    text.includes(TYPED.trim()),
  )
  const outcome: Outcome = {
    removed: removedFrom(before, desk.doc) + removedFrom(opened, desk.doc) + removedFrom(before, here),
    written,
    bound: bound() !== null && item > app ? 1 : 0,
    typed: typed ? 1 : 0,
    lost: typed && !(inText || (refused && atHand)) ? 1 : 0,
  }
  // An item that this window could only read is, when it is closed, what the desk has.
  if (!typed && !sameState(here, desk.doc)) outcome.removed += 1
  copy.end()
  return outcome
}
