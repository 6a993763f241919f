import fc from 'fast-check'
import { parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import { ageInWords } from '../../../../shared/domain/age.ts'
import type { Copy } from '../../../../shared/domain/copy.ts'
import { type ReaderPage, readerPage } from '../../../../shared/domain/reader-page.ts'
import { articleHtml } from '../../../../shared/formats/article.ts'
import { fromHtml } from '../../../../shared/formats/html-read.ts'
import { pageHtml } from '../../../../shared/formats/page.ts'
import { copy, release, runs } from '../../../support/arbitrary-copy.ts'
import { elementsOf, textOf } from '../../../support/html-tree.ts'

const NOW = Date.UTC(2026, 10, 18, 13, 42)
const MINUTE = 60_000

const brief = (text: string): Copy => ({
  kind: 'brief',
  kicker: '',
  headline: '',
  byline: '',
  dateline: ['VELDERMONDE'],
  credits: ['ANP'],
  section: 's',
  slug: '',
  urgency: null,
  language: 'nl',
  body: [{ type: 'paragraph', line: [{ text }] }],
})

const lead: Copy = { ...brief('De veerboot vaart weer.'), kind: 'lead', headline: 'Veerboot vaart weer' }
const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

const frame: Omit<ReaderPage, 'lead' | 'briefs'> = {
  section: 'Buitenland',
  sections: ['Binnenland', 'Buitenland'],
  deskName: 'Sluispost',
  language: 'nl',
  at: NOW,
  zone: 'Europe/Amsterdam',
}

/** What would run, load or leave the page. A page file has none of it. */
const dangers = (html: string): string[] =>
  elementsOf(parse(html)).flatMap((element) => [
    ...('script iframe object embed link img svg form base'.split(' ').includes(element.tagName)
      ? [element.tagName]
      : []),
    ...element.attrs
      .filter(({ name, value }) => /^on|^style$|^src/u.test(name) || /^\s*javascript:/iu.test(value))
      .map(({ name }) => name),
  ])

describe('the page of a section', () => {
  const page = readerPage({
    ...frame,
    lead: null,
    items: [
      { item: id(1), copy: brief('Derde.'), shownAt: NOW - 65 * MINUTE, order: 2 },
      { item: id(2), copy: brief('Eerste.'), shownAt: NOW - 4 * MINUTE, order: 3 },
      { item: id(3), copy: brief('Tweede.'), shownAt: NOW - 65 * MINUTE, order: 1 },
      { item: id(4), copy: lead, shownAt: NOW - 20 * MINUTE, order: 4 },
    ],
  })

  test('leads with the newest lead; the rail is newest first and ties keep their order', () => {
    expect(page.lead?.item).toBe(id(4))
    expect(page.briefs.map((item) => item.item)).toEqual([id(2), id(3), id(1)])
  })

  test('leads with what was asked for, when that is on the page', () => {
    const items = [
      { item: id(1), copy: lead, shownAt: NOW, order: 1 },
      { item: id(2), copy: lead, shownAt: NOW - MINUTE, order: 2 },
    ]
    expect(readerPage({ ...frame, lead: id(2), items }).lead?.item).toBe(id(2))
    expect(readerPage({ ...frame, lead: id(9), items }).lead?.item).toBe(id(1))
    expect(readerPage({ ...frame, lead: null, items: [] })).toMatchObject({ lead: null, briefs: [] })
  })

  test('tells every age in words and as an instant', () => {
    const times = elementsOf(parse(pageHtml(page))).filter((element) => element.tagName === 'time')
    expect(times.map((time) => [time.attrs[0]?.value, textOf(time)])).toEqual([
      [new Date(NOW).toISOString(), 'woensdag 18 november 2026, 14.42 uur'],
      ['2026-11-18T13:22:00.000Z', ageInWords(NOW - 20 * MINUTE, NOW, 'nl')],
      ['2026-11-18T13:38:00.000Z', '4 minuten geleden'],
      ['2026-11-18T12:37:00.000Z', '1 uur geleden'],
      ['2026-11-18T12:37:00.000Z', '1 uur geleden'],
    ])
  })

  test('is in the language of its readers', () => {
    expect(pageHtml(page)).toContain('Meer uit Buitenland')
    const english = pageHtml({ ...page, language: 'en', section: 'World' })
    expect(english).toContain('More from World')
    expect(english).toContain('4 minutes ago')
    expect(english).toContain('<article class="story" lang="nl">')
  })

  test('stands without a lead and without briefs', () => {
    expect(pageHtml({ ...page, lead: null, briefs: [] })).toContain('Nog geen nieuws uit Buitenland.')
    for (const any of [page, { ...page, lead: null }, { ...page, briefs: [] }]) {
      const firsts = elementsOf(parse(pageHtml(any))).filter((element) => element.tagName === 'h1')
      expect(firsts).toHaveLength(1)
    }
  })

  test('runs nothing, loads nothing and lets nothing out, whatever the copy says', () => {
    fc.assert(
      fc.property(copy, copy, release, (first, second, out) => {
        const any: ReaderPage = {
          ...page,
          deskName: out.deskName,
          section: out.sectionName,
          lead: { item: id(1), copy: first, shownAt: out.shownAt },
          briefs: [{ item: id(2), copy: second, shownAt: NOW }],
        }
        expect(dangers(pageHtml(any))).toEqual([])
        expect(dangers(articleHtml(out))).toEqual([])
      }),
      runs(150),
    )
  })

  test('needs no network and no file beside it', () => {
    expect(pageHtml(page)).not.toMatch(/url\(|@import|https?:/u)
  })
})

describe('the page of an item', () => {
  test('gives its text back', () => {
    fc.assert(
      fc.property(release, (any) => {
        const { dateline, credits, body } = any.copy
        expect(fromHtml(articleHtml({ ...any, status: 'usable' }))).toEqual({ dateline, credits, body })
      }),
      runs(200),
    )
  })

  test('a kill is a notice without a word of the article, or of the reason', () => {
    const killed = articleHtml({
      item: id(1),
      copy: { ...lead, kicker: 'Veerdienst', byline: 'Ilse Verkade' },
      version: 2,
      revision: 'a'.repeat(64),
      firstCreatedAt: NOW,
      releasedAt: NOW,
      shownAt: NOW,
      embargoUntil: null,
      status: 'canceled',
      note: 'Onjuist gebleken.',
      sectionName: 'Buitenland',
      agencies: [],
      deskName: 'Sluispost',
      zone: 'Europe/Amsterdam',
    })
    expect(killed).toContain('Ingetrokken bericht')
    expect(killed).toContain(
      'Sluispost heeft dit bericht ingetrokken op woensdag 18 november 2026, 14.42 uur.',
    )
    expect(killed).toContain(`urn:uuid:${id(1)}`)
    expect(killed).not.toMatch(/veerboot|Veerdienst|Verkade|Onjuist/iu)
  })
})
