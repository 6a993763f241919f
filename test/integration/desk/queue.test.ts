/** The queue: a day in one answer, sets moved in one step, embargoes lifted by two, and briefs that people release themselves. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readItem } from '../../../main/db/items.ts'
import { changeDesk, templateInUse } from '../../../main/desk/desk-register.ts'
import { moveAll } from '../../../main/desk/move.ts'
import { overview } from '../../../main/desk/overview.ts'
import { projectItem } from '../../../main/desk/project.ts'
import { queueOfDay, queueSlots } from '../../../main/desk/queue.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { USUAL_SETTINGS } from '../../../shared/domain/desk-settings.ts'
import type { Schedule } from '../../../shared/domain/schedule.ts'
import { wallTimeAt } from '../../../shared/domain/wall-time.ts'
import type { QueueSlot } from '../../../shared/ipc/queue.ts'
import { NOON, openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

const MINUTE = 60_000
const ZONE = 'Europe/Amsterdam'
const DAY = { from: NOON - 12 * 60 * MINUTE, to: NOON + 12 * 60 * MINUTE, section: null, loose: 100 }

let desk: TestDesk
let editor: string
let chief: string
beforeEach(async () => {
  desk = await openTestDesk()
  editor = await desk.add('Joris Baan', ['editor'])
  chief = await desk.add('Hanneke de Wit', ['chief'])
  await desk.settle()
})
afterEach(async () => {
  await desk.remove()
})

const inMinutes = (minutes: number): Schedule => {
  const instant = NOON + minutes * MINUTE
  return { instant, zone: ZONE, wall: wallTimeAt(instant, ZONE) }
}
const actor = (person: string) => actorOf(desk.desk.context.db, person)
const brief = (text: string): string =>
  desk.make(editor, 'brief', { body: paragraphs(text), dateline: ['UTRECHT'] })
const move = (
  moves: { item: string; schedule: Schedule | null }[],
  { by = editor, command = randomUUID() } = {},
): ReturnType<typeof moveAll> => moveAll(desk.desk.context, actor(by), command, moves)
const day = (): ReturnType<typeof queueOfDay> => queueOfDay(desk.desk.context, DAY)
const times = (slots: readonly QueueSlot[]): (number | null)[] =>
  slots.map(({ publishAt }) => publishAt && (publishAt.instant - NOON) / MINUTE)
const approved = async (text: string): Promise<string> => {
  const item = brief(text)
  expect(desk.decide(editor, item, { type: 'submit' }).fault).toBeNull()
  await desk.settle()
  const revision = desk.detail(item).state.submitted ?? ''
  expect(desk.decide(chief, item, { type: 'approve', revision, bypass: null }).fault).toBeNull()
  await desk.settle()
  return item
}
const fault = (outcome: { fault: { code: string } | null }): string | null => outcome.fault?.code ?? null

describe('a set moved in one step', () => {
  test('moves all, answers what was, and the inverse is another move', async () => {
    const items = [brief('een'), brief('twee'), brief('drie')]
    const first = move(items.map((item, at) => ({ item, schedule: inMinutes(10 * (at + 1)) })))
    expect(first).toEqual({ before: items.map((item) => ({ item, schedule: null })), stopped: [] })
    const shifted = move(items.map((item, at) => ({ item, schedule: inMinutes(10 * (at + 1) + 5) })))
    expect(times(day().slots)).toEqual([15, 25, 35])
    expect(move(shifted.before).stopped).toEqual([])
    expect(times(day().slots)).toEqual([10, 20, 30])
    expect(move(first.before).stopped).toEqual([])
    expect(day().slots).toEqual([])
    await desk.settle()
    expect(desk.desk.safety().waiting).toBe(0)
  })

  test('moves none where one cannot be moved, and says which and why', () => {
    const [moved, held, past] = [brief('een'), brief('twee'), brief('drie')]
    expect(fault(desk.decide(editor, held, { type: 'embargo', until: inMinutes(60) }))).toBeNull()
    const answer = move([
      { item: moved, schedule: inMinutes(10) },
      { item: held, schedule: inMinutes(59) },
      { item: past, schedule: inMinutes(-10) },
      { item: randomUUID(), schedule: inMinutes(10) },
    ])
    expect(answer.stopped.map((one) => one.fault.code)).toEqual([
      'refused-before-embargo',
      'time-in-the-past',
      'gone',
    ])
    expect(day().slots).toEqual([])
    expect(move([{ item: held, schedule: inMinutes(60) }]).stopped).toEqual([])
  })

  test('said twice it moves once and answers the same', () => {
    const item = brief('een')
    move([{ item, schedule: inMinutes(5) }])
    const command = randomUUID()
    const first = move([{ item, schedule: inMinutes(10) }], { command })
    const again = move([{ item, schedule: inMinutes(10) }], { command })
    expect(again).toEqual(first)
    expect(first.before).toEqual([{ item, schedule: inMinutes(5) }])
    expect(desk.detail(item).history.filter(({ type }) => type === 'scheduled')).toHaveLength(2)
  })

  test('a wall time that does not exist is refused, one that exists twice is asked about', () => {
    const item = brief('een')
    const none = { wall: '2027-03-28T02:30', zone: ZONE, instant: null }
    const twice = { wall: '2027-10-31T02:30', zone: ZONE, instant: null }
    const code = (schedule: typeof none | (typeof twice & { instant: number | null })): string | undefined =>
      moveAll(desk.desk.context, actor(editor), randomUUID(), [{ item, schedule }]).stopped[0]?.fault.code
    expect(code(none)).toBe('time-does-not-exist')
    expect(code(twice)).toBe('time-exists-twice')
    const second = Date.UTC(2027, 9, 31, 1, 30)
    expect(
      moveAll(desk.desk.context, actor(editor), randomUUID(), [
        { item, schedule: { ...twice, instant: second } },
      ]).stopped,
    ).toEqual([])
    expect(desk.detail(item).state.publishAt?.instant).toBe(second)
  })
})

test('a line after a decision is the one that the log makes of it', async () => {
  const { context } = desk.desk
  const item = await approved('een')
  const looked: unknown[] = []
  const look = (): void => {
    const quick = readItem(context.db, item)
    projectItem(context, item)
    looked.push(quick)
    expect(quick).toEqual(readItem(context.db, item))
  }
  move([{ item, schedule: inMinutes(10) }])
  look()
  desk.write(editor, item, { body: paragraphs('een en twee') })
  expect(fault(desk.decide(editor, item, { type: 'show', at: NOON }))).toBeNull()
  look()
  expect(fault(desk.decide(chief, item, { type: 'take-off-at', at: inMinutes(90) }))).toBeNull()
  look()
  expect(fault(desk.decide(editor, item, { type: 'submit' }))).toBeNull()
  expect(fault(desk.decide(chief, item, { type: 'return', note: 'nee' }))).toBeNull()
  look()
  expect(fault(desk.decide(editor, item, { type: 'spike' }))).toBeNull()
  look()
  expect(new Set(looked.map((line) => JSON.stringify(line))).size).toBe(5)
})

describe('a day in one answer', () => {
  test('holds what is planned, what went out and what comes off; the rest stands beside it', async () => {
    const out = await approved('uit')
    const planned = await approved('gepland')
    const loose = brief('los')
    desk.make(editor, 'lead', { headline: 'Een verhaal zonder tijd' })
    move([{ item: planned, schedule: inMinutes(30) }])
    expect(fault(desk.decide(editor, out, { type: 'release' }))).toBeNull()
    await desk.settle()
    expect(fault(desk.decide(chief, out, { type: 'take-off-at', at: inMinutes(90) }))).toBeNull()
    await desk.settle()

    const found = day()
    expect(found.slots.map(({ id }) => id)).toEqual([out, planned])
    expect(found.slots[0]).toMatchObject({ state: 'published', outAt: NOON, takeOffAt: inMinutes(90) })
    expect(found.slots[1]).toMatchObject({
      ...{ words: 'gepland', dateline: ['UTRECHT'], state: 'scheduled', approved: true, changed: false },
      ...{ dueAt: NOON + 30 * MINUTE, missed: null, who: ['Joris Baan'], length: 1 },
    })
    expect(found.loose.map(({ id }) => id)).toEqual([loose])
    expect(found.looseTotal).toBe(1)
    expect(queueSlots(desk.desk.context, [planned, randomUUID()]).slots).toEqual([found.slots[1]])
    expect(queueOfDay(desk.desk.context, { ...DAY, from: DAY.to, to: DAY.to + MINUTE }).slots).toEqual([])
    expect(queueOfDay(desk.desk.context, { ...DAY, section: 'nergens' }).loose).toEqual([])
  })

  test('asks only indexes, so that it does not grow with the desk', () => {
    const { db } = desk.desk.context
    const asked: string[] = []
    const prepare = db.prepare.bind(db)
    Object.assign(db, {
      prepare: (sql: string) => {
        asked.push(sql)
        return prepare(sql)
      },
    })
    queueOfDay(desk.desk.context, { ...DAY, section: 'a new question' })
    const about = asked.filter((sql) => sql.includes('FROM items'))
    expect(about.length).toBeGreaterThanOrEqual(4)
    for (const sql of about) {
      const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all({ from: 1, to: 2, section: '', limit: 1 })
        .map((row) => String((row as { detail: string }).detail))
      expect(plan.filter((step) => step.startsWith('SCAN items') && !step.includes('items_loose'))).toEqual(
        [],
      )
    }
  })
})

describe('slots that were missed', () => {
  test('a computer that slept over three slots wakes and tells which, how late, and one command sends two of them', async () => {
    const three = [await approved('een'), await approved('twee'), await approved('drie')]
    move(three.map((item, at) => ({ item, schedule: inMinutes(10 + at) })))
    const never = brief('niet goedgekeurd')
    move([{ item: never, schedule: inMinutes(12) }])
    await desk.settle()
    // Nothing looks at the clock while it sleeps: the time is another one when it wakes.
    desk.clock.sleep(45 * MINUTE)
    await desk.settle()
    const found = day()
    expect(found.slots.map(({ missed, dueAt }) => [missed, dueAt && (found.now - dueAt) / MINUTE])).toEqual([
      ['late', 35],
      ['late', 34],
      ['late', 33],
      ['unapproved', 33],
    ])
    expect(found.slots.filter(({ outAt }) => outAt !== null)).toEqual([])
    for (const item of three.slice(0, 2))
      expect(fault(desk.decide(editor, item, { type: 'release' }))).toBeNull()
    move([{ item: three[2] ?? '', schedule: null }])
    await desk.settle()
    const states = new Map(day().slots.map(({ id, state }) => [id, state]))
    expect(three.map((item) => states.get(item))).toEqual(['published', 'published', undefined])
    expect(states.get(never)).toBe('draft')
  })
})

describe('embargoes', () => {
  test('are lifted by two, never made shorter by one, and let go what waited for them', async () => {
    const item = await approved('onder embargo')
    move([{ item, schedule: inMinutes(5) }])
    expect(fault(desk.decide(editor, item, { type: 'embargo', until: inMinutes(60) }))).toBeNull()
    await desk.settle()
    desk.clock.advance(10 * MINUTE)
    await desk.settle()
    expect(desk.detail(item).state.state).toBe('scheduled')

    expect(fault(desk.decide(chief, item, { type: 'embargo', until: null }))).toBe('refused-embargo-shorter')
    const reason = 'de bron is akkoord'
    expect(fault(desk.decide(chief, item, { type: 'lift', until: null, reason }))).toBe('refused-second-eyes')
    expect(fault(desk.decide(chief, item, { type: 'lift', until: null, reason, bypass: 'haast' }))).toBe(
      'refused-second-eyes',
    )
    expect(fault(desk.decide(editor, item, { type: 'ask-lift', until: null, reason }))).toBeNull()
    await desk.settle()
    expect(day().slots[0]?.liftAsked).toBe(true)
    expect(fault(desk.decide(chief, item, { type: 'lift', until: null, reason }))).toBeNull()
    await desk.settle()
    const { state } = desk.detail(item)
    expect(state.lifted).toMatchObject({ by: chief, askedBy: editor })
    // Its own time is ten minutes ago, and what was lifted only now is not late.
    expect(state.state).toBe('published')
  })

  test('a missed end of an embargo never fires early', async () => {
    const item = await approved('onder embargo')
    expect(fault(desk.decide(editor, item, { type: 'embargo', until: inMinutes(60) }))).toBeNull()
    move([{ item, schedule: inMinutes(60) }])
    await desk.settle()
    desk.clock.advance(60 * MINUTE - 1)
    await desk.settle()
    expect(desk.detail(item).state.state).toBe('scheduled')
    expect(fault(desk.decide(editor, item, { type: 'release' }))).toBe('refused-embargo')
    desk.clock.advance(1)
    await desk.settle()
    expect(desk.detail(item).state.state).toBe('published')
  })
})

test('what is to come off a target comes off at its minute by itself', async () => {
  const item = await approved('tijdelijk')
  expect(fault(desk.decide(editor, item, { type: 'take-off-at', at: inMinutes(30) }))).toBeNull()
  expect(fault(desk.decide(editor, item, { type: 'release' }))).toBeNull()
  await desk.settle()
  expect(fault(desk.decide(editor, item, { type: 'take-off-at', at: null }))).toBe('refused-role')
  desk.clock.advance(30 * MINUTE - 1)
  await desk.settle()
  expect(desk.detail(item).state.state).toBe('published')
  desk.clock.advance(1)
  await desk.settle()
  expect(desk.detail(item).state).toMatchObject({ state: 'unpublished', takeOffAt: null })
})

test('briefs go out without anybody else by whoever the desk names, and that is listed', async () => {
  const { context } = desk.desk
  const item = brief('zelf vrijgegeven')
  expect(fault(desk.decide(editor, item, { type: 'self-approve' }))).toBe('refused-not-themselves')
  changeDesk(context, actor(desk.founder), [
    { type: 'settings', settings: { ...USUAL_SETTINGS, releaseThemselves: [editor] } },
  ])
  await desk.settle()
  expect(fault(desk.decide(editor, item, { type: 'self-approve' }))).toBeNull()
  await desk.settle()
  expect(desk.detail(item).state).toMatchObject({ state: 'approved', themselves: true, approvedBy: editor })
  expect(queueSlots(context, [item]).slots[0]?.themselves).toBe(true)
  const lead = desk.make(editor, 'lead', { headline: 'Een verhaal' })
  expect(fault(desk.decide(editor, lead, { type: 'self-approve' }))).toBe('refused-not-themselves')
  // Written on since: the next one is another revision, in one step as well.
  desk.write(editor, item, { body: paragraphs('zelf vrijgegeven en verbeterd') })
  expect(fault(desk.decide(editor, item, { type: 'self-approve' }))).toBeNull()
  await desk.settle()
  expect(desk.desk.safety().waiting).toBe(0)
  expect(desk.detail(item).row.changed).toBe(false)
})

test('templates and slots that return are whoever writes’s, and stand in the register', async () => {
  const { context } = desk.desk
  const template = {
    ...{ id: randomUUID(), name: 'Weer', kind: 'brief' as const, section: desk.section, headline: '' },
    ...{ kicker: '', dateline: ['DE BILT'], credits: ['ANP'], text: 'Het weer van vandaag.' },
  }
  const slot = {
    ...{ id: randomUUID(), name: 'Ochtendlijst', section: desk.section, time: '07:00', zone: ZONE },
    ...{ days: [1, 2, 3, 4, 5], template: template.id, who: editor },
  }
  changeDesk(context, actor(editor), [
    { type: 'template', template, removed: false },
    { type: 'recurring', slot, removed: false },
  ])
  await desk.settle()
  expect(desk.desk.safety().waiting).toBe(0)
  expect(await overview(context, actor(editor))).toMatchObject({ templates: [template], recurring: [slot] })
  changeDesk(context, actor(chief), [
    { type: 'template', template: templateInUse(context, template.id), removed: true },
  ])
  await desk.settle()
  expect((await overview(context, actor(editor))).templates).toEqual([])
  expect(() => changeDesk(context, actor(editor), [{ type: 'settings', settings: USUAL_SETTINGS }])).toThrow(
    'refused-role',
  )
})
