/** A hub with a certificate: calls and lines are encrypted, and nothing is answered in the clear. */
import { get, request } from 'node:https'
import { afterEach, beforeEach, expect, test } from 'vitest'
import WebSocket from 'ws'
import { PROTOCOL_HEADER } from '../../../shared/sync/calls.ts'
import { PROTOCOL } from '../../../shared/sync/messages.ts'
import { CONTENT_TYPE, pack, unpack } from '../../../shared/sync/wire.ts'
import { TEST_CERTIFICATE } from '../../support/certificate.ts'
import { FOUNDER_PASSPHRASE, newDevice, openTestHub, type TestHub } from '../../support/hub.ts'

let hub: TestHub
beforeEach(async () => {
  hub = await openTestHub({
    serve: { host: '0.0.0.0', tls: TEST_CERTIFICATE, allowedHosts: ['kopij.test'], trusted: false },
  })
})
afterEach(async () => {
  await hub.remove()
})

const ca = TEST_CERTIFICATE.cert

const post = (name: string, input: unknown, host = '127.0.0.1'): Promise<{ ok: boolean; output?: unknown }> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': CONTENT_TYPE, [PROTOCOL_HEADER]: String(PROTOCOL), host }
    const one = request(
      {
        host: '127.0.0.1',
        port: hub.served.port,
        path: `/v1/${name}`,
        method: 'POST',
        ca,
        headers,
        servername: 'localhost',
      },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const unpacked = unpack(Buffer.concat(parts))
          resolve(unpacked.ok ? (unpacked.value as { ok: boolean }) : { ok: false })
        })
      },
    )
    one.on('error', reject)
    one.end(pack(input))
  })

test('is open to a network without anybody having to trust it, under its names only', async () => {
  expect(await post('greet', {})).toMatchObject({ ok: true })
  expect(await post('greet', {}, 'kopij.test')).toMatchObject({ ok: true })
  expect(await post('greet', {}, 'evil.example')).toMatchObject({ ok: false })
  expect(hub.served.addresses).toContain(`https://kopij.test:${hub.served.port}`)
  for (const address of hub.served.addresses) expect(address).toMatch(/^https:/)
})

test('signs in and holds a line', async () => {
  const device = newDevice()
  const answer = await post('sign-in', { person: hub.founder, passphrase: FOUNDER_PASSPHRASE, device })
  const { token } = answer.output as { token: string }
  const line = new WebSocket(`wss://127.0.0.1:${hub.served.port}/v1/live`, {
    ca,
    headers: { authorization: `Bearer ${token}`, [PROTOCOL_HEADER]: String(PROTOCOL) },
  })
  await new Promise((resolve, reject) => {
    line.on('open', resolve)
    line.on('error', reject)
  })
  expect(hub.served.lines()).toBe(1)
  const closed = new Promise((resolve) => line.on('close', resolve))
  line.close()
  await closed
})

test('answers nothing in the clear, and nobody who asks for another certificate', async () => {
  await expect(fetch(`http://127.0.0.1:${hub.served.port}/healthz`)).rejects.toThrow()
  const failure = await new Promise<NodeJS.ErrnoException>((resolve) => {
    get({ host: '127.0.0.1', port: hub.served.port, path: '/healthz' }).on('error', resolve)
  })
  expect(failure.code).toMatch(/SELF_SIGNED|VERIFY|ISSUER/)
})
