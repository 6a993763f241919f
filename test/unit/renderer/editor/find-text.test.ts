import { getSchema } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { describe, expect, it } from 'vitest'
import { sliceOf } from '../../../../renderer/features/editor/copy-nodes.ts'
import { findText, nextFrom } from '../../../../renderer/features/editor/find-text.ts'
import { BODY_SCHEMA } from '../../../../shared/document/schema.ts'
import type { Block } from '../../../../shared/domain/copy.ts'

const schema = getSchema(BODY_SCHEMA)
const docOf = (blocks: Block[]): Node => schema.node('doc', null, sliceOf(schema, blocks).content)
const paragraph = (...texts: string[]): Block => ({
  type: 'paragraph',
  line: texts.map((text, index) => (index % 2 ? { text, bold: true } : { text })),
})
const words = (doc: Node, query: string): string[] =>
  findText(doc, query).map(({ from, to }) => doc.textBetween(from, to))

describe('findText', () => {
  it('finds without case and diacritics, both ways', () => {
    const doc = docOf([paragraph('Caïro en CAIRO, coördinatie')])
    expect(words(doc, 'caïro')).toEqual(['Caïro', 'CAIRO'])
    expect(words(doc, 'cairo')).toEqual(['Caïro', 'CAIRO'])
    expect(words(doc, 'coordinatie')).toEqual(['coördinatie'])
  })

  it('finds across bold, in quotes and lists, and not across blocks', () => {
    const doc = docOf([
      paragraph('de dam', 'wand', 'breekt'),
      { type: 'quote', lines: [[{ text: 'een damwand' }]] },
      { type: 'list', ordered: false, items: [[[{ text: 'damwanden' }]]] },
      paragraph('dam'),
      paragraph('wand'),
    ])
    expect(words(doc, 'damwand')).toEqual(['damwand', 'damwand', 'damwand'])
  })

  it('keeps its places right behind signs of two units and decomposed letters', () => {
    const doc = docOf([paragraph('😀 e\u0301e\u0301n 😀 twee')])
    expect(words(doc, 'een')).toEqual(['e\u0301e\u0301n'])
    expect(words(doc, 'twee')).toEqual(['twee'])
  })

  it('finds nothing for nothing', () => {
    expect(findText(docOf([paragraph('a b')]), ' ')).toEqual([])
    expect(findText(docOf([paragraph('a b')]), '')).toEqual([])
  })

  it('goes round', () => {
    const found = [
      { from: 5, to: 6 },
      { from: 9, to: 10 },
    ]
    expect([nextFrom(found, 1, 1), nextFrom(found, 6, 1), nextFrom(found, 10, 1)]).toEqual([0, 1, 0])
    expect([nextFrom(found, 9, -1), nextFrom(found, 4, -1), nextFrom([], 4, 1)]).toEqual([0, 1, -1])
  })
})
