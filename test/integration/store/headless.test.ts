/** The hub as a server runs it: what it is told, what it says, and how it ends. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../../main/hub/server/config.ts'
import { OPEN_CALLS } from '../../../shared/sync/calls.ts'
import { type HeadlessHub, runHeadless, startHub } from '../../support/headless-hub.ts'
import { callHub } from '../../support/hub-call.ts'
import { startPostgres, type TestPostgres } from '../../support/postgres.ts'

describe('the configuration', () => {
  const complaint = (text: string | null, environment: Record<string, string> = {}): string => {
    try {
      readConfig(text, environment)
      return ''
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
  }

  test('is small: a folder is enough, and nothing is open to others', () => {
    expect(readConfig('{ "data": "/srv/kopij" }', {})).toMatchObject({
      data: '/srv/kopij',
      host: '127.0.0.1',
      port: 4711,
      trusted: false,
      behindProxy: false,
    })
  })

  test('the environment has the last word', () => {
    const environment = {
      KOPIJ_HUB_DATABASE: 'postgresql://kopij:geheim@db/kopij',
      KOPIJ_HUB_PORT: '8080',
      KOPIJ_HUB_BEHIND_PROXY: '10.0.0.1, 10.0.0.2',
      KOPIJ_HUB_HOSTS: 'redactie.example.org',
      KOPIJ_HUB_TLS_CERT: '/c.pem',
      KOPIJ_HUB_TLS_KEY: '/k.pem',
      KOPIJ_HUB_TARGETS: 'Website=/srv/site',
      HOME: '/root',
    }
    expect(readConfig('{ "port": 1, "log": "error" }', environment)).toMatchObject({
      port: 8080,
      log: 'error',
      behindProxy: ['10.0.0.1', '10.0.0.2'],
      hosts: ['redactie.example.org'],
      tls: { cert: '/c.pem', key: '/k.pem' },
      targets: [{ name: 'Website', folder: '/srv/site' }],
    })
  })

  test.each([
    ['{', {}, 'The configuration is not valid JSON.'],
    ['[]', {}, 'The configuration must be an object: { "data": ... }.'],
    ['{}', {}, '"data" or "database" must be given, and not both.'],
    ['{ "data": "a", "prot": 1 }', {}, '"prot" is no setting of the hub.'],
    ['{ "data": "a", "tls": { "cert": "a", "chain": "b" } }', {}, '"tls.chain" is no setting of the hub.'],
    ['{ "data": "a", "port": "x" }', {}, '"port" must be a number from 0 to 65535.'],
    [
      '{ "data": "a" }',
      { KOPIJ_HUB_PORT: '70000' },
      '"port" (KOPIJ_HUB_PORT) must be a number from 0 to 65535.',
    ],
    ['{ "data": "a" }', { KOPIJ_HUB_POTR: '1' }, 'KOPIJ_HUB_POTR is no setting of the hub.'],
    ['{ "data": "a", "log": "loud" }', {}, '"log" must be one of error, info, debug.'],
    ['{ "data": "a", "desk": { "zone": "Mars" } }', {}, /^"desk\.zone" /],
  ])('%s %o: %s', (text, environment, sentence) => {
    expect(complaint(text, environment)).toMatch(sentence)
  })

  test('no complaint repeats what was given', () => {
    expect(complaint('{ "database": "mysql://kopij:geheim@db/kopij" }')).not.toContain('geheim')
  })
})

let postgres: TestPostgres
let folder: string
const hubs: HeadlessHub[] = []
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(async () => {
  await postgres.remove()
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-headless-'))
})
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.kill()
  await rm(folder, { recursive: true, force: true })
})

const start = async (options: Parameters<typeof startHub>[0]): Promise<HeadlessHub> => {
  const hub = await startHub(options)
  hubs.push(hub)
  return hub
}

const join_ = (hub: HeadlessHub, code: string, name: string) =>
  callHub(hub.address, 'join', {
    code,
    name,
    passphrase: 'een lange wachtwoordzin',
    device: { id: crypto.randomUUID(), name: 'Proefcomputer' },
  })

const stores = ['SQLite', 'PostgreSQL'] as const
describe.each(stores)('on %s', (kind) => {
  const place = () =>
    kind === 'SQLite' ? { data: folder } : { url: postgres.url, schema: `s${Date.now()}${hubs.length}` }

  test('founds a desk, lets the first person in with the code and once only, and ends in order', async () => {
    const where = place()
    const hub = await start(where)
    const code = hub.invitation ?? ''
    const seat = await join_(hub, code, 'Merel Oosterhof')
    expect(seat).toMatchObject({ ok: true, output: { deskName: 'Redactie' } })
    expect(await join_(hub, code, 'Iemand Anders')).toMatchObject({ fault: { code: 'invitation-unknown' } })
    expect(await hub.stop()).toBe(0)
    expect(hub.log().at(-1)).toMatchObject({ event: 'stopped' })

    const again = await start(where)
    expect(again.invitation).toBeNull()
    const greeting = OPEN_CALLS.greet.output.parse((await callHub(again.address, 'greet', {})).output)
    expect(seat).toMatchObject({ output: { hub: greeting.hub, desk: greeting.desk } })

    // Names and copy never are in the log.
    expect(JSON.stringify(hub.log())).not.toMatch(/Merel|Redactie|wachtwoordzin/)
  })

  test('makes codes for whoever comes next, beside the hub that runs', async () => {
    const where = place()
    const hub = await start(where)
    const first = await runHeadless(['invite'], where)
    expect(first.output).toMatch(/^Invitation for the first person, who holds every role: /)
    const code = /: (\S+) \(/.exec(first.output)?.[1] ?? ''
    expect(await join_(hub, code, 'Joris Baan')).toMatchObject({ ok: true })
    expect(await runHeadless(['invite'], where)).toMatchObject({
      code: 1,
      errors: 'Somebody is at this desk already. Say which roles: --roles editor,chief,admin\n',
    })
    const next = await runHeadless(['invite', '--roles', 'editor'], where)
    expect(next.output).toMatch(/^Invitation for editor: /)
  })
})

test('two processes on one database found one desk, and one of them has the code', async () => {
  const where = { url: postgres.url, schema: 'together' }
  const both = await Promise.all([start(where), start(where)])
  expect(both.map((hub) => hub.invitation).filter((code) => code !== null)).toHaveLength(1)
  const greetings = await Promise.all(both.map((hub) => callHub(hub.address, 'greet', {})))
  expect(new Set(greetings.map(({ output }) => OPEN_CALLS.greet.output.parse(output).hub)).size).toBe(1)
})

test('when the process that leads is killed, another one leads within seconds', async () => {
  const where = { url: postgres.url, schema: 'leads' }
  const first = await start(where)
  await first.logged('leads')
  const second = await start(where)
  expect(second.log().map((line) => line['event'])).not.toContain('leads')
  const began = Date.now()
  await first.kill()
  await second.logged('leads')
  expect(Date.now() - began).toBeLessThan(5000)
})

test('without its database it answers that, and goes on when the database is back', async () => {
  const hub = await start({ url: postgres.url, schema: 'away' })
  const health = async () => (await fetch(new URL('/healthz', hub.address))).status
  expect(await health()).toBe(200)
  await postgres.stop('at-once')
  expect(await health()).toBe(503)
  expect(await join_(hub, 'AAAA-BBBB-CCCC', 'Iemand')).toMatchObject({
    fault: { code: 'database-unreachable' },
  })
  await postgres.start()
  await hub.logged('bus-back')
  expect(await health()).toBe(200)
  expect(await join_(hub, hub.invitation ?? '', 'Iemand')).toMatchObject({ ok: true })
})

test('a second signal ends it at once', async () => {
  const hub = await start({ data: folder })
  hub.signal('SIGTERM')
  hub.signal('SIGINT')
  expect([0, 130]).toContain(await hub.stop())
})

test.each([
  ['an address for everybody, in the clear', { KOPIJ_HUB_HOST: '0.0.0.0' }, /not encrypted/],
  [
    'a certificate that is not there',
    { KOPIJ_HUB_TLS_CERT: '/nergens', KOPIJ_HUB_TLS_KEY: '/nergens' },
    /"tls.cert" cannot be read/,
  ],
])('%s ends it with a sentence', async (_, env, sentence) => {
  const { code, errors } = await runHeadless(['serve'], { data: folder, env })
  expect(code).toBe(1)
  expect(errors).toMatch(sentence)
})

test('reads its file', async () => {
  const file = join(folder, 'hub.json')
  await writeFile(
    file,
    JSON.stringify({ data: folder, port: 0, desk: { name: 'Avondploeg', language: 'en' } }),
  )
  const { code, errors } = await runHeadless(['check', '--config', file], {})
  expect({ code, errors }).toMatchObject({ code: 1, errors: `There is no file ${join(folder, 'hub.db')}.\n` })
})
