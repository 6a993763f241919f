/** What is left of an entry that was erased, and that the chain of events survives it. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { chainLink, hashText } from '../../../../shared/document/canonical.ts'
import type { ItemEvent } from '../../../../shared/domain/event.ts'
import { decodeEntry, encodeEntry } from '../../../../shared/sync/codec.ts'
import type { Entry } from '../../../../shared/sync/entry.ts'
import { eraseEntry, isErased } from '../../../../shared/sync/erase.ts'

const id = '11111111-1111-4111-8111-111111111111'
const item = '22222222-2222-4222-8222-222222222222'
const common = { id, author: id, replica: id, seq: 3, at: 7, item }
const SECRET = 'een naam die weg moet'

const update = (): Entry => {
  const doc = new Y.Doc()
  doc.getText('body').insert(0, SECRET)
  return { ...common, kind: 'update', epoch: 1, seen: 4, update: Y.encodeStateAsUpdate(doc), carries: [id] }
}
const revision: Entry = {
  ...common,
  kind: 'revision',
  hash: hashText(SECRET),
  json: SECRET,
  basis: { position: 1, replica: id, seq: 2 },
}
const event = (one: ItemEvent): Entry & { kind: 'event' } => ({ ...common, kind: 'event', event: one })
const WRITTEN: ItemEvent[] = [
  { type: 'returned', note: SECRET },
  { type: 'killed', reason: SECRET },
  { type: 'approved', revision: hashText(SECRET), bypass: SECRET },
  { type: 'created', kind: 'lead', file: SECRET },
]

const bytes = (entry: Entry): string => {
  const { head, body } = encodeEntry(entry)
  return head + new TextDecoder('latin1').decode(body)
}
const stored = (entry: Entry): Entry => {
  const { head, body } = encodeEntry(entry)
  return decodeEntry({ ...common, kind: entry.kind, head, body })
}

describe('an erased entry', () => {
  test.each([update(), revision, ...WRITTEN.map(event)])(
    '$kind keeps its place and none of its words',
    (entry) => {
      const erased = eraseEntry(entry)
      expect(bytes(entry)).toContain(SECRET)
      expect(bytes(erased)).not.toContain(SECRET)
      expect(erased).toMatchObject(common)
      expect(isErased(entry)).toBe(false)
      expect(isErased(erased)).toBe(true)
      // It can be kept, read again, and erased again.
      expect(stored(erased)).toEqual(erased)
      expect(eraseEntry(erased)).toEqual(erased)
    },
  )

  test('an update can still be replayed, and is nothing', () => {
    const erased = eraseEntry(update())
    const doc = new Y.Doc()
    if (erased.kind === 'update') Y.applyUpdate(doc, erased.update)
    expect([...Y.decodeStateVector(Y.encodeStateVector(doc))]).toEqual([])
  })

  test('an event without words, and the reason of the erasure, stay', () => {
    const spiked = event({ type: 'spiked' })
    expect(eraseEntry(spiked)).toBe(spiked)
    const why = event({ type: 'erased', reason: 'de rechter' })
    expect(eraseEntry(why)).toBe(why)
  })

  test('an ordinary entry says nothing of erasing', () => {
    expect(encodeEntry(event({ type: 'spiked' })).head).toBe('{}')
    expect(stored(event({ type: 'spiked' }))).not.toHaveProperty('erased')
  })
})

describe('the chain', () => {
  test.each(WRITTEN)('of $type is the same before and after', (one) => {
    const entry = event(one)
    const erased = eraseEntry(entry)
    if (erased.kind !== 'event') throw new Error('no event')
    expect(chainLink('x', erased)).toBe(chainLink('x', entry))
  })

  test('tells another text, and another event, from the one that stood there', () => {
    const links = [
      ...WRITTEN,
      { type: 'returned', note: 'iets anders' } as const,
      { type: 'killed', reason: '' } as const,
    ].map((one) => chainLink('x', event(one)))
    expect(new Set(links).size).toBe(links.length)
  })
})
