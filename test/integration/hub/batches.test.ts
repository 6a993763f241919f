/** Rulings on many entries at once, on what was made apart by older apps, and by two processes of one hub. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { revisionOf } from '../../../shared/document/canonical.ts'
import { writeCopy } from '../../../shared/document/write-copy.ts'
import type { ItemEvent } from '../../../shared/domain/event.ts'
import type { Entry } from '../../../shared/sync/entry.ts'
import type { Ruling } from '../../../shared/sync/messages.ts'
import {
  createBusPair,
  createWriter,
  newDevice,
  openBeside,
  openTestHub,
  type TestHub,
  until,
} from '../../support/hub.ts'

const codes = (rulings: readonly Ruling[]): string[] =>
  rulings.map((ruling) => (ruling.verdict === 'accepted' ? 'accepted' : ruling.fault.code))
const positions = (rulings: readonly Ruling[]): number[] =>
  rulings.flatMap((ruling) => (ruling.verdict === 'accepted' ? [ruling.position] : []))

const writeOn = (doc: Y.Doc, headline: string): Uint8Array => {
  const before = Y.encodeStateVector(doc)
  writeCopy(doc, { headline }, 'test')
  return Y.encodeStateAsUpdate(doc, before)
}

describe('an older app', () => {
  let hub: TestHub
  beforeEach(async () => {
    hub = await openTestHub({ epoch: 3 })
  })
  afterEach(async () => {
    await hub.remove()
  })

  test('may not write behind what it could have seen, and is taken where it could not', async () => {
    const push = async (...entries: Entry[]) => await hub.hub.connection.push(hub.founder, entries)
    const writer = createWriter(hub.founder, hub.clock.now)
    const item = randomUUID()
    const { entry, doc } = writer.seeded(item, hub.section)
    await push(writer.created(item), entry)
    const update = (epoch: number, seen: number) =>
      writer.update(item, writeOn(doc, `${epoch} ${seen}`), { epoch, seen })
    const [second] = positions(await push(update(2, 0)))
    const [third] = positions(await push(update(3, 0)))
    if (second === undefined || third === undefined) throw new Error('not accepted')
    expect(
      codes(
        await push(
          update(1, second - 1),
          update(1, second),
          update(1, third + 5),
          update(2, third - 1),
          update(2, third),
          update(3, third + 7),
          update(4, 0),
        ),
      ),
    ).toEqual([
      'accepted',
      'refused-newer-item',
      'refused-newer-item',
      'accepted',
      'refused-newer-item',
      'accepted',
      'refused-newer-schema',
    ])
  })

  test('is held to it within a batch, after a restart, and for each item by itself', async () => {
    const writer = createWriter(hub.founder, hub.clock.now)
    const [item, other] = [randomUUID(), randomUUID()]
    const one = writer.seeded(item, hub.section)
    const two = writer.seeded(other, hub.section)
    const newer = writer.update(item, writeOn(one.doc, 'nieuw'), { epoch: 2 })
    const late = writer.update(item, writeOn(one.doc, 'laat'), { seen: 1000 })
    const rulings = await hub.hub.connection.push(hub.founder, [
      ...[writer.created(item), one.entry, writer.created(other), two.entry, newer, late],
      writer.update(other, writeOn(two.doc, 'elders'), { seen: 1000 }),
    ])
    expect(codes(rulings).slice(4)).toEqual(['accepted', 'refused-newer-item', 'accepted'])
    await hub.reopen()
    const again = writer.update(item, writeOn(one.doc, 'nog later'), { seen: 1000 })
    expect(codes(await hub.hub.connection.push(hub.founder, [again, late]))).toEqual([
      'refused-newer-item',
      'refused-newer-item',
    ])
  })
})

describe('what rests on a refused decision', () => {
  let hub: TestHub
  beforeEach(async () => {
    hub = await openTestHub()
  })
  afterEach(async () => {
    await hub.remove()
  })

  /** An item of Joris, who may not approve, and how he decides about it. */
  const begin = async () => {
    const joris = await hub.join('Joris Baan', ['editor'])
    const writer = createWriter(joris.person, hub.clock.now)
    const item = randomUUID()
    const { entry, doc } = writer.seeded(item, hub.section)
    const { json, hash } = revisionOf(item, doc)
    const revision = (): Entry => {
      const made = writer.envelope()
      const basis = { position: 0, replica: writer.replica, seq: made.seq }
      return { ...made, kind: 'revision', item, json, hash, basis }
    }
    const decide = (event: ItemEvent, more: { rests?: string } = {}): Entry => ({
      ...writer.envelope(),
      kind: 'event',
      item,
      event,
      ...more,
    })
    const push = async (...entries: Entry[]) => codes(await hub.call('push', { entries }, joris.token))
    const submitted = decide({ type: 'submitted', revision: hash })
    expect(await push(writer.created(item), entry, revision(), submitted)).not.toContain('refused-state')
    return { decide, push, approved: { type: 'approved', revision: hash, bypass: null } as const }
  }
  const shown: ItemEvent = { type: 'shown', at: 1 }

  test('is refused with it, and so is what rests on that', async () => {
    const { decide, push, approved } = await begin()
    const first = decide(approved)
    const second = decide(shown, { rests: first.id })
    const third = decide(shown, { rests: second.id })
    expect(await push(first, second)).toEqual(['refused-role', 'refused-rests-on-refused'])
    // Pushed later, on its own: what it rests on was ruled on before.
    expect(await push(third)).toEqual(['refused-rests-on-refused'])
    expect(await push(decide(shown))).toEqual(['accepted'])
  })

  test('is what the same hand decided in the same breath, where an entry does not say', async () => {
    const { decide, push, approved } = await begin()
    const forged = decide(approved)
    expect(await push(forged, decide(shown))).toEqual(['refused-role', 'refused-rests-on-refused'])
    expect(await push(decide(shown))).toEqual(['accepted'])
  })

  test('rests on nothing where that was accepted', async () => {
    const { decide, push } = await begin()
    const first = decide(shown)
    expect(await push(first)).toEqual(['accepted'])
    expect(await push(decide(shown, { rests: first.id }), decide(shown, { rests: randomUUID() }))).toEqual([
      'accepted',
      'accepted',
    ])
  })
})

describe('many at once', () => {
  let hub: TestHub
  beforeEach(async () => {
    hub = await openTestHub()
  })
  afterEach(async () => {
    await hub.remove()
  })

  test('are ruled on as one after the other would be, with positions in their order', async () => {
    const writer = createWriter(hub.founder, hub.clock.now)
    const entries: Entry[] = []
    for (let count = 0; count < 60; count += 1) {
      const item = randomUUID()
      const { entry } = writer.seeded(item, hub.section, `Kop ${count}`)
      entries.push(writer.created(item), entry, writer.update(randomUUID(), new Uint8Array([0, 0])))
    }
    const before = (await hub.hub.connection.pull(0, 1)).length
    const rulings = await hub.hub.connection.push(hub.founder, [...entries, ...entries])
    expect(rulings.slice(entries.length)).toEqual(rulings.slice(0, entries.length))
    expect(positions(rulings.slice(0, entries.length))).toEqual(
      Array.from({ length: 120 }, (_, at) => before + 1 + at),
    )
    expect(codes(rulings).filter((code) => code === 'refused-state')).toHaveLength(120)
    expect(await hub.hub.connection.push(hub.founder, entries)).toEqual(rulings.slice(0, entries.length))
  })

  test('from many hands share transactions, and each gets its own rulings', async () => {
    const writer = createWriter(hub.founder, hub.clock.now)
    const before = hub.hub.door.counts.transactions
    const items = Array.from({ length: 40 }, () => randomUUID())
    const all = await Promise.all(
      items.map((item) => hub.hub.connection.push(hub.founder, [writer.created(item), writer.created(item)])),
    )
    expect(all.map(codes)).toEqual(items.map(() => ['accepted', 'refused-state']))
    expect(new Set(all.flatMap(positions)).size).toBe(40)
    expect(hub.hub.door.counts.transactions - before).toBeLessThan(5)
  })

  test('cost the store a few questions, however many they are', async () => {
    const writer = createWriter(hub.founder, hub.clock.now)
    const item = randomUUID()
    const { entry, doc } = writer.seeded(item, hub.section)
    await hub.hub.connection.push(hub.founder, [writer.created(item), entry])
    const before = hub.hub.door.counts.queries
    const updates = Array.from({ length: 400 }, (_, at) => writer.update(item, writeOn(doc, `Kop ${at}`)))
    await hub.hub.connection.push(hub.founder, updates)
    expect(hub.hub.door.counts.queries - before).toBeLessThan(12)
  })
})

describe('two processes of one hub', () => {
  let hub: TestHub
  let beside: Awaited<ReturnType<typeof openBeside>>
  let pair: ReturnType<typeof createBusPair>
  beforeEach(async () => {
    pair = createBusPair()
    hub = await openTestHub({ bus: pair.buses[0] })
    beside = await openBeside(hub, pair.buses[1])
  })
  afterEach(async () => {
    await beside.stop()
    await hub.remove()
  })

  test('are one hub: text, news and people cross from one to the other', async () => {
    expect((await beside.hub.connection.greet()).hub).toBe(hub.hub.id)
    const joris = await hub.join('Joris Baan', ['editor'])
    const sanne = await hub.join('Sanne Wit', ['editor'])
    const [here, there] = await Promise.all([hub.line(joris.token), beside.line(sanne.token)])
    const writer = createWriter(joris.person, hub.clock.now)
    const item = randomUUID()
    const { entry, doc } = writer.seeded(item, hub.section)
    await hub.call('push', { entries: [writer.created(item), entry] }, joris.token)
    await there.next('news')
    there.say({ type: 'watch', items: [item] })
    here.say({ type: 'presence', client: randomUUID(), item, state: 'kop:1' })
    expect((await there.next('arrived')).peer).toMatchObject({ person: joris.person, name: 'Joris Baan' })
    const update = writer.update(item, writeOn(doc, 'Overgestoken'))
    await hub.call('push', { entries: [update] }, joris.token)
    expect((await there.next('updates')).entries.map((one) => one.entry.id)).toEqual([update.id])
    here.close()
    expect(await there.next('left')).toMatchObject({ item })
  })

  test('who is revoked at one is cut at the other', async () => {
    const joris = await hub.join('Joris Baan', ['editor'])
    const line = await beside.line(joris.token)
    expect((await hub.hub.connection.devices(hub.founder))[0]?.connected).toBe(true)
    await hub.hub.connection.revokeDevice(hub.founder, joris.device)
    expect((await line.next('bye')).fault.code).toBe('sign-in-needed')
    expect(await line.closed).toBe(4001)
  })

  test('release once, whoever leads and however many think that they do', async () => {
    const chief = await hub.join('Hanneke Chef', ['editor', 'chief'])
    const writer = createWriter(hub.founder, hub.clock.now)
    const item = randomUUID()
    const { entry, doc } = writer.seeded(item, hub.section)
    const { json, hash } = revisionOf(item, doc)
    const made = writer.envelope()
    const at = hub.clock.now() + 60_000
    const event = (what: ItemEvent): Entry => ({ ...writer.envelope(), kind: 'event', item, event: what })
    const schedule = { instant: at, zone: 'Europe/Amsterdam', wall: '2026-11-18T12:01' }
    const rulings = await hub.hub.connection.push(hub.founder, [
      writer.created(item),
      entry,
      {
        ...made,
        kind: 'revision',
        item,
        json,
        hash,
        basis: { position: 0, replica: writer.replica, seq: made.seq },
      },
      event({ type: 'submitted', revision: hash }),
      event({ type: 'scheduled', schedule }),
    ])
    expect(codes(rulings)).not.toContain('bad-request')
    const approves = createWriter(chief.person, hub.clock.now)
    const approved: Entry = {
      ...approves.envelope(),
      kind: 'event',
      item,
      event: { type: 'approved', revision: hash, bypass: null },
    }
    expect(codes(await hub.call('push', { entries: [approved] }, chief.token))).toEqual(['accepted'])
    // Both look at the same moment, each believing that it leads.
    pair.buses[0].leads = () => true
    pair.follow()
    hub.clock.advance(60_000)
    await Promise.all([hub.hub.wake(), beside.hub.wake()])
    await until(() => hub.log.some((line) => line.event === 'release'))
    const { entries } = await hub.hub.connection.pull(0, 500)
    const released = entries.filter(
      (one) => one.entry.kind === 'event' && one.entry.event.type === 'released',
    )
    expect(released).toHaveLength(1)
    expect(await hub.store.store.selectFrom('refusals').selectAll().execute()).toEqual([])
  })

  test('an address that guesses at one waits at the other', async () => {
    for (let count = 0; count < 22; count += 1)
      await hub.ask('sign-in', { person: `Niemand ${count}`, passphrase: 'x', device: newDevice() })
    const answer = await beside.hub.door.arrivals
      .signIn('127.0.0.1', { person: hub.founder, passphrase: 'x', device: newDevice() })
      .catch((error: { fault: { code: string } }) => error.fault.code)
    expect(answer).toBe('too-many-tries')
  })
})
