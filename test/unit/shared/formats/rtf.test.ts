import { describe, expect, test } from 'vitest'
import type { Imported } from '../../../../shared/formats/imported.ts'
import { readFile } from '../../../../shared/formats/read-file.ts'

const latin = (text: string): Uint8Array => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

const only = (rtf: string): Imported => {
  const read = readFile(latin(rtf))
  const [item, second] = read.ok ? read.items : []
  if (item === undefined || second !== undefined) throw new Error(`not one item: ${JSON.stringify(read)}`)
  return item
}

const text = (body: Imported['copy']['body']): string[] =>
  body.map((block) =>
    block.type === 'paragraph' || block.type === 'subhead'
      ? block.line.map((run) => run.text).join('')
      : block.type,
  )

const HEAD =
  '{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Arial Cyr;}}{\\colortbl;\\red0;}{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}{\\s2 Title;}{\\s3 Quote;}}'

describe('a story in RTF', () => {
  test('has its headline, byline, dateline, subheads, marks and links', () => {
    const item = only(
      `${HEAD}\\pard\\s2 Brug weer dicht\\par\\pard Door Merel Oosterhof\\par
\\pard VELDERMONDE (ANP) - De brug is {\\b dicht}, zegt {\\i men}. Lees {\\field{\\*\\fldinst{HYPERLINK "https://veldermonde.example/brug"}}{\\fldrslt{\\ul het verslag}}}.\\par
\\pard\\s1 Wat nu?\\par\\pard Er komt een pont.\\par\\pard\\s3 Dat is jammer.\\par}`,
    )
    expect(item.copy).toMatchObject({
      headline: 'Brug weer dicht',
      byline: 'Merel Oosterhof',
      dateline: ['VELDERMONDE'],
      credits: ['ANP'],
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
      { type: 'paragraph', line: [{ text: 'Er komt een pont.' }] },
      { type: 'quote', lines: [[{ text: 'Dat is jammer.' }]] },
    ])
    expect(item.dropped).toEqual([])
  })

  test('is read in its own letters', () => {
    const item = only(
      `${HEAD}\\pard Kop van het stuk\\par\\pard Caf\\'e9 co\\u246?rdinatie, \\u-10179?\\u-8704? en {\\f1\\'cc\\'ee\\'f1\\'ea\\'e2\\'e0}.\\~Klaar\\emdash.\\par}`,
    )
    expect(text(item.copy.body)).toEqual(['Café coördinatie, 😀 en Москва. Klaar—.'])
  })

  test('keeps lists together and knows which are numbered', () => {
    const item = only(
      `${HEAD}\\pard Kop van het stuk\\par\\pard Dit is de eerste zin van het stuk.\\par
\\pard{\\listtext\\'b7\\tab}\\ls1 een\\par\\pard{\\listtext\\'b7\\tab}\\ls1 twee\\par\\pard Tussen.\\par\\pard{\\listtext 1.\\tab}\\ls2 drie\\par}`,
    )
    expect(item.copy.body.slice(1)).toEqual([
      { type: 'list', ordered: false, items: [[[{ text: 'een' }]], [[{ text: 'twee' }]]] },
      { type: 'paragraph', line: [{ text: 'Tussen.' }] },
      { type: 'list', ordered: true, items: [[[{ text: 'drie' }]]] },
    ])
  })

  test('says what was dropped: pictures, notes, comments, deletions, hidden words, margins', () => {
    const item = only(
      `${HEAD}{\\info{\\title Werktitel}{\\author Ilse}}{\\header Redactie Zuid\\par}\\pard Kop van het stuk\\par
\\pard Er staat{\\footnote Een voetnoot.} iets{\\*\\atnid MO}{\\*\\atnauthor Merel}{\\*\\annotation Klopt dit?} over {\\deleted niets }een brug{\\v geheim}.{\\pict\\pngblip 89504e47}\\par
\\trowd\\intbl een\\cell twee\\cell\\row\\pard Slot.\\par}`,
    )
    expect(item.note).toBe('Merel: Klopt dit?')
    expect(text(item.copy.body)).toEqual(['Er staat iets over een brug.', 'een | twee |', 'Slot.'])
    expect(item.dropped).toEqual(
      expect.arrayContaining([
        { what: 'metadata', text: 'Werktitel Ilse' },
        { what: 'metadata', text: 'Redactie Zuid' },
        { what: 'footnote', text: 'Een voetnoot.' },
        { what: 'picture', text: '' },
        { what: 'table', text: '' },
        { what: 'deletion', text: 'niets' },
        { what: 'hidden', text: 'geheim' },
      ]),
    )
  })

  test('never follows a link that is no address of the web', () => {
    const item = only(
      `${HEAD}\\pard Kop van het stuk\\par\\pard Zie {\\field{\\*\\fldinst{HYPERLINK "file:///etc/passwd"}}{\\fldrslt dit}} en {\\field{\\*\\fldinst{INCLUDETEXT "\\\\\\\\evil\\\\x"}}{\\fldrslt dat}}.\\par}`,
    )
    expect(item.copy.body).toEqual([{ type: 'paragraph', line: [{ text: 'Zie dit en dat.' }] }])
  })
})

describe('broken RTF', () => {
  test.each([
    ['a bomb of groups', `{\\rtf1 ${'{'.repeat(100_000)}`, 'too-deep'],
    ['nothing', '{\\rtf1}', 'empty'],
    ['a picture alone', '{\\rtf1{\\pict 00}}', 'empty'],
    ['bytes that are not there', '{\\rtf1\\bin2147483647 }', 'empty'],
  ])('of %s ends in a reason', (_name, rtf, reason) => {
    expect(readFile(latin(rtf))).toEqual({ ok: false, reason })
  })

  test.each([
    ['ends halfway a word', '{\\rtf1 De brug is dicht vandaag.\\pa'],
    ['ends halfway a sign', "{\\rtf1 De brug is dicht vandaag.\\'e"],
    ['closes more than it opens', '{\\rtf1 De brug is dicht vandaag.}}}}}'],
  ])('that %s keeps its words', (_name, rtf) => {
    expect(text(only(rtf).copy.body)[0]).toContain('De brug is dicht vandaag.')
  })
})
