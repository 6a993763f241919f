import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filesOf, pageFileName, slugOf } from '../../../../shared/formats/files.ts'
import type { Release } from '../../../../shared/formats/release.ts'
import { bodyText, plainText, toText } from '../../../../shared/formats/text.ts'
import { release, runs } from '../../../support/arbitrary-copy.ts'

const NOW = Date.UTC(2026, 10, 18, 13, 42)

const RELEASE: Release = {
  item: '0b6e4c1e-58b2-4d6f-9f0a-5b1c1a2b3c4d',
  copy: {
    kind: 'lead',
    kicker: 'Veerdienst',
    headline: 'Veerboot vaart weer',
    byline: 'Ilse Verkade',
    dateline: ['VELDERMONDE'],
    credits: ['ANP', 'RTR'],
    section: 's',
    slug: '',
    urgency: null,
    language: 'nl',
    body: [
      { type: 'paragraph', line: [{ text: 'De boot ' }, { text: 'vaart', bold: true }, { text: ' weer.' }] },
      { type: 'subhead', line: [{ text: 'Wachtrij' }] },
      { type: 'list', ordered: true, items: [[[{ text: 'een' }]], [[{ text: 'twee' }], [{ text: 'meer' }]]] },
      { type: 'quote', lines: [[{ text: '"Fijn."' }], [{ text: 'Schipper' }]] },
    ],
  },
  version: 1,
  revision: 'a'.repeat(64),
  firstCreatedAt: NOW,
  releasedAt: NOW,
  shownAt: NOW,
  embargoUntil: null,
  status: 'usable',
  note: '',
  sectionName: 'Buitenland',
  agencies: [],
  deskName: 'Sluispost',
  zone: 'Europe/Amsterdam',
}

describe('plain text', () => {
  test('is the copy as it is read, one blank line between blocks', () => {
    expect(plainText(RELEASE)).toBe(`Veerdienst
Veerboot vaart weer
Door Ilse Verkade

VELDERMONDE (ANP/RTR) - De boot vaart weer.

Wachtrij

1. een
2. twee
   meer

"Fijn."
Schipper
`)
  })

  test('follows the language of the copy', () => {
    expect(toText({ ...RELEASE.copy, language: 'en-GB' })).toContain('By Ilse Verkade')
    expect(toText({ ...RELEASE.copy, byline: 'Van onze verslaggever' })).toContain(
      '\nVan onze verslaggever\n',
    )
  })

  test('has its dateline also where no paragraph opens the body, and none where there is none', () => {
    const subhead = { type: 'subhead' as const, line: [{ text: 'Nacht' }] }
    expect(bodyText({ dateline: ['OORD'], credits: [], body: [subhead] })).toBe('OORD\n\nNacht')
    expect(bodyText({ dateline: [], credits: [], body: [subhead] })).toBe('Nacht')
  })

  test('says where a link leads, once, behind its words, and not where the words say it', () => {
    const said = (...line: { text: string; link?: string; bold?: true }[]): string =>
      toText({ ...RELEASE.copy, dateline: [], credits: [], body: [{ type: 'paragraph', line }] })
        .split('\n')
        .at(-1) ?? ''
    const link = 'https://sluispost.nl/dossier'
    expect(said({ text: 'Lees het ' }, { text: 'dossier', link }, { text: '.' })).toBe(
      `Lees het dossier (${link}).`,
    )
    expect(said({ text: 'het ', link }, { text: 'dossier ', link, bold: true }, { text: 'na' })).toBe(
      `het dossier (${link}) na`,
    )
    expect(said({ text: 'Op ' }, { text: 'sluispost.nl/dossier', link })).toBe('Op sluispost.nl/dossier')
    expect(said({ text: 'https://sluispost.nl', link: 'https://sluispost.nl/' })).toBe('https://sluispost.nl')
    expect(said({ text: 'Tip ons', link: 'mailto:tip@sluispost.nl' })).toBe('Tip ons (tip@sluispost.nl)')
    expect(said({ text: 'tip@sluispost.nl', link: 'mailto:tip@sluispost.nl' })).toBe('tip@sluispost.nl')
    expect(said({ text: 'klik', link: 'javascript:alert(1)' })).toBe('klik')
  })

  test('an address is in the file, and not among the words that are counted', () => {
    const line = [{ text: 'dossier', link: 'https://sluispost.nl/dossier' }]
    expect(bodyText({ dateline: [], credits: [], body: [{ type: 'paragraph', line }] })).toBe('dossier')
  })

  test('no line ends in a space', () => {
    const body = [
      { type: 'paragraph' as const, line: [{ text: 'Een. \nTwee.  ' }] },
      { type: 'list' as const, ordered: false, items: [[[{ text: 'drie\u00a0' }]]] },
    ]
    expect(bodyText({ dateline: [], credits: [], body })).toBe('Een.\nTwee.\n\n- drie')
    fc.assert(
      fc.property(release, (any) => {
        expect(toText(any.copy)).not.toMatch(/[^\S\n]$/mu)
      }),
      runs(150),
    )
  })

  test('a kill says so and repeats nothing', () => {
    const text = plainText({ ...RELEASE, status: 'canceled', note: 'Onjuist.' })
    expect(text).toMatch(/^Ingetrokken bericht\n\nSluispost heeft dit bericht ingetrokken op /u)
    expect(text).not.toMatch(/veerboot|onjuist/iu)
  })
})

describe('names of files', () => {
  test('come from the slug, else the headline, else the opening, and end in the item', () => {
    const names = (copy: Partial<Release['copy']>) =>
      filesOf({ ...RELEASE, copy: { ...RELEASE.copy, ...copy } }).map((file) => file.name)
    expect(names({ slug: 'Veerboot Meeuw' })).toEqual([
      'veerboot-meeuw-1a2b3c4d.ninjs.json',
      'veerboot-meeuw-1a2b3c4d.html',
      'veerboot-meeuw-1a2b3c4d.txt',
    ])
    expect(names({})[1]).toBe('veerboot-vaart-weer-1a2b3c4d.html')
    expect(names({ headline: '' })[1]).toBe('de-boot-vaart-weer-1a2b3c4d.html')
    expect(names({ headline: '北京', body: [] })[1]).toBe('lead-1a2b3c4d.html')
  })

  test.each([
    ['Caïro: Łódź & Ærø', 'cairo-lodz-aero'],
    ["'s-Gravenhage, d'r foto’s", 's-gravenhage-dr-fotos'],
    ['../../etc/passwd', 'etc-passwd'],
    ['C:\\con.txt', 'c-con-txt'],
    ['ĲSSELMEER', 'ijsselmeer'],
    ['...', ''],
  ])('%s becomes %s', (text, slug) => {
    expect(slugOf(text)).toBe(slug)
  })

  test('are safe on every system, whatever they are made from', () => {
    fc.assert(
      fc.property(release, (any) => {
        const names = filesOf(any).map((file) => file.name)
        for (const name of names) {
          expect(name).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*\.(?:ninjs\.json|html|txt)$/u)
          expect(name.length).toBeLessThan(100)
        }
        expect(new Set(names).size).toBe(3)
      }),
      runs(150),
    )
  })

  test('of a long headline end between words', () => {
    const slug = slugOf(
      'Een heel lange kop over een boot die na maanden van stilte toch weer uitvaart vandaag',
    )
    expect(slug).toBe('een-heel-lange-kop-over-een-boot-die-na-maanden-van-stilte')
    expect(slugOf('a'.repeat(300))).toHaveLength(60)
  })

  test('of pages are their section', () => {
    expect(pageFileName('Buitenland')).toBe('buitenland.html')
    expect(pageFileName('Con')).toBe('section-con.html')
    expect(pageFileName('北京')).toBe('section.html')
  })
})
