/**
 * The desk process: where files, SQL and the hub live, so that no query ever freezes a window. In the app it is
 * Electron's utility process; under plain Node (proofs, tests) the parent speaks over the process's own channel.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { FaultError } from '../../shared/errors.ts'
import type { ReplyMessage } from '../../shared/ipc/message.ts'
import { forkReader } from '../import/fork.ts'
import type { ReaderProcess } from '../import/reader.ts'
import type { Port } from '../ipc/desk/serve.ts'
import { ToDesk, type ToMain } from './control.ts'
import { createDeskServer } from './desk-server.ts'
import { nodeClock } from './node-clock.ts'

/** The end of a MessagePort as Electron's utility process gets it. */
type ElectronPort = {
  postMessage(message: unknown): void
  on(event: 'message', hear: (message: { data: unknown }) => void): void
  on(event: 'close', hear: () => void): void
  start(): void
  close(): void
}
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', hear: (message: { data: unknown; ports: ElectronPort[] }) => void): void
}

const data = process.argv.at(-1) ?? ''
const parent = (process as { parentPort?: ParentPort }).parentPort

const electronPort = (port: ElectronPort): Port => ({
  post: (message) => port.postMessage(message),
  onMessage(hear) {
    port.on('message', (event) => hear(event.data))
    port.start()
  },
  onClose: (hear) => port.on('close', hear),
  close: () => port.close(),
})

/** Under plain Node there is one channel; messages of a port carry the window's number. */
const nodePorts = new Map<number, (message: unknown) => void>()
const nodePort = (window: number): Port => ({
  post: (message: ReplyMessage) => process.send?.({ window, message }),
  onMessage: (hear) => nodePorts.set(window, hear),
  onClose: (hear) => process.once('disconnect', hear),
  close: () => nodePorts.delete(window),
})

const toMain = (message: ToMain): void => {
  if (parent) parent.postMessage(message)
  else process.send?.(message)
}

const waiting = new Map<number, (path: string | null) => void>()
let requests = 0

const secretAnswers = new Map<number, (answer: { ok: boolean; value: string | null }) => void>()
const askSecret = async (
  ask: (request: number) => Extract<ToMain, { type: 'secret-kept' | 'secret-read' | 'secret-write' }>,
): Promise<string | null> => {
  requests += 1
  const request = requests
  const { ok, value } = await new Promise<{ ok: boolean; value: string | null }>((resolve) => {
    secretAnswers.set(request, resolve)
    toMain(ask(request))
  })
  if (!ok) throw new FaultError('disk-error')
  return value
}

/** A process that reads files, started by main: what is said before its port is there waits for it. */
const readers = new Map<number, { connect(port: ElectronPort): void; gone(why: 'exit' | 'memory'): void }>()
const readerOfMain = (): ReaderProcess => {
  requests += 1
  const reader = requests
  let port: ElectronPort | null = null
  const early: unknown[] = []
  let hear: (message: unknown) => void = () => undefined
  let gone: (why: 'exit' | 'memory') => void = () => undefined
  readers.set(reader, {
    connect(given) {
      port = given
      given.on('message', ({ data }) => hear(data))
      given.start()
      for (const message of early) given.postMessage(message)
    },
    gone: (why) => {
      readers.delete(reader)
      port?.close()
      gone(why)
    },
  })
  toMain({ type: 'reader-start', reader })
  return {
    post: (message) => (port ? port.postMessage(message) : early.push(message)),
    onMessage: (listener) => {
      hear = listener
    },
    onGone: (listener) => {
      gone = listener
    },
    kill() {
      if (!readers.delete(reader)) return
      port?.close()
      toMain({ type: 'reader-end', reader })
    },
  }
}

const server = createDeskServer({
  data,
  clock: nodeClock,
  newId: () => randomUUID(),
  log: (event, facts) => toMain({ type: 'log', event, facts }),
  announce: (window, news) => toMain({ type: 'announce', window, ...news }),
  secrets: {
    where: async () =>
      (await askSecret((request) => ({ type: 'secret-kept', request }))) === 'keychain'
        ? 'keychain'
        : 'memory',
    read: (name) => askSecret((request) => ({ type: 'secret-read', request, name })),
    async write(name, value) {
      await askSecret((request) => ({ type: 'secret-write', request, name, value }))
    },
  },
  startReader: () => (parent ? readerOfMain() : forkReader(join(import.meta.dirname, 'import-process.js'))),
  bound: (window, desk, person) => toMain({ type: 'bound', window, desk, person }),
  redeem(window, grant) {
    requests += 1
    const request = requests
    return new Promise((resolve) => {
      waiting.set(request, resolve)
      toMain({ type: 'redeem', request, window, grant })
    })
  },
})

const stop = async (): Promise<void> => {
  await server.stop()
  toMain({ type: 'stopped' })
  setTimeout(() => process.exit(0), 0)
}

const hear = (raw: unknown, port: ElectronPort | undefined): void => {
  const message = ToDesk.parse(raw)
  switch (message.type) {
    case 'open':
      server.open(
        message.window,
        port ? electronPort(port) : nodePort(message.window),
        message.desk,
        message.person,
      )
      return
    case 'foresee':
      server.foresee(message.desk)
      return
    case 'redeemed':
      waiting.get(message.request)?.(message.path)
      waiting.delete(message.request)
      return
    case 'secret':
      secretAnswers.get(message.request)?.(message)
      secretAnswers.delete(message.request)
      return
    case 'lock':
      void server.lock()
      return
    case 'wake':
      void server.wake()
      return
    case 'reader':
      if (port && readers.has(message.reader)) readers.get(message.reader)?.connect(port)
      else port?.close()
      return
    case 'reader-gone':
      readers.get(message.reader)?.gone(message.why)
      return
    case 'stop':
      void stop()
      return
  }
}

if (parent) parent.on('message', (event) => hear(event.data, event.ports[0]))
else
  process.on('message', (raw: unknown) => {
    const aimed = raw as { window?: unknown; message?: unknown; type?: unknown }
    if (aimed.type === undefined && typeof aimed.window === 'number')
      nodePorts.get(aimed.window)?.(aimed.message)
    else hear(raw, undefined)
  })

toMain({ type: 'ready' })
