import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Ninjs, toNinjs } from '../../../../shared/formats/ninjs.ts'
import { fromNinjs } from '../../../../shared/formats/ninjs-read.ts'
import type { Release } from '../../../../shared/formats/release.ts'
import { AGENCIES, release, runs } from '../../../support/arbitrary-copy.ts'
import { officialNinjs } from '../../../support/official-schema.ts'

const RELEASE: Release = {
  item: '0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50',
  copy: {
    kind: 'lead',
    kicker: 'Veerdienst',
    headline: 'Veerboot "Meeuw" < 3 uur stil & terug',
    byline: 'Ilse Verkade',
    dateline: ['VELDERMONDE', 'KÖRMENDAL'],
    credits: ['ANP', 'XYZ', 'RTR'],
    section: '7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa',
    slug: 'veerboot-meeuw',
    urgency: 3,
    language: 'nl',
    body: [
      { type: 'paragraph', line: [{ text: 'De veerboot vaart weer.' }] },
      { type: 'subhead', line: [{ text: 'Wachtrij' }] },
      { type: 'quote', lines: [[{ text: '"Eindelijk", zegt de schipper.' }]] },
    ],
  },
  version: 2,
  revision: 'a'.repeat(64),
  firstCreatedAt: Date.UTC(2026, 2, 29, 0, 30),
  releasedAt: Date.UTC(2026, 2, 29, 1, 30),
  shownAt: Date.UTC(2026, 2, 29, 1, 30),
  embargoUntil: Date.UTC(2026, 2, 29, 1, 0),
  status: 'usable',
  note: 'CORRECTIE: de naam van de boot.',
  sectionName: 'Buitenland',
  agencies: AGENCIES,
  deskName: 'Sluispost',
  zone: 'Europe/Amsterdam',
}

describe('ninjs', () => {
  test('says what standards, section 2, asks', () => {
    const { bodies, ...rest } = toNinjs(RELEASE)
    expect(rest).toEqual({
      uri: 'urn:uuid:0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50',
      standard: {
        name: 'ninjs',
        version: '3.1',
        schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
      },
      type: 'text',
      representationType: 'full',
      profile: 'kopij-lead',
      version: '2',
      firstCreated: '2026-03-29T00:30:00.000Z',
      versionCreated: '2026-03-29T01:30:00.000Z',
      embargoedUntil: '2026-03-29T01:00:00.000Z',
      pubStatus: 'usable',
      urgency: 3,
      edNote: 'CORRECTIE: de naam van de boot.',
      language: 'nl',
      title: 'Veerboot "Meeuw" < 3 uur stil & terug',
      by: 'Ilse Verkade',
      slugline: 'veerboot-meeuw',
      located: 'VELDERMONDE',
      headlines: [
        { role: 'main', contentType: 'text/plain', value: 'Veerboot "Meeuw" < 3 uur stil & terug' },
        { role: 'kicker', contentType: 'text/plain', value: 'Veerdienst' },
      ],
      descriptions: [
        { role: 'dateline', contentType: 'text/plain', value: 'VELDERMONDE/KÖRMENDAL (ANP/XYZ/RTR)' },
      ],
      places: [
        { name: 'VELDERMONDE', rel: 'dateline' },
        { name: 'KÖRMENDAL', rel: 'dateline' },
      ],
      subjects: [{ name: 'Buitenland', rel: 'section', literal: '7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa' }],
      infoSources: [
        { literal: 'ANP', name: 'Algemeen Nederlands Persbureau' },
        { literal: 'XYZ' },
        { literal: 'RTR', name: 'Reuters' },
      ],
      altIds: [
        { role: 'kopij', value: RELEASE.item },
        { role: 'kopij-revision', value: RELEASE.revision },
      ],
    })
    const text =
      'VELDERMONDE/KÖRMENDAL (ANP/XYZ/RTR) - De veerboot vaart weer.\n\nWachtrij\n\n"Eindelijk", zegt de schipper.'
    expect(bodies?.map((body) => [body.role, body.contentType])).toEqual([
      ['main', 'text/html'],
      ['main', 'text/plain'],
    ])
    expect(bodies?.[1]?.value).toBe(text)
    expect(bodies?.[0]?.value).toContain('<span class="credit">(ANP/XYZ/RTR)</span></span> - De veerboot')
    expect(bodies?.[0]?.wordCount).toBe(bodies?.[1]?.wordCount)
  })

  test('a kill keeps the identity, says canceled and carries no body', () => {
    const killed = toNinjs({ ...RELEASE, status: 'canceled', version: 3, note: 'Onjuist gebleken.' })
    expect(killed).toMatchObject({
      uri: 'urn:uuid:0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e4f50',
      version: '3',
      pubStatus: 'canceled',
      representationType: 'partial',
      edNote: 'Onjuist gebleken.',
    })
    expect(killed).not.toHaveProperty('bodies')
    expect(fromNinjs(killed).body).toEqual([])
  })

  test('gives back the whole copy, through JSON and back', () => {
    fc.assert(
      fc.property(release, (any) => {
        const usable: Release = { ...any, status: 'usable' }
        expect(fromNinjs(JSON.parse(JSON.stringify(toNinjs(usable))))).toEqual(usable.copy)
      }),
      runs(500),
    )
  })

  test('stays within its own model', () => {
    fc.assert(
      fc.property(release, (any) => {
        const ninjs = toNinjs(any)
        expect(Ninjs.parse(ninjs)).toEqual(ninjs)
      }),
      runs(200),
    )
  })

  test('is valid by the official ninjs 3.1 schema', (context) => {
    const official = officialNinjs()
    if ('missing' in official) return context.skip(official.missing)
    expect(official.check({ ...toNinjs(RELEASE), pubstatus: 'usable' })).not.toEqual([])
    expect(official.check({ ...toNinjs(RELEASE), firstCreated: 'gisteren' })).not.toEqual([])
    for (const status of ['usable', 'canceled'] as const)
      expect(official.check(toNinjs({ ...RELEASE, status }))).toEqual([])
    fc.assert(
      fc.property(release, (any) => {
        expect(official.check(toNinjs(any))).toEqual([])
      }),
      runs(200),
    )
    return undefined
  })
})

describe('ninjs of others', () => {
  test('is read from what it has: properties first, else the text', () => {
    expect(
      fromNinjs({
        uri: 'https://wire.example/1',
        headlines: [{ value: 'Kop' }],
        infoSources: [{ name: 'Nørdia' }],
        trustIndicators: [],
        bodies: [{ value: 'Een.\n\nTwee.' }],
      }),
    ).toMatchObject({
      headline: 'Kop',
      credits: ['Nørdia'],
      dateline: [],
      body: [
        { type: 'paragraph', line: [{ text: 'Een.' }] },
        { type: 'paragraph', line: [{ text: 'Twee.' }] },
      ],
    })
    const spans = '<p><span class="dateline">OORD <span class="credit">(ANP/RTR)</span></span> - Tekst.</p>'
    expect(
      fromNinjs({ uri: 'urn:x:1', bodies: [{ role: 'main', contentType: 'text/html', value: spans }] }),
    ).toMatchObject({ dateline: ['OORD'], credits: ['ANP', 'RTR'] })
  })

  test.each([null, 1, 'x', [], {}, { uri: 'geen adres' }, { uri: 'urn:x:1', bodies: [{}] }])(
    'refuses %j',
    (value) => {
      expect(() => fromNinjs(value)).toThrow()
    },
  )
})
