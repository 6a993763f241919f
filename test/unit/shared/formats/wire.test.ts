import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toAnpa1312 } from '../../../../shared/formats/anpa-1312.ts'
import { readAnpa1312 } from '../../../../shared/formats/anpa-1312-read.ts'
import type { Imported, ReadResult } from '../../../../shared/formats/imported.ts'
import { toIptc7901 } from '../../../../shared/formats/iptc-7901.ts'
import { readIptc7901 } from '../../../../shared/formats/iptc-7901-read.ts'
import type { Release } from '../../../../shared/formats/release.ts'
import { plainText } from '../../../../shared/formats/text.ts'
import { readWireText } from '../../../../shared/formats/text-read.ts'
import { releases } from '../../../prove/formats/releases.ts'
import { compare } from '../../../prove/formats/round-trip.ts'
import { AGENCIES, runs } from '../../../support/arbitrary-copy.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const only = (read: ReadResult): Imported => {
  const [item, second] = read.ok ? read.items : []
  if (item === undefined || second !== undefined) throw new Error(`not one item: ${JSON.stringify(read)}`)
  return item
}

const RELEASE: Release = {
  item: '0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50',
  copy: {
    kind: 'lead',
    kicker: '',
    headline: 'Veerboot Meeuw vaart na drie weken weer',
    byline: 'Ilse Verkade',
    dateline: ['VELDERMONDE', 'KÖRMENDAL'],
    credits: ['ANP', 'RTR'],
    section: '7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa',
    slug: 'veerboot-meeuw',
    urgency: 3,
    language: 'nl',
    body: [
      {
        type: 'paragraph',
        line: [
          { text: 'De veerboot vaart weer tussen de twee oevers, en dat is voor heel de streek ' },
          { text: 'goed nieuws', bold: true },
          { text: '.' },
        ],
      },
      { type: 'subhead', line: [{ text: 'Wachtrij aan de kade' }] },
      {
        type: 'paragraph',
        line: [
          {
            text: '"Eindelijk", zegt de schipper, die in de weken zonder boot niets heeft verdiend aan de streek.',
          },
        ],
      },
      {
        type: 'list',
        ordered: false,
        items: [[[{ text: 'heen: 6.15 uur' }]], [[{ text: 'terug: 22.00 uur' }]]],
      },
    ],
  },
  version: 2,
  revision: 'a'.repeat(64),
  firstCreatedAt: Date.UTC(2026, 2, 29, 0, 30),
  releasedAt: Date.UTC(2026, 2, 29, 1, 30),
  shownAt: Date.UTC(2026, 2, 29, 1, 30),
  embargoUntil: Date.UTC(2026, 2, 29, 1, 0, 1),
  status: 'usable',
  signal: 'correction',
  note: 'CORRECTIE: de naam van de boot.',
  sectionName: 'Buitenland',
  agencies: AGENCIES,
  deskName: 'Sluispost',
  zone: 'Europe/Amsterdam',
}

/** What any wire gives back of copy as a newsroom writes it: all but marks and what it has no place for. */
const CARRIED = {
  headline: RELEASE.copy.headline,
  byline: 'Ilse Verkade',
  dateline: ['VELDERMONDE', 'KÖRMENDAL'],
  credits: ['ANP', 'RTR'],
  body: [
    {
      type: 'paragraph',
      line: [
        { text: 'De veerboot vaart weer tussen de twee oevers, en dat is voor heel de streek goed nieuws.' },
      ],
    },
    ...RELEASE.copy.body.slice(1),
  ],
}

const FORMATS = [
  ['iptc-7901', toIptc7901, readIptc7901],
  ['anpa-1312', toAnpa1312, readAnpa1312],
  ['wire-text', plainText, (file: Uint8Array) => readWireText(new TextDecoder().decode(file))],
] as const

/** What is said of a file without a word in it. */
const NOTHING: ReadResult = { ok: false, reason: 'empty' }

test('an item without a word is an empty text, which is said to be empty', () => {
  const text = plainText({
    ...RELEASE,
    ...{ signal: null, embargoUntil: null, note: '' },
    copy: { ...RELEASE.copy, headline: '', byline: '', dateline: [], credits: [], body: [] },
  })
  expect(text.trim()).toBe('')
  expect(readWireText(text)).toEqual(NOTHING)
})

describe.each(FORMATS)('%s', (format, write, read) => {
  test('gives back a story as a newsroom writes it', () => {
    expect(only(read(bytes(write(RELEASE)))).copy).toMatchObject(CARRIED)
  })

  test('loses exactly what it is documented to lose, whatever was written', () => {
    fc.assert(
      fc.property(releases, (release) => {
        const text = write(release)
        if (text.trim() === '') expect(read(bytes(text))).toEqual(NOTHING)
        else expect(compare(format, release, only(read(bytes(text)))).differences).toEqual([])
      }),
      runs(150),
    )
  })

  test('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (any) => {
        expect(read(any)).toHaveProperty('ok')
      }),
      runs(200),
    )
  })
})

describe.each([
  ['iptc-7901', toIptc7901, readIptc7901],
  ['anpa-1312', toAnpa1312, readAnpa1312],
] as const)('%s beside the copy', (_name, write, read) => {
  test('carries slug, moment, note, signal and an embargo that never ends early', () => {
    expect(only(read(bytes(write(RELEASE))))).toMatchObject({
      status: 'usable',
      signal: 'correction',
      versionCreatedAt: Date.UTC(2026, 2, 29, 1, 30),
      embargoUntil: Date.UTC(2026, 2, 29, 1, 1),
      copy: { slug: 'veerboot-meeuw' },
    })
  })

  test('a kill is a kill, without a word of what it takes away', () => {
    const sent = write({ ...RELEASE, status: 'canceled', signal: null, note: 'Onjuist gebleken.' })
    expect(sent).not.toContain('Meeuw vaart')
    expect(only(read(bytes(sent)))).toMatchObject({ status: 'canceled', copy: { body: [] } })
  })
})

/** Control signs by their names, so that what stands in an envelope can be read here. */
const named = (line: string | undefined): string =>
  (line ?? '').replace(/\p{Cc}/gu, (sign) => `{${sign.charCodeAt(0).toString(16)}}`)

test('7901 stands in its envelope, in lines of 69 signs', () => {
  const lines = toIptc7901(RELEASE).split('\r\n')
  expect(named(lines[0])).toMatch(/^\{1\}kop\d{4} 3 n \d+ {2}kopij \d{4}$/u)
  expect(lines[2]).toBe('veerboot-meeuw/')
  expect(named(lines[3])).toMatch(/^\{2\}/u)
  expect(named(lines.at(-3))).toBe('{3}290130 GMT Mar 26')
  expect(named(lines.at(-1))).toBe('{4}')
  for (const line of lines.slice(3, -3)) expect(line.length).toBeLessThanOrEqual(73)
})

test('ANPA stands in its envelope', () => {
  const lines = toAnpa1312(RELEASE).split('\r\n')
  expect(named(lines[0])).toMatch(/^\{16\}\{16\}\{1\}K\d{4}\{1f\}kopij$/u)
  expect(named(lines[1])).toMatch(/^b n\{13\}\{11\} BC-veerboot-meeuw 1stLd-Writethru {2}03-29 \d{4}$/u)
  expect(named(lines[2])).toMatch(/^\{2\}\^BC-veerboot-meeuw, 1st Ld-Writethru,\d+<$/u)
  expect(named(lines.at(-4))).toBe('{3}KO-PJ-03-29-26 0130GMT<')
})

describe("others' wires", () => {
  test('dpa: marks of versions and the notebook go to the note, envelopes may be damaged', () => {
    const item = only(
      readIptc7901(
        bytes(
          [
            'ecb0071 3 i 120    dpa 0042',
            '',
            'ferries/Veldermonde/',
            '2ND LEAD',
            'Ferry sails again after three weeks in dock =',
            '',
            'Veldermonde (dpa) - The ferry sails again, to the great relief of the',
            'whole town, its mayor said on Tuesday.',
            '',
            'HOLD is the name of the dog.',
            '',
            '# Notebook',
            '',
            '## Editorial contacts',
            '- Reporting by: Jo Doe',
            '',
            'dpa jd xx',
            '',
            '290130 GMT Dez 26',
          ].join('\n'),
        ),
      ),
    )
    expect(item).toMatchObject({
      status: 'usable',
      signal: 'update',
      versionCreatedAt: Date.UTC(2026, 11, 29, 1, 30),
      copy: {
        headline: 'Ferry sails again after three weeks in dock',
        slug: 'ferries/Veldermonde',
        dateline: ['VELDERMONDE'],
        credits: ['DPA'],
        urgency: 3,
      },
    })
    expect(item.note.split('\n')).toEqual([
      '2ND LEAD',
      '# Notebook',
      '## Editorial contacts',
      '- Reporting by: Jo Doe',
      'dpa jd xx',
    ])
    expect(item.copy.body).toHaveLength(2)
  })

  test('a kill, a hold and an embargo are said in capitals; a headline about one is a headline', () => {
    const message = (head: string): Imported =>
      only(
        readIptc7901(
          bytes(`\u0001abc0001 3 i 10 dpa 1\r\n\r\nx/\r\n\u0002${head} =\r\n\r\nText of it.\r\n\u0003`),
        ),
      )
    expect(message('KILL KILL KILL\r\nFerry').status).toBe('canceled')
    expect(message('HOLD\r\nFerry').status).toBe('withheld')
    expect(message('SPERRFRIST: morgen\r\nFerry').embargoUntil).toBe('indefinite')
    const calm = message('Kill switch for phones: embargo on sale ends')
    expect([calm.status, calm.embargoUntil, calm.copy.headline]).toEqual([
      'usable',
      null,
      'Kill switch for phones: embargo on sale ends',
    ])
  })

  test('ANPA: tables are kept as lines, quotes are made straight', () => {
    const item = only(
      readAnpa1312(
        bytes(
          [
            '\u0016\u0016\u0001A0001\u001f_wire',
            'u s\u0013\u0011 BC-XX--Regatta     03-29 0100',
            '\u0002^BC-XX--Regatta Results,100<',
            '^Rowers beat the tide<',
            '^Eds: With table.<',
            '^By JO DOE=',
            '^Wire Sports Writer=',
            "\t   VELDERMONDE, Overzee (AP) _ ``We row,'' she said.",
            '\u0008Velden;3;4;5\u0010 ',
            '\t   ___',
            '\t   The end of it.',
            '',
            '\u0003AP-WF-03-29-26 0130GMT<',
            '\u000c',
            '\u0004',
          ].join('\r\n'),
        ),
      ),
    )
    expect(item).toMatchObject({
      note: 'With table.\nWire Sports Writer',
      rawCredits: 'VELDERMONDE, Overzee (AP) -',
      copy: { headline: 'Rowers beat the tide', byline: 'JO DOE', slug: 'XX--Regatta Results', urgency: 2 },
    })
    expect(
      item.copy.body.map((block) => (block.type === 'paragraph' ? block.line[0]?.text : block.type)),
    ).toEqual(['"We row," she said.', 'Velden | 3 | 4 | 5', 'The end of it.'])
  })
})
