import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Imported, ReadResult } from '../../../../shared/formats/imported.ts'
import { toNitf } from '../../../../shared/formats/nitf-write.ts'
import type { Release } from '../../../../shared/formats/release.ts'
import { readXml } from '../../../../shared/formats/xml-read.ts'
import { release, runs } from '../../../support/arbitrary-copy.ts'
import { asXmlKeeps, RELEASE } from './xml-release.ts'

const only = (result: ReadResult): Imported => {
  expect(result.ok && result.items.length).toBe(1)
  const item = result.ok ? result.items[0] : undefined
  if (item === undefined) throw new Error('Nothing was read.')
  return item
}

const body = (content: string, head = ''): string =>
  `<nitf><head>${head}</head><body><body.content>${content}</body.content></body></nitf>`

describe('NITF', () => {
  test('says what standards, section 2, asks', () => {
    const text = toNitf(RELEASE)
    for (const part of [
      '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" version="-//IPTC//DTD NITF 3.6//EN" ' +
        'uno="urn:uuid:0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50:2" baselang="nl">',
      '<docdata management-status="embargoed">',
      '<doc-id regsrc="Sluispost" id-string="urn:uuid:0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50"/>',
      '<del-list><from-src src-name="ANP" level-number="1"/><from-src src-name="XYZ" level-number="2"/>' +
        '<from-src src-name="RTR" level-number="3"/></del-list>',
      '<urgency ed-urg="3"/>',
      '<date.release norm="20260329T010000Z"/>',
      '<du-key generation="2" version="2" key="veerboot-meeuw"/>',
      '<correction info="De naam van de boot." id-string="urn:uuid:0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50"',
      '<ed-msg msg-type="correction" info="De naam van de boot."/>',
      'position.section="Buitenland"',
      '<hl1>Veerboot "Meeuw" &lt; 3 uur stil &amp; terug</hl1><hl2 class="kicker">Veerdienst</hl2>',
      '<distributor>ANP/XYZ/RTR</distributor>',
      '<dateline><location><city>VELDERMONDE</city></location>/<location><city>KÖRMENDAL</city></location>' +
        ' (ANP/XYZ/RTR)<story.date norm="20260329T013000Z"/></dateline>',
      '<p lede="true">De <em class="bold">veerboot</em> vaart <a href="https://sluispost.example/meeuw">weer</a>.</p>',
      '<hl2>Wachtrij</hl2>',
      '<bq><block><p>"Eindelijk", zegt de schipper.</p></block></bq>',
      '<ul><li>Auto\'s</li><li><p>Fietsen</p><p>ook <em class="italic">elektrische</em></p></li></ul>',
    ])
      expect(text).toContain(part)
  })

  test('gives back the whole release', () => {
    fc.assert(
      fc.property(release, (any) => {
        const usable: Release = { ...any, status: 'usable' }
        const item = only(readXml(toNitf(usable)))
        expect(item.copy).toEqual(asXmlKeeps(usable.copy))
        expect(item).toMatchObject({
          format: 'nitf',
          uri: `urn:uuid:${usable.item}`,
          version: usable.version,
          status: 'usable',
          embargoUntil: usable.embargoUntil,
          firstCreatedAt: usable.firstCreatedAt,
          versionCreatedAt: usable.releasedAt,
          note: asXmlKeeps(usable.note),
          dropped: [],
        })
      }),
      runs(300),
    )
  })

  test('gives back what is next to nothing', () => {
    const copy = {
      ...RELEASE.copy,
      slug: ' ',
      headline: '',
      kicker: '<',
      body: [],
      dateline: [],
      credits: [],
    }
    expect(only(readXml(toNitf({ ...RELEASE, copy }))).copy).toEqual(copy)
  })

  test.each(['correction', 'update', null] as const)('keeps the signal %s', (signal) => {
    const follows = signal === 'update' ? 'urn:uuid:7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa' : null
    const item = only(readXml(toNitf({ ...RELEASE, signal, follows })))
    expect(item.signal).toBe(signal)
    expect(item.follows).toBe(follows ?? undefined)
  })

  test('a kill keeps the identity, says canceled and carries no text', () => {
    const text = toNitf({ ...RELEASE, status: 'canceled', version: 3, note: 'Onjuist gebleken.' })
    expect(text).toContain(
      '<docdata management-status="canceled" management-doc-idref="urn:uuid:0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50"' +
        ' management-idref-status="canceled">',
    )
    expect(text).not.toContain('body.content')
    expect(only(readXml(text))).toMatchObject({
      uri: 'urn:uuid:0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50',
      version: 3,
      status: 'canceled',
      note: 'Onjuist gebleken.',
      copy: { body: [] },
    })
  })
})

describe('NITF of others', () => {
  test('is read without namespace, in another one, with a document type and parts in the wrong place', () => {
    const story = (attributes: string): string =>
      `<?xml version="1.0" encoding="iso-8859-1"?>
<!DOCTYPE nitf SYSTEM "http://wire.example/nitf-3-1.dtd">
<nitf${attributes}><head><meta name="dienst" content="Binnenland"/><title>Titel</title>
<docdata management-status="usable"><urgency ed-urg="4"/><date.issue norm="2026-03-12T12:58:00+01:00"/>
<keyword key="meeuw"/></docdata><urgency ed-urg="9"/></head><body>
<body.head><hedline><hl1>  Veerboot
   vaart weer </hl1></hedline><byline>Door Ilse Verkade</byline><dateline>Veldermonde, 12 maart</dateline></body.head>
<body.content><p>
  De boot   vaart.
</p><p></p><p> </p></body.content></body></nitf>`
    for (const attributes of ['', ' xmlns="http://iptc.org/std/NITF/2006-03-01/"', ' xmlns="urn:x"'])
      expect(only(readXml(story(attributes)))).toMatchObject({
        copy: {
          headline: 'Veerboot vaart weer',
          byline: 'Door Ilse Verkade',
          dateline: ['VELDERMONDE'],
          urgency: 4,
          slug: 'meeuw',
          body: [{ type: 'paragraph', line: [{ text: 'De boot vaart.' }] }],
        },
        rawCredits: 'Veldermonde, 12 maart',
        versionCreatedAt: Date.UTC(2026, 2, 12, 11, 58),
        dropped: [
          { what: 'metadata', text: 'dienst: Binnenland' },
          { what: 'metadata', text: 'title: Titel' },
        ],
      })
  })

  test('credits: the explicit list counts, then the distributor, then the brackets', () => {
    const item = (head: string, distributor: string): string =>
      `<nitf><head><docdata>${head}</docdata></head><body><body.head>${distributor}</body.head>
<body.content><p>ZUIDERHAVEN (ANP/DPA) - De boot vaart.</p></body.content></body></nitf>`
    const list = '<del-list><from-src src-name="Reuters"/><from-src src-name="AFP"/></del-list>'
    const said = '<distributor>STT–AFP</distributor>'
    const paragraph = { type: 'paragraph', line: [{ text: 'De boot vaart.' }] }
    for (const [text, credits] of [
      [item(list, said), ['RTR', 'AFP']],
      [item('', said), ['STT', 'AFP']],
      [item('', ''), ['ANP', 'DPA']],
    ] as const)
      expect(only(readXml(text)).copy).toMatchObject({
        credits,
        dateline: ['ZUIDERHAVEN'],
        body: [paragraph],
      })
    expect(only(readXml(item(list, said))).rawCredits).toBe('ZUIDERHAVEN (ANP/DPA) -; STT–AFP')
  })

  test.each([
    ['withheld', 'withheld'],
    ['canceled', 'canceled'],
    ['Cancelled', 'canceled'],
    ['usable', 'usable'],
    ['', 'usable'],
  ])('the status %j is %s', (written, status) => {
    const text = `<nitf><head><docdata management-status="${written}"/></head><body/></nitf>`
    expect(only(readXml(text)).status).toBe(status)
  })

  test('an embargo without a moment to trust has no end', () => {
    const until = (norm: string): Imported['embargoUntil'] =>
      only(
        readXml(`<nitf><head><docdata management-status="embargoed">${norm}</docdata></head><body/></nitf>`),
      ).embargoUntil
    expect(until('<date.release norm="20260329T000100+0100"/>')).toBe(Date.UTC(2026, 2, 28, 23, 1))
    expect(until('<date.release norm="20260329T000100"/>')).toBe('indefinite')
    expect(until('<date.release norm="morgen"/>')).toBe('indefinite')
    expect(until('')).toBe('indefinite')
  })

  test('a new version says so in the note and not in the text', () => {
    const text = body(
      '<p>N i e u w bericht, vervangt: Boot stil</p><p>OORD (ANP) - De boot vaart.</p><p>(einde)</p>',
      '<title>Boot vaart (2)</title>',
    )
    expect(only(readXml(text))).toMatchObject({
      signal: 'update',
      note: '(2)\nN i e u w bericht, vervangt: Boot stil\n(einde)',
      copy: { headline: 'Boot vaart', dateline: ['OORD'], credits: ['ANP'] },
    })
  })

  test('what copy cannot hold is told, and the words around it stay', () => {
    const text = body(
      `<p>Een<br/><br/>Twee</p><media media-type="video"><media-caption><p>De boot</p></media-caption></media>
<table><tr><td>Groen</td><td>3</td></tr></table><pre>Regel een
regel twee

Alinea twee</pre><block><hl3>Kopje</hl3><fn><fn-label>1</fn-label> <fn-value>Voetnoot</fn-value></fn></block>
<p class="tussenkop">Nog een kopje</p><p><person><em>Jan</em> Schipper</person> <a href="javascript:x">klik</a></p>
<note><body.content><p>Voor de redactie</p></body.content></note><hr/><ol>los<li>een</li></ol>`,
    )
    const item = only(readXml(text))
    expect(item.copy.body).toEqual([
      { type: 'paragraph', line: [{ text: 'Een' }] },
      { type: 'paragraph', line: [{ text: 'Twee' }] },
      { type: 'paragraph', line: [{ text: 'Regel een\nregel twee' }] },
      { type: 'paragraph', line: [{ text: 'Alinea twee' }] },
      { type: 'subhead', line: [{ text: 'Kopje' }] },
      { type: 'paragraph', line: [{ text: '1 Voetnoot' }] },
      { type: 'subhead', line: [{ text: 'Nog een kopje' }] },
      {
        type: 'paragraph',
        line: [{ text: 'Jan', italic: true }, { text: ' Schipper klik' }],
      },
      { type: 'list', ordered: true, items: [[[{ text: 'los' }]], [[{ text: 'een' }]]] },
    ])
    expect(item.note).toBe('Voor de redactie')
    expect(item.dropped).toEqual([
      { what: 'video', text: 'De boot' },
      { what: 'table', text: 'Groen | 3' },
      { what: 'markup', text: 'javascript:x' },
    ])
  })

  test('what a wrong encoding left of quotes is no text', () => {
    const [first] = only(readXml(body('<p>Een\u009d\u0085twee</p>'))).copy.body
    expect(first).toEqual({ type: 'paragraph', line: [{ text: 'Eentwee' }] })
  })

  test('raised and lowered figures stay so', () => {
    const [first] = only(readXml(body('<p>12 m<sup>2</sup>, CO<sub>2</sub>, 1<sup>er</sup></p>'))).copy.body
    expect(first).toEqual({ type: 'paragraph', line: [{ text: '12 m², CO₂, 1er' }] })
  })

  test('lines that a teleprinter broke are whole again', () => {
    const rows = [
      'Het veer tussen de twee oevers van de rivier vaart sinds maandag ',
      'weer op de oude tijden, zegt de reder, en dat blijft zo tot aan de ',
      'zomer.',
    ]
    const [first] = only(readXml(body(`<p>${rows.join('<br/>')}</p>`))).copy.body
    expect(first).toEqual({ type: 'paragraph', line: [{ text: rows.join('') }] })
  })

  test('words before and behind the document are told', () => {
    const item = only(readXml(`ZCZC 12\n${body('<p>Tekst</p>')}\nNNNN`))
    expect(item.dropped).toEqual([{ what: 'unknown', text: 'ZCZC 12 NNNN' }])
  })
})
