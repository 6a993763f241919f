import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineText } from '../../../../shared/domain/copy.ts'
import type { Imported } from '../../../../shared/formats/imported.ts'
import { pageNinjs, pageNinjs2 } from '../../../../shared/formats/ninjs-page.ts'
import { readNinjs } from '../../../../shared/formats/ninjs-read.ts'
import { toNinjs2 } from '../../../../shared/formats/ninjs-two.ts'
import { toSuperdesk } from '../../../../shared/formats/superdesk.ts'
import { pageOf, releases } from '../../../prove/formats/releases.ts'
import { compare, OUTGOING } from '../../../prove/formats/round-trip.ts'
import { runs } from '../../../support/arbitrary-copy.ts'

const all = (value: unknown): Imported[] => {
  const read = readNinjs(value)
  if (!read.ok) throw new Error(read.reason)
  return read.items
}

const only = (value: unknown): Imported => {
  const [item, second] = all(value)
  if (item === undefined || second !== undefined) throw new Error('not one item')
  return item
}

const textsOf = ({ copy }: Imported): string[] =>
  copy.body.map((block) =>
    block.type === 'paragraph' || block.type === 'subhead' ? lineText(block.line) : '',
  )

describe('ninjs, all that Kopij writes of it', () => {
  test.each(OUTGOING.filter(({ format }) => format.startsWith('ninjs')))(
    '$name comes back',
    ({ format, write }) => {
      fc.assert(
        fc.property(releases, (release) => {
          expect(compare(format, release, only(JSON.parse(write(release)))).differences).toEqual([])
        }),
        runs(150),
      )
    },
  )

  test('2.2 has the names of 2.2 and says so', () => {
    const [release] = fc.sample(releases, { numRuns: 1, seed: 3 })
    if (release === undefined) throw new Error('no release')
    const ninjs = toNinjs2({ ...release, embargoUntil: 0, status: 'usable' })
    expect(ninjs).toMatchObject({
      standard: { name: 'ninjs', version: '2.2' },
      embargoed: '1970-01-01T00:00:00.000Z',
    })
    for (const name of Object.keys(ninjs)) expect(name).toBe(name.toLowerCase())
  })

  test('a page is one package, and comes apart into its items', () => {
    fc.assert(
      fc.property(fc.array(releases, { minLength: 1, maxLength: 5 }), (some) => {
        const page = pageOf('5a0d6f0e-3c55-4a34-9f4f-0a7a1a2d9c11', some)
        const uris = [page.lead, ...page.briefs].flatMap((member) =>
          member ? [`urn:uuid:${member.item}`] : [],
        )
        if (uris.length === 0) return
        for (const ninjs of [pageNinjs(page), pageNinjs2(page)])
          expect(all(ninjs).map(({ uri }) => uri)).toEqual(uris)
      }),
      runs(40),
    )
  })
})

describe("Superdesk's ninjs", () => {
  test('dates have no colon in the offset, and an embargo never ends a part of a second early', () => {
    const [release] = fc.sample(releases, { numRuns: 1, seed: 5 })
    if (release === undefined) throw new Error('no release')
    const sent = toSuperdesk({
      ...release,
      status: 'usable',
      releasedAt: Date.UTC(2026, 2, 29, 1, 0, 0, 999),
      embargoUntil: Date.UTC(2026, 2, 29, 1, 0, 0, 1),
    })
    expect(sent).toMatchObject({
      versioncreated: '2026-03-29T01:00:00+0000',
      embargoed: '2026-03-29T01:00:01+0000',
    })
  })

  test('takes no longer byline than 255 and has the whole one beside it', () => {
    const [release] = fc.sample(releases, { numRuns: 1, seed: 5 })
    if (release === undefined) throw new Error('no release')
    const byline = 'Ilse Verkade, '.repeat(40).trim()
    const sent = toSuperdesk({ ...release, status: 'usable', copy: { ...release.copy, byline } })
    expect(String(sent['byline'])).toHaveLength(255)
    expect(only(sent).copy.byline).toBe(byline)
  })

  test('what was unpublished there is not fit to publish here', () => {
    const sent = { guid: 'tag:wire.example:1', headline: 'Brug dicht', language: 'nl', version: '2' }
    expect(only({ ...sent, pubstatus: 'unpublished' })).toMatchObject({
      format: 'ninjs-superdesk',
      uri: 'tag:wire.example:1',
      version: 2,
      status: 'canceled',
    })
    expect(only({ ...sent, pubstatus: 'commissioned' }).status).toBe('withheld')
  })
})

describe('ninjs of others', () => {
  test('1.x comes apart into the story and what stands beside it', () => {
    const [story, side] = all({
      uri: 'https://wire.example/1',
      type: 'text',
      headline: 'Veerboot vaart weer (2)',
      byline: 'Ilse Verkade',
      body_xhtml: '<p>Veldermonde (dpa) - De boot vaart.</p><p>Wie mee wil, betaalt.</p><p>dpa iv xx</p>',
      description_text: 'Een boot',
      urgency: 4,
      associations: {
        main: {
          type: 'picture',
          headline: 'De Meeuw',
          renditions: { web: { href: 'https://wire.example/1.jpg' } },
        },
        side: {
          type: 'text',
          uri: 'https://wire.example/2',
          headline: 'Kaartje duurder',
          body_text: 'Elk jaar.',
        },
      },
    })
    expect(story).toMatchObject({
      format: 'ninjs-1',
      signal: 'update',
      note: '(2)\ndpa iv xx',
      rawCredits: 'Veldermonde (dpa) -',
      copy: {
        headline: 'Veerboot vaart weer',
        byline: 'Ilse Verkade',
        dateline: ['VELDERMONDE'],
        credits: ['DPA'],
        urgency: 4,
      },
    })
    expect(story && textsOf(story)).toEqual(['De boot vaart.', 'Wie mee wil, betaalt.'])
    expect(story?.dropped.find(({ what }) => what === 'picture')?.text).toBe(
      'De Meeuw https://wire.example/1.jpg',
    )
    expect(story?.dropped.some(({ text }) => text.includes('Een boot'))).toBe(true)
    expect(side).toMatchObject({ uri: 'https://wire.example/2', copy: { headline: 'Kaartje duurder' } })
  })

  test('what stands in a package that is withheld is withheld', () => {
    const [inner] = all({
      uri: 'urn:x:1',
      type: 'composite',
      pubstatus: 'withheld',
      associations: [
        { name: 'a', uri: 'urn:x:2', headlines: [{ value: 'Kop' }], bodies: [{ value: 'Tekst.' }] },
      ],
    })
    expect(inner).toMatchObject({ uri: 'urn:x:2', status: 'withheld' })
  })

  test.each([
    ['2026-03-29T01:00:00+0000', Date.UTC(2026, 2, 29, 1)],
    ['2026-03-29T03:00:00.000+02:00', Date.UTC(2026, 2, 29, 1)],
    ['2026-03-29T01:00:00', 'indefinite'],
    ['tot morgen', 'indefinite'],
    [' ', null],
  ])('an embargo of %j never ends early', (embargoed, until) => {
    expect(only({ guid: 'x', headline: 'Kop', embargoed }).embargoUntil).toBe(until)
  })

  test("the reply of a wire's API gives its items, and tells what stood round them", () => {
    const items = all({
      total: 2,
      service: 'regionaal nieuws',
      item: [
        { uri: 'urn:x:1', headline: 'Een', body_html: '<p>Tekst.</p>' },
        { uri: 'urn:x:2', headline: 'Twee', body_text: 'Tekst.' },
      ],
    })
    expect(items.map(({ copy }) => copy.headline)).toEqual(['Een', 'Twee'])
    expect(items[0]?.dropped.map(({ text }) => text).join()).toContain('regionaal nieuws')
  })

  test.each([
    [null, 'not-this-format'],
    [1, 'not-this-format'],
    [{ prijs: 3 }, 'not-this-format'],
    [{ uri: 'urn:x:1', standard: { version: '3.0' } }, 'empty'],
    [JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`), 'too-deep'],
  ])('refuses %j', (value, reason) => {
    expect(readNinjs(value)).toEqual({ ok: false, reason })
  })

  test('never throws, whatever the members are', () => {
    const keys = fc.constantFrom(
      'uri',
      'guid',
      'headline',
      'headlines',
      'bodies',
      'body_html',
      'associations',
      'pubStatus',
    )
    const value = fc.dictionary(
      keys,
      fc.oneof(fc.jsonValue(), fc.string(), fc.array(fc.dictionary(keys, fc.jsonValue()))),
    )
    fc.assert(
      fc.property(value, (any) => {
        expect(readNinjs(any)).toHaveProperty('ok')
      }),
      runs(300),
    )
  })
})
