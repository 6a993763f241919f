/** The reader's page at any minute, and what leaves by hand. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createItems } from '../../../main/desk/create.ts'
import { exportClipboard, exportFiles } from '../../../main/desk/export.ts'
import { pageAt } from '../../../main/desk/page.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(async () => {
  await desk.remove()
})

const MINUTE = 60_000
const approve = (item: string): void => {
  desk.decide(desk.founder, item, { type: 'submit' })
  const revision = desk.detail(item).state.submitted ?? ''
  expect(desk.decide(desk.founder, item, { type: 'approve', revision, bypass: null }).fault).toBeNull()
}
const at = (wall: string) => ({ wall, zone: 'Europe/Amsterdam', instant: null })
/** The page as headlines, newest first: the lead, then the rail. */
const page = (minutes: number, planned = true, lead: string | null = null): string[] => {
  const moment = Date.UTC(2026, 10, 18, 11) + minutes * MINUTE
  const made = pageAt(desk.desk.context, { section: desk.section, at: moment, lead, planned })
  return [
    ...(made.lead ? [`* ${made.lead.copy.headline}`] : []),
    ...made.briefs.map((one) => one.copy.headline),
  ]
}

describe('the page', () => {
  test('shows a planned item from its minute on, and only where plans are asked for', () => {
    const item = desk.make(desk.founder, 'brief', { headline: 'Gepland' })
    approve(item)
    desk.decide(desk.founder, item, { type: 'schedule', ...at('2026-11-18T12:10') })
    expect([page(9), page(10), page(11), page(11, false)]).toEqual([[], ['Gepland'], ['Gepland'], []])
  })

  test('shows nothing before its embargo, planned or shown at an earlier minute', () => {
    const item = desk.make(desk.founder, 'brief', { headline: 'Onder embargo' })
    desk.decide(desk.founder, item, { type: 'schedule', ...at('2026-11-18T12:10') })
    desk.decide(desk.founder, item, { type: 'embargo', until: at('2026-11-18T13:00') })
    const pasted = desk.make(desk.founder, 'brief', { headline: 'Geplakt' })
    desk.decide(desk.founder, pasted, { type: 'show', at: Date.UTC(2026, 10, 18, 11, 5) })
    desk.decide(desk.founder, pasted, { type: 'embargo', until: at('2026-11-18T12:30') })
    expect([page(20), page(29), page(30), page(59), page(60)]).toEqual([
      [],
      [],
      ['Geplakt'],
      ['Geplakt'],
      ['Onder embargo', 'Geplakt'],
    ])
  })

  test('shows what is out as it is out, and a correction from its own minute on', async () => {
    const item = desk.make(desk.founder, 'brief', { headline: 'Eerst' })
    approve(item)
    desk.decide(desk.founder, item, { type: 'release' })
    await desk.settle()
    desk.write(desk.founder, item, { headline: 'Verbeterd' })
    expect([page(1), page(1, false)]).toEqual([['Eerst'], ['Eerst']])
    approve(item)
    desk.decide(desk.founder, item, { type: 'schedule', ...at('2026-11-18T12:40') })
    expect([page(39), page(40), page(40, false)]).toEqual([['Eerst'], ['Verbeterd'], ['Eerst']])
    desk.decide(desk.founder, item, { type: 'kill', reason: 'fout' })
    expect(page(60)).toEqual([])
  })

  test('shows the lead that somebody is looking at as it stands, whatever became of it', () => {
    const lead = desk.make(desk.founder, 'lead', { headline: 'In bewerking' })
    expect([page(0), page(0, true, lead), page(0, true, randomUUID())]).toEqual([[], ['* In bewerking'], []])
  })

  test('newest first, ties in the order of the page that they came from', () => {
    const make = (headline: string, shownAt: number) => ({
      ...{ id: randomUUID(), kind: 'brief' as const, section: desk.section },
      ...{ copy: { headline, body: paragraphs(headline) }, shownAt: Date.UTC(2026, 10, 18, 10, shownAt) },
    })
    createItems(desk.desk.context, actorOf(desk.db, desk.founder), [
      make('vijf na, eerst', 5),
      make('vijf na, dan', 5),
      make('tien na', 10),
      make('vijf na, laatst', 5),
    ])
    const expected = ['tien na', 'vijf na, eerst', 'vijf na, dan', 'vijf na, laatst']
    expect(page(0)).toEqual(expected)
    expect(page(-51)).toEqual(expected.slice(1))
    expect(page(-56)).toEqual([])
  })
})

describe('what leaves by hand', () => {
  test('a selection as files, each named once, and as text and HTML', () => {
    const one = desk.make(desk.founder, 'lead', { headline: 'Kop & zo', body: paragraphs('Een <b>.') })
    const two = desk.make(desk.founder, 'brief', { headline: 'Kop & zo', body: paragraphs('Twee.') })
    const files = exportFiles(desk.desk.context, [one, two])
    expect(new Set(files.map((file) => file.name)).size).toBe(files.length)
    expect(files.length).toBe(6)
    const { html, text } = exportClipboard(desk.desk.context, [one, two])
    expect(html).toContain('<h1>Kop &amp; zo</h1>')
    expect(html).toContain('Een &lt;b&gt;.')
    expect(text).toContain('Twee.')
    expect(() => exportFiles(desk.desk.context, [randomUUID()])).toThrow('gone')
  })
})
