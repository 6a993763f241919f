import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ageInWords } from '../../../../shared/domain/age.ts'
import { Block, lineText } from '../../../../shared/domain/copy.ts'
import { printDateline } from '../../../../shared/domain/dateline.ts'
import { looksLikePage, structurePage } from '../../../../shared/paste/page.ts'
import type { PasteInput, PastePage } from '../../../../shared/paste/page-types.ts'
import { PasteReportEntry } from '../../../../shared/paste/report.ts'
import { cpuTime } from '../../../support/cpu-time.ts'
import { agencies } from '../domain/agencies.ts'
import { asExpected, expectedOf } from './expected-page.ts'

const NOW = Date.UTC(2026, 0, 15, 10, 30)
const options = { agencies, sections: [{ id: 'foreign', name: 'Buitenland' }], now: NOW }
const pages = new URL('../../../support/pages/', import.meta.url)
const file = (name: string): string => readFileSync(new URL(name, pages), 'utf8')

const read = (input: PasteInput): PastePage => {
  const result = structurePage(input, options)
  if (result.kind !== 'page') throw new Error(result.reason)
  return result
}
const plain = (...lines: string[]): PastePage => read({ plain: lines.join('\n') })
const html = (source: string): PastePage => read({ plain: '', html: source })
const shape = (page: PastePage): string[] =>
  page.lead.body.map((block) => `${block.type}: ${'line' in block ? lineText(block.line) : ''}`)
const told = (page: PastePage): string[] =>
  page.report.map(({ code, params }) => [code, ...Object.values(params)].join(' '))

const STORY = 'De raad van Oltmar heeft de haven gesloten en wacht nu op een antwoord van het vasteland.'
const MORE = 'Volgens de havenmeester kan het nog dagen duren voordat de eerste veerboot weer uitvaart.'

describe('a whole page', () => {
  it('in plain text gives the expected structure', () => {
    expect(asExpected(read({ plain: file('invented-page.txt') }))).toEqual(
      expectedOf(file('invented-page.expected.json')),
    )
  })

  it('in HTML gives the same structure', () => {
    const page = read({ plain: file('invented-page.txt'), html: file('invented-page.html') })
    expect(asExpected(page)).toEqual(expectedOf(file('invented-page.expected.json')))
    expect(told(page)).toEqual([
      'headline-found Eilandraad van Oltmar sluit haven, veerdiensten liggen stil',
      'dateline-found PORT-SELVIG (ANP/RTR/AFP)',
      'section-found Buitenland',
      'paragraphs 5',
      'subheads 1',
      'briefs 7',
      'ages 7',
      'dateline-normalised PORT-SELVIG (ANP/RTR/AFP) – PORT-SELVIG (ANP/RTR/AFP) -',
      "dateline-normalised 'S-GRAVENMARK (ANP/dpa) - 's-GRAVENMARK (ANP/dpa) -",
      expect.stringMatching(/^quotes-straightened \d+$/u),
      'spaces-normalised 2',
      'soft-hyphens-removed 1',
      'pictures-dropped 1',
      'captions-dropped 1',
      'scripts-dropped 1',
      'embeds-dropped 1',
      'controls-dropped 2',
      'links-dropped 5',
    ])
  })

  it('makes copy without marks that only the page needed', () => {
    const page = read({ plain: '', html: file('invented-page.html') })
    for (const block of [...page.lead.body, ...page.briefs.flatMap((brief) => brief.body)]) {
      expect(Block.parse(block)).toEqual(block)
      expect('line' in block && block.line.length).toBe(1)
    }
    expect(page.report.every((entry) => PasteReportEntry.safeParse(entry).success)).toBe(true)
  })

  it('shows the same ages again at the moment of pasting, ties in the order of the page', () => {
    const page = read({ plain: file('invented-page.txt') })
    const wanted = JSON.parse(file('invented-page.expected.json')) as {
      rail: { briefs: { ageText: string }[] }
    }
    expect(page.briefs.map((brief) => ageInWords(brief.shownAt ?? 0, NOW, 'nl'))).toEqual(
      wanted.rail.briefs.map((brief) => brief.ageText),
    )
    expect(page.briefs.map((brief) => brief.order)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(looksLikePage(page)).toBe(true)
  })

  const seed = new URL('../../../../../shared/seed/', import.meta.url)
  it('the page that the product was asked for (../shared/seed) gives the expected structure', (context) => {
    if (!existsSync(seed)) context.skip('../shared/seed is not beside this checkout')
    const register = ['ANP', 'RTR', 'AFP', 'DPA'].map((code) => ({ code, name: code, home: code === 'ANP' }))
    const text = readFileSync(new URL('buitenland.txt', seed), 'utf8')
    const result = structurePage({ plain: text }, { ...options, agencies: register })
    if (result.kind === 'page')
      for (const item of [result.lead, ...result.briefs])
        expect(text).toContain(printDateline({ places: item.dateline, credits: item.credits }))
    expect(asExpected(result)).toEqual(expectedOf(readFileSync(new URL('expected.json', seed), 'utf8')))
  })
})

describe('the lead', () => {
  it('has its kicker, headline, byline and age above the dateline', () => {
    const page = plain(
      'Oltmar',
      'Haven blijft dicht',
      'Door Ilse Vermaat',
      '3 uur geleden',
      `SELVIG (ANP) - ${STORY}`,
    )
    expect(page.lead).toMatchObject({
      kicker: 'Oltmar',
      headline: 'Haven blijft dicht',
      byline: 'Door Ilse Vermaat',
      dateline: ['SELVIG'],
      ageMinutes: 180,
    })
    expect(shape(page)).toEqual([`paragraph: ${STORY}`])
  })

  it('keeps the first words of a sentence that are an age elsewhere, and is not dated back by them', () => {
    for (const opening of [
      'Yesterday US troops withdrew',
      'An hour ago NATO ended its drill',
      'Gisteren VN-troepen',
    ]) {
      const text = `${opening} from the valley of Oltmar, where they had waited since the summer.`
      const page = plain('Haven blijft dicht', text, MORE)
      expect(shape(page)[0], opening).toBe(`paragraph: ${text}`)
      expect([page.lead.ageMinutes, page.lead.shownAt], opening).toEqual([null, null])
    }
  })

  it('has its age before the dateline, on the same line', () => {
    for (const dateline of ['ALMATY (ANP) -', 'ALMATY -', '(ANP) -']) {
      const page = plain('Haven blijft dicht', `2 uur geleden ${dateline} ${STORY}`)
      expect([page.lead.ageMinutes, shape(page)], dateline).toEqual([120, [`paragraph: ${STORY}`]])
    }
  })

  it('keeps an introduction above the dateline as a paragraph', () => {
    expect(shape(plain('Haven blijft dicht', MORE, `SELVIG (ANP) - ${STORY}`))).toEqual([
      `paragraph: ${MORE}`,
      `paragraph: ${STORY}`,
    ])
  })

  it('reads a dateline on a line of its own, and one of agencies alone', () => {
    const page = plain('Haven blijft dicht', 'SELVIG (ANP) -', STORY)
    expect([page.lead.dateline, shape(page)]).toEqual([['SELVIG'], [`paragraph: ${STORY}`]])
    expect(plain('Haven blijft dicht', `(ANP) - ${STORY}`).lead).toMatchObject({
      dateline: [],
      credits: ['ANP'],
    })
  })

  it('tells an unknown agency, a dropped date and an offered place', () => {
    expect(told(plain(`SELVIG 24/04 (ANP/XYZ) = ${STORY}`))).toEqual([
      'dateline-found SELVIG (ANP/XYZ)',
      'paragraphs 1',
      'agency-unknown XYZ',
      'dateline-normalised SELVIG 24/04 (ANP/XYZ) = SELVIG (ANP/XYZ) -',
      'date-dropped 24/04',
    ])
    const offered = plain('Haven blijft dicht', `Port Selvig (ANP) - ${STORY}`)
    expect(offered.lead).toMatchObject({ headline: 'Haven blijft dicht', dateline: [], credits: [] })
    expect(told(offered)).toContain('dateline-offered Port Selvig (ANP) - PORT SELVIG (ANP) -')
  })

  it('has a headline without a dateline when its shape says so', () => {
    expect(plain('Haven blijft dicht', STORY, MORE).lead.headline).toBe('Haven blijft dicht')
    expect(plain(STORY, MORE).lead.headline).toBe('')
    expect(html(`<h2>Haven dicht</h2><p>${STORY}</p>`).lead.headline).toBe('Haven dicht')
  })
})

describe('subheads', () => {
  it('are short lines between two paragraphs', () => {
    expect(shape(plain('Kop', `SELVIG (ANP) - ${STORY}`, 'Lege schappen', MORE, 'Wat nu?', STORY))).toEqual([
      `paragraph: ${STORY}`,
      'subhead: Lege schappen',
      `paragraph: ${MORE}`,
      'subhead: Wat nu?',
      `paragraph: ${STORY}`,
    ])
  })

  it('are never guessed at the end, in a row, or from a sentence', () => {
    const kinds = (...lines: string[]): string[] =>
      plain('Kop', `SELVIG (ANP) - ${STORY}`, ...lines).lead.body.map((block) => block.type)
    expect(kinds('Lege schappen')).toEqual(['paragraph', 'paragraph'])
    expect(kinds('Lege schappen', 'Volle zalen', MORE)).toEqual([
      'paragraph',
      'paragraph',
      'paragraph',
      'paragraph',
    ])
    expect(kinds('Dat was het.', MORE)).toEqual(['paragraph', 'paragraph', 'paragraph'])
    expect(kinds('Hij zei:', MORE)).toEqual(['paragraph', 'paragraph', 'paragraph'])
    expect(kinds('en dan nog iets', MORE)).toEqual(['paragraph', 'paragraph', 'paragraph'])
  })

  it('are headings and bold lines in HTML', () => {
    const page = html(
      `<h1>Kop</h1><p>SELVIG (ANP) - ${STORY}</p><h3>Een</h3><p>${MORE}</p><p><b>Twee</b></p><p>${STORY}</p>`,
    )
    expect(shape(page).filter((line) => line.startsWith('sub'))).toEqual(['subhead: Een', 'subhead: Twee'])
  })
})

describe('the rail', () => {
  const lead = ['Kop', `SELVIG (ANP) - ${STORY}`, MORE]

  it('starts at its title, also when that runs together with the first brief', () => {
    const page = plain(...lead, `Meer uit BuitenlandTEL ISSAR (ANP) - ${STORY}`, '4 minuten geleden')
    expect(page.briefs).toMatchObject([
      { dateline: ['TEL ISSAR'], ageMinutes: 4, section: { id: 'foreign' } },
    ])
  })

  it('keeps the name of a section that the desk does not have', () => {
    const page = plain(...lead, 'More from Abroad', `TEL ISSAR (ANP) - ${STORY}`, '5 hours ago')
    expect(page.section).toEqual({ name: 'Abroad', id: null })
    expect(told(page)).toContain('section-unknown Abroad')
  })

  it('starts without a title at the second dateline', () => {
    const page = plain(...lead, `TEL ISSAR (ANP) - ${STORY}`, 'gisteren', `KYRLOV (ANP) - ${MORE}`)
    expect(page.lead.body).toHaveLength(2)
    expect(page.briefs.map((brief) => [brief.dateline, brief.ageMinutes])).toEqual([
      [['TEL ISSAR'], 1440],
      [['KYRLOV'], null],
    ])
  })

  it('takes a line of text that begins like a title for text', () => {
    const page = plain(...lead, 'Meer uit voorzorg', MORE)
    expect([page.section, page.briefs]).toEqual([null, []])
    expect(shape(page)).toContain('subhead: Meer uit voorzorg')
  })

  it('reads ages that stand in front, headlines, and several paragraphs', () => {
    const page = plain(
      ...lead,
      'Meer uit Buitenland',
      '1 uur geleden',
      'Geiten terug',
      `VAL D'ORNÈS (ANP) - ${STORY}`,
      MORE,
      '2 uur geleden',
      `KYRLOV (ANP) - ${MORE}`,
    )
    expect(page.briefs).toMatchObject([
      { headline: 'Geiten terug', dateline: ["VAL D'ORNÈS"], ageMinutes: 60, body: [{}, {}] },
      { dateline: ['KYRLOV'], ageMinutes: 120 },
    ])
  })

  it('reads headlines with an age and nothing else', () => {
    const page = plain(
      ...lead,
      'Meer uit Buitenland',
      'Geiten terug',
      '1 uur geleden',
      'Klokken zwijgen',
      '2 uur geleden',
    )
    expect(page.briefs.map((brief) => [brief.headline, brief.body, brief.ageMinutes])).toEqual([
      ['Geiten terug', [], 60],
      ['Klokken zwijgen', [], 120],
    ])
  })

  it('tells what is left over and keeps it out of the copy', () => {
    const page = plain(
      ...lead,
      'Meer uit Buitenland',
      `KYRLOV (ANP) - ${MORE}`,
      '2 uur geleden',
      'Naar het archief',
    )
    expect(page.briefs).toHaveLength(1)
    expect(told(page)).toContain('left-over 1 Naar het archief')
  })

  it('takes the instant of a <time> that shows a clock', () => {
    const page = html(
      `<h1>Kop</h1><p>SELVIG (ANP) - ${STORY}</p><h2>Meer uit Buitenland</h2><ul><li>KYRLOV (ANP) - ${MORE}
       <time datetime="2026-01-15T10:10:00Z">11.10 uur</time></li></ul>`,
    )
    expect(page.briefs).toMatchObject([{ ageMinutes: 20, shownAt: Date.UTC(2026, 0, 15, 10, 10) }])
  })
})

describe('limits', () => {
  it('refuse what is too big, and read the plain text when only the HTML is', () => {
    const big = `<p>${'a '.repeat(1_100_000)}`
    expect(structurePage({ plain: 'a'.repeat(2_200_000) }, options)).toMatchObject({
      kind: 'refused',
      reason: 'too-big',
    })
    expect(structurePage({ plain: '', html: big }, options)).toMatchObject({
      kind: 'refused',
      reason: 'too-big',
    })
    expect(told(read({ plain: STORY, html: big }))).toContain('html-ignored too-big')
  })

  it('refuse what is nested too deep', () => {
    const deep = `${'<div>'.repeat(300)}tekst`
    expect(structurePage({ plain: '', html: deep }, options)).toEqual({
      kind: 'refused',
      reason: 'too-deep',
      limit: 200,
    })
    expect(told(read({ plain: STORY, html: deep }))).toContain('html-ignored too-deep')
    expect(html(`${'<div>'.repeat(150)}tekst`).lead.body).toHaveLength(1)
  })

  it('hold for hostile text too: what is long is read in time that grows with its length', () => {
    const baits = [
      'a ',
      ' ',
      'A (',
      ',,a ',
      "''",
      '\u00a0',
      '4 uur geleden',
      'KYRLOV (ANP) - a\n',
      '\n',
      'Meer uit ',
    ]
    const marked = [
      '<b>a</b><br><br>',
      '<p style=";;">a',
      '<li>',
      '<a href="https://a.b">a</a> ',
      '<time>1 uur geleden</time>',
    ]
    for (const bait of [...baits, ...marked]) {
      const source = bait.repeat(Math.floor(500_000 / bait.length))
      const started = cpuTime()
      structurePage({ plain: source }, options)
      if (marked.includes(bait)) structurePage({ plain: '', html: source }, options)
      expect(cpuTime() - started, bait).toBeLessThan(3000)
    }
  }, 120_000)

  it('never throw, whatever comes', () => {
    const bits = fc.constantFrom(
      '<p>',
      '</p>',
      '<ul><li>',
      '<b>',
      '</b>',
      '<table><td>',
      'KYRLOV (ANP) - ',
      '1 uur geleden',
      'Meer uit Buitenland',
      '\n',
      'Tekst. ',
      '<time>',
      '&lt;',
      '<h2>',
      '<!--',
      '<br>',
      '\u00a0',
    )
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 30 }), (parts) => {
        const source = parts.join('')
        for (const input of [{ plain: source }, { plain: '', html: source }])
          for (const block of read(input).lead.body) Block.parse(block)
      }),
    )
  })
})

describe('looksLikePage', () => {
  it('wants a dateline, or a headline above two paragraphs', () => {
    expect(looksLikePage(plain(`SELVIG (ANP) - ${STORY}`))).toBe(true)
    expect(looksLikePage(plain('Haven blijft dicht', STORY, MORE))).toBe(true)
    expect(looksLikePage(plain('Haven blijft dicht', STORY))).toBe(false)
    expect(looksLikePage(plain(STORY, MORE, STORY))).toBe(false)
    expect(looksLikePage(plain('een woord'))).toBe(false)
    expect(looksLikePage(plain(''))).toBe(false)
  })
})
