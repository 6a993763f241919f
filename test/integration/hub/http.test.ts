/** The doors of a hub that others come to: who is let in, and what is said to those who are not. */
import { randomBytes, randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { hostname } from 'node:os'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { ownAddresses } from '../../../main/hub/http/doors.ts'
import { serveHub } from '../../../main/hub/http/serve.ts'
import { writeCopy } from '../../../shared/document/write-copy.ts'
import { usualFolder } from '../../../shared/domain/target.ts'
import { LARGEST_MESSAGE, PROTOCOL_HEADER } from '../../../shared/sync/calls.ts'
import { PROTOCOL } from '../../../shared/sync/messages.ts'
import { CONTENT_TYPE, pack } from '../../../shared/sync/wire.ts'
import { createWriter, FOUNDER_PASSPHRASE, newDevice, openTestHub, type TestHub } from '../../support/hub.ts'

let test_: TestHub
beforeEach(async () => {
  test_ = await openTestHub()
})
afterEach(async () => {
  await test_.remove()
})

const signIn = () =>
  test_.call('sign-in', { person: test_.founder, passphrase: FOUNDER_PASSPHRASE, device: newDevice() })

/** A request as no client of ours makes it; answers the status. */
const knock = (headers: Record<string, string>, path = '/v1/greet', body = pack({})): Promise<number> =>
  new Promise((resolve, reject) => {
    const one = httpRequest(
      { host: '127.0.0.1', port: test_.served.port, path, method: 'POST', headers },
      (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    )
    one.on('error', reject)
    one.end(body)
  })

test('where a folder is stays with the computer that has it', async () => {
  const { hub, founder } = test_
  const target = usualFolder({ id: randomUUID(), name: 'Website', active: true })
  await hub.connection.push(founder, [
    {
      ...createWriter(founder, test_.clock.now).envelope(),
      ...{ kind: 'desk-event', item: null, event: { type: 'target', target } },
    },
  ])
  await hub.connection.placeFolder(founder, target, '/home/hanneke/Documenten/uit')
  const { token } = await test_.join('Joris Baan', ['editor'])
  for (const one of [token, (await signIn()).token])
    expect(await test_.call('target-places', {}, one)).toMatchObject([{ id: target.id, place: 'uit' }])
  expect(await hub.connection.targetPlaces()).toMatchObject([{ place: '/home/hanneke/Documenten/uit' }])
})

describe('the address', () => {
  test('a greeting says which hub it is and nothing of the desk', async () => {
    const greeting = await test_.call('greet', {})
    expect(greeting).toMatchObject({ hub: test_.hub.id, protocol: { oldest: PROTOCOL, newest: PROTOCOL } })
    expect(JSON.stringify(greeting)).not.toContain('Proefredactie')
  })

  test('is not opened in the clear to a network that nobody trusts', async () => {
    const { hub, clock } = test_
    const open = (more: object) =>
      serveHub({
        hub,
        clock,
        host: '0.0.0.0',
        port: 0,
        tls: null,
        trusted: false,
        allowedHosts: [],
        allowedOrigins: [],
        trustProxy: false,
        log: () => undefined,
        ...more,
      })
    await expect(open({})).rejects.toMatchObject({ fault: { code: 'network-not-trusted' } })
    await expect(open({ tls: { cert: 'geen', key: 'sleutel' } })).rejects.toMatchObject({
      fault: { code: 'certificate-unusable' },
    })
    await expect(open({ host: '127.0.0.1', port: test_.served.port })).rejects.toMatchObject({
      fault: { code: 'address-in-use' },
    })
    for (const more of [{ trusted: true }, { trustProxy: ['127.0.0.1'] }]) {
      const served = await open(more)
      expect(served.port).toBeGreaterThan(0)
      await served.stop()
    }
  })

  test.each(['kopij.example.org', 'evil.example:80', '10.255.255.1', '127.0.0.1.example.org'])(
    'another name for it is refused: %s',
    async (host) => {
      expect(await knock({ host, 'content-type': CONTENT_TYPE })).toBe(421)
      expect(await knock({ host }, '/healthz')).toBe(421)
    },
  )

  test('its own names are answered, in whatever case and with any port', async () => {
    for (const host of ['localhost', 'LOCALHOST:1', '127.0.0.1', '[::1]:80', '127.0.0.2'])
      expect([host, await knock({ host, 'content-type': CONTENT_TYPE })]).toEqual([host, 200])
  })

  test('a page of any origin is refused, on calls and on the line', async () => {
    for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${test_.served.port}`])
      expect((await test_.ask('greet', {}, { headers: { origin } })).code).toBe('not-allowed-here')
    const { token } = await signIn()
    await expect(test_.line(token, { origin: 'http://evil.example' })).rejects.toThrow('HTTP 403')
    await expect(test_.line(token, { host: 'evil.example' })).rejects.toThrow('HTTP 421')
  })
})

describe('what is not understood', () => {
  test('a protocol that is none, older or newer is told so, but may greet', async () => {
    const { token } = await signIn()
    for (const [said, code] of [
      ['', 'protocol-too-old'],
      ['0', 'protocol-too-old'],
      [String(PROTOCOL - 1), 'protocol-too-old'],
      [String(PROTOCOL + 1), 'protocol-too-new'],
      ['een', 'protocol-too-old'],
    ] as const) {
      const headers = { [PROTOCOL_HEADER]: said }
      expect((await test_.ask('with-passphrase', {}, { token, headers })).code).toBe(code)
      expect((await test_.ask('greet', {}, { headers })).code).toBe('ok')
      await expect(test_.line(token, headers)).rejects.toThrow('HTTP 426')
    }
  })

  test('bodies that are too large, of another kind, or no message are refused', async () => {
    const { token } = await signIn()
    const body = new Uint8Array(LARGEST_MESSAGE + 1)
    expect(await test_.ask('push', {}, { token, body })).toMatchObject({
      status: 413,
      code: 'message-too-large',
    })
    const json = { 'content-type': 'application/json' }
    expect((await test_.ask('greet', {}, { headers: json })).code).toBe('bad-request')
    for (const raw of [new Uint8Array(0), new Uint8Array([0xc1]), new Uint8Array([0xdd, 255, 255, 255, 255])])
      expect((await test_.ask('greet', {}, { body: raw })).code).toBe('bad-request')
    expect((await test_.ask('greet', { more: 1 })).code).toBe('bad-request')
    expect((await test_.ask('pull', { after: -1, limit: 1 }, { token })).code).toBe('bad-request')
    expect((await test_.ask('nothing', {}, { token })).status).toBe(400)
    expect(await knock({ 'content-type': CONTENT_TYPE }, '/elsewhere')).toBe(404)
  })

  test('a pull answers no more than a message may hold, and says that there is more', async () => {
    const { token } = await signIn()
    const writer = createWriter(test_.founder, test_.clock.now)
    const item = randomUUID()
    const { entry, doc } = writer.seeded(item, test_.section)
    await test_.call('push', { entries: [writer.created(item), entry] }, token)
    const { length: before } = await test_.call('pull', { after: 0, limit: 1 }, token)
    for (let count = 0; count < 5; count += 1) {
      const known = Y.encodeStateVector(doc)
      writeCopy(doc, { headline: randomBytes(700_000).toString('hex') }, 'test')
      const large = writer.update(item, Y.encodeStateAsUpdate(doc, known))
      await test_.call('push', { entries: [large] }, token)
    }
    let position = before
    const pages: number[] = []
    for (;;) {
      const page = await test_.call('pull', { after: position, limit: 500 }, token)
      pages.push(page.entries.length)
      position = page.entries.at(-1)?.position ?? position
      if (!page.more) break
    }
    expect(pages).toEqual([2, 2, 1])
  })

  test('every answer says the clock of the hub', async () => {
    expect((await test_.ask('greet', {})).now).toBe(test_.clock.now())
    expect((await test_.ask('pull', {})).now).toBe(test_.clock.now())
  })
})

describe('tokens', () => {
  test('without one, or with one that nobody has, nothing is answered', async () => {
    for (const name of ['push', 'pull', 'devices', 'rotate', 'set-passphrase'])
      expect((await test_.ask(name, {})).code).toBe('sign-in-needed')
    expect((await test_.ask('pull', {}, { token: 'x'.repeat(43) })).code).toBe('sign-in-needed')
    await expect(test_.line('x'.repeat(43))).rejects.toThrow('HTTP 401')
  })

  test('are nowhere on the disk', async () => {
    const { token } = await signIn()
    await test_.call('pull', { after: 0, limit: 10 }, token)
    const { readFile, readdir } = await import('node:fs/promises')
    for (const file of await readdir(test_.folder)) {
      const bytes = await readFile(`${test_.folder}/${file}`)
      expect([file, bytes.includes(token)]).toEqual([file, false])
    }
    expect(JSON.stringify(test_.log)).not.toContain(token)
  })

  test('a new one holds beside the old one until it is used, and the old one then betrays its holder', async () => {
    const { token: first } = await signIn()
    const pull = (token: string) => test_.ask('pull', { after: 0, limit: 1 }, { token })
    const { token: lost } = await test_.call('rotate', {}, first)
    const { token: second } = await test_.call('rotate', {}, first)
    expect((await pull(lost)).code).toBe('sign-in-needed')
    expect(second).not.toBe(first)
    expect((await pull(first)).code).toBe('ok')
    expect((await pull(second)).code).toBe('ok')
    // Calls that were on their way are still answered.
    expect((await pull(first)).code).toBe('ok')
    expect((await test_.ask('rotate', {}, { token: first })).code).toBe('sign-in-needed')
    const line = await test_.line(second)
    test_.clock.advance(6000)
    expect((await pull(first)).code).toBe('device-revoked')
    expect((await line.next('bye')).fault.code).toBe('sign-in-needed')
    expect((await pull(second)).code).toBe('device-revoked')
    expect(test_.log.map((one) => one.event)).toContain('token-used-again')
  })

  test('signing out and signing in again at the same computer leave nothing of the old ones', async () => {
    const device = newDevice()
    const again = () =>
      test_.call('sign-in', { person: 'merel oosterhof ', passphrase: FOUNDER_PASSPHRASE, device })
    const { token: first } = await again()
    const { token: second } = await again()
    const pull = async (token: string) => (await test_.ask('pull', { after: 0, limit: 1 }, { token })).code
    expect([await pull(first), await pull(second)]).toEqual(['sign-in-needed', 'ok'])
    expect(await test_.call('devices', {}, second)).toHaveLength(1)
    await test_.call('sign-out', {}, second)
    expect(await pull(second)).toBe('sign-in-needed')
  })

  test('entries of anybody else are refused, whatever they say', async () => {
    const joris = await test_.join('Joris Baan', ['editor'])
    const item = randomUUID()
    const writer = createWriter(test_.founder, test_.clock.now)
    const mine = createWriter(joris.person, test_.clock.now)
    const rulings = await test_.call(
      'push',
      { entries: [writer.created(item), mine.created(item), { ...mine.created(item), author: 'hub' }] },
      joris.token,
    )
    expect(rulings.map((one) => (one.verdict === 'refused' ? one.fault.code : one.verdict))).toEqual([
      'refused-foreign-author',
      'accepted',
      'refused-foreign-author',
    ])
  })

  test('a revoked device, and somebody who left, are cut and refused at once', async () => {
    const joris = await test_.join('Joris Baan', ['editor'])
    const sanne = await test_.join('Sanne Wit', ['editor'])
    const admin = await signIn()
    const [lineJoris, lineSanne, lineAdmin] = await Promise.all(
      [joris, sanne, admin].map(({ token }) => test_.line(token)),
    )
    expect((await test_.ask('revoke-device', { device: sanne.device }, { token: joris.token })).code).toBe(
      'gone',
    )
    await test_.call('revoke-device', { device: joris.device }, admin.token)
    expect(await lineJoris?.closed).toBe(4001)
    expect((await test_.ask('pull', { after: 0, limit: 1 }, { token: joris.token })).code).toBe(
      'device-revoked',
    )

    const writer = createWriter(test_.founder, test_.clock.now)
    const leave = { id: sanne.person, name: 'Sanne Wit', roles: ['editor' as const], active: false }
    await test_.call(
      'push',
      {
        entries: [
          { ...writer.envelope(), kind: 'desk-event', item: null, event: { type: 'person', person: leave } },
        ],
      },
      admin.token,
    )
    expect((await lineSanne?.next('bye'))?.fault.code).toBe('sign-in-needed')
    const pull = { after: 0, limit: 1 }
    expect((await test_.ask('pull', pull, { token: sanne.token })).code).toBe('device-revoked')
    // Nor does an old token work again for somebody who comes back one day.
    await test_.hub.connection.push(test_.founder, [
      {
        ...writer.envelope(),
        kind: 'desk-event',
        item: null,
        event: { type: 'person', person: { ...leave, active: true } },
      },
    ])
    expect((await test_.ask('pull', pull, { token: sanne.token })).code).toBe('device-revoked')
    expect(lineAdmin?.heard.some((message) => message.type === 'bye')).toBe(false)
  })
})

describe('whoever runs it', () => {
  test('reads how it is, without a name or a word', async () => {
    await test_.join('Joris Baan', ['editor'])
    await test_.ask('pull', {})
    expect(await (await fetch(`${test_.url}/healthz`)).text()).toBe('ok\n')
    const metrics = await (await fetch(`${test_.url}/metrics`)).text()
    expect(metrics).toContain('kopij_calls_total{call="join",outcome="ok"} 1')
    expect(metrics).toMatch(/^kopij_lines 0$/m)
    const told = metrics + JSON.stringify(test_.log)
    for (const secret of ['Joris', 'Baan', 'Merel', 'Proefredactie', test_.founder])
      expect([secret, told.includes(secret)]).toEqual([secret, false])
  })

  test('lets nobody else read how busy the desk is, unless they hold the token for it', async () => {
    const metersToken = 'm'.repeat(32)
    const status = (url: string, headers: Record<string, string> = {}): Promise<number> =>
      new Promise((resolve, reject) => {
        const { hostname: host, port, pathname } = new URL(url)
        httpRequest({ host, port, path: pathname, headers }, (response) => {
          response.resume()
          resolve(response.statusCode ?? 0)
        })
          .on('error', reject)
          .end()
      })
    const here = `${test_.url}/metrics`
    expect(await status(here)).toBe(200)
    // By the name of this computer, or through whatever stands before it, it may be anybody.
    expect(await status(here, { host: hostname() })).toBe(403)
    for (const [name, value] of [
      ['x-forwarded-for', '127.0.0.1'],
      ['forwarded', 'for=127.0.0.1'],
      ['via', '1.1 proxy'],
    ])
      expect([name, await status(here, { [name ?? '']: value ?? '' })]).toEqual([name, 403])
    // No token was configured, so that none opens.
    expect(await status(here, { host: hostname(), authorization: `Bearer ${metersToken}` })).toBe(403)

    const { hub, clock } = test_
    const common = { hub, clock, port: 0, tls: null, trusted: true, allowedHosts: [], allowedOrigins: [] }
    const open = (more: object) =>
      serveHub({ ...common, host: '0.0.0.0', trustProxy: false, metersToken, log: () => undefined, ...more })
    const [own] = ownAddresses().filter((address) => !address.startsWith('['))
    const served = await open({})
    const proxied = await open({ trustProxy: true })
    try {
      const authorization = `Bearer ${metersToken}`
      for (const address of own === undefined ? [] : [own]) {
        expect(await status(`http://${address}:${served.port}/metrics`)).toBe(403)
        expect(await status(`http://${address}:${served.port}/metrics`, { authorization })).toBe(200)
      }
      const behind = `http://127.0.0.1:${proxied.port}/metrics`
      expect(await status(behind)).toBe(403)
      expect(await status(behind, { 'x-forwarded-for': '127.0.0.1' })).toBe(403)
      expect(await status(behind, { authorization: `Bearer ${'n'.repeat(32)}` })).toBe(403)
      expect(await status(behind, { authorization })).toBe(200)
      // A person's own token is for the desk and not for this.
      const { token } = await signIn()
      expect(await status(behind, { authorization: `Bearer ${token}` })).toBe(403)
    } finally {
      await served.stop()
      await proxied.stop()
    }
  })

  test('stops it without breaking off what is being answered, and says goodbye on the lines', async () => {
    const { token } = await signIn()
    const line = await test_.line(token)
    // Nobody gets at the store until this is let go, so all of them are being answered when it stops.
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const holding = test_.store.store.transaction().execute(() => held)
    const asked = Array.from({ length: 6 }, () => signIn())
    const metrics = async (): Promise<string> => await (await fetch(`${test_.url}/metrics`)).text()
    while (!/^kopij_calls_running 6$/m.test(await metrics())) await Promise.resolve()
    const stopped = test_.served.stop()
    letGo()
    await Promise.all([holding, stopped])
    expect((await Promise.all(asked)).map((seat) => seat.person)).toEqual(Array(6).fill(test_.founder))
    expect((await line.next('bye')).fault.code).toBe('hub-unreachable')
    await line.closed
    await expect(fetch(`${test_.url}/healthz`)).rejects.toThrow()
  })
})
