/** Frames that are none, of every kind, on lines and on calls and below both: the hub answers on, and grows no fatter. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { PROTOCOL_HEADER } from '../../../shared/sync/calls.ts'
import { PROTOCOL } from '../../../shared/sync/messages.ts'
import { CONTENT_TYPE, pack } from '../../../shared/sync/wire.ts'
import type { Chance } from '../../support/prove-chance.ts'
import { statusOf } from '../../support/prove-processes.ts'
import { type Colleague, callHub, openLine } from './colleague.ts'
import type { HubProcess } from './process.ts'

/** More than one line is listened to after so many; the rest of them fall on deaf ears. */
const ON_A_LINE = 100
const AT_ONCE = 8

const bytes = (chance: Chance, length: number): Uint8Array =>
  Uint8Array.from({ length }, () => chance.below(256))

/** Lists in lists in lists that each claim to be enormous. */
const nested = (depth: number): Uint8Array =>
  Uint8Array.from({ length: depth * 5 }, (_, at) => (at % 5 === 0 ? 0xdd : at % 5 === 1 ? 0 : 0xff))

/** Well-formed, and yet no message of ours. */
const STRANGE: readonly unknown[] = [
  null,
  [],
  { type: 'watch' },
  { type: 'watch', items: { length: 3 } },
  { type: 'watch', items: Array(500).fill('x') },
  { type: 'presence', client: 1, item: null, state: 'x'.repeat(5000) },
  { type: 'presence', constructor: { prototype: 1 }, toString: 0 },
  { entries: [{ kind: 'update', update: 'geen bytes' }] },
  { entries: Array(600).fill({}) },
  { after: Number.MAX_VALUE, limit: -1 },
]

const malformed = (chance: Chance): Uint8Array => {
  const kind = chance.below(4)
  if (kind === 0) return bytes(chance, 1 + chance.below(200))
  if (kind === 1) return nested(1 + chance.below(200))
  const whole = pack(chance.pick(STRANGE))
  // Broken off somewhere, or whole.
  return kind === 2 ? whole.subarray(0, chance.below(whole.length)) : whole
}

const memoryOf = (pid: number): number => Number.parseInt(statusOf(pid, 'VmRSS'), 10) / 1024

const onLines = async (url: string, { token }: Colleague, chance: Chance, count: number): Promise<void> => {
  for (let sent = 0; sent < count; sent += ON_A_LINE) {
    const line = await openLine(url, token, () => undefined)
    for (let at = 0; at < ON_A_LINE; at += 1) line.sayBytes(malformed(chance))
    await Promise.race([line.closed, sleep(5000)])
    line.close()
  }
}

/** Frames that break the WebSocket's own protocol, and requests that break HTTP's. */
const belowIt = async (url: string, { token }: Colleague, chance: Chance): Promise<void> => {
  const { port } = new URL(url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => socket.destroy())
  await once(socket, 'connect')
  if (chance.next() < 0.5) {
    socket.write(
      [
        'GET /v1/live HTTP/1.1',
        'Host: 127.0.0.1',
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
        `Authorization: Bearer ${token}`,
        `${PROTOCOL_HEADER}: ${PROTOCOL}`,
        '\r\n',
      ].join('\r\n'),
    )
    await Promise.race([once(socket, 'data'), sleep(1000)])
  }
  socket.write(bytes(chance, 200))
  socket.end()
  await Promise.race([once(socket, 'close'), sleep(1000)])
  socket.destroy()
}

const onCalls = async (url: string, { token }: Colleague, chance: Chance, count: number): Promise<number> => {
  let wrong = 0
  for (let sent = 0; sent < count; sent += 1) {
    const response = await fetch(`${url}/v1/${chance.pick(['push', 'pull', 'devices', 'state-hashes'])}`, {
      method: 'POST',
      headers: {
        'content-type': CONTENT_TYPE,
        [PROTOCOL_HEADER]: String(PROTOCOL),
        authorization: `Bearer ${token}`,
      },
      body: malformed(chance) as Uint8Array<ArrayBuffer>,
    })
    await response.arrayBuffer()
    if (response.status >= 500) wrong += 1
  }
  return wrong
}

export type Malformed = { frames: number; crashes: number; grownMB: number; internalFaults: number }

type Arguments = { hub: HubProcess; colleagues: readonly Colleague[]; frames: number; chance: Chance }

export const sendMalformed = async ({ hub, colleagues, frames, chance }: Arguments): Promise<Malformed> => {
  let internalFaults = 0
  const round = async (count: number): Promise<void> => {
    const share = Math.ceil(count / AT_ONCE)
    await Promise.all(
      colleagues.slice(0, AT_ONCE).map(async (one) => {
        await onLines(hub.url, one, chance, Math.ceil(share * 0.8))
        internalFaults += await onCalls(hub.url, one, chance, Math.ceil(share * 0.17))
        for (let at = 0; at < share * 0.03; at += 1) await belowIt(hub.url, one, chance)
      }),
    )
  }
  // What any hub keeps once it has worked is no growth.
  await round(Math.min(2000, frames))
  await sleep(500)
  const before = memoryOf(hub.pid)
  await round(frames)
  await sleep(500)
  const grown = memoryOf(hub.pid) - before
  let crashes = 0
  try {
    await callHub(hub.url, 'pull', { after: 0, limit: 1 }, colleagues[0]?.token ?? null)
  } catch {
    crashes = 1
  }
  if (!Number.isFinite(grown)) crashes = 1
  return { frames, crashes, grownMB: Math.round(Math.max(0, grown)), internalFaults }
}
