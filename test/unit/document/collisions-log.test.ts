/** Who knew what, by what is said and by what is certain. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { knows, type LoggedUpdate, withEvidence } from '../../../shared/document/collisions/log.ts'

const written = (doc: Y.Doc, write: (text: Y.XmlText) => void): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  doc.transact(() => {
    const body = doc.getXmlFragment('body')
    if (body.length === 0) body.insert(0, [new Y.XmlText()])
    const text = body.get(0)
    if (text instanceof Y.XmlText) write(text)
  })
  return Y.encodeStateAsUpdate(doc, before)
}

const logged = (replica: string, seq: number, position: number, update: Uint8Array): LoggedUpdate => ({
  ...{ author: replica, replica, seq, position, update },
  seen: 1,
})

/** Anna writes twice; Bram writes something apart, then something beside Anna's first words, then something of his own. */
const log = (): LoggedUpdate[] => {
  const [anna, bram] = [new Y.Doc(), new Y.Doc()]
  const begin = written(anna, (text) => text.insert(0, 'Begin. '))
  Y.applyUpdate(bram, begin)
  const first = written(anna, (text) => text.insert(7, 'Anna. '))
  const second = written(anna, (text) => text.insert(0, 'Eerst. '))
  const apart = written(bram, (text) => text.insert(0, 'Bram. '))
  Y.applyUpdate(bram, first)
  const beside = written(bram, (text) => text.insert(text.length, 'Daarna. '))
  const own = written(bram, (text) => text.insert(0, 'Nu. '))
  return [
    logged('begin', 1, 1, begin),
    logged('anna', 1, 2, first),
    logged('anna', 2, 3, second),
    logged('bram', 1, 4, apart),
    logged('bram', 2, 5, beside),
    logged('bram', 3, 6, own),
  ]
}

test('who writes beside words had them, whatever he says that he had seen, and has them from then on', () => {
  const all = withEvidence(log())
  expect(all.map(({ seen }) => seen)).toEqual([1, 1, 1, 1, 2, 2])
  expect(knows(all, 3, 1)).toBe(false)
  expect(knows(all, 4, 1)).toBe(true)
  expect(knows(all, 5, 1)).toBe(true)
  expect(knows(all, 5, 2)).toBe(false)
})
