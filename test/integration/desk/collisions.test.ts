/** A collision on real desks: found on both computers, shown in the list, settled by one for everybody. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Desk } from '../../../main/desk/desk.ts'
import { list } from '../../../main/desk/lists.ts'
import { readWorkingCopy } from '../../../main/desk/project.ts'
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

const silent = { hear: () => undefined, reload: () => undefined }

/** Edits the body of the item at a desk, as a window there does. */
const edit = (desk: Desk, person: string, work: (editor: HeadlessEditor) => void): void => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, desk.documents.open(item, silent).state)
  const editor = createHeadlessEditor(doc)
  const before = Y.encodeStateVector(doc)
  work(editor)
  desk.documents.push(
    item,
    actorOf(desk.context.db, person),
    Y.encodeStateAsUpdate(doc, before),
    null,
    silent,
  )
  desk.documents.close(item, silent)
  editor.destroy()
  doc.destroy()
}
const bodyAt = (desk: Desk): string[] =>
  readWorkingCopy(desk.context.db, item).body.map((block) =>
    'line' in block ? block.line.map(({ text }) => text).join('') : block.type,
  )
const collidedAt = (desk: Desk, person: string): boolean | undefined =>
  list(desk.context, actorOf(desk.context.db, person), {
    ...{ list: 'desk', section: null, kind: null, states: [], offset: 0, limit: 10 },
  }).rows.find(({ id }) => id === item)?.collided

test('both computers find it, the list says so, and one command at one of them settles it for both', async () => {
  train.online(false)
  edit(home.desk, home.founder, (editor) => {
    editor.select(editor.before('Het schip'))
    editor.backspace()
  })
  edit(train.desk, bram, (editor) => {
    editor.select(editor.after('kapitein'))
    editor.type(' Bos')
  })
  await home.settle()
  train.online(true)
  await train.settle()
  await home.settle()
  home.clock.advance(2000)
  expect(collidedAt(home.desk, home.founder)).toBe(true)
  expect(collidedAt(train.desk, bram)).toBe(true)
  const [found, ...more] = home.desk.collisions.of(item)
  expect(more).toEqual([])
  expect(train.desk.collisions.of(item)).toEqual([found])
  expect(found).toMatchObject({
    kind: 'vanished',
    one: { byName: 'Bram' },
    other: { byName: 'Merel Oosterhof' },
  })

  home.desk.collisions.settle(actorOf(home.desk.context.db, home.founder), item, found?.id ?? '', 'both')
  await home.settle()
  await train.settle()
  home.clock.advance(2000)
  for (const desk of [home.desk, train.desk]) {
    expect(bodyAt(desk)).toEqual(['De haven.Het schip ligt stil. De kapitein Bos wacht.'])
    expect(desk.collisions.of(item)).toEqual([])
  }
  expect(collidedAt(train.desk, bram)).toBe(false)
  expect(train.refused).toEqual([])
  // Whoever puts words back is no author of them alone.
  expect(
    home
      .detail(item)
      .authors.map(({ name }) => name)
      .sort(),
  ).toEqual(['Bram', 'Merel Oosterhof'])
})

test('a register that both set is asked about, and left as it is when somebody says so', async () => {
  train.online(false)
  home.write(home.founder, item, { dateline: ['DELFZIJL'] })
  train.write(bram, item, { dateline: ['EEMSHAVEN'] })
  await home.settle()
  train.online(true)
  await train.settle()
  await home.settle()
  const [found] = train.desk.collisions.of(item)
  expect(found).toMatchObject({ kind: 'register', field: 'dateline', both: true })
  expect(new Set([found?.one.text, found?.other.text])).toEqual(new Set(['DELFZIJL', 'EEMSHAVEN']))
  train.desk.collisions.settle(actorOf(train.db, bram), item, found?.id ?? '', 'as-is')
  await train.settle()
  await home.settle()
  home.clock.advance(2000)
  expect(home.desk.collisions.of(item)).toEqual([])
  expect(collidedAt(home.desk, home.founder)).toBe(false)
})
