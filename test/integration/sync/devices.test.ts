/** Tokens, people who share a computer, and hubs that answer in another manner than they should. */
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { countWaiting } from '../../../main/db/entries.ts'
import { staleItems } from '../../../main/db/items.ts'
import { readPeople } from '../../../main/db/register.ts'
import { createItems } from '../../../main/desk/create.ts'
import { addPerson } from '../../../main/desk/people.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { nodeClock } from '../../../main/hub/node-clock.ts'
import { hubOrigin } from '../../../main/sync/address.ts'
import { createCalls } from '../../../main/sync/remote-calls.ts'
import type { FaultCode } from '../../../shared/errors.ts'
import { type CallAnswer, PROTOCOL_HEADER } from '../../../shared/sync/calls.ts'
import { PROTOCOL } from '../../../shared/sync/messages.ts'
import { CONTENT_TYPE, pack } from '../../../shared/sync/wire.ts'
import { FOUNDER, type Guest, type Host, joinHost, openHost, untilAt } from '../../support/joined.ts'
import { memorySecrets } from '../../support/secrets.ts'

let host: Host
const guests: Guest[] = []
const join = async (...args: Parameters<typeof joinHost> extends [Host, ...infer R] ? R : never) => {
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

const hubOf = (guest: Guest) => guest.joined.desk.safety().hub
const makeAs = (guest: Guest, person: string, headline: string): string => {
  const { context } = guest.joined.desk
  const id = randomUUID()
  const item = { id, kind: 'brief' as const, section: host.home.section, copy: { headline }, shownAt: null }
  createItems(context, actorOf(context.db, person), [item])
  return id
}

describe('two people at one computer', () => {
  test('push under their own names, and one who is signed out holds nobody up', async () => {
    const noor = await join('Noor Visser', ['editor'])
    const { hub } = noor.joined.desk.context
    const { founder } = host.home
    await hub.signIn(founder, FOUNDER)
    const both = [makeAs(noor, noor.person, 'Van Noor'), makeAs(noor, founder, 'Van Merel')]
    await noor.settle()
    await host.home.settle()
    for (const item of both) expect(host.home.detail(item).row.waiting).toBe(false)
    const merels = (await hub.devices(founder)).find(({ person }) => person === founder)
    await hub.revokeDevice(founder, merels?.id ?? '')
    const [first, second] = [makeAs(noor, founder, 'Wacht op Merel'), makeAs(noor, noor.person, 'Gaat door')]
    await noor.settle()
    expect(hubOf(noor)).toMatchObject({ state: 'connected', fault: { code: 'sign-in-needed' } })
    expect(noor.detail(first).row.waiting).toBe(true)
    expect(noor.detail(second).row.waiting).toBe(false)
    // What rests on what waits, waits too, and is not refused.
    expect(noor.decide(first, { type: 'submit' }).fault).toBeNull()
    await noor.settle()
    expect(noor.detail(first).row).toMatchObject({ state: 'submitted', waiting: true })
    await hub.signIn(founder, FOUNDER)
    await noor.settle()
    expect(hubOf(noor)).toMatchObject({ fault: null })
    expect(noor.detail(first).row).toMatchObject({ state: 'submitted', waiting: false })
  })
})

test('a colleague is not added by half where there is no connection', async () => {
  const noor = await join('Noor Visser', ['editor', 'admin'])
  const { desk } = noor.joined
  const add = () =>
    addPerson(desk.context, () => desk.sync.settle(), actorOf(desk.context.db, noor.person), randomUUID(), {
      ...{ name: 'Sam de Wit', passphrase: 'geheim van Sam', ownPassphrase: null },
      roles: ['editor'],
    })
  noor.wire.cut()
  await expect(add()).rejects.toMatchObject({ fault: { code: 'needs-connection' } })
  expect(readPeople(desk.context.db).map(({ name }) => name)).not.toContain('Sam de Wit')
  expect(desk.safety().waiting).toBe(0)
  noor.wire.mend()
  const { person } = await add()
  await host.home.hub.connection.signIn(person.id, 'geheim van Sam')
})

describe('a token', () => {
  test('that was taken away stops the sync and says so; signing in goes on with it', async () => {
    let noor = await join('Noor Visser', ['editor'])
    const { connection } = host.home.hub
    const [device] = await connection.devices(host.home.founder)
    await connection.revokeDevice(host.home.founder, device?.id ?? '')
    await noor.until(() => hubOf(noor).state === 'stopped')
    const taken = { fault: { code: 'device-revoked', params: { why: 'admin' } }, choices: [] }
    expect(hubOf(noor)).toMatchObject(taken)
    // The token is gone by then, and its person is told the same after a start.
    noor = await reopen(noor)
    await noor.settle()
    expect(hubOf(noor)).toMatchObject(taken)
    const item = makeAs(noor, noor.person, 'Ondertussen')
    await noor.settle()
    expect(noor.joined.desk.safety().waiting).toBe(2)
    expect([...noor.secrets.kept.values()]).toEqual([])
    await noor.joined.desk.context.hub.signIn(noor.person, 'geheim van Noor Visser')
    await noor.settle()
    expect(hubOf(noor)).toMatchObject({ state: 'connected', fault: null })
    expect(noor.detail(item).row.waiting).toBe(false)
  })

  test('that was taken away leaves no dead line behind: whoever signs in again is on the line', async () => {
    const noor = await join('Noor Visser', ['editor'])
    const { connection, door } = host.home.hub
    const isOnTheLine = (): boolean => [...door.live.ears()].some(({ seat }) => seat?.person === noor.person)
    await noor.until(isOnTheLine)
    const [device] = await connection.devices(host.home.founder)
    await connection.revokeDevice(host.home.founder, device?.id ?? '')
    await noor.until(() => hubOf(noor).state === 'stopped' && !isOnTheLine())
    const { hub } = noor.joined.desk.context
    // A window says where its person is all the same.
    hub.appear(noor.person, randomUUID(), randomUUID(), 'kop:1')
    await noor.settle()
    await hub.signIn(noor.person, 'geheim van Noor Visser')
    await noor.until(isOnTheLine)
  })

  test('is changed when it is a day old, and a crash at any moment of it loses nothing', async () => {
    let shift = 0
    const clock = { ...nodeClock, now: () => nodeClock.now() + shift }
    let broken = false
    const plain = memorySecrets()
    const secrets = {
      ...plain,
      write: (name: string, value: string | null) =>
        broken ? Promise.reject(new Error('no keychain')) : plain.write(name, value),
    }
    let noor = await join('Noor Visser', ['editor'], { clock, secrets })
    const before = [...plain.kept.values()].join()
    shift = 25 * 3_600_000
    // Asked for, but not kept: the old one holds.
    broken = true
    noor = await reopen(noor)
    await logged(noor, 'token-not-rotated')
    broken = false
    makeAs(noor, noor.person, 'Met het oude')
    await noor.settle()
    expect(noor.joined.desk.safety().waiting).toBe(0)
    expect([...plain.kept.values()].join()).toBe(before)
    // Kept, and then killed before it was used.
    noor = await reopen(noor)
    for (let tries = 0; tries < 200 && [...plain.kept.values()].join() === before; tries += 1)
      await new Promise((settle) => nodeClock.after(50, () => settle(null)))
    expect([...plain.kept.values()].join()).not.toBe(before)
    noor = await reopen(noor)
    makeAs(noor, noor.person, 'Met het nieuwe')
    await noor.settle()
    expect(noor.joined.desk.safety().waiting).toBe(0)
    expect(hubOf(noor).fault).toBeNull()
  }, 40_000)
})

const reopen = async (guest: Guest): Promise<Guest> => {
  const again = await guest.reopen()
  guests.splice(guests.indexOf(guest), 1, again)
  return again
}
const logged = async (guest: Guest, event: string): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    if (guest.log.some((line) => line.event === event)) return
    await new Promise((settle) => nodeClock.after(50, () => settle(null)))
  }
  throw new Error(`${event} was not logged`)
}

test('a computer that is stopped in the middle of its batches says every word once', async () => {
  let noor = await join('Noor Visser', ['editor'])
  noor.wire.cut()
  await noor.until(() => hubOf(noor).state === 'offline')
  const items = noor.joined.db.transaction(() =>
    Array.from({ length: 400 }, (_, index) => makeAs(noor, noor.person, `Bericht ${index}`)),
  )()
  expect(countWaiting(noor.joined.db)).toBe(800)
  noor.wire.mend()
  const settling = noor.settle()
  await noor.until(() => noor.joined.desk.safety().waiting < 800)
  noor.wire.cut()
  await settling
  noor = await reopen(noor)
  noor.wire.mend()
  await noor.settle()
  expect(noor.joined.desk.safety().waiting).toBe(0)
  await host.home.settle()
  const { n } = host.home.db
    .prepare<[], { n: number }>("SELECT count(*) AS n FROM entries WHERE kind = 'event'")
    .get() ?? { n: 0 }
  expect(n).toBe(400)
  await untilAt(host.home.desk, () => staleItems(host.home.db).length === 0)
  expect(items.every((item) => host.home.detail(item).row.headline.startsWith('Bericht'))).toBe(true)
}, 60_000)

test('text that is not what the hub has is raised, never taken over', async () => {
  const noor = await join('Noor Visser', ['editor'])
  const item = noor.make({ headline: 'Een kop' }, host.home.section)
  await noor.settle()
  // As a fault of ours would leave it: the hub has an update that this computer lost.
  noor.write(item, { byline: 'Verdwenen' })
  await noor.settle()
  noor.joined.db
    .prepare(
      "DELETE FROM entries WHERE row = (SELECT max(row) FROM entries WHERE item = ? AND kind = 'update')",
    )
    .run(item)
  const { connection } = host.home.hub
  host.home.write(host.home.founder, item, { headline: 'Kop twee' })
  await host.home.settle()
  await noor.settle()
  await logged(noor, 'text-differs')
  expect(hubOf(noor).diverged).toEqual([])
  // Nobody does anything more: it is looked at again all the same.
  await noor.until(() => hubOf(noor).diverged.length > 0)
  expect(hubOf(noor)).toMatchObject({ state: 'connected', diverged: [item] })
  expect(noor.copy(item).byline).toBe('')
  expect((await connection.stateHashes([item], 1000))[0]?.item).toBe(item)
}, 60_000)

test('a clock that is wrong is said', async () => {
  const clock = { ...nodeClock, now: () => nodeClock.now() + 400_000 }
  const noor = await join('Noor Visser', ['editor'], { clock })
  await noor.settle()
  expect(hubOf(noor).skew).toBeGreaterThan(390_000)
  expect(hubOf(noor).skew).toBeLessThan(410_000)
  expect(noor.joined.desk.context.skew()).toBe(hubOf(noor).skew)
})

describe('what answers at an address', () => {
  let server: Server | null = null
  afterEach(() => {
    server?.close()
    server?.closeAllConnections()
  })
  const answer = async (
    status: number,
    headers: Record<string, string>,
    body: string | Uint8Array,
  ): Promise<string> => {
    server = createServer((_request, response) => {
      response.writeHead(status, headers)
      response.end(body)
    })
    await new Promise<void>((settle) => server?.listen(0, '127.0.0.1', settle))
    const address = server.address()
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  }
  const ask = async (origin: string): Promise<FaultCode | null> => {
    const calls = createCalls({
      origin,
      clock: nodeClock,
      fetch: (url, init) => fetch(url, init),
      heard: () => undefined,
    })
    return await calls.call('greet', {}, null).then(
      () => null,
      (error: { fault: { code: FaultCode } }) => error.fault.code,
    )
  }
  const msgpack = { 'content-type': CONTENT_TYPE }

  test.each([
    ['the page of a hotel', 200, { 'content-type': 'text/html' }, '<h1>Welkom</h1>', 'hub-not-kopij'],
    ['a way to another place', 302, { location: 'https://voorbeeld.example/inloggen' }, '', 'hub-not-kopij'],
    [
      'a proxy without a hub behind it',
      502,
      { 'content-type': 'text/html' },
      'Bad Gateway',
      'hub-unreachable',
    ],
    ['bytes that are nothing', 200, msgpack, new Uint8Array([0xc1, 1, 2]), 'hub-not-kopij'],
    ['something else in our packing', 200, msgpack, pack({ hallo: 'wereld' }), 'hub-not-kopij'],
    [
      'a hub of another year',
      426,
      msgpack,
      pack({ ok: false, now: 1, fault: { code: 'protocol-too-old', params: {} } } satisfies CallAnswer),
      'protocol-too-old',
    ],
    [
      'a hub with an answer that is none',
      200,
      msgpack,
      pack({ ok: true, now: 1, output: { hub: 'x' } } satisfies CallAnswer),
      'hub-not-kopij',
    ],
    ['an answer without an end', 200, msgpack, new Uint8Array(30_000_000), 'message-too-large'],
  ] as const)('%s', async (_what, status, headers, body, code) => {
    expect(await ask(await answer(status, headers, body))).toBe(code)
  })

  test('nothing, or nobody', async () => {
    expect(await ask('http://127.0.0.1:9')).toBe('hub-unreachable')
    expect(await ask('http://bestaat-niet.invalid')).toBe('hub-unreachable')
  })

  test('a web server where https is said', async () => {
    const origin = await answer(200, {}, 'hallo')
    expect(await ask(origin.replace('http:', 'https:'))).toBe('certificate-unusable')
  })

  test('is told the protocol, and no origin', async () => {
    const heard: Record<string, unknown>[] = []
    server = createServer((request, response) => {
      heard.push(request.headers)
      response.end()
    })
    await new Promise<void>((settle) => server?.listen(0, '127.0.0.1', settle))
    const address = server.address()
    await ask(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
    expect(heard[0]).toMatchObject({ [PROTOCOL_HEADER]: String(PROTOCOL), 'content-type': CONTENT_TYPE })
    expect(heard[0]).not.toHaveProperty('origin')
    expect(heard[0]).not.toHaveProperty('cookie')
  })
})

test('addresses as people type them', () => {
  const origin = (typed: string, trusted = false): string => {
    try {
      return hubOrigin(typed, trusted)
    } catch (error) {
      return (error as { fault: { code: string } }).fault.code
    }
  }
  expect(origin('https://kopij.example.org')).toBe('https://kopij.example.org')
  expect(origin(' kopij.example.org ')).toBe('https://kopij.example.org')
  expect(origin('kopij.example.org:8443/')).toBe('https://kopij.example.org:8443')
  expect(origin('localhost:5000')).toBe('http://localhost:5000')
  expect(origin('127.0.0.1')).toBe('http://127.0.0.1:4711')
  expect(origin('192.168.1.20:4711')).toBe('network-not-trusted')
  expect(origin('192.168.1.20', true)).toBe('http://192.168.1.20:4711')
  expect(origin('redactie.local', true)).toBe('http://redactie.local:4711')
  expect(origin('http://kopij.example.org')).toBe('network-not-trusted')
  expect(origin('http://localhost.evil.example')).toBe('network-not-trusted')
  for (const wrong of [
    '',
    'ftp://a',
    'https://a/b',
    'https://a?x',
    'https://u:p@a',
    'een redactie',
    'file:///etc',
  ])
    expect([wrong, origin(wrong, true)]).toEqual([wrong, 'address-invalid'])
})
