/**
 * Ways to a hub that break in the manner of trains and hotels: nothing comes back and nobody says so, the way is there
 * again long before a pause ends, or something on it carries calls and no lines. The clock is stepped: what is said after
 * so many seconds does not hang on how busy this computer is.
 */

import { randomUUID } from 'node:crypto'
import { createServer, request, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createCalls } from '../../../main/sync/remote-calls.ts'
import { connectHub, type RemoteHub } from '../../../main/sync/remote-hub.ts'
import { createTokens } from '../../../main/sync/tokens.ts'
import { DeliveryReport } from '../../../shared/domain/delivery.ts'
import type { Role } from '../../../shared/domain/person.ts'
import type { HubNews } from '../../../shared/sync/connection.ts'
import type { Seat } from '../../../shared/sync/team.ts'
import { CONTENT_TYPE, pack } from '../../../shared/sync/wire.ts'
import { createTestClock, NOON, type TestClock } from '../../support/desk.ts'
import { createWriter, openTestHub, type TestHub, until as untilTrue } from '../../support/hub.ts'
import { openWire, type Wire } from '../../support/joined.ts'
import { memorySecrets } from '../../support/secrets.ts'

const REPORT: DeliveryReport = DeliveryReport.parse({
  ...{ id: 'een', item: randomUUID(), target: randomUUID(), action: 'publish', version: 1 },
  ...{ status: 'delivered', attempts: 1, nextAt: null, receipt: null, fault: null },
})

let hub: TestHub
let wire: Wire
let clock: TestClock
let remote: RemoteHub | null = null
let news: HubNews[] = []
let log: string[] = []
const looking = new Set<() => void>()
const look = (): void => {
  for (const one of looking) one()
}
beforeEach(async () => {
  hub = await openTestHub()
  wire = await openWire(() => hub.served.port)
  clock = createTestClock(NOON)
  news = []
  log = []
})
afterEach(async () => {
  await remote?.stop()
  remote = null
  await wire.close()
  await hub.remove()
})

/** Resolves when `holds` does: looked at whenever the connection says anything. */
const until = (holds: () => boolean): Promise<void> =>
  new Promise((settle) => {
    const one = (): void => {
      if (holds() && looking.delete(one)) settle()
    }
    looking.add(one)
    one()
  })

const connect = async (seats: readonly Seat[], port = wire.port) => {
  const secrets = memorySecrets()
  const desk = seats[0]?.desk ?? ''
  const tokens = createTokens(desk, secrets)
  for (const { person, device, token } of seats) await tokens.put(person, { device, token, since: NOON })
  remote = connectHub({
    ...{ address: `http://127.0.0.1:${port}`, trusted: false, desk, clock, secrets },
    hub: () => hub.hub.id,
    newId: () => randomUUID(),
    random: () => 1,
    memory: { read: () => null, write: () => undefined },
    deviceName: 'proef',
    people: () => [],
    fetch: (url, init) => fetch(url, init),
    log(event) {
      log.push(event)
      look()
    },
  })
  const { connection } = remote
  connection.onNews((one) => {
    news.push(one)
    look()
  })
  return { connection, secrets }
}
/** The line opened: it says `decided` then. */
const opened = (): Promise<void> => until(() => news.includes('decided'))
const heardNothing = (): void => {
  news = []
}

/** Lets seconds go by one after the other, and what happens in each of them happen, until it holds; how many. */
const secondsUntil = async (holds: () => boolean, most = 120): Promise<number> => {
  for (let seconds = 0; seconds <= most; seconds += 1) {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((settle) => setImmediate(settle))
    if (holds()) return seconds
    clock.advance(1000)
  }
  throw new Error(`it did not hold after ${most} s`)
}

const changeRoles = (person: string, name: string, roles: Role[]) =>
  hub.hub.connection.push(hub.founder, [
    {
      ...createWriter(hub.founder, hub.clock.now).envelope(),
      kind: 'desk-event',
      item: null,
      event: { type: 'person', person: { id: person, name, roles, active: true } },
    },
  ])

describe('a network that swallows everything', () => {
  test.each([0, 1, 2, 3, 4])(
    'is said within fifteen seconds, %i s after it was last heard',
    async (quiet) => {
      const { connection } = await connect([await hub.join('Noor Visser', ['editor'])])
      await opened()
      clock.advance(quiet * 1000)
      wire.swallow()
      expect(await secondsUntil(() => connection.line().state === 'offline')).toBeLessThanOrEqual(15)
      expect(connection.line().fault).toMatchObject({ code: 'hub-unreachable' })
    },
  )

  test('ends a question that waits for its answer', async () => {
    const { person, ...seat } = await hub.join('Noor Visser', ['editor', 'admin'])
    const { connection } = await connect([{ ...seat, person }])
    await opened()
    wire.swallow()
    const answers: string[] = []
    const say = (error: { fault: { code: string } }): void => void answers.push(error.fault.code)
    connection.invite(person, { roles: ['editor'], person: null }).catch(say)
    expect(await secondsUntil(() => answers.length === 1)).toBeLessThanOrEqual(15)
    connection.pull(0, 100).catch(say)
    expect(await secondsUntil(() => answers.length === 2)).toBeLessThanOrEqual(21)
    // Nobody may think that an invitation is made later by itself.
    expect(answers).toEqual(['needs-connection', 'hub-unreachable'])
    for (const ask of [
      () => connection.devices(person),
      () => connection.invitations(person),
      () => connection.revokeDevice(person, randomUUID()),
      () => connection.setPassphrase(person, person, 'een nieuwe wachtzin', 'de oude'),
    ]) {
      const before = answers.length
      ask().catch(say)
      await secondsUntil(() => answers.length > before)
      expect(answers.at(-1)).toBe('needs-connection')
    }
  })

  test('that lets a large answer through in parts is waited for, and no longer than a part', async () => {
    let part: (bytes: Uint8Array) => void = () => undefined
    let asked: () => void = () => undefined
    const began = new Promise<void>((settle) => {
      asked = settle
    })
    const calls = createCalls({
      ...{ origin: 'http://127.0.0.1:1', clock },
      heard: () => undefined,
      fetch(_, { signal }) {
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            part = (bytes) => controller.enqueue(bytes)
            signal?.addEventListener('abort', () => controller.error(signal.reason))
          },
        })
        asked()
        return Promise.resolve(new Response(body, { headers: { 'content-type': CONTENT_TYPE } }))
      },
    })
    let ended: string | null = null
    calls.call('with-passphrase', {}, 't').catch((error: { fault: { code: string } }) => {
      ended = error.fault.code
    })
    await began
    const bytes = pack({ ok: true, now: NOON, output: [] })
    for (let at = 0; at < 10; at += 1) {
      expect(await secondsUntil(() => ended !== null, 10).catch(() => 'waits')).toBe('waits')
      part(bytes.slice(at, at + 1))
    }
    expect(await secondsUntil(() => ended !== null)).toBeLessThanOrEqual(15)
    expect(ended).toBe('hub-unreachable')
  })
})

describe('deliveries that were asked for before the way was there', () => {
  const all = { item: null, target: null, status: null, limit: 200 }
  /** The hub's answers, from one day to the next: nothing is delivered in this file. */
  const answers = (): void => {
    hub.hub.connection.deliveries = () => Promise.resolve([REPORT])
  }

  test('are said to be asked again when the line opens', async () => {
    const { connection } = await connect([await hub.join('Noor Visser', ['editor'])])
    // Nothing is known, and nobody can be asked yet.
    expect(await connection.deliveries(all)).toEqual([])
    answers()
    await opened()
    await until(() => news.includes('deliveries'))
    expect(await connection.deliveries(all)).toEqual([REPORT])
  })

  test('also when it opens again to a hub that answered all the while', async () => {
    const { connection } = await connect([await hub.join('Noor Visser', ['editor'])])
    await opened()
    expect(await connection.deliveries(all)).toEqual([])
    wire.cut()
    await until(() => connection.line().state === 'offline')
    await secondsUntil(() => log.filter((event) => event === 'line-broken').length >= 2)
    answers()
    wire.mend()
    await connection.greet()
    heardNothing()
    await opened()
    expect(news).toContain('deliveries')
    // The last answer is given at once, and the newer one is told when it is there.
    heardNothing()
    await connection.deliveries(all)
    await until(() => news.includes('deliveries'))
    expect(await connection.deliveries(all)).toEqual([REPORT])
  })
})

describe('a line that is down while calls are answered', () => {
  test('opens with the first answer, and not when its pause ends', async () => {
    const { connection } = await connect([await hub.join('Noor Visser', ['editor'])])
    await opened()
    wire.cut()
    await until(() => connection.line().state === 'offline')
    // Tried again and again, so that the pause is a long one.
    await secondsUntil(() => log.filter((event) => event === 'line-broken').length >= 6)
    heardNothing()
    wire.mend()
    await connection.greet()
    await opened()
  })

  test('a change of roles and a revocation reach who is connected, without any pause', async () => {
    const noor = await hub.join('Noor Visser', ['editor'])
    const sam = await hub.join('Sam de Wit', ['editor'])
    const { connection, secrets } = await connect([noor, sam])
    await opened()
    // Sam sits at this computer too, and has a line of his own.
    connection.appear(sam.person, randomUUID(), randomUUID(), 'kop:1')
    await untilTrue(() => hub.served.lines() === 2)
    for (const roles of [['chief'], ['editor'], ['chief', 'editor']] as const) {
      heardNothing()
      await changeRoles(noor.person, 'Noor Visser', [...roles])
      await until(() => news.includes('line'))
      await opened()
    }
    expect(clock.now()).toBe(NOON)
    const held = (person: string): boolean => [...secrets.kept.values()].join().includes(person)
    heardNothing()
    await hub.hub.connection.revokeDevice(hub.founder, sam.device)
    await until(() => log.includes('token-dropped') && !held(sam.person))
    expect(held(noor.person)).toBe(true)
    await hub.hub.connection.revokeDevice(hub.founder, noor.device)
    await until(() => !held(noor.person))
    expect(clock.now()).toBe(NOON)
  })
})

describe('a way that carries calls and no lines', () => {
  let proxy: Server
  let upgrades = 0
  beforeEach(async () => {
    upgrades = 0
    proxy = createServer((near, answer) => {
      const { method, url: path, headers } = near
      const far = request({ host: '127.0.0.1', port: hub.served.port, method, path, headers }, (back) => {
        answer.writeHead(back.statusCode ?? 500, back.headers)
        back.pipe(answer)
      })
      far.on('error', () => answer.destroy())
      near.pipe(far)
    })
    proxy.on('upgrade', (_, socket) => {
      upgrades += 1
      socket.destroy()
    })
    await new Promise<void>((settle) => proxy.listen(0, '127.0.0.1', settle))
  })
  afterEach(async () => {
    proxy.closeAllConnections()
    await new Promise((settle) => proxy.close(settle))
  })

  test('is not asked for one with every answer, and says when it is gone', async () => {
    const address = proxy.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { connection } = await connect([await hub.join('Noor Visser', ['editor'])], port)
    for (let asked = 0; asked < 40; asked += 1) await connection.pull(0, 1)
    expect(connection.line().state).toBe('connected')
    expect(upgrades).toBeLessThanOrEqual(7)
    proxy.removeAllListeners('request').on('request', () => undefined)
    expect(await secondsUntil(() => connection.line().state === 'offline')).toBeLessThanOrEqual(17)
  })

  test('says that deliveries may be others when the hub is there again', async () => {
    const address = proxy.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { connection } = await connect([await hub.join('Noor Visser', ['editor'])], port)
    expect(await connection.deliveries({ item: null, target: null, status: null, limit: 200 })).toEqual([])
    await connection.greet()
    await until(() => news.includes('deliveries'))
    expect(connection.line().state).toBe('connected')
  })
})
