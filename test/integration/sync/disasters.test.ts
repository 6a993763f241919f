/** A hub that is not what it was, and a change that is too large to be believed: sync stops and asks. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { countWaiting, entriesOfItem } from '../../../main/db/entries.ts'
import { readCursor } from '../../../main/db/meta.ts'
import { waitingLines } from '../../../main/desk/waiting.ts'
import { type Guest, type Host, joinHost, openHost } from '../../support/joined.ts'

let host: Host
const guests: Guest[] = []
const join_ = async (
  name: string,
  ...more: Parameters<typeof joinHost> extends [Host, string, ...infer R] ? R : never
) => {
  const guest = await joinHost(host, name, ...more)
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

const hubOf = (guest: Guest) => guest.joined.desk.safety().hub
const ids = (guest: Guest) =>
  guest.joined.db
    .prepare<[], { id: string; status: string }>('SELECT id, status FROM entries ORDER BY row')
    .all()

describe('a hub that was put back to an earlier moment', () => {
  const lose = async () => {
    const noor = await join_('Noor Visser', ['editor'])
    const before = noor.make({ headline: 'Van voor de ramp' }, host.home.section)
    await noor.settle()
    const snapshot = await host.snapshot()
    const lost = noor.make({ headline: 'Van daarna' }, host.home.section)
    noor.write(before, { byline: 'Noor Visser' })
    expect(noor.decide(before, { type: 'submit' }).fault).toBeNull()
    await noor.settle()
    expect(countWaiting(noor.joined.db)).toBe(0)
    await host.revive(snapshot, { generation: 2 })
    return { noor, before, lost }
  }

  test('stops the sync, and nothing here changes', async () => {
    const { noor } = await lose()
    const was = ids(noor)
    await noor.settle()
    expect(hubOf(noor)).toMatchObject({
      state: 'stopped',
      fault: { code: 'hub-older' },
      choices: ['send-ours', 'take-theirs'],
    })
    expect(ids(noor)).toEqual(was)
    await expect(noor.joined.desk.sync.choose('apply')).rejects.toMatchObject({ fault: { code: 'gone' } })
    // It goes on being written in, and after a start it asks again.
    noor.make({ headline: 'Gewoon doorgaan' }, host.home.section)
    const again = await noor.reopen()
    guests.splice(guests.indexOf(noor), 1, again)
    await again.settle()
    expect(hubOf(again)).toMatchObject({ state: 'stopped', fault: { code: 'hub-older' } })
    expect(again.joined.desk.safety().waiting).toBeGreaterThan(0)
  })

  test('stops it as well where it kept its generation, and has become as long again by what others wrote', async () => {
    const noor = await join_('Noor Visser', ['editor'])
    const sam = await join_('Sam de Wit', ['editor'])
    await noor.settle()
    await sam.settle()
    const snapshot = await host.snapshot()
    sam.wire.cut()
    const lost = noor.make({ headline: 'Van daarna' }, host.home.section)
    await noor.settle()
    expect(countWaiting(noor.joined.db)).toBe(0)
    noor.wire.cut()
    await host.revive(snapshot)
    sam.wire.mend()
    for (const headline of ['Een', 'Twee', 'Drie']) sam.make({ headline }, host.home.section)
    await sam.settle()
    expect(hubOf(sam)).toMatchObject({ state: 'connected', fault: null })
    expect(readCursor(sam.joined.db)?.position).toBeGreaterThan(readCursor(noor.joined.db)?.position ?? 0)
    noor.wire.mend()
    await noor.settle()
    expect(hubOf(noor)).toMatchObject({ state: 'stopped', fault: { code: 'hub-older' } })
    await noor.joined.desk.sync.choose('send-ours')
    await noor.settle()
    expect(hubOf(noor)).toMatchObject({ state: 'connected', fault: null, choices: [] })
    expect(noor.detail(lost).row.headline).toBe('Van daarna')
    await sam.settle()
    expect(sam.detail(lost).row.headline).toBe('Van daarna')
  })

  test('gets back what it lost, once', async () => {
    const { noor, before, lost } = await lose()
    await noor.settle()
    await noor.joined.desk.sync.choose('send-ours')
    await noor.settle()
    expect(hubOf(noor)).toMatchObject({ state: 'connected', fault: null, choices: [] })
    expect(noor.joined.desk.safety().waiting).toBe(0)
    expect(ids(noor).every(({ status }) => status === 'accepted')).toBe(true)
    expect(noor.detail(lost).row.headline).toBe('Van daarna')
    expect(noor.detail(before).row).toMatchObject({ state: 'submitted', waiting: false })
    expect(readCursor(noor.joined.db)?.generation).toBe(2)
    const folder = deskFolder(noor.folder, noor.joined.desk.id)
    expect(existsSync(folder.backups)).toBe(true)
  })

  test('or is believed, and what it lacks is kept aside and said', async () => {
    const { noor, before, lost } = await lose()
    await noor.settle()
    await noor.joined.desk.sync.choose('take-theirs')
    await noor.settle()
    expect(hubOf(noor)).toMatchObject({ state: 'connected', fault: null })
    await noor.until(() => noor.detail(before).row.state === 'draft')
    expect(noor.detail(before).row.waiting).toBe(false)
    expect(noor.copy(before)).toMatchObject({ headline: 'Van voor de ramp', byline: '' })
    expect(() => noor.detail(lost)).toThrow()
    const aside = waitingLines(noor.joined.desk.context).filter(({ status }) => status === 'refused')
    expect(aside.map(({ what }) => what)).toEqual(expect.arrayContaining(['submitted', 'created', 'text']))
    const kept = String(aside[0]?.fault?.params['kept'])
    expect(aside[0]?.fault?.code).toBe('hub-older')
    expect(existsSync(join(deskFolder(noor.folder, noor.joined.desk.id).backups, kept))).toBe(true)
    expect(entriesOfItem(noor.joined.db, lost, 'update')).not.toEqual([])
  })

  test('also where it was killed halfway through', async () => {
    const { noor, lost } = await lose()
    await noor.settle()
    const choosing = noor.joined.desk.sync.choose('send-ours')
    choosing.catch(() => undefined)
    await noor.joined.stop()
    await choosing.catch(() => undefined)
    const again = await noor.reopen()
    guests.splice(guests.indexOf(noor), 1, again)
    await again.settle()
    // Stopped before the choice was written down it asks again; after it, it goes on by itself.
    if (hubOf(again).state === 'stopped') await again.joined.desk.sync.choose('send-ours')
    await again.settle()
    expect(again.joined.desk.safety().waiting).toBe(0)
    expect(again.detail(lost).row.headline).toBe('Van daarna')
  })
})

test('a hub that comes back empty, as itself or as another one, takes nothing away and is given nothing', async () => {
  const noor = await join_('Noor Visser', ['editor'])
  const item = noor.make({ headline: 'Een kop' }, host.home.section)
  await noor.settle()
  const cursor = readCursor(noor.joined.db)
  const tokens = [...noor.secrets.kept.values()]
  await host.revive(null)
  noor.write(item, { byline: 'Noor' })
  await noor.settle()
  expect(hubOf(noor)).toMatchObject({ state: 'stopped', fault: { code: 'hub-other' } })
  expect([...noor.secrets.kept.values()]).toEqual(tokens)
  expect(noor.joined.desk.safety().waiting).toBe(1)
  await expect(noor.joined.desk.context.hub.signIn(noor.person, 'niet de wachtzin')).rejects.toMatchObject({
    fault: { code: 'wrong-passphrase' },
  })
  await noor.joined.desk.context.hub.signIn(noor.person, 'geheim van Noor Visser')
  await host.revive(null, { id: cursor?.hub ?? randomUUID(), generation: 1 })
  await noor.settle()
  expect(hubOf(noor).state).toBe('stopped')
  expect(ids(noor).some(({ status }) => status === 'refused')).toBe(false)
  expect(noor.copy(item)).toMatchObject({ headline: 'Een kop', byline: 'Noor' })
})

describe('a change of many items', () => {
  const spikeAll = (count: number) => {
    const made = Array.from({ length: 10 }, (_, index) =>
      host.home.make(host.home.founder, 'brief', { headline: `Kortje ${index}` }),
    )
    return { made, some: made.slice(0, count) }
  }

  test('is not taken in before somebody says so', async () => {
    const { made, some } = spikeAll(6)
    await host.home.settle()
    const noor = await join_('Noor Visser', ['editor'])
    await noor.settle()
    noor.wire.cut()
    for (const item of some) host.home.decide(host.home.founder, item, { type: 'spike' })
    await host.home.settle()
    noor.wire.mend()
    await noor.settle()
    expect(hubOf(noor)).toMatchObject({
      state: 'stopped',
      fault: { code: 'mass-change', params: { count: 6, of: 10 } },
      choices: ['apply'],
    })
    expect(made.every((item) => noor.detail(item).row.state === 'draft')).toBe(true)
    const again = await noor.reopen()
    guests.splice(guests.indexOf(noor), 1, again)
    await again.settle()
    expect(hubOf(again).fault?.code).toBe('mass-change')
    await again.joined.desk.sync.choose('apply')
    expect(hubOf(again)).toMatchObject({ state: 'connected', fault: null })
    expect(some.every((item) => again.detail(item).row.state === 'spiked')).toBe(true)
  })

  test('is a day’s work where it is few, and at a replica that begins', async () => {
    const { some } = spikeAll(2)
    await host.home.settle()
    const noor = await join_('Noor Visser', ['editor'])
    await noor.settle()
    noor.wire.cut()
    for (const item of some) host.home.decide(host.home.founder, item, { type: 'spike' })
    await host.home.settle()
    noor.wire.mend()
    await noor.settle()
    expect(hubOf(noor)).toMatchObject({ state: 'connected', fault: null })
    const sam = await join_('Sam de Wit', ['editor'])
    await sam.settle()
    expect(hubOf(sam)).toMatchObject({ state: 'connected', fault: null })
  })
})
