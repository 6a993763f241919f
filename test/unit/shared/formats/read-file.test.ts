import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText } from '../../../../shared/formats/decode.ts'
import type { Imported } from '../../../../shared/formats/imported.ts'
import { pageHtml } from '../../../../shared/formats/page.ts'
import { LARGEST_FILE, readFile } from '../../../../shared/formats/read-file.ts'
import { sniff, sniffText } from '../../../../shared/formats/sniff.ts'
import { releases } from '../../../prove/formats/releases.ts'
import { compare, OUTGOING } from '../../../prove/formats/round-trip.ts'
import { runs } from '../../../support/arbitrary-copy.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const only = (file: Uint8Array): Imported => {
  const read = readFile(file)
  const [item, second] = read.ok ? read.items : []
  if (item === undefined || second !== undefined) throw new Error(`not one item: ${JSON.stringify(read)}`)
  return item
}

describe('a file', () => {
  // A text may look like anything; all the others say what they are.
  test.each(OUTGOING.filter(({ format }) => format !== 'wire-text'))(
    'of $name is known by what is in it',
    ({ format, write }) => {
      fc.assert(
        fc.property(releases, (release) => {
          expect(sniff(bytes(write(release)))).toBe(format)
        }),
        runs(60),
      )
    },
  )

  test.each([
    ['# Brug dicht\n\nTekst.', 'markdown'],
    ['---\ntitle: Brug dicht\n---\nTekst.', 'markdown'],
    ['VELDERMONDE (ANP) - De brug is dicht.', 'wire-text'],
    ['<br> is een teken', 'wire-text'],
    ['<!doctype html><title>Brug</title><p>Dicht.', 'html'],
    ['<p>De brug is <b>dicht</b>.</p>', 'html'],
    ['<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "x.dtd"><nitf><body/></nitf>', 'nitf'],
    ['\ufeff<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"/>', 'newsml-g2'],
    ['<NewsML Version="1.2"></NewsML>', 'newsml-1.2'],
    ['{"guid":"x","headline":"Kop"}', 'ninjs-superdesk'],
    ['[{"uri":"urn:x:1","headline":"Kop"}]', 'ninjs-1'],
  ])('that is %j is %s', (text, format) => {
    expect(sniff(bytes(text))).toBe(format)
  })

  test.each([
    [[0x50, 0x4b, 0x03, 0x04, 0x20], 'not-this-format'],
    [[0x25, 0x50, 0x44, 0x46, 0x2d], 'not-this-format'],
    [[0x41, 0, 0, 0, 0x41], 'not-this-format'],
    [[0x20, 0x0a], 'empty'],
    [[], 'empty'],
  ])('of %j is refused as %s', (file, reason) => {
    expect(readFile(new Uint8Array(file))).toEqual({ ok: false, reason })
  })

  test('that is too large is not looked at', () => {
    expect(readFile(new Uint8Array(LARGEST_FILE + 1))).toEqual({ ok: false, reason: 'too-large' })
  })

  test('never makes reading throw', () => {
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.string({ unit: 'binary', maxLength: 300 }).map(bytes),
      fc
        .tuple(fc.constantFrom('{', '<nitf>', '\u0001abc0001 3 i 10 x', '---\n', '<html>', '['), fc.string())
        .map((parts) => bytes(parts.join(''))),
    )
    fc.assert(
      fc.property(junk, (any) => {
        expect(readFile(any)).toHaveProperty('ok')
      }),
      runs(400),
    )
  })

  test('is a text where it begins as something that it does not go on to be', () => {
    for (const text of [
      '{Kanselier} treedt af\n\nBODEGRAVEN (ANP) - De kanselier is weg.',
      '<script>alert(1)</script>Kop\n\nDe boot vaart weer, <b>zegt</b> de <i>kapitein</i>',
      '<script>alert(1)</script>Kop\n\nEn weer <script>alert(1)</script>\n',
      '<br>Kop\n\nDe tekst eindigt op wat nergens begon.</p>\n',
      '<<!---\n\nDe brug is dicht. --> zei hij, en <Meeuw> vaart</Meeuw>',
    ])
      expect(sniffText(text)).toBe('wire-text')
    expect(sniffText('{"a": 1, "b"')).toBeNull()
    expect(sniffText('{}')).toBeNull()
    expect(sniffText('<br><p>Een pagina.</p>')).toBe('html')
    expect(sniffText('<rss><channel><title>Nieuws</title></channel></rss>')).toBe('nitf')
  })

  test('may be in UTF-8, UTF-16, Windows-1252 or what its XML says', () => {
    expect(decodeText(bytes('\ufeffCaïro'))).toBe('Caïro')
    expect(decodeText(new Uint8Array([0x43, 0x61, 0xef, 0x72, 0x6f, 0x80]))).toBe('Caïro€')
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0x43, 0, 0xef, 0]))).toBe('Cï')
    expect(decodeText(new Uint8Array([0x43, 0, 0x61, 0]))).toBe('Ca')
    const greek = [...bytes('<?xml version="1.0" encoding="ISO-8859-7"?><p>'), 0xe1]
    expect(decodeText(new Uint8Array(greek)).at(-1)).toBe('α')
  })
})

describe('a file made to exhaust its reader', () => {
  const MANY = 150_000
  test.each([
    ['opening brackets', '['.repeat(MANY)],
    ['pictures that never end', `# x\n\n${'!['.repeat(MANY)}`],
    ['links that never end', `# x\n\n${'[a]('.repeat(MANY)}`],
    ['tags that never end', `{"uri":"urn:x:1","headline":"x","body_html":"${'<p'.repeat(MANY)}"}`],
    ['nested tags', '<div>'.repeat(MANY)],
    ['nested marks', `<p>${'<b><i>'.repeat(MANY / 4)}`],
    ['blank lines', `x${'\n'.repeat(MANY)}x`],
    ['spaces', `# ${' '.repeat(MANY)}x\n\nx${' '.repeat(MANY)}x`],
    ['spaces in a wire', `\u0001abc0001 3 i 10 x${' '.repeat(MANY)}\n\u0002${' '.repeat(MANY)}x =\n\nx`],
    ['breaks in a page', `<p>x${'<br>'.repeat(MANY)}x</p>`],
    ['stars', `# x\n\n${'*a'.repeat(MANY)}`],
    ['quotes', `# x\n\n${'> '.repeat(MANY)}`],
    ['items', `# x\n\n${'- a\n'.repeat(MANY / 4)}`],
    [
      'figures of a table',
      `\u0016\u0016\u0001A1\u001fx\nr i\u0013\u0011 BC-x 11-11 0001\n\u0002^BC-x<\n${'a;b;'.repeat(MANY)}`,
    ],
    ['nested JSON', `{"uri":"urn:x:1","headline":${'['.repeat(MANY)}${']'.repeat(MANY)}}`],
  ])('of %s is answered within seconds', (_what, text) => {
    const before = process.cpuUsage()
    expect(readFile(bytes(text))).toHaveProperty('ok')
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(4)
  })
})

describe('a page', () => {
  test("of Kopij's own comes back but for the documented losses", () => {
    const html = OUTGOING.find(({ format }) => format === 'html')
    fc.assert(
      fc.property(releases, (release) => {
        const item = only(bytes(html?.write(release) ?? ''))
        expect(compare('html', release, item).differences).toEqual([])
      }),
      runs(150),
    )
  })

  test('of a section gives each of its items', () => {
    const [a, b] = fc.sample(releases, { numRuns: 2, seed: 11 }).map(({ copy, item }) => ({
      item,
      shownAt: 0,
      copy: { ...copy, kind: 'brief' as const, headline: 'Kort' },
    }))
    if (a === undefined || b === undefined) throw new Error('no items')
    const page = pageHtml({
      section: 'Buitenland',
      sections: ['Buitenland'],
      deskName: 'Sluispost',
      language: 'nl',
      at: 60_000,
      zone: 'UTC',
      lead: a,
      briefs: [b],
    })
    const read = readFile(bytes(page))
    expect(read.ok && read.items.map(({ copy }) => [copy.headline, copy.body])).toEqual([
      ['Kort', a.copy.body],
      ['Kort', b.copy.body],
    ])
  })

  test('of somebody else is its story; the rest of it is told', () => {
    const item = only(
      bytes(`<!doctype html><html lang="nl"><head><title>Brug dicht - De Krant</title><script>let x = 'geheim'</script></head>
        <body><nav><a href="/">Voorpagina</a></nav><article><h1>Brug  dicht</h1>
        <figure><img src="brug.jpg" alt="De brug"><figcaption>Foto van de brug</figcaption></figure>
        <p>VELDERMONDE (ANP) – De brug is&nbsp;dicht.</p>
        <table><tr><td>ma</td><td>dicht</td></tr></table>
        <p>(einde)</p></article><footer>Colofon</footer></body></html>`),
    )
    expect(item).toMatchObject({
      note: '(einde)',
      copy: {
        headline: 'Brug dicht',
        language: 'nl',
        dateline: ['VELDERMONDE'],
        credits: ['ANP'],
        body: [
          { type: 'paragraph', line: [{ text: 'De brug is dicht.' }] },
          { type: 'paragraph', line: [{ text: 'ma | dicht' }] },
        ],
      },
    })
    const told = item.dropped.map(({ what, text }) => `${what} ${text}`).join('\n')
    for (const words of ['picture De brug', 'Foto van de brug', 'Voorpagina', 'Colofon', 'De Krant', 'table'])
      expect(told).toContain(words)
    expect(told).not.toContain('geheim')
  })
})
