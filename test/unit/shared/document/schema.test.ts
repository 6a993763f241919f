import { getSchema } from '@tiptap/core'
import { Mark } from '@tiptap/pm/model'
import { yXmlFragmentToProseMirrorRootNode } from '@tiptap/y-tiptap'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { bodyOf, headlineOf } from '../../../../shared/document/layout.ts'
import { BODY_SCHEMA, LINE_SCHEMA } from '../../../../shared/document/schema.ts'
import { emptyCopy, seedDocument } from '../../../../shared/document/write-copy.ts'

const body = getSchema(BODY_SCHEMA)
const line = getSchema(LINE_SCHEMA)

describe('the schema', () => {
  it('holds exactly the nodes and marks of epoch 1', () => {
    expect(Object.keys(body.nodes).sort()).toEqual(
      [
        'bulletList',
        'doc',
        'hardBreak',
        'listItem',
        'orderedList',
        'paragraph',
        'quote',
        'subhead',
        'text',
      ].sort(),
    )
    expect(Object.keys(body.marks).sort()).toEqual(['bold', 'italic', 'link'])
  })

  it('has no attribute but the address of a link, so that nothing is written that nobody chose', () => {
    for (const type of Object.values(body.nodes)) expect(Object.keys(type.spec.attrs ?? {})).toEqual([])
    expect(Object.keys(body.marks['link']?.spec.attrs ?? {})).toEqual(['href'])
    expect(body.marks['bold']?.spec.attrs ?? {}).toEqual({})
  })

  it('lets a merge empty what is nested', () => {
    for (const name of ['quote', 'bulletList', 'orderedList', 'listItem'])
      expect(body.nodes[name]?.create().check()).toBeUndefined()
  })

  it('shows a bad link out of JSON as text', () => {
    const json = (href: string) => ({ type: 'link', attrs: { href } })
    const shown = (href: string) => {
      const mark = Mark.fromJSON(body, json(href))
      return body.marks['link']?.spec.toDOM?.(mark, true)
    }
    expect(shown('javascript:alert(1)')).toEqual(['span', { 'data-refused-link': '' }, 0])
    expect(shown('https://sluispost.nl')).toEqual([
      'a',
      { href: 'https://sluispost.nl/', rel: 'noopener noreferrer nofollow' },
      0,
    ])
  })

  it('shows a bad link of a colleague as text, and leaves the shared text alone', () => {
    const doc = new Y.Doc()
    seedDocument(doc, {
      ...emptyCopy('lead', 's', 'nl'),
      body: [{ type: 'paragraph', line: [{ text: 'klik', link: 'javascript:alert(1)' }] }],
    })
    const before = Y.encodeStateAsUpdate(doc)
    const node = yXmlFragmentToProseMirrorRootNode(bodyOf(doc), body)
    const mark = node.firstChild?.firstChild?.marks[0]
    expect(mark && body.marks['link']?.spec.toDOM?.(mark, true)).toEqual([
      'span',
      { 'data-refused-link': '' },
      0,
    ])
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  })

  it('can hold what a merge may leave in a headline: two lines, a mark', () => {
    const doc = new Y.Doc()
    const paragraph = (text: string): Y.XmlElement => {
      const element = new Y.XmlElement('paragraph')
      const content = new Y.XmlText()
      content.applyDelta([{ insert: text, attributes: { bold: {} } }])
      element.insert(0, [content])
      return element
    }
    headlineOf(doc).insert(0, [paragraph('een'), paragraph('twee')])
    const node = yXmlFragmentToProseMirrorRootNode(headlineOf(doc), line)
    expect(node.childCount).toBe(2)
    expect(() => node.check()).not.toThrow()
  })
})
