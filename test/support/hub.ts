/** A hub that others come to, for tests: the real store, the real server on a free port, and clients of every manner. */

import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import WebSocket from 'ws'
import * as Y from 'yjs'
import type { Bus, BusMessage } from '../../main/hub/bus.ts'
import { type ServeArguments, type ServedHub, serveHub } from '../../main/hub/http/serve.ts'
import { type Hub, openHub } from '../../main/hub/hub.ts'
import { openSqliteStore, type SqliteStore } from '../../main/hub/store/sqlite.ts'
import type { Clock } from '../../shared/clock.ts'
import { newDocument } from '../../shared/document/layout.ts'
import { emptyCopy, seedDocument } from '../../shared/document/write-copy.ts'
import { USUAL_SETTINGS } from '../../shared/domain/desk-settings.ts'
import type { Role } from '../../shared/domain/person.ts'
import {
  CallAnswer,
  type CallInput,
  type CallName,
  type CallOutput,
  PROTOCOL_HEADER,
} from '../../shared/sync/calls.ts'
import type { Entry } from '../../shared/sync/entry.ts'
import { LiveFromHub, type LiveToHub } from '../../shared/sync/live.ts'
import { PROTOCOL } from '../../shared/sync/messages.ts'
import type { Seat } from '../../shared/sync/team.ts'
import { CONTENT_TYPE, pack, unpack } from '../../shared/sync/wire.ts'
import { createTestClock, NOON, type TestClock } from './desk.ts'

/** What a call answered, whatever it was. */
export type Answered = { status: number; ok: boolean; now: number; output: unknown; code: string }

export type TestLine = {
  heard: LiveFromHub[]
  say(message: LiveToHub): void
  sayBytes(bytes: Uint8Array | string): void
  /** The next message of a type that was not waited for yet. */
  next<T extends LiveFromHub['type']>(type: T): Promise<LiveFromHub & { type: T }>
  /** Resolves with the code when the line is closed. */
  closed: Promise<number>
  close(): void
  /** Reads no more, and reads on. */
  pause(): void
  resume(): void
}

export type TestHub = {
  hub: Hub
  store: SqliteStore
  served: ServedHub
  clock: TestClock
  founder: string
  section: string
  folder: string
  log: { event: string; facts: Record<string, string | number> }[]
  url: string
  /** A call in the way that a client makes it; what it says may be changed. */
  call<N extends CallName>(name: N, input: CallInput<N>, token?: string): Promise<CallOutput<N>>
  /** The same, answered whole. */
  ask(
    name: string,
    input: unknown,
    with_?: { token?: string; headers?: Record<string, string>; body?: Uint8Array },
  ): Promise<Answered>
  /** Invites somebody and joins as him, on a computer of his own. */
  join(name: string, roles: Role[]): Promise<Seat>
  line(token: string, headers?: Record<string, string>): Promise<TestLine>
  reopen(): Promise<void>
  remove(): Promise<void>
}

export const FOUNDER_PASSPHRASE = 'geheim van de stichter'

const serveOptions = {
  host: '127.0.0.1',
  port: 0,
  tls: null,
  trusted: false,
  allowedHosts: [],
  allowedOrigins: [],
  trustProxy: false,
} satisfies Partial<ServeArguments>

/** A computer that nobody used before. */
export const newDevice = (name = 'proefmachine'): { id: string; name: string } => ({ id: randomUUID(), name })

/** Waits until something holds; a test says what, and the runner how long. */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

type Options = { clock?: Clock; serve?: Partial<ServeArguments>; epoch?: number; bus?: Bus }

/** Two processes of one hub that hear each other; the first of them leads until `follow` hands that over. */
export const createBusPair = (): { buses: [Bus, Bus]; follow(): void } => {
  let leader = 0
  const ends = [0, 1].map(() => ({
    heard: new Set<(message: BusMessage) => void>(),
    lead: new Set<() => void>(),
  }))
  const end = (self: number): Bus => ({
    tell(message) {
      // As a database would: later, and as words.
      const said = JSON.stringify(message)
      setImmediate(() => {
        for (const hear of ends[1 - self]?.heard ?? []) hear(JSON.parse(said) as BusMessage)
      })
    },
    hear(listener) {
      ends[self]?.heard.add(listener)
      return () => ends[self]?.heard.delete(listener)
    },
    leads: () => leader === self,
    onLead(listener) {
      ends[self]?.lead.add(listener)
      return () => ends[self]?.lead.delete(listener)
    },
  })
  return {
    buses: [end(0), end(1)],
    follow() {
      leader = 1
      for (const begin of ends[1]?.lead ?? []) begin()
    },
  }
}

/** A second process of the same hub, on the same store. */
export const openBeside = async (
  test: TestHub,
  bus: Bus,
): Promise<{ hub: Hub; url: string; line: TestHub['line']; stop(): Promise<void> }> => {
  const { clock, log } = test
  const { desk } = await test.hub.connection.greet()
  const say = (event: string, facts: Record<string, string | number>): void => void log.push({ event, facts })
  const hub = await openHub({
    desk,
    store: test.store.store,
    bus,
    clock,
    newId: randomUUID,
    random: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
    log: say,
    openFolder: () => {
      throw new Error('no folder in this test')
    },
  })
  const served = await serveHub({ ...serveOptions, hub, clock, log: say })
  const url = `http://127.0.0.1:${served.port}`
  return {
    hub,
    url,
    line: (token, headers = {}) => openTestLine(url, token, headers),
    async stop() {
      await served.stop()
      await hub.stop()
    },
  }
}

export const openTestHub = async ({
  clock: given,
  serve = {},
  epoch,
  bus,
}: Options = {}): Promise<TestHub> => {
  const folder = await mkdtemp(join(tmpdir(), 'kopij-hub-'))
  const desk = randomUUID()
  const founder = randomUUID()
  const section = randomUUID()
  const clock = given ? { ...given, advance: () => undefined, sleep: () => undefined } : createTestClock(NOON)
  const log: TestHub['log'] = []

  const start = async () => {
    const store = await openSqliteStore(join(folder, 'hub.db'), async () => undefined)
    const hub = await openHub({
      desk,
      store: store.store,
      transact: store.transact,
      bus: store.bus,
      clock,
      newId: randomUUID,
      random: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
      log: (event, facts) => log.push({ event, facts }),
      openFolder: () => {
        throw new Error('no folder in this test')
      },
      ...(epoch === undefined ? {} : { epoch }),
      ...(bus === undefined ? {} : { bus }),
    })
    const served = await serveHub({
      ...serveOptions,
      ...serve,
      hub,
      clock,
      log: (event, facts) => log.push({ event, facts }),
    })
    return { store, hub, served }
  }
  const began = await start()
  const found = (event: (Entry & { kind: 'desk-event' })['event']): Entry => ({
    id: randomUUID(),
    kind: 'desk-event',
    item: null,
    author: founder,
    replica: founder,
    seq: 1,
    at: clock.now(),
    event,
  })
  await began.hub.connection.push(founder, [
    found({
      type: 'person',
      person: { id: founder, name: 'Merel Oosterhof', roles: ['editor', 'chief', 'admin'], active: true },
    }),
    found({
      type: 'settings',
      settings: { ...USUAL_SETTINGS, name: 'Proefredactie' },
    }),
    found({ type: 'section', section: { id: section, name: 'Buitenland', order: 1, active: true } }),
  ])
  await began.hub.connection.setPassphrase(founder, founder, FOUNDER_PASSPHRASE, null)

  const test: TestHub = {
    ...began,
    clock,
    founder,
    section,
    folder,
    log,
    get url() {
      return `${serve.tls ? 'https' : 'http'}://127.0.0.1:${test.served.port}`
    },

    async ask(name, input, { token, headers = {}, body } = {}) {
      const response = await fetch(`${test.url}/v1/${name}`, {
        method: 'POST',
        headers: {
          'content-type': CONTENT_TYPE,
          [PROTOCOL_HEADER]: String(PROTOCOL),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: (body ?? pack(input)) as Uint8Array<ArrayBuffer>,
      })
      const unpacked = unpack(new Uint8Array(await response.arrayBuffer()))
      const answer = CallAnswer.parse(unpacked.ok ? unpacked.value : undefined)
      return {
        status: response.status,
        ok: answer.ok,
        now: answer.now,
        output: answer.ok ? answer.output : undefined,
        code: answer.ok ? 'ok' : answer.fault.code,
      }
    },
    async call(name, input, token) {
      const answer = await test.ask(name, input, token === undefined ? {} : { token })
      if (!answer.ok) throw new Error(answer.code)
      return answer.output as CallOutput<typeof name>
    },
    async join(name, roles) {
      const { code } = await test.hub.connection.invite(founder, { roles, person: null })
      return await test.call('join', { code, name, passphrase: `geheim van ${name}`, device: newDevice() })
    },
    line: (token, headers = {}) => openTestLine(test.url, token, headers),
    async reopen() {
      await stop()
      Object.assign(test, await start())
    },
    async remove() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  const stop = async (): Promise<void> => {
    await test.served.stop()
    await test.hub.stop()
    await test.store.close()
  }
  return test
}

const openTestLine = (url: string, token: string, headers: Record<string, string>): Promise<TestLine> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/live`, {
      headers: { authorization: `Bearer ${token}`, [PROTOCOL_HEADER]: String(PROTOCOL), ...headers },
      rejectUnauthorized: false,
    })
    const heard: LiveFromHub[] = []
    const taken = new Set<LiveFromHub>()
    const waiting = new Set<{ type: string; take(message: LiveFromHub): void }>()
    const hear = (message: LiveFromHub): void => {
      heard.push(message)
      for (const one of waiting)
        if (one.type === message.type) {
          waiting.delete(one)
          taken.add(message)
          one.take(message)
          return
        }
    }
    socket.on('message', (data: Buffer) => {
      const unpacked = unpack(data)
      hear(LiveFromHub.parse(unpacked.ok ? unpacked.value : undefined))
    })
    const closed = new Promise<number>((settle) => socket.on('close', (code) => settle(code)))
    socket.on('error', reject)
    socket.on('unexpected-response', (_, response) => reject(new Error(`HTTP ${response.statusCode}`)))
    socket.on('open', () =>
      resolve({
        heard,
        say: (message) => socket.send(pack(message)),
        sayBytes: (bytes) => socket.send(bytes),
        next<T extends LiveFromHub['type']>(type: T) {
          return new Promise<LiveFromHub & { type: T }>((settle) => {
            const there = heard.find((message) => message.type === type && !taken.has(message))
            if (there) {
              taken.add(there)
              settle(there as LiveFromHub & { type: T })
            } else waiting.add({ type, take: (message) => settle(message as LiveFromHub & { type: T }) })
          })
        },
        closed,
        close: () => socket.close(),
        pause: () => socket.pause(),
        resume: () => socket.resume(),
      }),
    )
  })

/** Somebody with a replica of his own: makes entries as a desk would. */
export const createWriter = (author: string, at: () => number) => {
  const replica = randomUUID()
  let seq = 0
  const envelope = () => {
    seq += 1
    return { id: randomUUID(), author, replica, seq, at: at() }
  }
  return {
    replica,
    envelope,
    created: (item: string): Entry => ({
      ...envelope(),
      kind: 'event',
      item,
      event: { type: 'created', kind: 'lead' },
    }),
    /** The first text of an item. */
    seeded(item: string, section: string, headline = 'Kop'): { entry: Entry; doc: Y.Doc } {
      const doc = newDocument()
      seedDocument(doc, { ...emptyCopy('lead', section, 'nl'), headline })
      return { entry: this.update(item, Y.encodeStateAsUpdate(doc)), doc }
    },
    update: (item: string, update: Uint8Array, more: { epoch?: number; seen?: number } = {}): Entry => ({
      ...envelope(),
      kind: 'update',
      item,
      epoch: 1,
      seen: 0,
      update,
      carries: [],
      ...more,
    }),
  }
}
