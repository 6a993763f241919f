/** Revisions: the same words and fields have the same name, however they came to stand there (design: "The revision"). */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  canonicalJson,
  chainLink,
  copyOfRevision,
  hashText,
  revisionOf,
} from '../../../../shared/document/canonical.ts'
import { bodyOf, fieldsOf, headlineOf, newDocument, writeField } from '../../../../shared/document/layout.ts'
import { mergeRuns, readCopy } from '../../../../shared/document/read-copy.ts'
import { emptyCopy, seedDocument, writeCopy } from '../../../../shared/document/write-copy.ts'
import { type Block, Copy, type Line } from '../../../../shared/domain/copy.ts'
import { copy, runs } from '../../../support/arbitrary-copy.ts'

const ITEM = '3f0c5a52-0d3a-4a6e-9d0a-5d3c0b8f6a11'

/** A line break is a node of its own, which carries no marks. */
const normalLine = (line: Line): Line =>
  mergeRuns(
    line.flatMap((run) =>
      run.text
        .split(/(\n)/u)
        .map((text): Line[number] => (text === '\n' ? { text } : { ...run, text: text.normalize('NFC') })),
    ),
  ).map((run) => ({ ...run, text: run.text.normalize('NFC') }))
const oneLine = (text: string): string => text.replaceAll('\n', ' ').normalize('NFC').trim()

const expectedBlock = (block: Block): Block => {
  switch (block.type) {
    case 'paragraph':
    case 'subhead':
      return { ...block, line: normalLine(block.line) }
    case 'quote':
      return { ...block, lines: block.lines.map(normalLine) }
    case 'list':
      return { ...block, items: block.items.map((lines) => lines.map(normalLine)) }
    case 'unknown':
      return { type: 'paragraph', line: [{ text: block.text.normalize('NFC') }] }
  }
}

/** What a working copy makes of copy: NFC, one-line fields trimmed, unknown blocks as the paragraphs that they become. */
const expected = (from: Copy): Copy => ({
  ...from,
  kicker: oneLine(from.kicker),
  headline: oneLine(from.headline),
  byline: from.byline.trim().normalize('NFC'),
  slug: from.slug.trim().normalize('NFC'),
  dateline: from.dateline.map((place) => place.normalize('NFC')),
  credits: from.credits.map((code) => code.normalize('NFC')),
  body: from.body.map(expectedBlock),
})

const documentOf = (from: Copy): Y.Doc => {
  const doc = newDocument()
  seedDocument(doc, from)
  return doc
}

/** The document as another computer has it: through the bytes of an update. */
const elsewhere = (doc: Y.Doc): Y.Doc => {
  const other = newDocument()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  return other
}

describe('from copy to a working copy and back', () => {
  test('any copy comes back as it went in, here and elsewhere, under one name', () => {
    fc.assert(
      fc.property(copy, (from) => {
        const doc = documentOf(from)
        expect(readCopy(doc)).toEqual(expected(from))
        const there = elsewhere(doc)
        expect(readCopy(there)).toEqual(expected(from))
        const revision = revisionOf(ITEM, doc)
        expect(revisionOf(ITEM, there)).toEqual(revision)
        expect(hashText(revision.json)).toBe(revision.hash)
        expect(copyOfRevision(revision.json)).toEqual(readCopy(doc))
        expect(Copy.parse(readCopy(doc))).toEqual(readCopy(doc))
      }),
      runs(300),
    )
  })

  test('written again it has the same name: reading and writing settle at once', () => {
    fc.assert(
      fc.property(copy, (from) => {
        const first = readCopy(documentOf(from))
        const second = documentOf(first)
        expect(revisionOf(ITEM, second).hash).toBe(revisionOf(ITEM, documentOf(from)).hash)
      }),
      runs(150),
    )
  })

  test('replacing copy by other copy leaves nothing of the first', () => {
    fc.assert(
      fc.property(copy, copy, (before, after) => {
        const doc = documentOf(before)
        writeCopy(doc, after, 'test')
        expect(readCopy(doc)).toEqual(expected(after))
      }),
      runs(150),
    )
  })

  test('JSON is canonical: sorted keys, nothing undefined, no spaces', () => {
    fc.assert(
      fc.property(copy, (from) => {
        const { json } = revisionOf(ITEM, documentOf(from))
        const sorted = (value: unknown): unknown => {
          if (Array.isArray(value)) return value.map(sorted)
          if (typeof value !== 'object' || value === null) return value
          return Object.fromEntries(
            Object.keys(value)
              .sort()
              .map((key) => [key, sorted((value as Record<string, unknown>)[key])]),
          )
        }
        expect(json).toBe(JSON.stringify(sorted(JSON.parse(json))))
      }),
      runs(150),
    )
    expect(canonicalJson({ b: [{ z: 1, a: undefined }], a: null, é: 'x', Z: true })).toBe(
      '{"Z":true,"a":null,"b":[{"z":1}],"é":"x"}',
    )
  })
})

const paragraphs = (...texts: string[]): Copy['body'] =>
  texts.map((text) => ({ type: 'paragraph', line: [{ text }] }))
const lead = (change: Partial<Copy>): Copy => ({ ...emptyCopy('lead', 'buitenland', 'nl'), ...change })

/** Types text a character at a time, at places that `order` says, so that the text comes out the same. */
const typed = (text: string, order: readonly number[]): Y.Doc => {
  const doc = newDocument()
  seedDocument(doc, lead({ body: [] }))
  const paragraph = bodyOf(doc).get(0) as Y.XmlElement
  const target = new Y.XmlText()
  paragraph.insert(0, [target])
  const letters = [...text].map((letter, index) => ({ letter, index, rank: order[index] ?? index }))
  const present: number[] = []
  for (const { letter, index } of [...letters].sort((a, b) => a.rank - b.rank || a.index - b.index)) {
    const before = present.filter((other) => other < index).map((other) => letters[other]?.letter.length ?? 0)
    target.insert(
      before.reduce((sum, length) => sum + length, 0),
      letter,
    )
    present.push(index)
  }
  return doc
}

describe('how text was typed does not show', () => {
  test('the order of the keys', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', 'é', 'e\u0301', '\u0301', '👩'),
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(text, fc.array(fc.nat(20), { maxLength: 14 }), (words, order) => {
        const plain = documentOf(lead({ body: paragraphs(words) }))
        expect(revisionOf(ITEM, typed(words, order)).hash).toBe(revisionOf(ITEM, plain).hash)
      }),
      runs(300),
    )
  })

  test('a letter and its accent that lie in two texts, as after joining paragraphs, are one letter', () => {
    const doc = documentOf(lead({ body: [] }))
    const paragraph = bodyOf(doc).get(0) as Y.XmlElement
    paragraph.insert(0, [new Y.XmlText('Cafe'), new Y.XmlText('\u0301 open')])
    expect(readCopy(doc).body).toEqual(paragraphs('Café open'))
    expect(revisionOf(ITEM, doc).hash).toBe(
      revisionOf(ITEM, documentOf(lead({ body: paragraphs('Café open') }))).hash,
    )
  })

  test('marks put on and taken off again, and deleted text', () => {
    const plain = revisionOf(ITEM, documentOf(lead({ body: paragraphs('De veerboot vaart weer.') }))).hash
    const doc = documentOf(lead({ body: paragraphs('De grote veerboot vaart weer.') }))
    const text = (bodyOf(doc).get(0) as Y.XmlElement).get(0) as Y.XmlText
    text.format(3, 10, { bold: {} })
    expect(revisionOf(ITEM, doc).hash).not.toBe(plain)
    text.format(0, 20, { bold: null })
    text.delete(3, 6)
    expect(revisionOf(ITEM, doc).hash).toBe(plain)
    expect(revisionOf(ITEM, elsewhere(doc)).hash).toBe(plain)
  })

  test('empty blocks, a stray Enter, spaces round a headline', () => {
    const plain = revisionOf(ITEM, documentOf(lead({ headline: 'Kop', body: paragraphs('Tekst.') }))).hash
    const doc = documentOf(lead({ headline: '  Kop ', body: paragraphs('Tekst.') }))
    const body = bodyOf(doc)
    for (const name of ['paragraph', 'subhead', 'quote', 'bulletList', 'orderedList'])
      body.insert(body.length, [new Y.XmlElement(name)])
    const list = new Y.XmlElement('bulletList')
    const entry = new Y.XmlElement('listItem')
    entry.insert(0, [new Y.XmlElement('paragraph')])
    list.insert(0, [entry])
    body.insert(0, [list])
    expect(revisionOf(ITEM, doc).hash).toBe(plain)
  })

  test('the headline’s second line, left by a merge, is joined', () => {
    const doc = documentOf(lead({ headline: 'Veerboot' }))
    const second = new Y.XmlElement('paragraph')
    second.insert(0, [new Y.XmlText('vaart weer')])
    headlineOf(doc).insert(1, [second])
    expect(readCopy(doc).headline).toBe('Veerboot vaart weer')
  })

  test('what stays on the desk: the note and the length aimed at', () => {
    const doc = documentOf(lead({ headline: 'Kop' }))
    const { hash } = revisionOf(ITEM, doc)
    writeField(doc, 'note', 'bel de havenmeester')
    writeField(doc, 'targetLength', 400)
    expect(revisionOf(ITEM, doc).hash).toBe(hash)
  })

  test('but every published field and every kind of block does', () => {
    const base = lead({ headline: 'Kop', body: paragraphs('Tekst.') })
    const changes: Partial<Copy>[] = [
      { kind: 'brief' },
      { kicker: 'Haven' },
      { headline: 'Kop!' },
      { byline: 'Joris' },
      { dateline: ['LINDHAVEN'] },
      { dateline: ['KYIV', 'MOSKOU'] },
      { credits: ['ANP', 'RTR'] },
      { credits: ['RTR', 'ANP'] },
      { section: 'binnenland' },
      { slug: 'veerboot' },
      { urgency: 3 },
      { language: 'en' },
      { body: paragraphs('Tekst') },
      { body: [{ type: 'subhead', line: [{ text: 'Tekst.' }] }] },
      { body: [{ type: 'quote', lines: [[{ text: 'Tekst.' }]] }] },
      { body: [{ type: 'list', ordered: false, items: [[[{ text: 'Tekst.' }]]] }] },
      { body: [{ type: 'list', ordered: true, items: [[[{ text: 'Tekst.' }]]] }] },
      { body: [{ type: 'paragraph', line: [{ text: 'Tekst.', bold: true }] }] },
      { body: [{ type: 'paragraph', line: [{ text: 'Tekst.', italic: true }] }] },
      { body: [{ type: 'paragraph', line: [{ text: 'Tekst.', link: 'https://a.example' }] }] },
      { body: [{ type: 'paragraph', line: [{ text: 'Tekst.', link: 'https://b.example' }] }] },
      { body: [{ type: 'paragraph', line: [{ text: 'Tek\nst.' }] }] },
    ]
    const names = [{}, ...changes].map((change) => revisionOf(ITEM, documentOf({ ...base, ...change })).hash)
    expect(new Set(names).size).toBe(names.length)
    expect(revisionOf('5d3c0b8f-0d3a-4a6e-9d0a-3f0c5a526a11', documentOf(base)).hash).not.toBe(names[0])
  })
})

describe('what a newer version wrote', () => {
  test('unknown blocks are read as such, with their words; unknown marks leave their words alone and are named', () => {
    const doc = documentOf(lead({ body: paragraphs('Eerst.') }))
    const box = new Y.XmlElement('factbox')
    const inner = new Y.XmlElement('paragraph')
    inner.insert(0, [new Y.XmlText('Drie dagen dicht')])
    box.insert(0, [inner])
    const text = new Y.XmlText()
    text.applyDelta([{ insert: 'gemarkeerd', attributes: { highlight: { colour: 'geel' }, bold: {} } }])
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [text])
    bodyOf(doc).insert(1, [box, paragraph])
    const before = Y.encodeStateAsUpdate(doc)
    expect(readCopy(doc).body).toEqual([
      ...paragraphs('Eerst.'),
      { type: 'unknown', name: 'factbox', text: 'Drie dagen dicht' },
      { type: 'paragraph', line: [{ text: 'gemarkeerd', bold: true }], unknown: ['highlight'] },
    ])
    // Reading and naming write nothing: not a byte of the shared state is another.
    revisionOf(ITEM, doc)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
    expect(readCopy(elsewhere(doc))).toEqual(readCopy(doc))
  })

  test('the editor’s names of marks that may overlap are read too', () => {
    const doc = documentOf(lead({ body: [] }))
    const text = new Y.XmlText()
    text.applyDelta([{ insert: 'link', attributes: { 'link--a1b2c3d4': { href: 'https://a.example/' } } }])
    ;(bodyOf(doc).get(0) as Y.XmlElement).insert(0, [text])
    expect(readCopy(doc).body).toEqual([
      { type: 'paragraph', line: [{ text: 'link', link: 'https://a.example/' }] },
    ])
  })

  test('a register of a broken client is read as its default, and never throws', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('kind', 'dateline', 'urgency', 'byline', 'x'), fc.jsonValue()),
        (junk) => {
          const doc = documentOf(lead({ headline: 'Kop' }))
          for (const [key, value] of Object.entries(junk)) fieldsOf(doc).set(key, value)
          expect(Copy.safeParse(readCopy(doc)).success).toBe(true)
          expect(readCopy(doc).headline).toBe('Kop')
        },
      ),
      runs(200),
    )
  })

  test('shared types in places where no editor puts them do not keep the rest from being read', () => {
    const doc = documentOf(lead({ headline: 'Kop', body: paragraphs('Tekst.') }))
    bodyOf(doc).insert(0, [new Y.XmlText('los'), new Y.XmlText()])
    const text = (bodyOf(doc).get(2) as Y.XmlElement).get(0) as Y.XmlText
    text.insertEmbed(0, { beeld: 'x' })
    headlineOf(doc).insert(0, [new Y.XmlText('los')])
    expect(readCopy(doc)).toMatchObject({ headline: 'Kop', body: paragraphs('Tekst.') })
  })
})

describe('the chain of decisions', () => {
  test('every part of a link counts', () => {
    const entry = { id: ITEM, author: 'merel', event: { type: 'submitted', revision: 'a' } as const }
    const links = [
      chainLink(null, entry),
      chainLink('x', entry),
      chainLink(null, { ...entry, id: 'andere' }),
      chainLink(null, { ...entry, author: 'joris' }),
      chainLink(null, { ...entry, event: { type: 'submitted', revision: 'b' } as const }),
    ]
    expect(new Set(links).size).toBe(links.length)
    expect(chainLink('x', { ...entry, event: { revision: 'a', type: 'submitted' } })).toBe(links[1])
  })
})
