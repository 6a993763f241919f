/** The line: text at once, news of the rest, who is where, and when it is cut. */
import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { rolesOf } from '../../../main/hub/tokens.ts'
import { writeCopy } from '../../../shared/document/write-copy.ts'
import type { Role } from '../../../shared/domain/person.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Entry, FeedEntry } from '../../../shared/sync/entry.ts'
import type { Seat } from '../../../shared/sync/team.ts'
import { createWriter, openTestHub, type TestHub, until } from '../../support/hub.ts'

let hub: TestHub
let joris: Seat
let sanne: Seat
beforeEach(async () => {
  hub = await openTestHub()
  joris = await hub.join('Joris Baan', ['editor'])
  sanne = await hub.join('Sanne Wit', ['editor'])
})
afterEach(async () => {
  await hub.remove()
})

/** An item with its first text, pushed by Joris; answers how to write on. */
const begin = async () => {
  const item = randomUUID()
  const writer = createWriter(joris.person, hub.clock.now)
  const { entry, doc } = writer.seeded(item, hub.section)
  await hub.call('push', { entries: [writer.created(item), entry] }, joris.token)
  const write = (headline: string): Entry => {
    const before = Y.encodeStateVector(doc)
    writeCopy(doc, { headline }, 'test')
    return writer.update(item, Y.encodeStateAsUpdate(doc, before))
  }
  return { item, doc, write, writer }
}

const changePerson = (id: string, name: string, roles: Role[], active = true) =>
  hub.hub.connection.push(hub.founder, [
    {
      ...createWriter(hub.founder, hub.clock.now).envelope(),
      kind: 'desk-event',
      item: null,
      event: { type: 'person', person: { id, name, roles, active } },
    },
  ])

/** A call later everything that the line said before it has been heard. */
const heardBy = async (token: string): Promise<void> => {
  await hub.call('pull', { after: 0, limit: 1 }, token)
}

describe('text', () => {
  test('goes at once to who watches the item, with its position, and not to who wrote it', async () => {
    const { item, write } = await begin()
    const [reader, own, other] = await Promise.all([
      hub.line(sanne.token),
      hub.line(joris.token),
      hub.line(sanne.token),
    ])
    reader.say({ type: 'watch', items: [item] })
    own.say({ type: 'watch', items: [item] })
    other.say({ type: 'watch', items: [randomUUID()] })
    await heardBy(sanne.token)
    const entry = write('Nieuwe kop')
    const [ruling] = await hub.call('push', { entries: [entry] }, joris.token)
    const { entries } = await reader.next('updates')
    expect(entries).toHaveLength(1)
    expect(entries[0]).toMatchObject({ entry: { id: entry.id } })
    expect(ruling).toMatchObject({ verdict: 'accepted', position: entries[0]?.position })
    expect(entries[0]?.entry.kind === 'update' && entries[0].entry.update).toEqual(
      entry.kind === 'update' && entry.update,
    )
    for (const line of [own, other])
      expect(line.heard.some((message) => message.type === 'updates')).toBe(false)
  })

  test('is announced to everybody within a moment, decisions at once', async () => {
    const { item, write, writer } = await begin()
    const line = await hub.line(sanne.token)
    // What was there when it opened may still be announced.
    hub.clock.advance(1000)
    await heardBy(sanne.token)
    line.heard.length = 0
    await hub.call('push', { entries: [write('Een')] }, joris.token)
    await hub.call('push', { entries: [write('Twee')] }, joris.token)
    await heardBy(sanne.token)
    expect(line.heard).toEqual([])
    hub.clock.advance(1000)
    expect(await line.next('news')).toMatchObject({ decided: false })
    await heardBy(sanne.token)
    expect(line.heard).toHaveLength(1)
    const spiked: Entry = { ...writer.envelope(), kind: 'event', item, event: { type: 'spiked' } }
    await hub.call('push', { entries: [spiked] }, joris.token)
    const { length } = await hub.hub.connection.pull(0, 1)
    expect(await line.next('news')).toMatchObject({ decided: true, length })
  })

  test('that is refused reaches nobody', async () => {
    const { item, write } = await begin()
    const line = await hub.line(sanne.token)
    line.say({ type: 'watch', items: [item] })
    await heardBy(sanne.token)
    await changePerson(joris.person, 'Joris Baan', [])
    const [ruling] = await hub.call('push', { entries: [write('Te laat')] }, joris.token)
    expect(ruling).toMatchObject({ verdict: 'refused', fault: { code: 'refused-role' } })
    await heardBy(sanne.token)
    expect(line.heard.some((message) => message.type === 'updates')).toBe(false)
  })

  test('reaches the hub’s own computer too, and from there the others', async () => {
    const { item, write } = await begin()
    const heard: FeedEntry[] = []
    hub.hub.connection.watch([item])
    hub.hub.connection.onUpdates((entries) => heard.push(...entries))
    await hub.call('push', { entries: [write('Van ver')] }, joris.token)
    expect(heard).toHaveLength(1)
    const line = await hub.line(joris.token)
    line.say({ type: 'watch', items: [item] })
    await heardBy(joris.token)
    const here = createWriter(hub.founder, hub.clock.now)
    const doc = new Y.Doc()
    doc.getMap('x').set('y', 1)
    await hub.hub.connection.push(hub.founder, [here.update(item, Y.encodeStateAsUpdate(doc))])
    expect((await line.next('updates')).entries).toHaveLength(1)
    expect(heard).toHaveLength(1)
  })
})

describe('who is where', () => {
  test('is told with the name of the desk, to everybody else, and ends with the line', async () => {
    const item = randomUUID()
    const [lineJoris, lineSanne] = await Promise.all([hub.line(joris.token), hub.line(sanne.token)])
    lineSanne.say({ type: 'watch', items: [item] })
    const client = randomUUID()
    lineJoris.say({ type: 'presence', client, item, state: 'kop:3' })
    expect((await lineSanne.next('arrived')).peer).toEqual({
      client,
      person: joris.person,
      name: 'Joris Baan',
      item,
      state: 'kop:3',
    })
    lineJoris.say({ type: 'presence', client, item, state: 'kop:4' })
    expect((await lineSanne.next('arrived')).peer.state).toBe('kop:4')
    // Who comes later is told who is there.
    const late = await hub.line(sanne.token)
    expect((await late.next('arrived')).peer.client).toBe(client)
    lineJoris.close()
    expect(await lineSanne.next('left')).toEqual({ type: 'left', client, item })
    expect(lineJoris.heard.some((message) => message.type === 'arrived')).toBe(false)
  })

  test('stays when its line was opened again before the old one was known to be dead', async () => {
    const item = randomUUID()
    const client = randomUUID()
    const [old, lineSanne] = await Promise.all([hub.line(joris.token), hub.line(sanne.token)])
    lineSanne.say({ type: 'watch', items: [item] })
    old.say({ type: 'presence', client, item, state: 'oud' })
    await lineSanne.next('arrived')
    const again = await hub.line(joris.token)
    again.say({ type: 'presence', client, item, state: 'nieuw' })
    expect((await lineSanne.next('arrived')).peer.state).toBe('nieuw')
    old.close()
    await old.closed
    await until(() => hub.served.lines() === 2)
    await heardBy(sanne.token)
    expect(lineSanne.heard.some((message) => message.type === 'left')).toBe(false)
    again.close()
    expect(await lineSanne.next('left')).toMatchObject({ client, item })
  })

  test('moves are for those who have the item open', async () => {
    const item = randomUUID()
    const [lineJoris, watching, elsewhere] = await Promise.all([
      hub.line(joris.token),
      hub.line(sanne.token),
      hub.line(sanne.token),
    ])
    watching.say({ type: 'watch', items: [item] })
    await heardBy(sanne.token)
    const client = randomUUID()
    for (const state of ['1', '2', '3']) lineJoris.say({ type: 'presence', client, item, state })
    await until(() => watching.heard.filter((message) => message.type === 'arrived').length === 3)
    await heardBy(sanne.token)
    expect(elsewhere.heard.filter((message) => message.type === 'arrived')).toHaveLength(1)
    elsewhere.say({ type: 'watch', items: [item] })
    await until(() => elsewhere.heard.filter((message) => message.type === 'arrived').length === 2)
    expect(elsewhere.heard.at(-1)).toMatchObject({ peer: { state: '3' } })
  })

  test('nobody takes another’s window, says too much, or is in too many places', async () => {
    const item = randomUUID()
    const client = randomUUID()
    const [lineJoris, lineSanne] = await Promise.all([hub.line(joris.token), hub.line(sanne.token)])
    lineSanne.say({ type: 'watch', items: [item] })
    lineJoris.say({ type: 'presence', client, item, state: 'echt' })
    await lineSanne.next('arrived')
    lineSanne.say({ type: 'presence', client, item, state: 'vals' })
    lineSanne.say({ type: 'presence', client, item, state: null })
    // Within the characters that are allowed, but not within the bytes.
    lineJoris.say({ type: 'presence', client, item, state: '€'.repeat(4000) })
    for (let count = 0; count < 40; count += 1)
      lineJoris.say({ type: 'presence', client: randomUUID(), item, state: String(count) })
    await until(() => lineSanne.heard.filter((message) => message.type === 'arrived').length === 16)
    await heardBy(joris.token)
    expect(lineSanne.heard.filter((message) => message.type === 'arrived')).toHaveLength(16)
    expect(lineJoris.heard.some((message) => message.type === 'arrived' || message.type === 'left')).toBe(
      false,
    )
  })

  test('people at the hub’s own computer and the others see each other', async () => {
    const item = randomUUID()
    const line = await hub.line(joris.token)
    const peers: { person: string; state: string | null }[] = []
    hub.hub.connection.onPeer(({ person, state }) => peers.push({ person, state }))
    const here = randomUUID()
    hub.hub.connection.appear(hub.founder, here, item, 'kop:1')
    expect((await line.next('arrived')).peer).toMatchObject({ person: hub.founder, name: 'Merel Oosterhof' })
    hub.hub.connection.watch([item])
    const client = randomUUID()
    line.say({ type: 'presence', client, item, state: 'kop:2' })
    line.say({ type: 'presence', client, item, state: null })
    await until(() => peers.length === 2)
    expect(peers).toEqual([
      { person: joris.person, state: 'kop:2' },
      { person: joris.person, state: null },
    ])
    hub.hub.connection.appear(hub.founder, here, item, null)
    expect(await line.next('left')).toMatchObject({ client: here })
  })
})

describe('a line is cut', () => {
  test('within a second when its person gets other roles, and may be opened again', async () => {
    const [line, other] = await Promise.all([hub.line(joris.token), hub.line(sanne.token)])
    const started = performance.now()
    await changePerson(joris.person, 'Joris Baan', ['editor', 'chief'])
    expect((await line.next('bye')).fault.code).toBe('refused-role')
    expect(await line.closed).toBe(4001)
    expect(performance.now() - started).toBeLessThan(1000)
    const again = await hub.line(joris.token)
    await changePerson(joris.person, 'Joris van Baan', ['chief', 'editor'])
    await heardBy(joris.token)
    for (const kept of [again, other])
      expect(kept.heard.some((message) => message.type === 'bye')).toBe(false)
  })

  test('when its person was taken away while it was being opened', async () => {
    // The token was looked at, and the line is not among the others yet.
    const { person, device } = await hub.hub.door.tokens.bearerOf(joris.token)
    const seat = { person: person.id, device, roles: rolesOf(person) }
    await changePerson(joris.person, 'Joris Baan', ['editor'], false)
    const { live } = hub.hub.door
    // Everybody who was there has been looked at.
    await live.review()
    const cut = new Promise<Fault>((resolve) => {
      live.enter({ seat, watched: new Set(), send: () => undefined, cut: resolve })
    })
    expect((await cut).code).toBe('sign-in-needed')
  })

  test('after a few messages that are none, and the others go on', async () => {
    const [line, other] = await Promise.all([hub.line(joris.token), hub.line(sanne.token)])
    for (let count = 0; count < 10; count += 1) line.sayBytes(randomBytes(20))
    expect((await line.next('bye')).fault.code).toBe('bad-request')
    expect(await line.closed).toBe(4001)
    other.sayBytes('tekst')
    other.say({ type: 'watch', items: [] })
    await heardBy(sanne.token)
    expect(other.heard.some((message) => message.type === 'bye')).toBe(false)
  })

  test('when it reads so slowly that everything would have to be kept for it', async () => {
    const { item, doc, writer } = await begin()
    const slow = await hub.line(sanne.token)
    slow.say({ type: 'watch', items: [item] })
    await heardBy(sanne.token)
    slow.pause()
    // More than the system keeps between two ends, and more than the hub keeps beyond that.
    for (let count = 0; count < 40 && hub.served.lines() > 0; count += 1) {
      const known = Y.encodeStateVector(doc)
      writeCopy(doc, { headline: randomBytes(250_000).toString('hex') }, 'test')
      const large = writer.update(item, Y.encodeStateAsUpdate(doc, known))
      await hub.call('push', { entries: [large] }, joris.token)
    }
    await until(() => hub.served.lines() === 0)
    slow.resume()
    expect(await slow.closed).toBe(1006)
  })

  test('when a message is larger than any that there is', async () => {
    const line = await hub.line(joris.token)
    line.sayBytes(new Uint8Array(70_000))
    expect(await line.closed).toBe(1009)
  })

  test('when nobody answers at the other end', async () => {
    const line = await hub.line(joris.token)
    hub.clock.advance(20_000)
    await heardBy(joris.token)
    // Its answer to the first question was heard; the second and the third come without a moment between them.
    await new Promise((resolve) => setTimeout(resolve, 50))
    hub.clock.advance(40_000)
    expect(await line.closed).toBe(1006)
  })
})

test('a device that has a line open is connected, and not when it has gone', async () => {
  const connected = async (): Promise<boolean> =>
    (await hub.call('devices', {}, joris.token))[0]?.connected ?? false
  expect(await connected()).toBe(false)
  const line = await hub.line(joris.token)
  expect(await connected()).toBe(true)
  line.close()
  await line.closed
  await until(() => hub.served.lines() === 0)
  // The row says so a moment after the line is gone.
  while (await connected()) await new Promise((resolve) => setTimeout(resolve, 5))
})

test('five thousand frames of nonsense, on lines and on calls, and it still answers', async () => {
  const reader = await hub.line(sanne.token)
  let sent = 0
  while (sent < 4000) {
    const line = await hub.line(joris.token)
    for (let count = 0; count < 200; count += 1) line.sayBytes(randomBytes(1 + (count % 60)))
    sent += 200
    await line.closed
  }
  for (let count = 0; count < 1000; count += 1) {
    const answer = await hub.ask('pull', {}, { token: sanne.token, body: randomBytes(1 + (count % 90)) })
    expect(answer.code).toBe('bad-request')
  }
  await hub.call('pull', { after: 0, limit: 1 }, sanne.token)
  expect(reader.heard.some((message) => message.type === 'bye')).toBe(false)
  expect(hub.log.filter((line) => line.event.endsWith('-failed'))).toEqual([])
}, 90_000)
