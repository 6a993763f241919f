import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { createUnsent } from '../../../../renderer/features/editor/unsent.ts'

const typed = (): {
  doc: Y.Doc
  type(words: string, seen: number): void
  unsent: ReturnType<typeof createUnsent>
} => {
  const doc = new Y.Doc()
  const unsent = createUnsent(doc)
  return {
    doc,
    unsent,
    type(words, seen) {
      const before = Y.encodeStateVector(doc)
      const hear = (update: Uint8Array): void => unsent.add(update, null, seen, () => before)
      doc.on('update', hear)
      const text = doc.getText('text')
      text.insert(text.length, words)
      doc.off('update', hear)
    },
  }
}
const drain = (unsent: ReturnType<typeof createUnsent>): { update: Uint8Array; seen: number }[] => {
  const batches: { update: Uint8Array; seen: number }[] = []
  for (let one = unsent.next(); one; one = unsent.next()) {
    batches.push(one)
    unsent.settle()
  }
  return batches
}

test('after a crash each part is sent as what was known when it was typed, and without what the desk has', () => {
  const { doc, unsent, type } = typed()
  type('een ', 3)
  const disk = new Y.Doc()
  // It arrived, and the answer did not.
  const first = unsent.next()
  if (first) Y.applyUpdate(disk, first.update)
  type('twee ', 5)
  unsent.rebase(Y.encodeStateVector(disk), 5)
  const batches = drain(unsent)
  expect(batches.map(({ seen }) => seen)).toEqual([5])
  for (const { update } of batches) Y.applyUpdate(disk, update)
  expect(disk.getText('text').toString()).toBe(doc.getText('text').toString())
})

test('what others deleted meanwhile is not deleted here once more', () => {
  const { doc, unsent, type } = typed()
  const other = new Y.Doc()
  other.getText('text').insert(0, 'van een ander ')
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  type('eigen', 1)
  other.getText('text').delete(0, 4)
  unsent.rebase(Y.encodeStateVector(other), 1)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  for (const { update } of drain(unsent)) expect(Y.decodeUpdate(update).ds.clients.size).toBe(0)
})

test('where the desk lacks more than what waits, it gets everything that it lacks', () => {
  const { doc, unsent, type } = typed()
  type('weg ', 1)
  drain(unsent)
  type('er bij', 2)
  const disk = new Y.Doc()
  unsent.rebase(Y.encodeStateVector(disk), 2)
  for (const { update } of drain(unsent)) Y.applyUpdate(disk, update)
  expect(disk.getText('text').toString()).toBe(doc.getText('text').toString())
})
