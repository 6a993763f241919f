/** What a newer Kopij wrote is named, kept and readable, and never taken for copy that this build understands. */
import { getSchema } from '@tiptap/core'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { copyOfRevision, revisionOf } from '../../../../shared/document/canonical.ts'
import { bodyOf, headlineOf, newDocument } from '../../../../shared/document/layout.ts'
import { readCopy } from '../../../../shared/document/read-copy.ts'
import { readRevision } from '../../../../shared/document/read-revision.ts'
import { BODY_SCHEMA, LINE_SCHEMA } from '../../../../shared/document/schema.ts'
import { unknownParts } from '../../../../shared/document/unknown-parts.ts'
import { emptyCopy, seedDocument } from '../../../../shared/document/write-copy.ts'
import { Copy } from '../../../../shared/domain/copy.ts'

const ITEM = '3f0c5a52-0d3a-4a6e-9d0a-5d3c0b8f6a11'

const text = (words: string, marks: Record<string, unknown> = {}): Y.XmlText => {
  const made = new Y.XmlText()
  made.insert(0, words, marks)
  return made
}
const node = (name: string, inside: (Y.XmlElement | Y.XmlText)[] = [], attributes = {}): Y.XmlElement => {
  const made = new Y.XmlElement(name)
  if (inside.length > 0) made.insert(0, inside)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value as string)
  return made
}
const withBody = (...blocks: Y.XmlElement[]): Y.Doc => {
  const doc = newDocument()
  seedDocument(doc, { ...emptyCopy('lead', 's', 'nl'), headline: 'Kop', body: [] })
  doc.transact(() => {
    bodyOf(doc).delete(0, bodyOf(doc).length)
    bodyOf(doc).insert(0, blocks)
  })
  return doc
}

describe('a working copy of a newer schema', () => {
  test('names unknown nodes, marks and attributes, wherever they are', () => {
    const doc = withBody(
      node('factbox', [node('paragraph', [text('In het kort')]), node('paragraph', [text('Twee dingen')])]),
      node('paragraph', [text('doorgehaald', { strike: {} })]),
      node('paragraph', [text('midden')], { align: 'center' }),
      node('quote', [node('paragraph', [text('met link', { link: { href: 'https://x.nl', title: 'x' } })])]),
      node('paragraph', [node('photo', [], { src: 'a' })]),
    )
    headlineOf(doc).insert(1, [node('paragraph', [text('x', { highlight: {} })])])
    expect(unknownParts(doc).sort()).toEqual(
      ['factbox', 'highlight', 'link.title', 'paragraph.align', 'photo', 'photo.src', 'strike'].sort(),
    )
  })

  test('is read with every word, its unknown parts marked, and its known parts as they are', () => {
    const copy = readCopy(
      withBody(
        node('factbox', [node('paragraph', [text('In het kort')]), node('paragraph', [text('Twee dingen')])]),
        node('paragraph', [text('door'), text('gehaald', { strike: {} })]),
        node('paragraph', [node('photo')]),
        node('paragraph', [text('gewoon', { 'bold--a1b2c3d4': {} })]),
      ),
    )
    expect(copy.body).toEqual([
      { type: 'unknown', name: 'factbox', text: 'In het kort\nTwee dingen' },
      { type: 'paragraph', line: [{ text: 'doorgehaald' }], unknown: ['strike'] },
      { type: 'paragraph', line: [], unknown: ['photo'] },
      { type: 'paragraph', line: [{ text: 'gewoon', bold: true }] },
    ])
    expect(Copy.safeParse(copy).success).toBe(true)
  })

  test('does not go by the same name as the same words without what is unknown', () => {
    const known = revisionOf(ITEM, withBody(node('paragraph', [text('woorden')])))
    const unknown = revisionOf(ITEM, withBody(node('paragraph', [text('woorden', { strike: {} })])))
    expect(unknown.hash).not.toBe(known.hash)
    expect(copyOfRevision(known.json)).toEqual(readRevision(known.json))
  })
})

test('every node, mark and attribute of the schema is known', () => {
  for (const schema of [getSchema(BODY_SCHEMA), getSchema(LINE_SCHEMA)]) {
    const blocks = Object.values(schema.nodes)
      .filter((type) => type.name !== 'doc' && type.name !== 'text')
      .map((type) =>
        node(type.name, [], Object.fromEntries(Object.keys(type.spec.attrs ?? {}).map((key) => [key, 'x']))),
      )
    const marks = Object.values(schema.marks).map((type) =>
      node('paragraph', [
        text('x', {
          [type.name]: Object.fromEntries(Object.keys(type.spec.attrs ?? {}).map((key) => [key, 'x'])),
        }),
      ]),
    )
    expect(unknownParts(withBody(...blocks, ...marks))).toEqual([])
  }
})

describe('a revision of a newer Kopij', () => {
  test('is read as far as it can be: known blocks, words of unknown ones, known fields', () => {
    const json = JSON.stringify({
      format: 2,
      item: ITEM,
      copy: {
        ...emptyCopy('brief', 's', 'nl'),
        headline: 'Kop',
        mood: 'blij',
        urgency: 'hoog',
        body: [
          { type: 'paragraph', line: [{ text: 'gewoon' }] },
          { type: 'factbox', title: [{ text: 'Kort' }], lines: [[{ text: 'Een' }], [{ text: 'Twee' }]] },
          { type: 'paragraph', line: [{ text: 'schuin', strike: true }] },
        ],
      },
    })
    expect(readRevision(json)).toEqual({
      ...emptyCopy('brief', 's', 'nl'),
      headline: 'Kop',
      body: [
        { type: 'paragraph', line: [{ text: 'gewoon' }] },
        { type: 'unknown', name: 'factbox', text: 'Kort Een Twee' },
        { type: 'unknown', name: 'paragraph', text: 'schuin' },
      ],
    })
    expect(readRevision('geen json')).toBeNull()
    expect(readRevision('{"format":1}')).toBeNull()
  })
})
