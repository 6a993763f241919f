/** What a step takes back and what it leaves, where others were at work meanwhile or the step reaches further. */
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createUndoSteps, FIELD_EDIT } from '../../../../renderer/features/editor/undo-steps.ts'
import { bodyOf, readField, writeField } from '../../../../shared/document/layout.ts'
import { createApart, syncAll } from '../../../support/apart.ts'
import { paragraphs } from '../../../support/desk.ts'

const two = () => {
  const apart = createApart(paragraphs('een', 'twee', 'drie'))
  const [anna, bram] = [apart.join('anna'), apart.join('bram')]
  return { anna, bram, steps: createUndoSteps(anna.doc) }
}

const linesOf = (doc: Y.Doc): string =>
  bodyOf(doc).toString().replaceAll('</paragraph>', ' ').replaceAll('<paragraph>', '')

test('a field that a colleague has set since keeps what he set', () => {
  const { anna, bram, steps } = two()
  const set = (value: string) => anna.doc.transact(() => writeField(anna.doc, 'byline', value), FIELD_EDIT)
  set('Anna')
  steps.cut()
  set('Anna Bos')
  syncAll(anna, bram)
  bram.doc.transact(() => writeField(bram.doc, 'byline', 'Bram'))
  syncAll(bram, anna)
  steps.undo()
  expect(readField(anna.doc, 'byline')).toBe('Bram')
})

test('a step of which others have left nothing is passed over: the one before it is taken back', () => {
  const { anna, bram } = two()
  anna.editor.select(anna.editor.after('een'))
  anna.editor.type(' eerst')
  anna.editor.cut()
  anna.editor.select(anna.editor.after('drie'))
  anna.editor.type(' later')
  syncAll(anna, bram)
  bram.editor.select(bram.editor.before(' later'), bram.editor.after(' later'))
  bram.editor.press('Backspace')
  syncAll(bram, anna)
  anna.editor.undo()
  expect(linesOf(anna.doc)).toBe('een twee drie ')
})

test('a block that went in one step with another that came far above it comes back where it was', () => {
  const { anna, steps } = two()
  anna.doc.transact(() => {
    const body = bodyOf(anna.doc)
    body.insert(0, [new Y.XmlElement('paragraph')])
    body.delete(3, 1)
  }, ySyncPluginKey)
  expect(linesOf(anna.doc)).toBe(' een twee ')
  steps.undo()
  expect(linesOf(anna.doc)).toBe('een twee drie ')
})

test('what else a step changed in the document, outside of what people write, stays', () => {
  const { anna, steps } = two()
  const elsewhere = anna.doc.getMap('elsewhere')
  anna.doc.transact(() => {
    elsewhere.set('kept', true)
    writeField(anna.doc, 'byline', 'Anna')
  }, FIELD_EDIT)
  steps.undo()
  expect(readField(anna.doc, 'byline')).toBe('')
  expect(elsewhere.get('kept')).toBe(true)
})
