import { createHmac } from 'node:crypto'
import type { lookup } from 'node:dns'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { nodeClock } from '../../../../main/hub/node-clock.ts'
import { mayReach } from '../../../../main/hub/targets/addresses.ts'
import { faultOfAnswer, retryAfterOf } from '../../../../main/hub/targets/answers.ts'
import { createTargetFetch, type TargetAnswer } from '../../../../main/hub/targets/http.ts'
import { ninjsPushTarget } from '../../../../main/hub/targets/ninjs-push.ts'
import type { Delivery } from '../../../../main/hub/targets/target.ts'
import { webhookTarget } from '../../../../main/hub/targets/webhook.ts'
import { type Fault, faultOf } from '../../../../shared/errors.ts'
import { aRelease } from '../../../support/release.ts'
import {
  type Heard,
  type Said,
  startTargetServer,
  type TargetServer,
} from '../../../support/target-server.ts'

let server: TargetServer
let said: Said = { status: 200 }
beforeEach(async () => {
  said = { status: 200 }
  server = await startTargetServer(() => said)
})
afterEach(() => server.stop())

const fetch = createTargetFetch({ ownNetwork: true, clock: nodeClock })
const faultBy = async (asked: Promise<unknown>): Promise<Fault> => {
  try {
    await asked
  } catch (thrown) {
    return faultOf(thrown)
  }
  throw new Error('it went well')
}

describe('addresses', () => {
  test.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1'],
    ...['::1', 'fd00::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::'],
  ])('%s is private', (address) => {
    expect(mayReach(address, false)).toBe(false)
    expect(mayReach(address, true)).toBe(true)
  })
  test.each([
    '169.254.169.254',
    'fe80::1',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
    'ff02::1',
    '::ffff:169.254.169.254',
  ])('%s is never reached', (address) => expect(mayReach(address, true)).toBe(false))
  test.each(['93.184.216.34', '172.32.0.1', '2a01:4f8::1', '::ffff:93.184.216.34'])(
    '%s is anybody’s',
    (address) => expect(mayReach(address, false)).toBe(true),
  )
})

describe('the way out', () => {
  test('a private address is refused, and so is a name that leads to one', async () => {
    const port = new URL(server.url).port
    const guarded = createTargetFetch({
      ownNetwork: false,
      clock: nodeClock,
      lookup: ((_name: string, _options: object, done: (error: null, found: object) => void) => {
        done(null, [{ address: '127.0.0.1', family: 4 }])
      }) as unknown as typeof lookup,
    })
    expect(await faultBy(guarded(`https://127.0.0.1:${port}/`, { method: 'GET' }))).toMatchObject({
      code: 'target-address-private',
    })
    expect(await faultBy(guarded(`https://0x7f.1:${port}/`, { method: 'GET' }))).toMatchObject({
      code: 'target-address-private',
    })
    expect(await faultBy(guarded(`https://site.example:${port}/`, { method: 'GET' }))).toMatchObject({
      code: 'target-address-private',
      params: { host: 'site.example' },
    })
    expect(await faultBy(guarded('http://site.example/', { method: 'GET' }))).toMatchObject({
      code: 'target-address-plain',
    })
    expect(server.heard).toEqual([])
  })

  test('an answer comes whole, with its status', async () => {
    said = { status: 201, headers: { location: '/een' }, body: '{"id":7}' }
    const answer = await fetch(`${server.url}/posts`, { method: 'POST', body: 'Één' })
    expect([answer.status, answer.headers['location'], answer.json()]).toEqual([201, '/een', { id: 7 }])
    expect(server.heard[0]?.body.toString('utf8')).toBe('Één')
  })

  test('another host is not followed, this one is for reading only', async () => {
    said = { status: 302, headers: { location: 'https://elders.example/x?y=1' } }
    const asked = { method: 'GET', headers: { authorization: 'Basic geheim' } } as const
    expect(await faultBy(fetch(server.url, asked))).toEqual({
      code: 'target-redirects',
      params: { host: '127.0.0.1', to: 'https://elders.example/x' },
    })
    said = { status: 307, headers: { location: '/daar' } }
    expect(await faultBy(fetch(server.url, { method: 'POST', body: 'x' }))).toMatchObject({
      code: 'target-redirects',
    })
    server.answer = ({ path }) =>
      path === '/' ? { status: 301, headers: { location: '/daar' } } : { status: 200, body: 'hier' }
    expect((await fetch(server.url, { method: 'GET' })).text()).toBe('hier')
  })

  test('redirects in a ring end', async () => {
    said = { status: 302, headers: { location: '/' } }
    expect(await faultBy(fetch(server.url, { method: 'GET' }))).toMatchObject({ code: 'target-redirects' })
    expect(server.heard).toHaveLength(4)
  })

  test('more than 5 MB is not read', async () => {
    said = { status: 200, body: Buffer.alloc(5_242_881) }
    expect(await faultBy(fetch(server.url, { method: 'GET' }))).toMatchObject({
      code: 'target-answer-too-large',
    })
    said = { status: 200, headers: { 'transfer-encoding': 'chunked' }, body: Buffer.alloc(5_242_881) }
    expect(await faultBy(fetch(server.url, { method: 'GET' }))).toMatchObject({
      code: 'target-answer-too-large',
    })
    said = { status: 200, body: Buffer.alloc(5_242_880) }
    expect((await fetch(server.url, { method: 'GET' })).body.length).toBe(5_242_880)
  })

  test('silence, a cut and nobody there are told apart', async () => {
    said = 'silent'
    expect(await faultBy(fetch(server.url, { method: 'GET', timeout: 100 }))).toMatchObject({
      code: 'target-timeout',
    })
    said = 'cut'
    expect(await faultBy(fetch(server.url, { method: 'POST', body: 'x' }))).toMatchObject({
      code: 'target-connection-lost',
    })
    const gone = server.url
    await server.stop()
    expect(await faultBy(fetch(gone, { method: 'GET' }))).toEqual({
      code: 'target-unreachable',
      params: { host: '127.0.0.1' },
    })
    server = await startTargetServer(() => said)
  })

  test('half an answer is none', async () => {
    said = { status: 200, headers: { 'content-length': '100' }, body: 'half' }
    server.answer = () => {
      setImmediate(() => void server.stop())
      return said
    }
    expect(await faultBy(fetch(server.url, { method: 'GET' }))).toMatchObject({
      code: 'target-connection-lost',
    })
    server = await startTargetServer(() => said)
  })
})

const answer = (status: number, body = '', headers: Record<string, string> = {}): TargetAnswer => ({
  status,
  headers,
  body: Buffer.from(body),
  text: () => body,
  json: () => JSON.parse(body),
})

describe('answers', () => {
  test.each([
    [408, 'target-busy'],
    [425, 'target-busy'],
    [429, 'target-busy'],
    [500, 'target-broken'],
    [503, 'target-broken'],
    [401, 'target-secret-wrong'],
    [403, 'target-not-allowed'],
    [404, 'target-not-found'],
    [400, 'target-refused'],
    [422, 'target-refused'],
    [304, 'target-redirects'],
  ])('%d is %s', (status, code) => {
    expect(faultOfAnswer(answer(status), 'h', 0)?.fault.code).toBe(code)
  })
  test('2xx is well', () => {
    expect([200, 201, 202, 204].map((status) => faultOfAnswer(answer(status), 'h', 0))).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
  test.each([
    [
      '{"code":"rest_invalid_param","message":"Invalid","data":{"status":400,"params":{"title":"leeg"}}}',
      'title',
    ],
    ['{"errors":[{"source":{"pointer":"/data/slug"}}]}', '/data/slug'],
    ['{"errors":[{"path":["body",0],"message":"x"}]}', 'body.0'],
    ['{"violations":[{"propertyPath":"headline","message":"x"}]}', 'headline'],
    ['{"errors":{"byline":["te lang"]}}', 'byline'],
    ['{"message":"no such section"}', 'no such section'],
    ['<html>', '422'],
    ['null', '422'],
  ])('%s complains about %s', (body, field) => {
    expect(faultOfAnswer(answer(422, body), 'h', 0)?.fault.params['field']).toBe(field)
  })
  test('Retry-After is seconds or a date, by their own clock', () => {
    const at = (headers: Record<string, string>): number | null => retryAfterOf({ headers }, 1_000_000)
    expect(at({ 'retry-after': '120' })).toBe(120_000)
    expect(at({ 'retry-after': new Date(1_030_000).toUTCString() })).toBe(30_000)
    expect(
      at({
        'retry-after': new Date(9_030_000).toUTCString(),
        date: new Date(9_000_000).toUTCString(),
      }),
    ).toBe(30_000)
    expect(at({ 'retry-after': new Date(0).toUTCString() })).toBe(0)
    expect(at({ 'retry-after': '99999999' })).toBe(86_400_000)
    expect([at({}), at({ 'retry-after': 'soon' }), at({ 'retry-after': '-1x' })]).toEqual([null, null, null])
    expect(faultOfAnswer(answer(429, '', { 'retry-after': '3' }), 'h', 0)?.fault.params['retryAfter']).toBe(
      3000,
    )
  })
})

const given = {
  fetch,
  clock: nodeClock,
  random: () => 0.5,
  desk: '6f1f4f0e-43f5-4a3e-8a55-6d1b5c1f2a01',
  secret: () => Promise.resolve('geheim'),
}
const release = aRelease()
const delivery: Delivery = {
  key: 'sleutel-1',
  subject: release.item,
  version: 1,
  action: 'publish',
  release,
  page: null,
  before: [],
  files: [{ name: 'x.json', text: '{"headline":"Één"}\n', mediaType: 'application/json' }],
}

describe('ninjs push', () => {
  const target = (secret: string | null = 'geheim') =>
    ninjsPushTarget({
      ...given,
      secret: () => Promise.resolve(secret),
      settings: {
        kind: 'ninjs-push',
        url: `${server.url}/api/v2/content/push`,
        dialect: 'ninjs-superdesk',
        ownNetwork: true,
      },
    })

  test('is signed over the exact bytes, as Web Publisher checks it', async () => {
    said = { status: 201 }
    const receipt = await target().deliver(delivery)
    const [heard] = server.heard
    const body = heard?.body ?? Buffer.alloc(0)
    const right = `sha1=${createHmac('sha1', 'geheim').update(body).digest('hex')}`
    expect(heard?.headers['x-superdesk-signature']).toBe(right)
    expect(heard?.headers['x-publisher-signature']).toBe(right)
    expect(body.toString()).toBe(delivery.files[0]?.text)
    expect(receipt).toEqual({ id: `urn:uuid:${release.item}`, address: '127.0.0.1' })
  })
  test('the test tells a wrong token from a right one that is sent nothing', async () => {
    said = { status: 500 }
    await target().check()
    // As its page says: one push that nothing can be made of, signed.
    const [asked, more] = server.heard
    const empty = `sha1=${createHmac('sha1', 'geheim').update('{}').digest('hex')}`
    expect([asked?.body.toString(), asked?.headers['x-superdesk-signature'], more]).toEqual([
      ...['{}', empty, undefined],
    ])
    said = { status: 422 }
    await target().check()
    said = { status: 401 }
    expect(await faultBy(target().check())).toMatchObject({ code: 'target-secret-wrong' })
    said = { status: 404 }
    expect(await faultBy(target().check())).toMatchObject({ code: 'target-not-found' })
    said = { status: 503 }
    expect(await faultBy(target().check())).toMatchObject({ code: 'target-broken' })
    expect(await faultBy(target(null).check())).toMatchObject({ code: 'target-secret-missing' })
  })
})

describe('the webhook', () => {
  const target = () =>
    webhookTarget({
      ...given,
      settings: { kind: 'webhook', url: `${server.url}/kopij`, format: 'ninjs-3.1', ownNetwork: true },
    })

  test('says what it is about, signed as its page says', async () => {
    said = { status: 201, body: '{"id":12,"address":"https://site.example/een"}' }
    expect(await target().deliver(delivery)).toEqual({ id: '12', address: 'https://site.example/een' })
    const [heard] = server.heard
    const headers: Heard['headers'] = heard?.headers ?? {}
    const body = heard?.body ?? Buffer.alloc(0)
    const lines = ['kopij-timestamp', 'idempotency-key', 'kopij-action', 'kopij-item', 'kopij-version']
    const signed = lines.map((name) => `${headers[name] as string}\n`).join('')
    const right = createHmac('sha256', 'geheim').update(signed).update(body).digest('hex')
    expect(headers['kopij-signature']).toBe(`v1=${right}`)
    expect(headers).toMatchObject({
      'idempotency-key': 'sleutel-1',
      'kopij-action': 'publish',
      'kopij-item': `urn:uuid:${release.item}`,
      'kopij-version': '1',
      'kopij-format': 'ninjs-3.1',
      'content-type': 'application/json; charset=utf-8',
    })
  })
  test('who has it already has it', async () => {
    said = { status: 409 }
    expect(await target().deliver(delivery)).toEqual({ id: `urn:uuid:${release.item}`, address: '127.0.0.1' })
  })
  test('an address that is no address is not shown as one', async () => {
    said = { status: 200, body: '{"id":"a","address":"javascript:alert(1)"}' }
    expect(await target().deliver(delivery)).toEqual({ id: 'a', address: '127.0.0.1' })
  })
  test('the test is a call of its own, and says what is wrong', async () => {
    await target().check()
    expect(server.heard[0]?.headers['kopij-action']).toBe('test')
    said = { status: 422, body: '{"field":"signature"}' }
    expect(await faultBy(target().check())).toMatchObject({
      code: 'target-refused',
      params: { field: 'signature' },
    })
  })
})
