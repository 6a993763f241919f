/**
 * What a window did not know while something was typed there, it did not know: also when its desk process had it already
 * by the time the keystrokes arrived, which is a batch later.
 */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { entriesOfItem } from '../../../main/db/entries.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { type Colleague, openColleague } from '../../support/colleague.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'
import { createHeadlessEditor, type HeadlessEditor } from '../../support/headless-editor.ts'

let home: TestDesk
let train: Colleague
let bram: string
let item: string

beforeEach(async () => {
  home = await openTestDesk()
  bram = await home.add('Bram', ['editor'])
  item = home.make(home.founder, 'lead', {
    body: paragraphs('De haven.', 'Het schip ligt stil. De kapitein wacht.'),
  })
  await home.settle()
  train = await openColleague(home)
  await train.settle()
})
afterEach(async () => {
  await train.stop()
  await home.remove()
})

/** A window at the train's desk: updates lie on its doorstep until it takes them in, and it pushes when it is told to. */
const openWindow = () => {
  const { documents, context } = train.desk
  const doc = new Y.Doc()
  const doorstep: { update: Uint8Array; seen: number | null }[] = []
  const typed: Uint8Array[] = []
  const watcher = {
    hear: (update: Uint8Array, _epoch: number, seen: number | null) => void doorstep.push({ update, seen }),
    reload: () => undefined,
  }
  const { state, seen } = documents.open(item, watcher)
  Y.applyUpdate(doc, state, 'desk')
  const editor: HeadlessEditor = createHeadlessEditor(doc)
  let known = seen
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'desk') typed.push(update)
  })
  return {
    editor,
    doorstep,
    known: () => known,
    takeIn() {
      for (const one of doorstep.splice(0)) {
        Y.applyUpdate(doc, one.update, 'desk')
        known = one.seen ?? known
      }
    },
    /** What was typed since, as if it had been on its way for a while: with what was known when it was typed. */
    type(work: (editor: HeadlessEditor) => void) {
      work(editor)
      const at = known
      const update = Y.mergeUpdates(typed.splice(0))
      return () => documents.push(item, actorOf(context.db, bram), update, null, watcher, at)
    },
    close() {
      documents.close(item, watcher)
      editor.destroy()
    },
  }
}
/** Bram names the captain, in the paragraph that Merel joins to the first. */
const nameCaptain = (editor: HeadlessEditor): void => {
  editor.select(editor.after('kapitein'))
  editor.type(' Bos')
}
const lastSeen = (): number => {
  const entry = entriesOfItem(train.db, item, 'update').at(-1)?.entry
  return entry?.kind === 'update' ? entry.seen : -1
}
/** Merel, at home, joins the two paragraphs: the binding takes the second away and writes its words anew. */
const joinParagraphs = async (by: 'feed' | 'line' = 'feed'): Promise<void> => {
  const { documents, context } = home.desk
  const silent = { hear: () => undefined, reload: () => undefined }
  const doc = new Y.Doc()
  Y.applyUpdate(doc, documents.open(item, silent).state)
  const editor = createHeadlessEditor(doc)
  const before = Y.encodeStateVector(doc)
  editor.select(editor.before('Het schip'))
  editor.backspace()
  const update = Y.encodeStateAsUpdate(doc, before)
  documents.push(item, actorOf(context.db, home.founder), update, null, silent)
  documents.close(item, silent)
  editor.destroy()
  await home.settle()
  await (by === 'feed' ? train.settle() : train.hearLine())
}

test('a collision is found when the update of a colleague arrived between the keystroke and the push', async () => {
  const window = openWindow()
  const push = window.type(nameCaptain)
  await joinParagraphs()
  expect(window.doorstep).toHaveLength(1)
  // Looked at, and nothing had collided: what the window holds is in no log yet.
  home.clock.advance(2000)
  expect(train.desk.collisions.of(item)).toEqual([])
  push()
  home.clock.advance(2000)
  const [found, ...more] = train.desk.collisions.of(item)
  expect(more).toEqual([])
  expect(found).toMatchObject({
    kind: 'vanished',
    one: { byName: 'Bram' },
    other: { byName: 'Merel Oosterhof' },
  })
  await train.settle()
  await home.settle()
  expect(home.desk.collisions.of(item)).toEqual([found])
  window.close()
})

test('what is typed after it was taken in is written with all that there is', async () => {
  const window = openWindow()
  await joinParagraphs()
  window.takeIn()
  const push = window.type(nameCaptain)
  // Other items move the feed on; a window that heard of none of them has missed nothing.
  home.make(home.founder, 'brief', { headline: 'Iets anders' })
  await home.settle()
  await train.settle()
  push()
  const all = lastSeen()
  expect(all).toBeGreaterThan(window.known())
  expect(train.desk.collisions.of(item)).toEqual([])
  window.type((editor) => editor.type('!'))()
  expect(lastSeen()).toBe(all)
  window.close()
})

test('until the last of several updates at once is taken in, the window does not have them', async () => {
  const window = openWindow()
  train.online(false)
  await joinParagraphs()
  home.write(home.founder, item, { headline: 'Haven' })
  await home.settle()
  train.online(true)
  await train.settle()
  expect(window.doorstep.map(({ seen }) => seen === null)).toEqual([true, false])
  window.close()
})

test('text that ran ahead of the feed, of which the window took nothing in, is unknown to it', async () => {
  const window = openWindow()
  const known = window.known()
  // Between what the train has read and what comes by the line lies something that only the feed says.
  home.make(home.founder, 'brief', { headline: 'Iets anders' })
  await joinParagraphs('line')
  expect(window.doorstep).toMatchObject([{ seen: known }])
  const push = window.type(nameCaptain)
  await train.settle()
  push()
  expect(lastSeen()).toBe(known)
  expect(train.desk.collisions.of(item)).toMatchObject([{ kind: 'vanished' }])
  window.close()
})

test('a window that took such text in is told when the feed has come as far', async () => {
  const window = openWindow()
  const known = window.known()
  home.make(home.founder, 'brief', { headline: 'Iets anders' })
  await joinParagraphs('line')
  window.takeIn()
  expect(window.known()).toBe(known)
  await train.settle()
  expect(window.doorstep).toHaveLength(1)
  window.takeIn()
  expect(window.known()).toBeGreaterThan(known)
  const push = window.type(nameCaptain)
  push()
  expect(lastSeen()).toBe(window.known())
  expect(train.desk.collisions.of(item)).toEqual([])
  // Said once.
  await train.settle()
  expect(window.doorstep).toEqual([])
  window.close()
})

test.each([
  ['nowhere', false],
  ['in another window', true],
])(
  'what waited while the item was closed did not know what came meanwhile; it is open %s now',
  async (_where, isOpen) => {
    const window = openWindow()
    const known = window.known()
    const push = window.type(nameCaptain)
    window.close()
    await joinParagraphs()
    const another = isOpen ? openWindow() : null
    push()
    expect(lastSeen()).toBe(known)
    expect(train.desk.collisions.of(item)).toMatchObject([{ kind: 'vanished' }])
    another?.close()
  },
)
