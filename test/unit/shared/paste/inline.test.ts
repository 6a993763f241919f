import { describe, expect, it } from 'vitest'
import { Block } from '../../../../shared/domain/copy.ts'
import { cleanInline } from '../../../../shared/paste/html.ts'
import { plainBlocks } from '../../../../shared/paste/plain.ts'

const p = (...line: unknown[]): unknown => ({
  type: 'paragraph',
  line: line.map((run) => (typeof run === 'string' ? { text: run } : run)),
})

describe('cleanInline', () => {
  const cases: [string, string, unknown[]][] = [
    [
      'marks and links',
      '<p>a <b>b</b> <em>c</em> <a href="https://x.invalid/d">d</a></p>',
      [
        p('a ', { text: 'b', bold: true }, ' ', { text: 'c', italic: true }, ' ', {
          text: 'd',
          link: 'https://x.invalid/d',
        }),
      ],
    ],
    [
      'white space as a browser shows it',
      ' <div>  a\n  <b> b </b> c </div>\n',
      [p('a ', { text: 'b ', bold: true }, 'c')],
    ],
    ['line breaks', '<p>a<br>b<br><br>c</p>', [p('a\nb'), p('c')]],
    [
      'headings, quotes and lists',
      '<h2>a</h2><blockquote><p>b</p><p>c</p></blockquote><ol><li>d<ul><li>e</ul></ol>',
      [
        { type: 'subhead', line: [{ text: 'a' }] },
        { type: 'quote', lines: [[{ text: 'b' }], [{ text: 'c' }]] },
        { type: 'list', ordered: true, items: [[[{ text: 'd' }]], [[{ text: 'e' }]]] },
      ],
    ],
    [
      'Google Docs',
      '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-size:11pt;font-weight:700;font-style:normal">a</span><span style="font-style:italic;font-weight:400"> b</span></p><br /><p>c</p></b>',
      [p({ text: 'a', bold: true }, { text: ' b', italic: true }), p('c')],
    ],
    [
      'Word',
      '<html xmlns:o="urn:x"><head><style>p.MsoNormal{margin:0}</style></head><body><!--StartFragment--><p class=MsoNormal><b style="mso-bidi-font-weight:normal">a</b><o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoListParagraph style="text-indent:-18pt;mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">1.<span>&nbsp;&nbsp; </span></span><![endif]>een<o:p></o:p></p><p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.</span>twee</p><!--EndFragment--></body></html>',
      [
        p({ text: 'a', bold: true }),
        { type: 'list', ordered: true, items: [[[{ text: 'een' }]], [[{ text: 'twee' }]]] },
      ],
    ],
    [
      'Outlook tables',
      '<table><tr><td><p class="MsoNormal">a</p></td><td>b</td></tr></table>',
      [p('a'), p('b')],
    ],
    ['text of a terminal', '<pre>a\n\n  b</pre>', [p('a'), p('b')]],
    ['quotation marks as they are', '<p>„a” ‘b’</p>', [p('„a” ‘b’')]],
    [
      'what cannot be seen',
      '<p>a\u00a0b\u200bc\u00add\u202e</p><p hidden>e</p><p style="display:none">f</p>',
      [p('a bcd')],
    ],
  ]
  for (const [name, html, blocks] of cases)
    it(name, () => {
      const cleaned = cleanInline(html)
      expect(cleaned).toEqual(blocks)
      for (const block of cleaned ?? []) expect(Block.parse(block)).toEqual(block)
    })

  it('lets no address through but web and mail', () => {
    for (const href of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '/elders',
      '//x.invalid',
      'vbscript:x',
      'https://a:b@x.invalid',
    ])
      expect(cleanInline(`<a href="${href}">a</a>`), href).toEqual([p('a')])
    expect(cleanInline('<a href="mailto:a@x.invalid">a</a>')).toEqual([
      p({ text: 'a', link: 'mailto:a@x.invalid' }),
    ])
  })

  it('leaves hostile markup as text or nowhere', () => {
    for (const [html, text] of [
      ['&lt;img src=x onerror=alert(1)&gt;', '<img src=x onerror=alert(1)>'],
      ['a<script>alert(1)</script>', 'a'],
      ['a<svg><style><img src=x onerror=alert(1)></style></svg>', 'a'],
      ['a<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', 'a'],
      [
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">a',
        'a',
      ],
      ['a<template><b>b</b></template>', 'a'],
      ['a<form><input value=b><button>c</button></form>', 'a'],
      ['<p onclick="alert(1)" style="background:url(javascript:alert(1))">a', 'a'],
    ] as const)
      expect(
        cleanInline(html)?.map((block) => ('line' in block ? block.line : [])),
        html,
      ).toEqual([[{ text }]])
  })

  it('says no beyond its limits', () => {
    expect(cleanInline('<div>'.repeat(201))).toBeNull()
    expect(cleanInline('a'.repeat(2 * 1024 * 1024 + 1))).toBeNull()
    expect(cleanInline('')).toEqual([])
  })
})

describe('plainBlocks', () => {
  it('makes a paragraph of every line and nothing of markup', () => {
    expect(plainBlocks('a\r\n\r\n  b\tc  \n<b>d</b>\u2028“e”')).toEqual([
      p('a'),
      p('b c'),
      p('<b>d</b>'),
      p('“e”'),
    ])
    expect(plainBlocks(' \n ')).toEqual([])
  })
})
