import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toNewsmlG2 } from '../../../../shared/formats/newsml-g2-write.ts'
import { toNitf } from '../../../../shared/formats/nitf-write.ts'
import { attributeOf, childAt, rawText, readTree, textIn } from '../../../../shared/formats/xml.ts'
import { XML_LIMITS } from '../../../../shared/formats/xml-guard.ts'
import { readXml } from '../../../../shared/formats/xml-read.ts'
import { basicIso, readEmbargo, readInstant } from '../../../../shared/formats/xml-time.ts'
import { xmlElement, xmlText } from '../../../../shared/formats/xml-write.ts'
import { runs } from '../../../support/arbitrary-copy.ts'
import { asXmlKeeps, RELEASE } from './xml-release.ts'

const text = (document: string): string => {
  const tree = readTree(document)
  if (!tree.ok) throw new Error(tree.reason)
  return rawText(tree.root)
}

const reason = (document: string): string => {
  const tree = readTree(document)
  return tree.ok ? 'read' : tree.reason
}

describe('reading XML', () => {
  test('gives names, namespaces, attributes and text', () => {
    const tree = readTree(
      '<?xml version="1.0"?><a xmlns="urn:a" xmlns:b="urn:b" c=" d "><b:e xml:lang="nl">f</b:e></a>',
    )
    if (!tree.ok) throw new Error(tree.reason)
    const inner = childAt(tree.root, 'e')
    expect(tree.root).toMatchObject({ name: 'a', namespace: 'urn:a' })
    expect(attributeOf(tree.root, 'c')).toBe('d')
    expect(inner).toMatchObject({ name: 'e', namespace: 'urn:b', children: ['f'] })
    expect(attributeOf(inner, 'xml:lang')).toBe('nl')
    expect(textIn(undefined)).toBe('')
  })

  test.each([
    ['<a>AT&T &amp; &nbsp; &#65;&#x42; &#0;</a>', 'AT&T & &nbsp; AB \ufffd'],
    ['<a>1 < 2</a>', '1 < 2'],
    ['<a>\u0001b\ud800</a>', 'b'],
    ['<a>b<!-- c --><?d e?><![CDATA[<f>&g;]]></a>', 'b<f>&g;'],
    ['\ufeff  ZCZC <a>b</a> NNNN', 'b'],
    ['<x:a y:b="c">d</x:a>', 'd'],
    ['<a b=c>d</a>', 'd'],
    ['<a b="c < d">e</a>', 'e'],
    ['<a>b\u2028c\r\nd</a>', 'b\u2028c\nd'],
  ])('takes %j as real files have it', (document, said) => {
    expect(text(document)).toBe(said)
  })

  test('a document type is passed over, whatever is in it', () => {
    const types = [
      '<!DOCTYPE a SYSTEM "http://wire.example/a.dtd">',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
      '<!DOCTYPE a [<!-- ]> --><!ENTITY b "]>"><!ENTITY % c SYSTEM "http://wire.example/c"> %c; ]>',
    ]
    for (const type of types) expect(text(`${type}<a>&b;</a>`)).toBe('&b;')
  })

  test('entities are not expanded, however they are nested', () => {
    const laughs = Array.from(
      { length: 10 },
      (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
    )
    const bomb = `<!DOCTYPE nitf [<!ENTITY l0 "ha">${laughs.join('')}]><nitf><body><body.content><p>&l10;</p></body.content></body></nitf>`
    const read = readXml(bomb)
    expect(read.ok && read.items[0]?.copy.body).toEqual([{ type: 'paragraph', line: [{ text: '&l10;' }] }])
  })

  test.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['tekst zonder tag', 'empty'],
    ['<a>', 'malformed'],
    ['<a></b>', 'malformed'],
    ['</a>', 'malformed'],
    ['<a b="1" b="2"/>', 'malformed'],
    ['<a><!-- b</a>', 'malformed'],
    ['<!DOCTYPE a [ <a/>', 'malformed'],
    ['<a b="', 'malformed'],
    ['<a>'.repeat(5000), 'too-deep'],
    [`<a>${'<b/>'.repeat(XML_LIMITS.elements)}</a>`, 'too-large'],
    [`<a b="${'x'.repeat(XML_LIMITS.attribute + 1)}"/>`, 'too-large'],
    [`<a ${'b="c" '.repeat(201)}/>`, 'too-large'],
    ['x'.repeat(XML_LIMITS.size + 1), 'too-large'],
  ])('refuses document %#', (document, why) => {
    expect(reason(document)).toBe(why)
    expect(readXml(document)).toEqual({ ok: false, reason: why })
  })

  test('limits are arguments', () => {
    expect(readTree('<a><b/></a>', { ...XML_LIMITS, elements: 1 })).toEqual({
      ok: false,
      reason: 'too-large',
    })
    expect(readTree('<a><b></b></a>', { ...XML_LIMITS, depth: 1 })).toEqual({ ok: false, reason: 'too-deep' })
    expect(readTree('<a/>', { ...XML_LIMITS, size: 3 })).toEqual({ ok: false, reason: 'too-large' })
  })

  test('a file that was damaged on its way is read or refused, never thrown over', () => {
    const files = [toNitf(RELEASE), toNewsmlG2(RELEASE, 'nitf'), toNewsmlG2(RELEASE, 'xhtml')]
    const damage = fc.record({
      file: fc.constantFrom(...files),
      at: fc.nat(6000),
      length: fc.nat(200),
      instead: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 5 }),
        fc.constantFrom(
          '<',
          '>',
          '"',
          '&',
          '</p>',
          '<p>',
          '<!--',
          ']]>',
          '<![CDATA[',
          '&#x0;',
          '__proto__',
          '<nitf>',
        ),
      ),
    })
    fc.assert(
      fc.property(damage, ({ file, at, length, instead }) => {
        expect(readXml(file.slice(0, at) + instead + file.slice(at + length))).toHaveProperty('ok')
      }),
      runs(300),
    )
  })

  // Each of these took minutes once; what is over the limit of time for a test has failed.
  test.each([
    ['spaces', ' '.repeat(500_000)],
    ['spaces of another kind', '\u2003'.repeat(500_000)],
    ['line feeds', '\n '.repeat(250_000)],
    ['brackets', '( '.repeat(250_000)],
    ['capitals', 'A/'.repeat(250_000)],
  ])('half a million %s are read in time, wherever they stand', (_name, filling) => {
    const words = `een${filling}twee`
    const story = (body: string): string =>
      `<nitf><head><title>${words}</title></head><body><body.head><byline>${words}</byline><distributor>${words}</distributor>
<dateline>${words}</dateline></body.head><body.content>${body}</body.content></body></nitf>`
    for (const body of [`<p>${words}</p>`, `<pre>${words}</pre>`])
      expect(readXml(story(body))).toMatchObject({ ok: true })
    expect(
      readXml(`<newsItem><contentSet><inlineData>&lt;p>${words}</inlineData></contentSet></newsItem>`),
    ).toMatchObject({
      ok: true,
    })
  })

  test('items inside items are read once each', () => {
    const nested =
      '<NewsItem><NewsComponent>'.repeat(45) +
      '<Role/>'.repeat(5000) +
      '</NewsComponent></NewsItem>'.repeat(45)
    expect(readXml(`<NewsML>${nested}</NewsML>`)).toEqual({ ok: false, reason: 'empty' })
  })

  test('what is no news is not this format', () => {
    for (const document of ['<svg/>', '<rss><channel/></rss>', '<planningItem/>'])
      expect(readXml(document)).toEqual({ ok: false, reason: 'not-this-format' })
  })
})

describe('writing XML', () => {
  test('any text comes back as it was, between tags and in an attribute', () => {
    const anything = fc.string({ unit: 'binary' }).map((any) => any.replace(/[\p{Cc}\p{Surrogate}]/gu, ''))
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anything, fc.constantFrom('\n', '\t', '"', '<', ']]>', '&#10;'))),
        (pieces) => {
          const any = pieces.join('')
          const tree = readTree(xmlElement('a', { b: any, none: null }, xmlText(any)))
          if (!tree.ok) throw new Error(tree.reason)
          expect(rawText(tree.root)).toBe(asXmlKeeps(any))
          expect([...tree.root.attributes]).toEqual([['b', asXmlKeeps(any)]])
        },
      ),
      runs(300),
    )
  })
})

describe('moments', () => {
  test.each([
    ['2026-03-29T01:30:00Z', Date.UTC(2026, 2, 29, 1, 30)],
    ['2026-03-29T03:30:00.250+02:00', Date.UTC(2026, 2, 29, 1, 30, 0, 250)],
    [' 20260329T033000+0200 ', Date.UTC(2026, 2, 29, 1, 30)],
    ['2026-03-29 01:30:00+00:00', Date.UTC(2026, 2, 29, 1, 30)],
    ['2026-03-28T20:30-0500', Date.UTC(2026, 2, 29, 1, 30)],
    ['20260329', Date.UTC(2026, 2, 29)],
    ['2026-03-29T01:30', Date.UTC(2026, 2, 29, 1, 30)],
    ['2026-02-30T00:00:00Z', null],
    ['gisteren', null],
    ['', null],
  ])('%j is %s', (written, at) => {
    expect(readInstant(written)).toBe(at)
  })

  test('an embargo needs a zone', () => {
    expect(readEmbargo('20260329T033000+0200')).toBe(Date.UTC(2026, 2, 29, 1, 30))
    expect(readEmbargo('20260329T033000')).toBe('indefinite')
  })

  test('both days of summer time, there and back', () => {
    for (const at of [
      Date.UTC(2026, 2, 29, 0, 59, 59),
      Date.UTC(2026, 2, 29, 1),
      Date.UTC(2026, 9, 25, 0, 30),
      Date.UTC(2026, 9, 25, 1, 30),
    ])
      expect(readInstant(basicIso(at))).toBe(at)
  })
})
