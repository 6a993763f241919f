import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DatelineResult,
  datelineAsTyped,
  parseDateline,
  printDateline,
  upperPlace,
} from '../../../../shared/domain/dateline.ts'
import { cpuTime } from '../../../support/cpu-time.ts'
import { agencies } from './agencies.ts'

const read = (text: string): DatelineResult => parseDateline(text, { agencies })

const printOf = (result: DatelineResult): string =>
  result.kind === 'none'
    ? ''
    : printDateline({ places: result.places, credits: result.credits.map((credit) => credit.code) })

/** What the text becomes: kind, printed dateline, and the words behind it. */
const outcome = (text: string): [string, string, string] => {
  const result = read(text)
  return [result.kind, printOf(result), text.slice(result.kind === 'none' ? 0 : result.length)]
}

describe('datelines that wires, colleagues and web pages write', () => {
  const cases: [string, string][] = [
    ['MEXICO-STAD (ANP/RTR) - ', 'MEXICO-STAD (ANP/RTR) - '],
    ['GAZA/JERUZALEM (ANP/AFP/RTR) - ', 'GAZA/JERUZALEM (ANP/AFP/RTR) - '],
    ['UTRECHT (ANP) - ', 'UTRECHT (ANP) - '],
    ['DEN HAAG (ANP) - ', 'DEN HAAG (ANP) - '],
    ['SÃO PAULO (ANP/RTR) - ', 'SÃO PAULO (ANP/RTR) - '],
    ['SINT-PETERSBURG (ANP) - ', 'SINT-PETERSBURG (ANP) - '],
    ["'s-GRAVENHAGE (ANP) - ", "'s-GRAVENHAGE (ANP) - "],
    ["'S-GRAVENHAGE (ANP) - ", "'s-GRAVENHAGE (ANP) - "],
    ['’s-GRAVENHAGE (ANP) - ', "'s-GRAVENHAGE (ANP) - "],
    ['‘s-HERTOGENBOSCH (ANP) - ', "'s-HERTOGENBOSCH (ANP) - "],
    ["'t HARDE (ANP) - ", "'t HARDE (ANP) - "],
    ["N'DJAMENA (ANP/AFP) - ", "N'DJAMENA (ANP/AFP) - "],
    ['N’DJAMENA (ANP/AFP) - ', "N'DJAMENA (ANP/AFP) - "],
    ["VAL D'ISÈRE (ANP) - ", "VAL D'ISÈRE (ANP) - "],
    ['KYIV/MOSKOU (ANP/RTR) - ', 'KYIV/MOSKOU (ANP/RTR) - '],
    ['KYIV / MOSKOU (ANP) - ', 'KYIV/MOSKOU (ANP) - '],
    ['BRUSSEL (ANP/dpa) - ', 'BRUSSEL (ANP/dpa) - '],
    ['BRUSSEL (anp/DPA) - ', 'BRUSSEL (ANP/dpa) - '],
    ['MÜNCHEN (dpa) - ', 'MÜNCHEN (dpa) - '],
    ['CAI\u0308RO (ANP) - ', 'CAÏRO (ANP) - '],
    ['IJMUIDEN (ANP) - ', 'IJMUIDEN (ANP) - '],
    ['ĲMUIDEN (ANP) - ', 'IJMUIDEN (ANP) - '],
    ['ST. GALLEN (ANP) - ', 'ST. GALLEN (ANP) - '],
    ['ALPHEN-AAN-DEN-RIJN (ANP) - ', 'ALPHEN-AAN-DEN-RIJN (ANP) - '],
    ['Å (ANP) - ', 'Å (ANP) - '],
    ['ALMATY (ANP/RTR/AFP) – ', 'ALMATY (ANP/RTR/AFP) - '],
    ['ALMATY (AP-TV) — ', 'ALMATY (AP-TV) - '],
    ['WASHINGTON (ANP/RTR). ', 'WASHINGTON (ANP/RTR) - '],
    ['ALMATY (ANP) _ ', 'ALMATY (ANP) - '],
    ['ALMATY (ANP) -- ', 'ALMATY (ANP) - '],
    ['ALMATY(ANP)-', 'ALMATY (ANP) - '],
    ['  ALMATY   ( ANP / RTR )  -  ', 'ALMATY (ANP/RTR) - '],
    ['ALMATY\u00a0(ANP)\u00a0-\u00a0', 'ALMATY (ANP) - '],
    ['AL\u00adMATY (ANP) - ', 'ALMATY (ANP) - '],
    ['ALMATY (ANP-RTR) - ', 'ALMATY (ANP/RTR) - '],
    ['ALMATY (ANP, RTR) - ', 'ALMATY (ANP/RTR) - '],
    ['ALMATY (ANP)\n', 'ALMATY (ANP) - '],
    ['DEN HAAG 24/04 (ANP) = ', 'DEN HAAG (ANP) - '],
    ['(ANP) - ', '(ANP) - '],
    ['(anp/xyz) - ', '(ANP/xyz) - '],
  ]
  for (const [written, printed] of cases)
    it(JSON.stringify(written), () => {
      expect(outcome(`${written}Tekst.`)).toEqual(['found', printed, 'Tekst.'])
      const result = read(`${written}Tekst.`)
      expect(result.kind === 'found' && result.normalised).toBe(written !== printed)
    })

  it('tells the date that it drops', () => {
    for (const [written, dropped] of [
      ['DEN HAAG 24/04 (ANP) = Tekst', '24/04'],
      ['DEN HAAG, 24 april (ANP) - Tekst', '24 april'],
      ['DEN HAAG, 24 april 2026 (ANP) - Tekst', '24 april 2026'],
      ['WASHINGTON, Jan. 6 (RTR) - Tekst', 'Jan. 6'],
    ] as const)
      expect(read(written)).toMatchObject({ kind: 'found', normalised: true, dropped })
  })

  it('keeps an unknown agency in its place and marks it', () => {
    expect(read('ALMATY (ANP/Xinhua/RTR) - Tekst')).toMatchObject({
      kind: 'found',
      credits: [
        { code: 'ANP', known: true },
        { code: 'Xinhua', known: false },
        { code: 'RTR', known: true },
      ],
    })
    expect(read('ALMATY (TASS/KZN) - Tekst')).toMatchObject({
      kind: 'found',
      credits: [{ known: false }, { known: false }],
    })
  })

  it('needs no register for capitals and codes', () => {
    expect(parseDateline('ALMATY (ANP/dpa) - Tekst', { agencies: [] }).kind).toBe('found')
  })
})

describe('places in mixed case are offered', () => {
  const cases: [string, string][] = [
    ['Almaty (ANP) - ', 'ALMATY (ANP) - '],
    ['San Mateo (ANP) - ', 'SAN MATEO (ANP) - '],
    ["'s-Gravenhage (ANP) - ", "'s-GRAVENHAGE (ANP) - "],
    ['IJmuiden (ANP) – ', 'IJMUIDEN (ANP) - '],
    ['Alphen aan den Rijn (anp) - ', 'ALPHEN AAN DEN RIJN (ANP) - '],
    ['KYIV/Moskou (ANP) - ', 'KYIV/MOSKOU (ANP) - '],
    ['De Bilt (ANP) - ', 'DE BILT (ANP) - '],
  ]
  for (const [written, printed] of cases)
    it(written, () => {
      expect(outcome(`${written}Tekst`)).toEqual(['offer', printed, 'Tekst'])
    })

  it('and so is a dateline without its separator', () => {
    expect(read('ALMATY (ANP) Tekst')).toMatchObject({ kind: 'offer', reason: 'no-separator', length: 12 })
  })
})

describe('running text is never taken', () => {
  for (const prose of [
    '',
    'Volgens de VN (NATO)',
    'Volgens de VN (NATO) - dat is nieuw - gaat het beter.',
    'Volgens Reuters (RTR) - dat is nieuw - gaat het beter.',
    'Almaty (Kazachstan) - de grootste stad',
    'Hij zei (ANP) - dat',
    'DEN HAAG (Nederland) - Tekst',
    'ALMATY (zie ook pagina 4) - Tekst',
    'ALMATY (ANP) -5 graden',
    'ALMATY (ANP)... Tekst',
    'ALMATY (ANP, Tekst',
    'ALMATY () - Tekst',
    '/ALMATY (ANP) - Tekst',
    'ALMATY//KYIV (ANP) - Tekst',
    'Het was druk. ALMATY (ANP) - Tekst',
    '12 (ANP) - Tekst',
    'De zaak (NATO/EU/VN) - zo luidt het',
  ])
    it(JSON.stringify(prose), () => {
      expect(read(prose).kind).toBe('none')
    })
})

describe('a place without agencies', () => {
  it('is found only where it can hardly be anything else', () => {
    for (const [text, printed] of [
      ['ALMATY - Tekst', 'ALMATY - '],
      ['DEN HAAG – "Nee"', 'DEN HAAG - '],
      ['GAZA-STAD/JERUZALEM - Tekst', 'GAZA-STAD/JERUZALEM - '],
    ] as const)
      expect(outcome(text).slice(0, 2)).toEqual(['found', printed])
  })

  it('is offered when it is short, for it may be an abbreviation', () => {
    expect(read('KYIV - Tekst')).toMatchObject({ kind: 'offer', reason: 'no-credits', places: ['KYIV'] })
    expect(read('NAVO - Tekst').kind).toBe('offer')
  })

  it('is text when it is a rubric, an agency, mixed case or not set off by spaces', () => {
    for (const text of [
      'UPDATE - Tekst',
      'BELGA - Tekst',
      'Almaty - Tekst',
      'ALMATY-Tekst',
      'ALMATY - tekst',
      'ALMATY. Tekst',
    ])
      expect(read(text).kind).toBe('none')
  })
})

describe('strict', () => {
  const strict = (text: string): string => parseDateline(text, { agencies, strict: true }).kind
  it('takes the printed form and nothing else', () => {
    expect(strict('GAZA/JERUZALEM (ANP/AFP) - Tekst')).toBe('found')
    for (const text of [
      'ALMATY (ANP) – Tekst',
      'ALMATY (ANP)- Tekst',
      'ALMATY (ANP/XYZ) - Tekst',
      'Almaty (ANP) - Tekst',
      'ALMATY (DPA) - Tekst',
    ])
      expect(strict(text)).toBe('none')
  })
})

describe('datelineAsTyped', () => {
  it('fires at the key that completes the separator, and at no other', () => {
    for (const text of ['ALMATY (ANP/RTR/AFP) - ', 'ALMATY (ANP) – ', '(ANP) - ']) {
      const fired = [...text].map((_, at) => datelineAsTyped(text.slice(0, at + 1), agencies).kind)
      expect(fired.indexOf('found')).toBe(text.length - 1)
      expect(fired.slice(0, -1).every((kind) => kind === 'none')).toBe(true)
    }
  })

  it('offers mixed case and leaves prose alone', () => {
    expect(datelineAsTyped('Almaty (ANP) - ', agencies).kind).toBe('offer')
    expect(datelineAsTyped('Volgens de VN (NATO) - ', agencies).kind).toBe('none')
    expect(datelineAsTyped('ALMATY (ANP) - Tekst - ', agencies).kind).toBe('none')
  })
})

describe('upperPlace', () => {
  it('makes printed capitals', () => {
    for (const [place, printed] of [
      ['ijmuiden', 'IJMUIDEN'],
      ['ĳmuiden', 'IJMUIDEN'],
      ['São Paulo', 'SÃO PAULO'],
      ["'s-Gravenhage", "'s-GRAVENHAGE"],
      ['’S-hertogenbosch', "'s-HERTOGENBOSCH"],
      ["'t Harde", "'t HARDE"],
      ["Noordwijk aan 't Meer", "NOORDWIJK AAN 't MEER"],
      ["n'djamena", "N'DJAMENA"],
      ['Gießen', 'GIESSEN'],
    ] as const) {
      expect(upperPlace(place)).toBe(printed)
      expect(upperPlace(printed)).toBe(printed)
    }
  })
})

describe('properties', () => {
  const word = fc.constantFrom(
    'ALMATY',
    'SÃO',
    "N'DJAMENA",
    'ÅS',
    'ST.',
    'KYIV',
    "D'ISÈRE",
    'ŁÓDŹ',
    'ÎLE',
    'Ø',
  )
  const place = fc
    .tuple(
      fc.constantFrom('', '', "'s-", "'t "),
      fc.array(word, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(' ', '-'),
    )
    .map(([article, words, joint]) => `${article}${words.join(joint)}`)
  const code = fc.constantFrom('ANP', 'RTR', 'AFP', 'dpa', 'AP-TV', 'XYZ', 'Tass')
  const parts = fc.record({
    places: fc.array(place, { maxLength: 3 }),
    credits: fc
      .array(code, { minLength: 1, maxLength: 5 })
      .filter((codes) => codes.some((one) => agencies.some((agency) => agency.code === one))),
  })

  it('what is printed is read back as it was, and needs no normalising', () => {
    fc.assert(
      fc.property(parts, fc.constantFrom('', 'Tekst', '"Nee"', '12 doden'), (dateline, story) => {
        const text = printDateline(dateline)
        const result = parseDateline(`${text}${story}`, { agencies })
        expect(result).toMatchObject({
          kind: 'found',
          places: dateline.places,
          length: text.length,
          normalised: false,
        })
        expect(result.kind === 'found' && result.credits.map((credit) => credit.code)).toEqual(
          dateline.credits,
        )
      }),
    )
  })

  it('reading and printing anything twice is reading and printing it once', () => {
    const noise = fc.constantFrom(
      ' ',
      '-',
      ' – ',
      '(',
      ')',
      '/',
      '.',
      '=',
      "'s-",
      'ANP',
      'dpa',
      'Almaty',
      'ALMATY',
      '24/04',
      '\n',
      ',',
    )
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 12 }), (bits) => {
        const text = bits.join('')
        const first = read(text)
        if (first.kind === 'none') return
        expect(first.length).toBeLessThanOrEqual(text.length)
        if (first.credits.length === 0) return
        expect(printOf(read(`${printOf(first)}Tekst`))).toBe(printOf(first))
      }),
      { numRuns: 2000 },
    )
  })

  it('never throws and never lingers, whatever comes', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void read(text)))
    const started = cpuTime()
    for (const bait of [' ', 'A', "A'", 'A-', '(', 'A (', 'A/', 'A (A ', '\u00a0', 'A 24/04 '])
      read(bait.repeat(200_000))
    expect(cpuTime() - started).toBeLessThan(250)
  })
})
