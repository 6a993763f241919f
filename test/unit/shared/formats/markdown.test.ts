import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Imported } from '../../../../shared/formats/imported.ts'
import { toMarkdown } from '../../../../shared/formats/markdown.ts'
import { readMarkdown } from '../../../../shared/formats/markdown-read.ts'
import { release, runs } from '../../../support/arbitrary-copy.ts'

const only = (text: string): Imported => {
  const read = readMarkdown(text)
  const [item] = read.ok ? read.items : []
  if (item === undefined) throw new Error(`nothing was read: ${JSON.stringify(read)}`)
  return item
}

describe('Markdown', () => {
  test('gives back the whole item', () => {
    fc.assert(
      fc.property(release, (any) => {
        const read = only(toMarkdown({ ...any, status: 'usable' }))
        expect(read.copy).toEqual(any.copy)
        expect([read.version, read.embargoUntil, read.versionCreatedAt, read.note]).toEqual([
          any.version,
          any.embargoUntil,
          any.releasedAt,
          any.note,
        ])
      }),
      runs(600),
    )
  })

  test('a kill has none of the words that were killed', () => {
    fc.assert(
      fc.property(release, (any) => {
        const read = only(toMarkdown({ ...any, status: 'canceled' }))
        expect([read.status, read.copy.headline, read.copy.body]).toEqual(['canceled', '', []])
      }),
      runs(50),
    )
  })

  test("another's file is read as far as copy goes, and the rest is told", () => {
    const read = only(
      [
        '---',
        'title: Brug dicht',
        'author: Ilse Verkade',
        'layout: post',
        '---',
        '',
        'VELDERMONDE (ANP) - De brug over de **Sluis** is\n_dicht_, zie [de kaart](https://example.org/kaart).',
        '',
        'Wat er speelt',
        '---',
        '',
        '* een\n* twee\n',
        '![De brug](brug.jpg)',
        '',
        '> Jammer',
      ].join('\n'),
    )
    expect(read.copy).toMatchObject({
      headline: 'Brug dicht',
      byline: 'Ilse Verkade',
      dateline: ['VELDERMONDE'],
      credits: ['ANP'],
      body: [
        {
          type: 'paragraph',
          line: [
            { text: 'De brug over de ' },
            { text: 'Sluis', bold: true },
            { text: ' is ' },
            { text: 'dicht', italic: true },
            { text: ', zie ' },
            { text: 'de kaart', link: 'https://example.org/kaart' },
            { text: '.' },
          ],
        },
        { type: 'subhead', line: [{ text: 'Wat er speelt' }] },
        { type: 'list', ordered: false, items: [[[{ text: 'een' }]], [[{ text: 'twee' }]]] },
        { type: 'quote', lines: [[{ text: 'Jammer' }]] },
      ],
    })
    expect(read.dropped).toContainEqual({ what: 'picture', text: 'De brug brug.jpg' })
    expect(read.dropped.map(({ text }) => text).join(' ')).toContain('layout: post')
  })

  test('says that an empty file is empty', () => {
    expect(readMarkdown(' \n\n')).toEqual({ ok: false, reason: 'empty' })
  })
})
