/** Lists, counts, search and what is fresh, as the rail shows them. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readSections } from '../../../main/db/register.ts'
import { createItems } from '../../../main/desk/create.ts'
import { list, search } from '../../../main/desk/lists.ts'
import { overview } from '../../../main/desk/overview.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { markItemSeen } from '../../../main/desk/seen.ts'
import { ListName } from '../../../shared/domain/view.ts'
import type { Input } from '../../../shared/ipc/contract.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let editor: string
let chief: string
beforeEach(async () => {
  desk = await openTestDesk()
  editor = await desk.add('Joris Baan', ['editor'])
  chief = await desk.add('Hanneke de Wit', ['chief'])
})
afterEach(async () => {
  await desk.remove()
})

const actor = (person: string) => actorOf(desk.desk.context.db, person)
const query = (change: Partial<Input<'desk', 'items.list'>> = {}): Input<'desk', 'items.list'> => ({
  ...{ list: 'desk', section: null, kind: null, states: [], offset: 0, limit: 100 },
  ...change,
})
const headlines = (person: string, change: Partial<Input<'desk', 'items.list'>>): string[] =>
  list(desk.desk.context, actor(person), query(change)).rows.map((row) => row.headline)
const approve = (item: string): void => {
  desk.decide(desk.founder, item, { type: 'submit' })
  const revision = desk.detail(item).state.submitted ?? ''
  expect(desk.decide(chief, item, { type: 'approve', revision, bypass: null }).fault).toBeNull()
}
const at = (wall: string) => ({ type: 'schedule' as const, wall, zone: 'Europe/Amsterdam', instant: null })

/** One item in every state, named after it. */
const everyState = (): Record<string, string> => {
  const made: Record<string, string> = {}
  const make = (name: string, kind: 'lead' | 'brief' = 'lead'): string => {
    desk.clock.advance(1000)
    const item = desk.make(desk.founder, kind, { headline: name })
    made[name] = item
    return item
  }
  make('concept')
  make('kortje', 'brief')
  desk.decide(desk.founder, make('ingediend'), { type: 'submit' })
  approve(make('goedgekeurd'))
  for (const [name, wall] of [
    ['gepland laat', '2026-11-18T18:00'],
    ['gepland vroeg', '2026-11-18T14:00'],
  ] as const) {
    const item = make(name)
    approve(item)
    desk.decide(desk.founder, item, at(wall))
  }
  for (const name of ['uit', 'ingetrokken']) {
    const item = make(name)
    approve(item)
    expect(desk.decide(desk.founder, item, { type: 'release' }).fault).toBeNull()
  }
  desk.decide(chief, made['ingetrokken'] ?? '', { type: 'kill', reason: 'fout', bypass: 'nacht' })
  desk.decide(desk.founder, make('weg'), { type: 'spike' })
  expect(desk.decide(desk.founder, make('prullenbak'), { type: 'delete' }).fault).toBeNull()
  return made
}

describe('the lists of the rail', () => {
  test('hold what belongs there, in their order', async () => {
    everyState()
    await desk.settle()
    const expected: Record<ListName, string[]> = {
      desk: ['uit', 'gepland vroeg', 'gepland laat', 'goedgekeurd', 'ingediend', 'kortje', 'concept'],
      mine: ['uit', 'gepland vroeg', 'gepland laat', 'goedgekeurd', 'ingediend', 'kortje', 'concept'],
      approve: ['ingediend'],
      queue: ['gepland vroeg', 'gepland laat', 'kortje'],
      out: ['ingetrokken', 'uit'],
      spiked: ['weg'],
      trash: ['prullenbak'],
    }
    for (const name of ListName.options) {
      const found = headlines(desk.founder, { list: name })
      // Everything was ruled on in one moment: where a list goes by when things moved, only what it holds is sure.
      if (name === 'desk' || name === 'mine' || name === 'out')
        expect([name, found.toSorted()]).toEqual([name, expected[name].toSorted()])
      else expect([name, found]).toEqual([name, expected[name]])
    }
    const { counts, sectionCounts } = await overview(desk.desk.context, actor(desk.founder))
    expect(counts).toEqual(Object.fromEntries(ListName.options.map((name) => [name, expected[name].length])))
    expect(sectionCounts).toEqual({ [desk.section]: 7 })
  })

  test('narrow by section, kind and state, and page through', () => {
    everyState()
    const other = readSections(desk.db)[0]?.id ?? ''
    createItems(desk.desk.context, actor(editor), [
      { id: randomUUID(), kind: 'brief', section: other, copy: { headline: 'elders' }, shownAt: null },
    ])
    const me = desk.founder
    expect(headlines(me, { section: other })).toEqual(['elders'])
    expect(headlines(me, { kind: 'brief' }).toSorted()).toEqual(['elders', 'kortje'])
    expect(headlines(me, { states: ['submitted', 'approved'] }).toSorted()).toEqual([
      'goedgekeurd',
      'ingediend',
    ])
    expect(headlines(me, { section: other, states: ['approved'] })).toEqual([])
    const all = headlines(me, {})
    const paged = [0, 3, 6, 9].flatMap((offset) => headlines(me, { offset, limit: 3 }))
    expect(paged).toEqual(all)
    expect(list(desk.desk.context, actor(me), query({ limit: 1 })).total).toBe(all.length)
  })

  test('mine: begun, touched, returned; not what I only read', async () => {
    const item = desk.make(editor, 'lead', { headline: 'Van Joris' })
    const other = desk.make(chief, 'lead', { headline: 'Van Hanneke' })
    expect(headlines(editor, { list: 'mine' })).toEqual(['Van Joris'])
    markItemSeen(desk.desk.context, actor(editor), other)
    expect(headlines(editor, { list: 'mine' })).toEqual(['Van Joris'])
    desk.write(editor, other, { kicker: 'Haven' })
    desk.clock.advance(1000)
    expect(headlines(editor, { list: 'mine' }).toSorted()).toEqual(['Van Hanneke', 'Van Joris'])
    desk.decide(editor, item, { type: 'submit' })
    expect(headlines(chief, { list: 'mine' })).toEqual(['Van Hanneke'])
    desk.decide(chief, item, { type: 'return', note: 'kop' })
    expect(headlines(editor, { list: 'mine' })).toContain('Van Joris')
    const row = list(desk.desk.context, actor(editor), query()).rows.find((one) => one.id === item)
    expect(row).toMatchObject({ returned: true, state: 'draft' })
    await desk.settle()
  })

  test('fresh: what somebody else changed since I looked, my own items too, and never what I did myself', async () => {
    const item = desk.make(editor, 'lead', { headline: 'Kop' })
    const fresh = (person: string): boolean | undefined =>
      list(desk.desk.context, actor(person), query()).rows.find((row) => row.id === item)?.fresh
    await desk.settle()
    expect([fresh(editor), fresh(chief)]).toEqual([false, true])
    desk.clock.advance(1000)
    markItemSeen(desk.desk.context, actor(chief), item)
    expect(fresh(chief)).toBe(false)
    desk.clock.advance(1000)
    desk.write(chief, item, { headline: 'Betere kop' })
    desk.clock.advance(1000)
    await desk.settle()
    expect([fresh(editor), fresh(chief)]).toEqual([true, false])
    markItemSeen(desk.desk.context, actor(editor), item)
    expect(fresh(editor)).toBe(false)
    desk.clock.advance(1000)
    desk.decide(editor, item, { type: 'submit' })
    desk.clock.advance(1000)
    await desk.settle()
    expect([fresh(editor), fresh(chief)]).toEqual([false, true])
  })
})

describe('search', () => {
  const find = (text: string, change: Partial<Input<'desk', 'items.search'>> = {}) =>
    search(desk.desk.context, actor(editor), { query: text, section: null, states: [], limit: 50, ...change })
  const found = (text: string, change: Partial<Input<'desk', 'items.search'>> = {}): string[] =>
    find(text, change).rows.map((row) => row.headline)

  beforeEach(() => {
    desk.make(editor, 'lead', {
      ...{ headline: 'Premier Erdoğan bezoekt Caïro', byline: 'Chloë van Münster', kicker: 'Diplomatie' },
      ...{ dateline: ["'s-HERTOGENBOSCH"], credits: ['ANP', 'RTR'], slug: 'premier-cairo' },
      body: paragraphs('De kaptein sprak over vrede.', 'Café De Zeehond was dicht. Crème brûlée.'),
    })
    desk.make(editor, 'brief', { body: paragraphs('Zonder kop, met een veerboot.') })
  })

  test.each([
    ['erdogan', 1],
    ['ERDOĞAN', 1],
    ['cairo', 1],
    ['Caïro', 1],
    ['Cai\u0308ro', 1],
    ['cafe zeehond', 1],
    ['cre\u0300me brulee', 1],
    ['munster', 1],
    ['diplomatie', 1],
    ['hertogenbosch', 1],
    ['rtr', 1],
    ['kapt', 1],
    ['kapt ', 0],
    ['premier veerboot', 0],
    ['veerb', 1],
    ['xyzzy', 0],
    ['', 0],
    ['   ', 0],
  ])('"%s" finds %i', (text, count) => {
    expect(find(text).rows).toHaveLength(count)
    expect(find(text).total).toBe(count)
  })

  test.each([
    '"',
    '""',
    "'",
    '*',
    'a*b',
    'NEAR(a b)',
    'headline:premier',
    'premier AND',
    'premier OR veerboot',
    'NOT',
    '-',
    '^',
    '(',
    ')',
    '{a b}',
    'a"b',
    '\\',
    '%',
    '_',
    ';DROP TABLE items',
    '\u0000',
    '\u2068',
    '👩‍🚒',
    'ａ',
    '+',
    'premier NOT veerboot',
    'x'.repeat(400),
    '"'.repeat(400),
    'a '.repeat(200),
  ])('hostile text is only text: %j', (text) => {
    expect(() => find(text)).not.toThrow()
    expect(found('premier')).toHaveLength(1)
  })

  test('shows the passage with the hit marked, by section and state', () => {
    const [row] = find('zeehond').rows
    expect(row?.passage).toContain('\u2068Zeehond\u2069')
    expect(found('premier', { section: desk.section })).toHaveLength(1)
    expect(found('premier', { section: 'andere' })).toHaveLength(0)
    expect(found('premier', { states: ['draft'] })).toHaveLength(1)
    expect(found('premier', { states: ['published', 'spiked'] })).toHaveLength(0)
  })

  test('follows the text, what a person types this moment included, and counts all that it found', () => {
    const item = desk.make(editor, 'brief', { headline: 'Oud woord' })
    desk.write(editor, item, { headline: 'Nieuw zinnetje' })
    expect(found('woord')).toEqual([])
    expect(found('zinnetje')).toEqual(['Nieuw zinnetje'])
    for (let index = 0; index < 20; index += 1) desk.make(editor, 'brief', { headline: `Haven ${index}` })
    expect(find('haven', { limit: 5 }).rows).toHaveLength(5)
    expect(find('haven', { limit: 5 }).total).toBe(20)
  })
})
