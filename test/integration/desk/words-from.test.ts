/** A brief that is made of another item: who wrote that one wrote the brief, and what holds that one back holds the brief back. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createItems } from '../../../main/desk/create.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
let editor: string
let chief: string
let second: string
beforeEach(async () => {
  desk = await openTestDesk()
  editor = await desk.add('Anna Visser', ['editor'])
  chief = await desk.add('Bram Tuinman', ['editor', 'chief'])
  second = await desk.add('Hanneke de Wit', ['chief'])
})
afterEach(() => desk.remove())

const TEXT = paragraphs('De veerboot vaart weer, zegt schipper Jansen.')
const HOUR = 3_600_000

/** Six in the evening, where the clock of the test stands at noon. */
const AT_SIX = { wall: '2026-11-18T18:00', zone: 'Europe/Amsterdam', instant: null }
const AT_FIVE = { ...AT_SIX, wall: '2026-11-18T17:00' }

const briefOf = (from: string, person = editor, id: string = randomUUID()): string => {
  const { context } = desk.desk
  createItems(context, actorOf(context.db, person), [
    { id, kind: 'brief', section: desk.section, copy: { body: TEXT }, shownAt: null, from },
  ])
  return id
}

const does = (person: string, item: string, decision: Decision): string | null =>
  desk.decide(person, item, decision).fault?.code ?? null

const approve = (person: string, item: string): string | null =>
  does(person, item, { type: 'approve', revision: desk.detail(item).state.submitted ?? '', bypass: null })

const authorsOf = (item: string): string[] =>
  desk
    .detail(item)
    .authors.map(({ id }) => id)
    .toSorted()

describe('the embargo of what it is made of', () => {
  test('is on the brief, which neither is scheduled before it nor goes out before it', async () => {
    const lead = desk.make(chief, 'lead', { headline: 'Veerboot vaart weer', body: TEXT })
    expect(does(chief, lead, { type: 'embargo', until: AT_SIX })).toBeNull()
    const brief = briefOf(lead)
    expect(desk.detail(brief).state.embargoUntil).toEqual(desk.detail(lead).state.embargoUntil)
    expect(desk.detail(brief).row.embargoUntil).toMatchObject({ wall: AT_SIX.wall })
    expect(does(editor, brief, { type: 'schedule', ...AT_FIVE })).toBe('refused-before-embargo')
    expect(does(editor, brief, { type: 'submit' })).toBeNull()
    expect(approve(second, brief)).toBeNull()
    expect(does(editor, brief, { type: 'release' })).toBe('refused-embargo')
    await desk.settle()
    expect(desk.detail(brief)).toMatchObject({ chain: 'intact', row: { waiting: false, state: 'approved' } })

    desk.clock.advance(6 * HOUR)
    expect(does(editor, brief, { type: 'release' })).toBeNull()
    await desk.settle()
    expect(desk.detail(brief).row.state).toBe('published')
  })

  test('does not come along once it is over', () => {
    const lead = desk.make(chief, 'lead', { body: TEXT })
    does(chief, lead, { type: 'embargo', until: AT_SIX })
    desk.clock.advance(6 * HOUR)
    const brief = briefOf(lead)
    expect(desk.detail(brief).state.embargoUntil).toBeNull()
    expect(desk.detail(brief).history.map(({ type }) => type)).toEqual(['created'])
  })

  test('comes along where only a computer whose clock is ahead takes it to be over', () => {
    const lead = desk.make(chief, 'lead', { body: TEXT })
    does(chief, lead, { type: 'embargo', until: AT_SIX })
    desk.clock.advance(6 * HOUR)
    desk.desk.context.skew = () => 2 * HOUR
    expect(desk.detail(briefOf(lead)).state.embargoUntil).toMatchObject({ wall: AT_SIX.wall })
  })
})

describe('the authors of what it is made of', () => {
  test('are authors of the brief: none of them approves it alone', async () => {
    const lead = desk.make(chief, 'lead', { headline: 'Veerboot vaart weer', body: TEXT })
    const brief = briefOf(lead)
    expect(authorsOf(brief)).toEqual([chief, editor].toSorted())
    expect(does(editor, brief, { type: 'submit' })).toBeNull()
    expect(desk.detail(brief, chief).actions.approve).toBe('refused-own-copy')
    expect(approve(chief, brief)).toBe('refused-own-copy')
    expect(approve(second, brief)).toBeNull()
    await desk.settle()
    expect(desk.detail(brief)).toMatchObject({ chain: 'intact', row: { waiting: false, state: 'approved' } })
  })

  test('come along also where their own words were approved since, and from what that was made of in its turn', () => {
    const lead = desk.make(chief, 'lead', { body: TEXT })
    does(chief, lead, { type: 'submit' })
    expect(approve(second, lead)).toBeNull()
    expect(desk.detail(lead).authors).toEqual([])
    const between = briefOf(lead, editor)
    const last = briefOf(between, desk.founder)
    expect(authorsOf(last)).toEqual([chief, editor, desk.founder].toSorted())
  })

  test('come along once: a command that is said twice leaves the brief as it is', async () => {
    const lead = desk.make(chief, 'lead', { body: TEXT })
    does(chief, lead, { type: 'embargo', until: AT_SIX })
    const brief = briefOf(lead)
    await desk.settle()
    briefOf(lead, editor, brief)
    await desk.settle()
    expect(desk.detail(brief).history.map(({ type }) => type)).toEqual(['embargoed', 'created'])
  })

  test('stand beside those of what it follows', async () => {
    const out = desk.make(second, 'lead', { body: TEXT })
    does(second, out, { type: 'submit' })
    expect(approve(chief, out)).toBeNull()
    expect(does(second, out, { type: 'release' })).toBeNull()
    await desk.settle()
    const lead = desk.make(chief, 'lead', { body: TEXT })
    const id = randomUUID()
    const { context } = desk.desk
    createItems(context, actorOf(context.db, editor), [
      {
        ...{ id, kind: 'brief', section: desk.section, copy: { body: TEXT }, shownAt: null },
        ...{ follows: out, from: lead },
      },
    ])
    expect(authorsOf(id)).toEqual([chief, second, editor].toSorted())
  })
})

describe('an item that nothing can be made of', () => {
  const GONE: [what: string, away: (lead: string) => void, code: string][] = [
    ['is in the trash', (lead) => does(chief, lead, { type: 'delete' }), 'refused-deleted'],
    ['was erased', (lead) => does(desk.founder, lead, { type: 'erase', reason: 'wet' }), 'refused-erased'],
  ]
  test.each(GONE)('because it %s: that is said, and nothing is made', (_what, away, code) => {
    const lead = desk.make(chief, 'lead', { body: TEXT })
    away(lead)
    const id = randomUUID()
    expect(() => briefOf(lead, editor, id)).toThrow(code)
    expect(() => desk.detail(id)).toThrow('gone')
  })

  test('because nobody made it: that is said, and nothing is made', () => {
    const id = randomUUID()
    expect(() => briefOf(randomUUID(), editor, id)).toThrow('gone')
    expect(() => desk.detail(id)).toThrow('gone')
  })
})
