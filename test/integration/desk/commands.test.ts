/** Commands: said twice they are done once, refused they leave nothing behind, and a crash loses no line. */

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { appendOwn } from '../../../main/db/entries.ts'
import { markStale, readItem, staleItems } from '../../../main/db/items.ts'
import { createItems } from '../../../main/desk/create.ts'
import { decide } from '../../../main/desk/decide.ts'
import { changeDesk } from '../../../main/desk/desk-register.ts'
import { list } from '../../../main/desk/lists.ts'
import { pageAt } from '../../../main/desk/page.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { USUAL_SETTINGS } from '../../../shared/domain/desk-settings.ts'
import type { Input } from '../../../shared/ipc/contract.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'
import { openTestDesk, paragraphs, type TestDesk } from '../../support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openTestDesk()
})
afterEach(async () => {
  await desk.remove()
})

const actor = (person = desk.founder, at = desk) => actorOf(at.desk.context.db, person)
const rows = (change: Partial<Input<'desk', 'items.list'>> = {}, at = desk) =>
  list(at.desk.context, actor(desk.founder, at), {
    ...{ list: 'desk', section: null, kind: null, states: [], offset: 0, limit: 100 },
    ...change,
  }).rows

describe('a command that is said twice', () => {
  test('decides once, in one process and after a restart', async () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop', body: paragraphs('Tekst.') })
    const command = randomUUID()
    const say = (at: TestDesk) =>
      decide(at.desk.context, actor(desk.founder, at), command, [item], { type: 'submit' })
    expect(say(desk)).toEqual([{ item, fault: null }])
    expect(say(desk)).toEqual([{ item, fault: null }])
    await desk.settle()
    const again = await desk.reopen()
    expect(say(again)).toEqual([{ item, fault: null }])
    await again.settle()
    const { history, revisions } = again.detail(item)
    expect(history.map((line) => line.type)).toEqual(['submitted', 'created'])
    expect(revisions).toHaveLength(1)
    await again.stop()
  })

  test('makes items once, and leaves what was written in them since', async () => {
    const item = randomUUID()
    const make = (): void =>
      createItems(desk.desk.context, actor(), [
        { id: item, kind: 'lead', section: desk.section, copy: { headline: 'Begin' }, shownAt: null },
      ])
    make()
    desk.write(desk.founder, item, { headline: 'Verder' })
    make()
    await desk.settle()
    expect(desk.detail(item).history).toHaveLength(1)
    expect(desk.detail(item).row.headline).toBe('Verder')
  })

  test('a command for many reports on each', () => {
    const [one, two] = [desk.make(desk.founder, 'brief', { headline: 'Een' }), randomUUID()]
    const outcomes = decide(desk.desk.context, actor(), randomUUID(), [one, two], { type: 'spike' })
    expect(outcomes.map((outcome) => outcome.fault?.code ?? null)).toEqual([null, 'gone'])
  })
})

describe('an id that nobody made', () => {
  const DECISIONS: Decision[] = [
    { type: 'submit' },
    { type: 'spike' },
    { type: 'show', at: 1 },
    { type: 'embargo', until: null },
    { type: 'release' },
  ]
  test('is no item: nothing is decided about it, written in it or listed', async () => {
    const item = randomUUID()
    for (const decision of DECISIONS)
      expect(desk.decide(desk.founder, item, decision).fault?.code).toBe('gone')
    expect(() => desk.desk.documents.open(item, { hear: () => undefined, reload: () => undefined })).toThrow(
      'gone',
    )
    const { documents } = desk.desk
    const empty = new Uint8Array([0, 0])
    expect(() =>
      documents.push(item, actor(), empty, null, { hear: () => undefined, reload: () => undefined }),
    ).toThrow('gone')
    await desk.settle()
    expect(readItem(desk.db, item)).toBeNull()
    expect(rows()).toEqual([])
    expect(desk.desk.safety().waiting).toBe(0)
  })
})

describe('somebody without the role', () => {
  test('makes nothing, not even for a moment', async () => {
    const admin = await desk.add('Bert Admin', ['admin'])
    expect(() => desk.make(admin, 'lead', { headline: 'Van de beheerder' })).toThrow('refused-role')
    expect(rows()).toEqual([])
  })

  test('what the hub refuses to begin is gone from the lists as well', async () => {
    const editor = await desk.add('Joris Baan', ['editor'])
    await desk.settle()
    // The hub hears first that the editor left; this computer not yet.
    const person = { id: editor, name: 'Joris Baan', roles: ['editor' as const], active: false }
    const event = { type: 'person' as const, person }
    const elsewhere = { replica: randomUUID(), seq: 1, at: 0, id: randomUUID(), author: desk.founder }
    await desk.hub.connection.push(desk.founder, [{ ...elsewhere, kind: 'desk-event', item: null, event }])
    const item = desk.make(editor, 'lead', { headline: 'Te laat' })
    expect(rows()).toHaveLength(1)
    const refused: string[] = []
    desk.desk.onRefused((entries) => refused.push(...entries.map(({ ruling }) => ruling.fault.code)))
    await desk.settle()
    expect(refused).toEqual(['refused-role', 'refused-role'])
    expect(rows()).toEqual([])
    expect(() => desk.detail(item)).toThrow('gone')
  })
})

describe('a page of items', () => {
  const paste = (...headlines: string[]): string[] => {
    const at = desk.clock.now() - 600_000
    const items = headlines.map((headline) => ({
      id: randomUUID(),
      kind: 'brief' as const,
      section: desk.section,
      copy: { headline, body: paragraphs(headline) },
      shownAt: at,
    }))
    createItems(desk.desk.context, actor(), items)
    return items.map(({ id }) => id)
  }

  test('keeps its order where ages are the same', async () => {
    const headlines = ['Zeven', 'Acht', 'Negen', 'Een', 'Twee', 'Drie']
    paste(...headlines)
    await desk.settle()
    const { briefs } = pageAt(desk.desk.context, {
      ...{ section: desk.section, at: desk.clock.now(), lead: null, planned: true },
    })
    expect(briefs.map((brief) => brief.copy.headline)).toEqual(headlines)
    const again = await desk.reopen()
    const page = pageAt(again.desk.context, {
      ...{ section: desk.section, at: desk.clock.now(), lead: null, planned: true },
    })
    expect(page.briefs.map((brief) => brief.copy.headline)).toEqual(headlines)
    await again.stop()
  })
})

describe('after a crash', () => {
  test('lines that are behind their log are made good by themselves', async () => {
    const item = desk.make(desk.founder, 'lead', { headline: 'Kop' })
    await desk.settle()
    // As a process that dies between the log and the line leaves it: the entry is there, the line is not.
    desk.db
      .transaction(() => {
        appendOwn(desk.db, desk.desk.context.replica, {
          ...{ id: randomUUID(), item, author: desk.founder, at: desk.clock.now() },
          ...{ kind: 'event', event: { type: 'shown', at: 12_345 } },
        })
        markStale(desk.db, item)
      })
      .immediate()
    expect(readItem(desk.db, item)?.state.shownAt).toBeNull()
    const again = await desk.reopen()
    const changed: string[] = []
    again.desk.onChange((change) => changed.push(...change.items))
    again.clock.advance(1)
    expect(readItem(again.db, item)?.state.shownAt).toBe(12_345)
    expect(changed).toContain(item)
    expect(staleItems(again.db)).toEqual([])
    await again.settle()
    expect(again.detail(item).history[0]).toMatchObject({ type: 'shown', status: 'accepted' })
    await again.stop()
  })

  test('many of them, a few at a time', async () => {
    for (let index = 0; index < 60; index += 1)
      desk.make(desk.founder, 'brief', { headline: `Kortje ${index}` })
    await desk.settle()
    for (const row of rows()) markStale(desk.db, row.id)
    desk.db.exec("UPDATE items SET headline = 'oud'")
    const again = await desk.reopen()
    again.clock.advance(1)
    expect(staleItems(again.db).length).toBe(45)
    again.clock.advance(200)
    expect(staleItems(again.db)).toEqual([])
    expect(rows({}, again).filter((row) => row.headline === 'oud')).toEqual([])
    await again.stop()
  })

  test('one that cannot be made keeps neither the others nor the process', async () => {
    // In the order in which they are made good: the one that fails comes first.
    const [bad = '', good = ''] = [0, 1]
      .map(() => desk.make(desk.founder, 'brief', { headline: 'Goed' }))
      .toSorted()
    await desk.settle()
    desk.db.prepare("UPDATE entries SET body = x'ffff' WHERE item = ? AND kind = 'update'").run(bad)
    desk.db.exec("UPDATE items SET headline = 'oud'")
    for (const item of [bad, good]) markStale(desk.db, item)
    const again = await desk.reopen()
    again.clock.advance(10_000)
    expect(readItem(again.db, good)?.headline).toBe('Goed')
    expect(staleItems(again.db)).toEqual([bad])
    await again.stop()
  })
})

describe('times', () => {
  const at = (wall: string): Decision => ({ type: 'schedule', wall, zone: 'Europe/Amsterdam', instant: null })

  test('one that is over is refused; the minute that runs is not over', () => {
    const item = desk.make(desk.founder, 'brief', { headline: 'Kort' })
    desk.clock.advance(30_000)
    expect(desk.decide(desk.founder, item, at('2026-11-18T11:59')).fault?.code).toBe('time-in-the-past')
    expect(desk.decide(desk.founder, item, at('2026-11-18T12:00')).fault).toBeNull()
    expect(desk.decide(desk.founder, item, at('2026-11-18T12:01')).fault).toBeNull()
  })

  test('a zone that is none, and a time that is none, are refused', () => {
    const item = desk.make(desk.founder, 'brief', { headline: 'Kort' })
    for (const wanted of [
      { wall: 'straks', zone: 'Europe/Amsterdam' },
      { wall: '2026-12-01T12:00', zone: 'Mars/Olympus' },
    ])
      expect(desk.decide(desk.founder, item, { ...at(''), ...wanted } as Decision).fault?.code).toBe(
        'time-does-not-exist',
      )
  })

  test('a reading that does not belong to the wall time is asked about again', () => {
    const item = desk.make(desk.founder, 'brief', { headline: 'Kort' })
    const twice = { ...at('2027-10-31T02:30'), instant: 12 } as Decision
    expect(desk.decide(desk.founder, item, twice).fault?.code).toBe('time-exists-twice')
  })
})

describe('the desk’s own facts', () => {
  test('a name of spaces, a zone that is none, a second admin’s leave: refused, and the desk still opens', async () => {
    const { context } = desk.desk
    const settings = { ...USUAL_SETTINGS, name: 'x' }
    const me = { id: desk.founder, name: 'Merel Oosterhof', roles: ['admin' as const], active: true }
    const refusals: [Parameters<typeof changeDesk>[2][number], string][] = [
      [{ type: 'person', person: { ...me, id: randomUUID(), name: '' } }, 'bad-request'],
      [{ type: 'person', person: { ...me, id: randomUUID(), name: 'merel oosterhof ' } }, 'name-taken'],
      [{ type: 'person', person: { ...me, roles: ['chief'] } }, 'last-admin'],
      [{ type: 'person', person: { ...me, active: false } }, 'last-admin'],
      [{ type: 'settings', settings: { ...settings, zone: 'Mars/Olympus' } }, 'bad-request'],
      [{ type: 'settings', settings: { ...settings, name: '' } }, 'bad-request'],
      [{ type: 'section', section: { id: randomUUID(), name: '', order: 0, active: true } }, 'bad-request'],
    ]
    for (const [event, code] of refusals)
      expect(() => changeDesk(context, actor(), [event]), JSON.stringify(event)).toThrow(code)
    const again = await desk.reopen()
    expect(again.detail(again.make(desk.founder, 'brief', { headline: 'Het werkt' })).row.headline).toBe(
      'Het werkt',
    )
    await again.stop()
  })
})
