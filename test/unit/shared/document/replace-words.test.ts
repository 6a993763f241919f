import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newDocument } from '../../../../shared/document/layout.ts'
import { readCopy } from '../../../../shared/document/read-copy.ts'
import { replaceWords } from '../../../../shared/document/replace-words.ts'
import { emptyCopy, seedDocument } from '../../../../shared/document/write-copy.ts'
import type { Copy } from '../../../../shared/domain/copy.ts'

const documentOf = (copy: Partial<Copy>): Y.Doc => {
  const doc = newDocument()
  seedDocument(doc, { ...emptyCopy('lead', 's', 'nl'), ...copy })
  return doc
}

test('words are replaced wherever readers read them, and keep their marks', () => {
  const doc = documentOf({
    kicker: 'Jansen',
    headline: 'Schipper Jansen vaart',
    body: [
      {
        type: 'paragraph',
        line: [{ text: 'Zegt ' }, { text: 'Jan', bold: true }, { text: 'sen, en Jansen.' }],
      },
      { type: 'list', ordered: false, items: [[[{ text: 'Jansen' }]]] },
    ],
  })
  expect(replaceWords(doc, [{ was: 'Jansen', now: 'Janssen' }])).toBe(5)
  const { kicker, headline, body } = readCopy(doc)
  expect([kicker, headline]).toEqual(['Janssen', 'Schipper Janssen vaart'])
  expect(body[0]).toMatchObject({
    line: [{ text: 'Zegt ' }, { text: 'Jan', bold: true }, { text: 'ssen, en Janssen.' }],
  })
  expect(JSON.stringify(body[1])).toContain('Janssen')
})

test('only whole words, and nothing where there is nothing', () => {
  const doc = documentOf({ headline: 'Jansens Jansen2 vanJansen', body: [] })
  const before = Y.encodeStateVector(doc)
  expect(
    replaceWords(doc, [
      { was: 'Jansen', now: 'Janssen' },
      { was: '', now: 'x' },
    ]),
  ).toBe(0)
  expect(Y.encodeStateVector(doc)).toEqual(before)
})

test('words that are only taken out go', () => {
  const doc = documentOf({ headline: 'De zeer oude boot', body: [] })
  expect(replaceWords(doc, [{ was: 'zeer', now: '' }])).toBe(1)
  expect(readCopy(doc).headline).toBe('De  oude boot')
})
