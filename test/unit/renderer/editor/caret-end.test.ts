import { getSchema } from '@tiptap/core'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import { standsAtEnd } from '../../../../renderer/features/editor/caret-end.ts'
import { sliceOf } from '../../../../renderer/features/editor/copy-nodes.ts'
import { numberFindings } from '../../../../renderer/features/editor/number-findings.ts'
import { BODY_SCHEMA } from '../../../../shared/document/schema.ts'
import { emptyCopy } from '../../../../shared/document/write-copy.ts'
import type { Block } from '../../../../shared/domain/copy.ts'

const BODY: Block[] = [
  { type: 'paragraph', line: [{ text: 'Een alinea' }] },
  { type: 'subhead', line: [{ text: 'Nog bezig' }] },
]
const schema = getSchema(BODY_SCHEMA)
const empty = schema.node('paragraph')
const doc = schema.node('doc', null, [...sliceOf(schema, BODY).content.content, empty])
const at = (from: number, to = from): EditorState =>
  EditorState.create({ doc, selection: TextSelection.create(doc, from, to) })
const subhead = doc.child(0).nodeSize + 1

describe('somebody who writes at the end of the text', () => {
  it('has the caret in the last block that has words, or below it', () => {
    expect(standsAtEnd(at(3))).toBe(false)
    expect(standsAtEnd(at(subhead + 2))).toBe(true)
    expect(standsAtEnd(at(doc.content.size - 1))).toBe(true)
    expect(standsAtEnd(at(subhead, subhead + 3))).toBe(false)
  })

  it('is not told yet that the story ends with a subhead', () => {
    const copy = { ...emptyCopy('lead', 's', 'nl'), headline: 'Kop', dateline: ['KALMINSK'], body: BODY }
    const codes = (writing: boolean): string[] =>
      numberFindings(copy, [], () => false, writing).map(({ code }) => code)
    expect(codes(false)).toContain('subhead-last')
    expect(codes(true)).toEqual(codes(false).filter((code) => code !== 'subhead-last'))
  })
})
