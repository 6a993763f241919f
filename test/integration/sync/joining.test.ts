/** Several computers at one desk, over real HTTP: joining, working together, apart and together again. */
import { existsSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deskFolder, listDesks } from '../../../main/app/desk-folders.ts'
import { waitingEntries } from '../../../main/db/entries.ts'
import { countShown, readItem } from '../../../main/db/items.ts'
import { readCursor } from '../../../main/db/meta.ts'
import { readAgencies, readPeople, readSections, readSettings } from '../../../main/db/register.ts'
import { changeDesk } from '../../../main/desk/desk-register.ts'
import { readWorkingCopy } from '../../../main/desk/project.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { stateOfItem } from '../../../main/desk/state-of-item.ts'
import { waitingLines } from '../../../main/desk/waiting.ts'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import type { DeskEvent } from '../../../shared/domain/event.ts'
import { paragraphs } from '../../support/desk.ts'
import { enterHost, type Guest, type Host, joinHost, openHost, untilAt } from '../../support/joined.ts'

let host: Host
const guests: Guest[] = []
const join = async (
  ...args: Parameters<typeof joinHost> extends [Host, ...infer R] ? R : never
): Promise<Guest> => {
  const guest = await joinHost(host, ...args)
  guests.push(guest)
  return guest
}
beforeEach(async () => {
  host = await openHost()
})
afterEach(async () => {
  for (const guest of guests.splice(0)) await guest.remove()
  await host.remove()
})

describe('a computer that joins', () => {
  test('has the desk, beside what it has, and its person', async () => {
    const item = host.home.make(host.home.founder, 'lead', { headline: 'Veerboot vaart weer' })
    await host.home.settle()
    const noor = await join('Noor Visser', ['editor'])
    await noor.settle()
    const { db } = noor.joined
    expect(readPeople(db).map((one) => one.name)).toEqual(['Merel Oosterhof', 'Noor Visser'])
    expect(noor.copy(item).headline).toBe('Veerboot vaart weer')
    expect(await listDesks(noor.folder)).toMatchObject([{ id: noor.joined.desk.id, name: 'Proefredactie' }])
    expect(existsSync(deskFolder(noor.folder, noor.joined.desk.id).hub)).toBe(false)
    expect(noor.joined.desk.safety()).toMatchObject({
      waiting: 0,
      hub: { where: 'elsewhere', state: 'connected', fault: null, diverged: [] },
    })
  })

  test('shows what was touched last, and types in it, before anything else of a long feed is there', async () => {
    const made = Array.from({ length: 30 }, (_, at) =>
      host.home.make(host.home.founder, 'lead', { headline: `Bericht ${at}` }),
    )
    await host.home.settle()
    let release = (): void => undefined
    const held = new Promise<void>((settle) => {
      release = settle
    })
    const noor = await enterHost(host, 'Noor Visser', ['editor'], {
      async fetch(url, init) {
        if (url.endsWith('/pull')) await held
        return await fetch(url, init)
      },
    })
    guests.push(noor)
    const last = made.at(-1) ?? ''
    await noor.until(() => countShown(noor.joined.db) === made.length)
    noor.write(last, { byline: 'Noor Visser' })
    expect(noor.detail(last).row.headline).toBe('Bericht 29')
    expect(readCursor(noor.joined.db)?.position).toBe(0)
    release()
    await noor.settle()
    await host.home.settle()
    expect(noor.joined.desk.safety().waiting).toBe(0)
    expect(readWorkingCopy(host.home.desk.context.db, last).byline).toBe('Noor Visser')
  })

  test('has all of the register, also of a desk that was changed more often than comes first', async () => {
    const { desk, founder, db } = host.home
    const actor = actorOf(db, founder)
    const agency = (at: number): DeskEvent => ({
      type: 'agency',
      agency: { code: 'PROEF', name: `Proefbureau ${at}`, home: false },
      removed: false,
    })
    for (let done = 0; done < 1010; done += 101)
      changeDesk(
        desk.context,
        actor,
        Array.from({ length: 101 }, (_, at) => agency(done + at)),
      )
    await host.home.settle()
    const noor = await join('Noor Visser', ['editor'])
    await noor.settle()
    await host.home.settle()
    const registerOf = (of: typeof db): unknown => ({
      people: readPeople(of),
      sections: readSections(of),
      agencies: readAgencies(of),
      settings: readSettings(of),
    })
    expect(registerOf(noor.joined.db)).toEqual(registerOf(db))
    // And goes on with what is changed from here on.
    changeDesk(desk.context, actor, [agency(2000)])
    await host.home.settle()
    await noor.settle()
    expect(readAgencies(noor.joined.db)).toContainEqual(expect.objectContaining({ name: 'Proefbureau 2000' }))
  })

  test('sees what colleagues do, and they see what it does', async () => {
    const noor = await join('Noor Visser', ['editor'])
    const sam = await join('Sam de Wit', ['chief'])
    const item = noor.make({ headline: 'Kanselier treedt af' }, host.home.section)
    await sam.until(() => sam.joined.desk.safety().hub.state === 'connected' && hasItem(sam, item))
    expect(noor.decide(item, { type: 'submit' }).fault).toBeNull()
    await sam.until(() => hasItem(sam, item) && sam.detail(item).row.state === 'submitted')
    const revision = stateOfItem(sam.joined.db, item).state.submitted ?? ''
    expect(sam.decide(item, { type: 'approve', revision, bypass: null }).fault).toBeNull()
    await noor.until(() => noor.detail(item).row.state === 'approved' && !noor.detail(item).row.waiting)
  })
})

const hasItem = (guest: Guest, item: string): boolean => {
  try {
    return guest.detail(item).row.id === item
  } catch {
    return false
  }
}

describe('a train', () => {
  test('loses its network, and nothing else', async () => {
    const noor = await join('Noor Visser', ['editor'])
    const sam = await join('Sam de Wit', ['chief'])
    const item = noor.make({ headline: 'Eerste kop', body: paragraphs('Een.') }, host.home.section)
    await sam.until(() => hasItem(sam, item))
    noor.wire.cut()
    await noor.until(() => noor.joined.desk.safety().hub.state === 'offline')
    expect(noor.joined.desk.safety().hub.fault?.code).toBe('hub-unreachable')
    noor.write(item, { headline: 'Kop van de trein' })
    expect(noor.decide(item, { type: 'submit' }).fault).toBeNull()
    const second = noor.make({ headline: 'In de tunnel' }, host.home.section)
    expect(waitingLines(noor.joined.desk.context).map(({ what }) => what)).toEqual([
      'text',
      'submitted',
      'created',
      'text',
    ])
    // The status line says as many.
    expect(noor.joined.desk.safety().waiting).toBe(4)
    sam.write(item, { byline: 'Sam de Wit' })
    await sam.settle()
    noor.wire.mend()
    await noor.settle()
    await sam.settle()
    expect(noor.joined.desk.safety()).toMatchObject({ waiting: 0, hub: { state: 'connected' } })
    expect(sam.copy(item)).toMatchObject({ headline: 'Kop van de trein', byline: 'Sam de Wit' })
    expect(noor.copy(item)).toEqual(sam.copy(item))
    expect(sam.detail(item).row.state).toBe('submitted')
    expect(hasItem(sam, second)).toBe(true)
  })

  test('what the hub accepted there and could not answer waits no more, and the tray says so', async () => {
    let later = 0
    const noor = await join('Noor Visser', ['editor'], {
      clock: { ...nodeClock, now: () => nodeClock.now() + later },
    })
    const item = noor.make({ headline: 'Een kop' }, host.home.section)
    await noor.settle()
    const { desk, db } = noor.joined
    noor.wire.cut()
    await noor.until(() => desk.safety().hub.state === 'offline')
    noor.write(item, { byline: 'Noor Visser' })
    expect(noor.decide(item, { type: 'submit' }).fault).toBeNull()
    expect(noor.detail(item).row.waiting).toBe(true)
    // The hub has the push, by its own door here, and what it said to it was lost on the way.
    const pushed = waitingEntries(db, 100).map(({ entry }) => entry)
    const rulings = await host.home.hub.connection.push(noor.person, pushed)
    expect(new Set(rulings.map(({ verdict }) => verdict))).toEqual(new Set(['accepted']))
    later = 20_000
    const told: string[] = []
    desk.onChange(({ topics, items }) => {
      if (topics.includes('items')) told.push(...items)
    })
    noor.wire.mend()
    await noor.settle()
    expect(desk.safety().waiting).toBe(0)
    expect(noor.detail(item).row).toMatchObject({ state: 'submitted', waiting: false })
    expect(readItem(db, item)?.waiting).toBe(false)
    expect(told).toContain(item)
    const lines = waitingLines(desk.context).filter((line) => line.item === item)
    expect(lines.map(({ what, status }) => `${what} ${status}`).sort()).toEqual([
      'submitted accepted',
      'text accepted',
    ])
  })

  test('what was decided there and is refused comes back with the reason', async () => {
    const noor = await join('Noor Visser', ['editor'])
    const item = noor.make({ headline: 'Een kop' }, host.home.section)
    await noor.settle()
    noor.wire.cut()
    await noor.until(() => noor.joined.desk.safety().hub.state === 'offline')
    expect(noor.decide(item, { type: 'submit' }).fault).toBeNull()
    await untilAt(host.home.desk, () => true)
    await host.home.settle()
    expect(host.home.decide(host.home.founder, item, { type: 'spike' }).fault).toBeNull()
    await host.home.settle()
    const refused: string[] = []
    noor.joined.desk.onRefused((all) => refused.push(...all.map(({ ruling }) => ruling.fault.code)))
    noor.wire.mend()
    await noor.settle()
    expect(refused).toContain('refused-state')
    expect(noor.detail(item).row.state).toBe('spiked')
    expect(waitingLines(noor.joined.desk.context)).toContainEqual(
      expect.objectContaining({ what: 'submitted', status: 'refused' }),
    )
  })
})

describe('text of an item that is open', () => {
  test('comes down the line at once, and goes on where the feed goes on', async () => {
    const noor = await join('Noor Visser', ['editor'])
    const sam = await join('Sam de Wit', ['editor'])
    const item = noor.make({ headline: 'Een kop' }, host.home.section)
    await sam.until(() => hasItem(sam, item))
    const heard: number[] = []
    const watcher = { hear: () => void heard.push(Date.now()), reload: () => undefined }
    sam.joined.desk.documents.open(item, watcher)
    await sam.settle()
    const before = Date.now()
    noor.write(item, { byline: 'Noor Visser' })
    await sam.until(() => sam.copy(item).byline === 'Noor Visser')
    expect((heard[0] ?? Number.POSITIVE_INFINITY) - before).toBeLessThan(600)
    sam.joined.desk.documents.close(item, watcher)
    expect(sam.decide(item, { type: 'submit' }).fault).toBeNull()
    await sam.settle()
    expect(sam.joined.desk.safety().waiting).toBe(0)
    expect(sam.detail(item).row.state).toBe('submitted')
    await noor.settle()
    expect(noor.detail(item).row).toMatchObject({ state: 'submitted', changed: false })
  })
})
