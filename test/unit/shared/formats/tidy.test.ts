import { describe, expect, test } from 'vitest'
import type { Copy } from '../../../../shared/domain/copy.ts'
import { type Imported, newImport } from '../../../../shared/formats/imported.ts'
import { leftovers } from '../../../../shared/formats/leftover.ts'
import { tidied } from '../../../../shared/formats/tidy.ts'

const paragraphs = (...texts: string[]): Copy['body'] =>
  texts.map((text) => ({ type: 'paragraph', line: [{ text }] }))

const itemOf = (copy: Partial<Copy>, note = ''): Imported => {
  const item = newImport('nitf')
  return { ...item, note, copy: { ...item.copy, ...copy } }
}

describe('an item of others is tidied', () => {
  test.each([
    ['Brug dicht (2)', 'Brug dicht', '(2)', 'update'],
    ['Brug dicht (1LEAD)', 'Brug dicht', '(1LEAD)', 'update'],
    ['Brug dicht (UPDATE)', 'Brug dicht', '(UPDATE)', 'update'],
    ['Brug dicht (CORRECT)', 'Brug dicht', '(CORRECT)', 'correction'],
    ['Brug (52) dicht', 'Brug (52) dicht', '', null],
    ['Brug dicht (update volgt)', 'Brug dicht (update volgt)', '', null],
  ])('headline %j', (headline, kept, note, signal) => {
    const item = tidied(itemOf({ headline }))
    expect([item.copy.headline, item.note, item.signal]).toEqual([kept, note, signal])
  })

  test.each([
    ['De brug is dicht. ./.', './.', 'De brug is dicht.'],
    ['De brug is dicht. (einde)', '(einde)', 'De brug is dicht.'],
    ['De brug is dicht.', '', 'De brug is dicht.'],
  ])('ending of %j', (text, note, kept) => {
    const item = tidied(itemOf({ body: paragraphs(text) }))
    expect([item.note, item.copy.body]).toEqual([note, paragraphs(kept)])
  })

  test.each(['ats/afp', 'dpa hm bs wjh', 'dpa kre/su yysw a3 lön mda'])('sign-off %j', (signed) => {
    expect(tidied(itemOf({ body: paragraphs('Tekst.', signed) }))).toMatchObject({
      note: signed,
      copy: { body: paragraphs('Tekst.') },
    })
  })

  test.each(['# Notizblock', 'Notebook', '# dpa NOTEBOOK'])(
    '%j and what stands below it is for desks',
    (line) => {
      expect(tidied(itemOf({ body: paragraphs('Tekst.', line, 'Bel de redactie.') }))).toMatchObject({
        note: `${line}\nBel de redactie.`,
        copy: { body: paragraphs('Tekst.') },
      })
    },
  )

  test('a new version of ANP says which one it takes the place of', () => {
    const first = 'N i e u w bericht, vervangt: Brug open'
    expect(tidied(itemOf({ body: paragraphs(first, 'Tekst.') }))).toMatchObject({
      note: first,
      signal: 'update',
      copy: { body: paragraphs('Tekst.') },
    })
  })

  test.each([
    ['DEN HAAG 24/04 (ANP) = De brug.', ['DEN HAAG'], ['ANP'], 'DEN HAAG 24/04 (ANP) ='],
    ['Berlin (dpa) - De brug.', ['BERLIN'], ['DPA'], 'Berlin (dpa) -'],
    ['CHATHAM, Mass. (AP) -- De brug.', ['CHATHAM'], ['AP'], 'CHATHAM, Mass. (AP) --'],
    [
      'GAZA/JERUZALEM (ANP/AFP/RTR) - De brug.',
      ['GAZA', 'JERUZALEM'],
      ['ANP', 'AFP', 'RTR'],
      'GAZA/JERUZALEM (ANP/AFP/RTR) -',
    ],
  ])('dateline of %j', (text, dateline, credits, rawCredits) => {
    expect(tidied(itemOf({ body: paragraphs(text) }))).toMatchObject({
      rawCredits,
      copy: { dateline, credits, body: paragraphs('De brug.') },
    })
  })

  test('prose stays prose, and a dateline that is there already stays', () => {
    const prose = paragraphs('Volgens de VN (NATO) is het zo.')
    expect(tidied(itemOf({ body: prose })).copy.body).toEqual(prose)
    const dated = paragraphs('UTRECHT (ANP) - Tekst.')
    expect(tidied(itemOf({ dateline: ['ZEIST'], body: dated })).copy.body).toEqual(dated)
  })

  test('two breaks in a row part paragraphs, one does not', () => {
    expect(tidied(itemOf({ body: paragraphs('Een\n twee\n\ndrie') })).copy.body).toEqual(
      paragraphs('Een\ntwee', 'drie'),
    )
  })

  test('white space of a file is layout', () => {
    const line = [{ text: '  De\u00a0 brug\t' }, { text: ' is dicht ', bold: true as const }]
    expect(
      tidied(itemOf({ body: [{ type: 'paragraph', line }, ...paragraphs(' \u00a0 ')] })).copy.body,
    ).toEqual([{ type: 'paragraph', line: [{ text: 'De brug ' }, { text: ' is dicht', bold: true }] }])
  })
})

describe('leftovers', () => {
  test('tell what stands nowhere, by name and once, and of a long text only the sentences', () => {
    const item = itemOf({ headline: 'Brug dicht', body: paragraphs('De brug is dicht. Zij gaat open.') })
    const source = (name: string, text: string) => ({ name, text, what: 'metadata' as const })
    expect(
      leftovers(
        [item],
        [
          source('title', 'BRUG DICHT'),
          source('body', 'De brug is dicht. Morgen niet meer. Zij gaat open.'),
          source('keyword', 'sluis'),
          source('keyword', 'sluis'),
          source('keyword', 'brug'),
        ],
      ),
    ).toEqual([
      { what: 'metadata', text: 'body: Morgen niet meer.' },
      { what: 'metadata', text: 'keyword: sluis' },
    ])
  })

  test('a word that stands there once does not stand there twice', () => {
    const source = [{ name: '', text: 'Brug, brug!', what: 'metadata' as const }]
    expect(leftovers([itemOf({ headline: 'Brug' })], source)).toEqual([
      { what: 'metadata', text: 'Brug, brug!' },
    ])
  })
})
