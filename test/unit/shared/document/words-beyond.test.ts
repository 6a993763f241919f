import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { bodyOf, newDocument, writeField } from '../../../../shared/document/layout.ts'
import { wordsBeyond } from '../../../../shared/document/words-beyond.ts'
import { emptyCopy, seedDocument, writeCopy } from '../../../../shared/document/write-copy.ts'

const paragraphText = (doc: Y.Doc, block: number): Y.XmlText => {
  const found = (bodyOf(doc).get(block) as Y.XmlElement).get(0)
  if (!(found instanceof Y.XmlText)) throw new Error('no text')
  return found
}
const pair = () => {
  const desk = newDocument()
  const body = ['De dam houdt.', 'Het water zakt.'].map((words) => ({
    type: 'paragraph' as const,
    line: [{ text: words }],
  }))
  seedDocument(desk, { ...emptyCopy('lead', 's', 'nl'), headline: 'Kop', body })
  const window = newDocument()
  Y.applyUpdate(window, Y.encodeStateAsUpdate(desk))
  return { desk, window, beyond: () => wordsBeyond(window, Y.encodeStateVector(desk)) }
}

test('documents that have the same have no words beyond each other', () => {
  expect(pair().beyond()).toEqual([])
})

test('typed words are told stretch by stretch, in the order in which they are read', () => {
  const { window, beyond } = pair()
  paragraphText(window, 1).insert(15, ' Langzaam.')
  paragraphText(window, 0).insert(3, 'stevige ')
  paragraphText(window, 0).insert(0, 'Ja: ')
  writeField(window, 'slug', 'dam')
  expect(beyond()).toEqual([
    { part: 'body', field: null, text: 'Ja: ' },
    { part: 'body', field: null, text: 'stevige ' },
    { part: 'body', field: null, text: ' Langzaam.' },
    { part: 'fields', field: 'slug', text: 'dam' },
  ])
})

test('a new paragraph is a line of its own, and what was typed and taken away again is not told', () => {
  const { window, beyond } = pair()
  paragraphText(window, 0).insert(0, 'weg')
  paragraphText(window, 0).delete(0, 3)
  const made = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  text.insert(0, 'Nieuw.')
  made.insert(0, [text])
  bodyOf(window).insert(1, [made])
  expect(beyond()).toEqual([{ part: 'body', field: null, text: 'Nieuw.' }])
})

test('letters that a colleague has already do not come back with those that he has not', () => {
  const { desk, window, beyond } = pair()
  const typed = paragraphText(window, 0)
  typed.insert(0, 'een')
  Y.applyUpdate(desk, Y.encodeStateAsUpdate(window, Y.encodeStateVector(desk)))
  typed.insert(3, ' twee')
  expect(beyond()).toEqual([{ part: 'body', field: null, text: ' twee' }])
  writeCopy(window, { headline: 'Andere kop' }, 'test')
  expect(beyond()[0]).toEqual({ part: 'headline', field: null, text: 'Andere kop' })
})
