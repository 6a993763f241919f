/** Who wrote copy, as four eyes count it: from what readers see, and from nothing else. */
import { beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  type AuthoredUpdate,
  authorsBetween,
  isWithin,
  replay,
} from '../../../../shared/document/authorship.ts'
import {
  bodyOf,
  INTERNAL_FIELDS,
  newDocument,
  PUBLISHED_FIELDS,
  touchesCopy,
  writeField,
} from '../../../../shared/document/layout.ts'
import { readCopy } from '../../../../shared/document/read-copy.ts'
import { emptyCopy, seedDocument, writeCopy } from '../../../../shared/document/write-copy.ts'

const REPLICA = '00000000-0000-4000-8000-000000000001'
const OTHER = '00000000-0000-4000-8000-000000000002'

let doc: Y.Doc
let log: AuthoredUpdate[]

/** Lets somebody change the working copy, and appends the update to the log. */
const by = (author: string, work: (doc: Y.Doc) => void, more: Partial<AuthoredUpdate> = {}): void => {
  const before = Y.encodeStateVector(doc)
  doc.transact(() => work(doc), author)
  const seq = log.length + 1
  const update = Y.encodeStateAsUpdate(doc, before)
  log.push({ author, carries: [], update, replica: REPLICA, seq, position: seq, ...more })
}
const upTo = (seq: number) => ({ position: seq, replica: REPLICA, seq, revisionAt: null })
const body = (text: string) => ({ body: [{ type: 'paragraph' as const, line: [{ text }] }] })

beforeEach(() => {
  doc = newDocument()
  log = []
  by('merel', (one) => seedDocument(one, { ...emptyCopy('lead', 'buitenland', 'nl'), ...body('Eerst.') }))
})

describe('authors', () => {
  test('first author first, everybody once', () => {
    by('joris', (one) => writeCopy(one, { headline: 'Kop' }, 'x'))
    by('merel', (one) => writeCopy(one, { headline: 'Andere kop' }, 'x'))
    expect(authorsBetween(log, null, null)).toEqual(['merel', 'joris'])
  })

  test('a note for the desk and a length to aim at make nobody an author, not even as the first step', () => {
    by('joris', (one) => writeField(one, 'note', 'bel de havenmeester'))
    by('sanne', (one) => writeField(one, 'targetLength', 300))
    expect(authorsBetween(log, null, null)).toEqual(['merel'])
    expect(authorsBetween(log, upTo(1), null)).toEqual([])
    by('joris', (one) => writeField(one, 'note', 'gebeld'))
    expect(authorsBetween(log, upTo(2), null)).toEqual([])
    expect(authorsBetween(log, upTo(3), null)).toEqual([])
  })

  test.each(PUBLISHED_FIELDS)('a change of %s does', (name) => {
    const values = {
      ...{ kind: 'brief', byline: 'J.', dateline: ['A'], credits: ['ANP'], section: 'x', slug: 's' },
      ...{ urgency: 2, language: 'en' },
    } as const
    by('joris', (one) => writeField(one, name, values[name] as never))
    expect(authorsBetween(log, upTo(1), null)).toEqual(['joris'])
  })

  test('so do a letter, a mark, a deletion and a block that this version does not know', () => {
    const steps: ((one: Y.Doc) => void)[] = [
      (one) => ((bodyOf(one).get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(0, 'x'),
      (one) => ((bodyOf(one).get(0) as Y.XmlElement).get(0) as Y.XmlText).format(0, 2, { bold: {} }),
      (one) => ((bodyOf(one).get(0) as Y.XmlElement).get(0) as Y.XmlText).delete(0, 1),
      (one) => bodyOf(one).insert(1, [new Y.XmlElement('factbox')]),
    ]
    for (const [index, step] of steps.entries()) {
      by(`schrijver ${index}`, step)
      expect(authorsBetween(log, upTo(log.length - 1), null)).toEqual([`schrijver ${index}`])
    }
  })

  test('they count from the last approval up to the revision in question, and no further', () => {
    by('joris', (one) => writeCopy(one, body('Tweede.'), 'x'))
    by('sanne', (one) => writeCopy(one, body('Derde.'), 'x'))
    by('tom', (one) => writeCopy(one, body('Vierde.'), 'x'))
    expect(authorsBetween(log, upTo(2), upTo(3))).toEqual(['sanne'])
    expect(authorsBetween(log, null, upTo(2))).toEqual(['merel', 'joris'])
    expect(authorsBetween(log, upTo(4), null)).toEqual([])
  })

  test('the same update once more changes nothing and makes no author', () => {
    by('joris', (one) => writeCopy(one, body('Tweede.'), 'x'))
    const last = log.at(-1)
    if (last) log.push({ ...last, author: 'sanne', seq: 3, position: 3 })
    expect(authorsBetween(log, null, null)).toEqual(['merel', 'joris'])
  })

  test('text that is brought back brings its authors along', () => {
    by('chef', (one) => writeCopy(one, body('Terug.'), 'x'), { carries: ['joris', 'sanne'] })
    expect(authorsBetween(log, upTo(1), null)).toEqual(['chef', 'joris', 'sanne'])
    // A carrying update that changes no copy brings nobody.
    by('tom', (one) => writeField(one, 'note', 'x'), { carries: ['hanneke'] })
    expect(authorsBetween(log, upTo(2), null)).toEqual([])
  })
})

describe('what a revision was made from', () => {
  test('the feed up to a position, and the replica’s own up to its place', () => {
    const basis = { position: 10, replica: REPLICA, seq: 5, revisionAt: null }
    const cells: [position: number | null, replica: string, seq: number, within: boolean][] = [
      [10, OTHER, 99, true],
      [11, OTHER, 1, false],
      [null, OTHER, 1, false],
      [null, REPLICA, 5, true],
      [null, REPLICA, 6, false],
      [12, REPLICA, 5, true],
      [9, REPLICA, 6, true],
    ]
    for (const [position, replica, seq, within] of cells)
      expect(isWithin({ position, replica, seq }, basis)).toBe(within)
  })

  test('and never what the feed holds behind the revision, whatever its place says', () => {
    const basis = { position: 10, replica: REPLICA, seq: 5, revisionAt: 20 }
    expect(isWithin({ position: 19, replica: REPLICA, seq: 5 }, basis)).toBe(true)
    expect(isWithin({ position: 21, replica: REPLICA, seq: 5 }, basis)).toBe(false)
    expect(isWithin({ position: null, replica: REPLICA, seq: 5 }, basis)).toBe(false)
    expect(isWithin({ position: 9, replica: OTHER, seq: 5 }, basis)).toBe(true)
  })

  test('exactly that is replayed', () => {
    by('joris', (one) => writeCopy(one, { headline: 'Twee' }, 'x'))
    by('joris', (one) => writeCopy(one, { headline: 'Drie' }, 'x'))
    expect(readCopy(replay(log, upTo(2))).headline).toBe('Twee')
    expect(readCopy(replay(log, null)).headline).toBe('Drie')
  })
})

test('only published fields and text touch the copy, on a document nobody has looked at yet too', () => {
  for (const seen of [true, false]) {
    for (const name of [...INTERNAL_FIELDS, ...PUBLISHED_FIELDS]) {
      const far = newDocument()
      if (seen) readCopy(far)
      const heard: boolean[] = []
      Y.applyUpdate(far, Y.encodeStateAsUpdate(doc))
      far.on('afterTransaction', (transaction: Y.Transaction) => heard.push(touchesCopy(transaction, far)))
      const near = newDocument()
      Y.applyUpdate(near, Y.encodeStateAsUpdate(doc))
      const before = Y.encodeStateVector(near)
      writeField(near, name, (name === 'targetLength' ? 3 : 'x') as never)
      Y.applyUpdate(far, Y.encodeStateAsUpdate(near, before))
      expect([name, seen, heard]).toEqual([name, seen, [PUBLISHED_FIELDS.some((one) => one === name)]])
    }
  }
})
