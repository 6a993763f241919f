import { describe, expect, test } from 'vitest'
import { readAnything } from '../../../main/import/read.ts'
import { USUAL_AGENCIES } from '../../../shared/domain/agency.ts'
import type { Imported } from '../../../shared/formats/imported.ts'
import { documentXml, docx, notesXml, odt, paragraph, relationship, run } from '../../support/documents.ts'
import { zip } from '../../support/zip.ts'

const only = async (bytes: Uint8Array): Promise<Imported> => {
  const read = await readAnything(bytes, USUAL_AGENCIES)
  const [item, second] = read.ok ? read.items : []
  if (item === undefined || second !== undefined) throw new Error(`not one item: ${JSON.stringify(read)}`)
  return item
}

const reasonOf = async (bytes: Uint8Array): Promise<string> => {
  const read = await readAnything(bytes, USUAL_AGENCIES)
  return read.ok ? 'read' : read.reason
}

const STORY = [
  paragraph(run('Brug weer dicht'), { styleId: 'Title' }),
  paragraph(run('Door Merel Oosterhof')),
  paragraph(
    `${run('VELDERMONDE (ANP/RTR) - De brug is ')}${run('dicht', '<w:b/>')}${run(', zegt ')}${run('men', '<w:i/>')}${run('. Lees ')}<w:hyperlink r:id="rId9">${run('het verslag')}</w:hyperlink>${run('.')}`,
  ),
  paragraph(run('Wat nu?'), { styleId: 'Heading1' }),
  paragraph(run('een'), { list: 1 }),
  paragraph(run('twee'), { list: 1 }),
  paragraph(run('Dat is jammer.'), { styleId: 'Quote' }),
  paragraph(run('Slot van het verhaal.')),
].join('')

const LINK = relationship('rId9', 'hyperlink', 'https://veldermonde.example/brug', true)

describe('a story in DOCX', () => {
  test('has headline, byline, dateline, subheads, lists, quotes, marks and links', async () => {
    const item = await only(docx(documentXml(STORY), { relations: LINK }))
    expect(item.format).toBe('docx')
    expect(item.copy).toMatchObject({
      headline: 'Brug weer dicht',
      byline: 'Merel Oosterhof',
      dateline: ['VELDERMONDE'],
      credits: ['ANP', 'RTR'],
    })
    expect(item.copy.body).toEqual([
      {
        type: 'paragraph',
        line: [
          { text: 'De brug is ' },
          { text: 'dicht', bold: true },
          { text: ', zegt ' },
          { text: 'men', italic: true },
          { text: '. Lees ' },
          { text: 'het verslag', link: 'https://veldermonde.example/brug' },
          { text: '.' },
        ],
      },
      { type: 'subhead', line: [{ text: 'Wat nu?' }] },
      { type: 'list', ordered: false, items: [[[{ text: 'een' }]], [[{ text: 'twee' }]]] },
      { type: 'quote', lines: [[{ text: 'Dat is jammer.' }]] },
      { type: 'paragraph', line: [{ text: 'Slot van het verhaal.' }] },
    ])
    expect(item.dropped).toEqual([])
  })

  test('without styles goes by the shape of its lines', async () => {
    const item = await only(
      docx(
        documentXml(
          [
            paragraph(run('Brug weer dicht')),
            paragraph(run('De brug bij de haven is opnieuw dicht voor al het verkeer.')),
            paragraph(run('Wat nu?', '<w:b/>')),
            paragraph(run('Er komt een pont, zegt de gemeente in een brief aan de raad.')),
          ].join(''),
        ),
      ),
    )
    expect(item.copy.headline).toBe('Brug weer dicht')
    expect(item.copy.body.map((block) => block.type)).toEqual(['paragraph', 'subhead', 'paragraph'])
  })

  test('says what was dropped, and takes comments along as a note', async () => {
    const body = [
      paragraph(run('Brug weer dicht'), { styleId: 'Title' }),
      paragraph(
        `${run('De brug is ')}<w:del w:author="MO"><w:r><w:delText>half </w:delText></w:r></w:del><w:ins w:author="MO">${run('helemaal ')}</w:ins>${run('dicht')}<w:r><w:footnoteReference w:id="2"/></w:r>${run('.')}`,
      ),
      paragraph(
        '<w:r><w:drawing><wp:inline><wp:docPr descr="De brug bij nacht"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rIdP"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
      ),
      `<w:tbl><w:tr><w:tc>${paragraph(run('een'))}</w:tc><w:tc>${paragraph(run('twee'))}</w:tc></w:tr></w:tbl>`,
    ].join('')
    const item = await only(
      docx(documentXml(body), {
        relations:
          relationship('rIdP', 'image', 'media/brug.png') +
          relationship('rIdF', 'footnotes', 'footnotes.xml') +
          relationship('rIdC', 'comments', 'comments.xml'),
        parts: [
          { name: 'word/media/brug.png', data: 'png' },
          {
            name: 'word/footnotes.xml',
            data: notesXml(
              'footnotes',
              `<w:footnote w:id="2">${paragraph(run('Bron: de gemeente.'))}</w:footnote>`,
            ),
          },
          {
            name: 'word/comments.xml',
            data: notesXml(
              'comments',
              `<w:comment w:id="1" w:author="Ilse">${paragraph(run('Klopt dit?'))}</w:comment>`,
            ),
          },
        ],
      }),
    )
    expect(item.note).toBe('Ilse: Klopt dit?')
    expect(item.copy.body).toEqual([
      { type: 'paragraph', line: [{ text: 'De brug is helemaal dicht.' }] },
      { type: 'paragraph', line: [{ text: 'een | twee' }] },
    ])
    expect(item.dropped).toEqual(
      expect.arrayContaining([
        { what: 'picture', text: 'De brug bij nacht' },
        { what: 'table', text: '' },
        { what: 'footnote', text: 'Bron: de gemeente.' },
        { what: 'deletion', text: 'half' },
      ]),
    )
  })
})

test('a story in ODT has the same', async () => {
  const item = await only(
    odt(
      `<text:p text:style-name="Title">Brug weer dicht</text:p><text:p>VELDERMONDE (ANP) - De brug is <text:span text:style-name="T1">dicht</text:span>, zie <text:a xlink:href="https://veldermonde.example/brug">hier</text:a><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Bron.</text:p></text:note-body></text:note>.</text:p><text:h text:outline-level="1">Wat nu?</text:h><text:list><text:list-item><text:p>een</text:p></text:list-item></text:list><text:p>Slot.</text:p>`,
      '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>',
    ),
  )
  expect(item.copy).toMatchObject({
    headline: 'Brug weer dicht',
    dateline: ['VELDERMONDE'],
    credits: ['ANP'],
  })
  expect(item.copy.body).toEqual([
    {
      type: 'paragraph',
      line: [
        { text: 'De brug is ' },
        { text: 'dicht', bold: true },
        { text: ', zie ' },
        { text: 'hier', link: 'https://veldermonde.example/brug' },
        { text: '.' },
      ],
    },
    { type: 'subhead', line: [{ text: 'Wat nu?' }] },
    { type: 'list', ordered: false, items: [[[{ text: 'een' }]]] },
    { type: 'paragraph', line: [{ text: 'Slot.' }] },
  ])
  expect(item.dropped).toEqual([{ what: 'footnote', text: 'Bron.' }])
})

const one = (name: string, more: object = {}): Buffer => zip([{ name, data: 'tekst', ...more }])

describe('an archive', () => {
  test.each([
    ['of files', one('stuk.txt'), 'archive'],
    ['that climbs out', one('../../stuk.txt'), 'unsafe-archive'],
    ['from the root', one('/etc/stuk.txt'), 'unsafe-archive'],
    ['with a drive', one('C:\\stuk.txt'), 'unsafe-archive'],
    ['with a link', one('stuk.txt', { mode: 0o120777 }), 'unsafe-archive'],
    ['with a password', one('stuk.txt', { flags: 1 }), 'locked'],
    [
      'with doubles',
      zip([
        { name: 'a', data: '' },
        { name: 'A', data: '' },
      ]),
      'unsafe-archive',
    ],
    [
      'with too many',
      zip(Array.from({ length: 2001 }, (_, at) => ({ name: `${at}`, data: '' }))),
      'unsafe-archive',
    ],
    ['that swells', one('stuk.txt', { data: 'a'.repeat(10_000_000) }), 'unsafe-archive'],
    [
      'that claims to be small',
      docx('', { parts: [{ name: 'word/document.xml', data: 'a'.repeat(9_000_000), size: 9 }] }),
      'malformed',
    ],
    ['that is cut off', one('stuk.txt').subarray(0, 30), 'malformed'],
    [
      'of a sheet',
      zip([
        { name: '[Content_Types].xml', data: '' },
        { name: 'xl/workbook.xml', data: '' },
      ]),
      'not-text',
    ],
    ['whose document has a type of its own', docx('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'malformed'],
    ['whose document nests too deep', docx(documentXml('<w:p>'.repeat(5000))), 'too-deep'],
  ])('%s ends in a reason', async (_name, bytes, reason) => {
    expect(await reasonOf(bytes)).toBe(reason)
  })
})
