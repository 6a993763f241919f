import fc from 'fast-check'
import { parseFragment } from 'parse5'
import { describe, expect, test } from 'vitest'
import type { Copy, Line } from '../../../../shared/domain/copy.ts'
import { printDateline } from '../../../../shared/domain/dateline.ts'
import { bodyHtml, datelineHtml, lineHtml } from '../../../../shared/formats/html.ts'
import { fromHtml } from '../../../../shared/formats/html-read.ts'
import { copy, line, runs } from '../../../support/arbitrary-copy.ts'
import { elementsOf, textOf } from '../../../support/html-tree.ts'

const bodyOf = ({ dateline, credits, body }: Copy) => ({ dateline, credits, body })

describe('copy as HTML', () => {
  test('reads back as the same blocks, marks, links, places and credits, whatever was written', () => {
    fc.assert(
      fc.property(copy, (written) => {
        expect(fromHtml(bodyHtml(written))).toEqual(bodyOf(written))
      }),
      runs(600),
    )
  })

  test('has only the tags of clean copy, and attributes only where they belong', () => {
    const attributes: Record<string, string[]> = { a: ['href'], span: ['class'], p: ['class', 'data-kopij'] }
    fc.assert(
      fc.property(copy, (written) => {
        for (const element of elementsOf(parseFragment(bodyHtml(written)))) {
          expect('p h2 blockquote ul ol li a strong em br span'.split(' ')).toContain(element.tagName)
          for (const { name, value } of element.attrs) {
            expect(attributes[element.tagName] ?? []).toContain(name)
            if (name === 'href') expect(value).toMatch(/^(?:https?|mailto):/u)
          }
        }
      }),
      runs(300),
    )
  })

  test('prints the dateline as the desk prints it', () => {
    fc.assert(
      fc.property(copy, (written) => {
        const printed = printDateline({ places: written.dateline, credits: written.credits })
        const html = datelineHtml(written)
        expect(textOf(parseFragment(html)) + (html === '' ? '' : ' - ')).toBe(printed)
      }),
      runs(200),
    )
  })

  test('runs the dateline in to the first paragraph, the credits in a span of their own', () => {
    const html = bodyHtml({
      dateline: ['VELDERMONDE', 'KÖRMENDAL'],
      credits: ['ANP', 'RTR'],
      body: [{ type: 'paragraph', line: [{ text: 'De brug is open.' }] }],
    })
    expect(html).toBe(
      '<p><span class="dateline">VELDERMONDE/KÖRMENDAL <span class="credit">(ANP/RTR)</span></span> - De brug is open.</p>',
    )
  })

  test('gives the dateline a paragraph of its own before a subhead', () => {
    const written = {
      dateline: ['VELDERMONDE'],
      credits: [],
      body: [{ type: 'subhead' as const, line: [{ text: 'Nacht' }] }],
    }
    expect(bodyHtml(written)).toBe(
      '<p class="dateline"><span class="dateline">VELDERMONDE</span></p>\n<h2>Nacht</h2>',
    )
    expect(fromHtml(bodyHtml(written))).toEqual(written)
  })

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//host',
    'x',
  ])('drops the link %s and keeps its text', (address) => {
    expect(lineHtml([{ text: 'hier', link: address }])).toBe('hier')
  })

  test('one link over several marks is one link', () => {
    const link = 'https://example.org/'
    const written: Line = [
      { text: 'een ', link },
      { text: 'twee', bold: true, link },
      { text: ' drie', bold: true, italic: true, link },
    ]
    expect(lineHtml(written)).toBe(
      '<a href="https://example.org/">een <strong>twee<em> drie</em></strong></a>',
    )
  })

  test('hostile text stays text', () => {
    fc.assert(
      fc.property(line, (written) => {
        expect(elementsOf(parseFragment(lineHtml(written))).map((element) => element.tagName)).not.toContain(
          'script',
        )
      }),
      runs(200),
    )
    expect(lineHtml([{ text: '<img src=x onerror=alert(1)>&"' }])).toBe(
      '&lt;img src=x onerror=alert(1)&gt;&amp;"',
    )
  })

  test('drops what no file can carry: controls and broken surrogates', () => {
    expect(lineHtml([{ text: 'a\u0000b\u0007c\ud800d\r\ne' }])).toBe('abc\ufffdd<br>e')
  })
})

describe('HTML of others', () => {
  test('gives its copy and nothing that runs', () => {
    const html = `
      <script>alert(1)</script><style>p{}</style>
      <h1>Kop</h1>
      <div>Los <b>vet</b> <i>schuin</i>
         en door</div>
      <blockquote>Citaat</blockquote>
      <ul><li>een</li><li><p>twee</p><ul><li>diep</li></ul></li></ul>
      <iframe srcdoc="x"></iframe><p onclick="x"><a href="javascript:x">klik</a></p>`
    expect(fromHtml(html)).toEqual({
      dateline: [],
      credits: [],
      body: [
        { type: 'subhead', line: [{ text: 'Kop' }] },
        {
          type: 'paragraph',
          line: [
            { text: 'Los ' },
            { text: 'vet', bold: true },
            { text: ' ' },
            { text: 'schuin', italic: true },
            { text: ' en door' },
          ],
        },
        { type: 'quote', lines: [[{ text: 'Citaat' }]] },
        {
          type: 'list',
          ordered: false,
          items: [[[{ text: 'een' }]], [[{ text: 'twee' }], [{ text: 'diep' }]]],
        },
        { type: 'paragraph', line: [{ text: 'klik' }] },
      ],
    })
  })

  test('survives a bomb of nested tags', () => {
    expect(() => fromHtml('<div>'.repeat(20_000))).not.toThrow()
    expect(() => fromHtml('<b><i>'.repeat(5_000))).not.toThrow()
  })
})
