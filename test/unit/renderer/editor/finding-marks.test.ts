import { getSchema } from '@tiptap/core'
import { describe, expect, it } from 'vitest'
import { sliceOf } from '../../../../renderer/features/editor/copy-nodes.ts'
import { rangeOf } from '../../../../renderer/features/editor/finding-marks.ts'
import { blockText } from '../../../../shared/document/counts.ts'
import { BODY_SCHEMA } from '../../../../shared/document/schema.ts'
import type { Block } from '../../../../shared/domain/copy.ts'

const schema = getSchema(BODY_SCHEMA)
const COPY: Block[] = [
  {
    type: 'paragraph',
    line: [{ text: 'Eerste ' }, { text: 'vette', bold: true }, { text: ' alinea\nna een breuk' }],
  },
  { type: 'subhead', line: [{ text: 'Tussenkop' }] },
  { type: 'quote', lines: [[{ text: 'Een citaat' }], [{ text: 'in twee' }]] },
  {
    type: 'list',
    ordered: true,
    items: [[[{ text: 'punt een' }]], [[{ text: 'punt' }], [{ text: 'twee' }]]],
  },
  { type: 'paragraph', line: [{ text: 'Slot' }] },
]
const EMPTY: Block = { type: 'paragraph', line: [] }

/** With empty blocks strewn in, as somebody who is writing has them; copy leaves them out. */
const docOf = (strewn: boolean) =>
  schema.node(
    'doc',
    null,
    sliceOf(schema, strewn ? COPY.flatMap((block) => [EMPTY, block, EMPTY]) : COPY).content,
  )

describe('the place of a finding', () => {
  it.each([false, true])('is where its words are, with empty blocks between: %s', (strewn) => {
    const doc = docOf(strewn)
    COPY.forEach((block, index) => {
      const text = blockText(block)
      for (const word of text.split(/[ \n]/u)) {
        const from = text.indexOf(word)
        const range = rangeOf(doc, { block: index, from, to: from + word.length })
        expect(range && doc.textBetween(range.from, range.to)).toBe(word)
      }
    })
  })

  it('is nowhere when the text has changed under it', () => {
    expect(rangeOf(docOf(false), { block: 9, from: 0, to: 3 })).toBeNull()
    expect(rangeOf(docOf(false), { block: 4, from: 40, to: 43 })).toBeNull()
  })
})
