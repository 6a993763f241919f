/**
 * Sixty files that somebody might send who means harm, made by code. `canary` is a file with words that must never be seen,
 * `origin` an address that must never be asked.
 */
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { documentXml, docx, odt, paragraph, relationship, run } from '../../support/documents.ts'
import { zip } from '../../support/zip.ts'

/** `refused`: nothing may be made of it. `either`: its words may become a draft, and that is all. */
export type Hostile = { name: string; path: string; ends: 'refused' | 'either' }

type Around = { folder: string; canary: string; origin: string }
type Content = Uint8Array | string | ((path: string) => void)

const text = (...parts: readonly string[]): string => parts.join('')
const many = (piece: string, times: number): string => piece.repeat(times)

const NITF = (body: string, head = ''): string =>
  `<?xml version="1.0"?>${head}<nitf><body><body.head><hedline><hl1>Kop</hl1></hedline></body.head><body.content>${body}</body.content></body></nitf>`

const LAUGHS = text(
  '<!DOCTYPE nitf [<!ENTITY a "ha">',
  ...Array.from({ length: 25 }, (_, at) => {
    const one = String.fromCharCode(97 + at)
    return `<!ENTITY ${one}${one} "${many(`&${at === 0 ? 'a' : many(String.fromCharCode(96 + at), 2)};`, 10)}">`
  }),
  ']>',
)

/** A stored archive inside an archive, so often. */
const nested = (depth: number): Buffer => {
  let inner = zip([{ name: 'stuk.txt', data: 'diep' }])
  for (let at = 0; at < depth; at += 1) inner = zip([{ name: `${at}.zip`, data: inner, method: 0 }])
  return inner
}

/** Forty-two kilobytes that claim to be gigabytes. */
const bomb = (): Buffer => {
  const packed = deflateRawSync(Buffer.alloc(32 * 1024 * 1024), { level: 9 })
  return zip(
    Array.from({ length: 16 }, (_, at) => ({
      name: `word/${at}.xml`,
      data: '',
      packed: packed.subarray(0, 2600),
      size: 0xf000_0000,
    })),
  )
}

/** All entries lie over the same bytes: small to send, large to unpack. */
const overlapping = (): Buffer => {
  const kernel = Buffer.alloc(20 * 1024 * 1024, 'a')
  const one = zip([{ name: 'word/document.xml', data: kernel }])
  const start = one.indexOf(Buffer.from('PK\x01\x02', 'latin1'))
  const central = one.subarray(start, one.length - 22)
  const entries = Array.from({ length: 30 }, (_, at) => {
    const copy = Buffer.from(central)
    copy.write(String(at).padStart(2, '0'), 46, 'latin1')
    return copy
  })
  const listed = Buffer.concat(entries)
  const end = Buffer.from(one.subarray(one.length - 22))
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(listed.length, 12)
  return Buffer.concat([one.subarray(0, start), listed, end])
}

/** A document whose only large part is this. */
const withMain = (main: string | Uint8Array): Buffer =>
  docx('', { parts: [{ name: 'word/document.xml', data: main }] })

const STORY = documentXml(
  paragraph(run('Brug weer dicht'), { styleId: 'Title' }) +
    paragraph(run('De brug bij de haven is opnieuw dicht.')),
)

const linked = (canary: string, origin: string): Buffer => {
  const body = [
    paragraph(run('Brug weer dicht'), { styleId: 'Title' }),
    paragraph(`<w:hyperlink r:link="rId1" r:id="rId1">${run('De brug is dicht.')}</w:hyperlink>`),
    `<w:p><w:r><w:drawing><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:link="rId2"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></w:drawing></w:r></w:p>`,
    '<w:altChunk r:id="rId3"/>',
  ]
  return docx(documentXml(body.join('')), {
    relations:
      relationship('rId1', 'hyperlink', `file://${canary}`, true) +
      relationship('rId2', 'image', `${origin}/beeld.png`, true) +
      relationship('rId3', 'aFChunk', `file://${canary}`, true) +
      relationship('rId4', 'attachedTemplate', `${origin}/sjabloon.dotm`, true),
  })
}

const archives = (canary: string, origin: string): [string, Content, Hostile['ends']][] => [
  ['a bomb of 42 kB', bomb(), 'refused'],
  ['an archive of one part over and over', overlapping(), 'refused'],
  ['archives in archives', nested(40), 'refused'],
  ['an archive that holds its own name', zip([{ name: 'r/r.zip', data: nested(1), method: 0 }]), 'refused'],
  ['a part that swells', withMain(documentXml(many('<w:p/>', 4_000_000))), 'refused'],
  [
    'a part that claims nine bytes',
    docx('', { parts: [{ name: 'word/document.xml', data: many('a', 9_000_000), size: 9 }] }),
    'refused',
  ],
  [
    'a part that claims four gigabytes',
    docx('', { parts: [{ name: 'word/document.xml', data: STORY, size: 0xffff_fffe }] }),
    'refused',
  ],
  [
    'too many parts',
    zip(Array.from({ length: 60_000 }, (_, at) => ({ name: `${at}`, data: '', method: 0 }))),
    'refused',
  ],
  ['more parts than are listed', zip([{ name: 'a', data: 'a' }], 60_000), 'refused'],
  [
    'a part that climbs out',
    docx(STORY, { parts: [{ name: '../../../../tmp/uit.xml', data: 'uit' }] }),
    'refused',
  ],
  ['a part from the root', docx(STORY, { parts: [{ name: canary, data: 'uit' }] }), 'refused'],
  ['a part with backslashes', docx(STORY, { parts: [{ name: '..\\..\\uit.xml', data: 'uit' }] }), 'refused'],
  [
    'a part that is a link',
    docx(STORY, { parts: [{ name: 'word/styles.xml', data: '/dev/zero', mode: 0o120777 }] }),
    'refused',
  ],
  [
    'two parts of one name',
    docx(STORY, {
      parts: [
        { name: 'word/header1.xml', data: 'a' },
        { name: 'WORD/HEADER1.XML', data: 'b' },
      ],
    }),
    'refused',
  ],
  [
    'a part with a zero in its name',
    docx(STORY, { parts: [{ name: 'word/\u0000.xml', data: 'a' }] }),
    'refused',
  ],
  [
    'a part with a password',
    docx(STORY, { parts: [{ name: 'word/header1.xml', data: 'a', flags: 1 }] }),
    'refused',
  ],
  [
    'a part that is not packed as it says',
    docx('', { parts: [{ name: 'word/document.xml', data: STORY, packed: Buffer.from('geen deflate') }] }),
    'refused',
  ],
  ['a document cut off', docx(STORY).subarray(0, 400), 'refused'],
  ['a document without its end', docx(STORY).subarray(0, -30), 'refused'],
  ['a document with links to everywhere', linked(canary, origin), 'either'],
  [
    'a document with an entity to a file',
    withMain(
      `<!DOCTYPE w [<!ENTITY x SYSTEM "file://${canary}">]>${documentXml(paragraph(run('&x; en meer'))).replace(/^<\?xml[^>]*>/u, '')}`,
    ),
    'either',
  ],
  [
    'a document that laughs',
    withMain(
      LAUGHS.replace('DOCTYPE nitf', 'DOCTYPE w') +
        documentXml(paragraph(run('&yy;'))).replace(/^<\?xml[^>]*>/u, ''),
    ),
    'either',
  ],
  [
    'a document that nests without end',
    withMain(documentXml(many('<w:tbl><w:tr><w:tc>', 20_000))),
    'refused',
  ],
  [
    'a document of tables in tables',
    withMain(
      documentXml(
        many('<w:tbl><w:tr><w:tc>', 70) + paragraph(run('diep')) + many('</w:tc></w:tr></w:tbl>', 70),
      ),
    ),
    'either',
  ],
  [
    'a document with a style map of its own',
    docx(STORY, { parts: [{ name: 'mammoth/style-map', data: 'p => script:fresh\nr => iframe' }] }),
    'either',
  ],
  ['an ODT with an entity', odt('<text:p>&x;</text:p>'), 'either'],
  [
    'an ODT that links to a file',
    odt(
      `<text:p>De brug is dicht vandaag.<text:a xlink:href="file://${canary}">hier</text:a></text:p><text:section><text:section-source xlink:href="file://${canary}"/></text:section>`,
    ),
    'either',
  ],
  [
    'an archive behind a picture',
    Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), docx(STORY)]),
    'refused',
  ],
  [
    'a document that is a page as well',
    Buffer.concat([docx(STORY), Buffer.from(`<html><script src="${origin}"></script><p>Tekst</p></html>`)]),
    'either',
  ],
]

const markup = (canary: string, origin: string): [string, Content, Hostile['ends']][] => [
  ['a billion laughs', NITF('<p>&yy;</p>', LAUGHS), 'either'],
  [
    'a quadratic blow-up',
    NITF(`<p>${many('&a;', 50_000)}</p>`, `<!DOCTYPE nitf [<!ENTITY a "${many('a', 50_000)}">]>`),
    'either',
  ],
  [
    'an entity to a file',
    NITF('<p>Dit: &x;</p>', `<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://${canary}">]>`),
    'either',
  ],
  [
    'an entity to an address',
    NITF('<p>Dit: &x;</p>', `<!DOCTYPE nitf [<!ENTITY x SYSTEM "${origin}/x">]>`),
    'either',
  ],
  [
    'a document type elsewhere',
    NITF('<p>Dit is de tekst.</p>', `<!DOCTYPE nitf SYSTEM "${origin}/nitf.dtd">`),
    'either',
  ],
  [
    'entities of parameters',
    NITF('<p>Dit is de tekst.</p>', `<!DOCTYPE nitf [<!ENTITY % a SYSTEM "${origin}/a"> %a; %a;]>`),
    'either',
  ],
  [
    'an inclusion',
    NITF(
      `<p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://${canary}" parse="text"/>Tekst</p>`,
    ),
    'either',
  ],
  ['elements without end', NITF(many('<p>', 300_000)), 'refused'],
  ['elements beside each other', NITF(many('<p>a</p>', 400_000)), 'refused'],
  ['a huge attribute', NITF(`<p class="${many('a', 6_000_000)}">Tekst</p>`), 'refused'],
  [
    'thousands of attributes',
    NITF(`<p ${Array.from({ length: 50_000 }, (_, at) => `a${at}="b"`).join(' ')}>Tekst</p>`),
    'refused',
  ],
  ['a type that never ends', `<!DOCTYPE nitf [${many('<!ENTITY a "b">', 100_000)}`, 'refused'],
  [
    'a NewsML-G2 that asks elsewhere',
    `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:x:9" version="1"><catalogRef href="${origin}/catalog.xml"/><contentMeta><headline>Kop</headline></contentMeta><contentSet><remoteContent href="file://${canary}"/><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Tekst van de brug.</p><iframe src="${origin}"/></body></html></inlineXML></contentSet></newsItem>`,
    'either',
  ],
  [
    'a page that loads and runs',
    `<!doctype html><title>Kop</title><script>fetch('${origin}')</script><link rel=stylesheet href="${origin}/a.css"><img src="${origin}/a.png" onerror="alert(1)"><p>De brug is dicht vandaag.</p><a href="javascript:alert(1)">hier</a>`,
    'either',
  ],
  ['a page that nests without end', `<!doctype html>${many('<div>', 200_000)}tekst`, 'either'],
  ['a page of open formatting', `<!doctype html><p>${many('<b><i><a href=x>', 30_000)}tekst`, 'either'],
]

const texts = (canary: string, origin: string): [string, Content, Hostile['ends']][] => [
  ['JSON without end', many('[', 4_000_000), 'either'],
  [
    'JSON that reaches for prototypes',
    JSON.stringify({ uri: 'urn:x:3', headline: 'Kop', body_text: 'Tekst.' }).replace(
      '{',
      '{"__proto__":{"toString":1,"status":"usable"},"constructor":{"prototype":{"x":1}},',
    ),
    'either',
  ],
  [
    'JSON with a page inside',
    JSON.stringify({
      uri: 'urn:x:4',
      headline: '<img src=x onerror=alert(1)>',
      body_html: `<script src="${origin}"></script><p>Tekst.</p>${many('<div>', 50_000)}`,
    }),
    'either',
  ],
  ['groups of RTF without end', `{\\rtf1 ${many('{', 2_000_000)}`, 'refused'],
  ['RTF that claims two gigabytes', `{\\rtf1\\bin2147483647 ${many('a', 100)}}`, 'refused'],
  [
    'RTF that includes',
    `{\\rtf1 De brug is dicht. {\\field{\\*\\fldinst INCLUDETEXT "${canary}"}{\\fldrslt hier}}{\\field{\\*\\fldinst INCLUDEPICTURE "${origin}/a.png"}{\\fldrslt}}{\\object\\objautlink{\\*\\objdata 0105}}}`,
    'either',
  ],
  ['RTF of nothing but signs', `{\\rtf1 ${many("\\'e9\\u233?", 1_500_000)}}`, 'refused'],
  ['text in UTF-16 that is half a sign', Buffer.from('\xff\xfeK\x00o\x00p\x00\xd8', 'latin1'), 'either'],
  [
    'bytes that are in no encoding',
    Buffer.from(Array.from({ length: 200_000 }, (_, at) => 128 + (at % 127))),
    'either',
  ],
  ['a text of one word', many('a', 7_000_000), 'refused'],
  ['a text of nothing but breaks and brackets', many('[(\n', 500_000), 'either'],
  ['Markdown made to be slow', `# Kop\n\n${many('[a](', 80_000)}${many('*_', 80_000)}`, 'either'],
  [
    'an old document of Word',
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(4096)]),
    'refused',
  ],
]

/** What is no file at all, or too much of one. */
const places = (canary: string): [string, Content, Hostile['ends']][] => [
  ['a link to a device without an end', (path) => symlinkSync('/dev/zero', path), 'refused'],
  ['sixty megabytes', (path) => writeFileSync(path, Buffer.alloc(60 * 1024 * 1024, 'a')), 'refused'],
  ['a link to nowhere', (path) => symlinkSync(`${canary}-that-is-not-there`, path), 'refused'],
]

/** Writes all of them. */
export const makeHostile = ({ folder, canary, origin }: Around): Hostile[] =>
  [...archives(canary, origin), ...markup(canary, origin), ...texts(canary, origin), ...places(canary)].map(
    ([name, content, ends], at) => {
      const path = join(folder, `${String(at).padStart(2, '0')}.bin`)
      if (typeof content === 'function') content(path)
      else writeFileSync(path, content)
      return { name, path, ends }
    },
  )

/** Files that mean no harm: what they make the process touch is what it always touches. */
export const makeInnocent = (folder: string): string[] =>
  [
    docx(STORY),
    odt('<text:p>De brug is dicht.</text:p>'),
    '{\\rtf1 De brug is dicht.}',
    JSON.stringify({ uri: 'urn:x:1', version: '1', headline: 'Kop', body_text: 'De brug is dicht.' }),
    NITF('<p>De brug is dicht.</p>'),
    '<!doctype html><title>Kop</title><p>De brug is dicht.</p>',
    'Kop\n\nDe brug is dicht.',
  ].map((content, at) => {
    const path = join(folder, `goed-${at}.bin`)
    writeFileSync(path, content)
    return path
  })
