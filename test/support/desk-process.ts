/**
 * The built desk process as a child of a test: the same file that the app starts, under plain Node, spoken to over the
 * process's own channel (main/app/control.ts, and the bottom of main/app/desk-process.ts). Nothing in here waits by the
 * clock: every promise is settled by a message or by the end of the process.
 *
 *   const running = await startDeskProcess({ data })
 *   const window = running.open()
 *   const info = await window.call('desks.create', {...})
 *   await running.kill()
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { ToDesk, ToMain } from '../../main/app/control.ts'
import { type Fault, FaultError } from '../../shared/errors.ts'
import {
  type EventName,
  type EventPayload,
  type Input,
  type Output,
  REQUESTS,
  type RequestName,
} from '../../shared/ipc/contract.ts'
import { ReplyMessage } from '../../shared/ipc/message.ts'

/** The desk process as `npm run build` leaves it. */
export const BUILT_DESK_PROCESS = resolve(import.meta.dirname, '../../out/main/desk-process.js')

/** Why a test of the built process cannot run here, or null when it can. */
export const missingBuild = (): string | null =>
  existsSync(BUILT_DESK_PROCESS) ? null : 'out/main/desk-process.js is missing: run `npm run build` first'

/** What a call rejects with when the process ended before it answered: nothing is known of what became of it. */
export class ProcessGone extends Error {
  constructor() {
    super('the desk process ended before it answered')
    this.name = 'ProcessGone'
  }
}

type Name = RequestName<'desk'>
type Answer = { ok: true; output: unknown } | { ok: false; fault: Fault }

/** One window's port. Requests without an answer reject with `ProcessGone` when the process ends. */
export type DeskWindow = {
  readonly window: number
  /** Asks and answers the output; rejects with the FaultError that the process named. `id` repeats a command. */
  call<N extends Name>(name: N, input: Input<'desk', N>, id?: string): Promise<Output<'desk', N>>
  /** As `call`, for what the contract does not know: answers the envelope. */
  ask(name: string, input: unknown, id?: string): Promise<Answer>
  /** Every event that this window has heard, in order. */
  readonly heard: readonly { event: string; payload: unknown }[]
  /** The next event of that name, or one already heard that `fits`. */
  next<N extends EventName<'desk'>>(
    event: N,
    fits?: (payload: EventPayload<'desk', N>) => boolean,
  ): Promise<EventPayload<'desk', N>>
}

export type DeskChild = {
  readonly pid: number
  readonly child: ChildProcess
  /** Gives a window a port; `desk` and `person` are where main remembers that it sat. */
  open(seat?: { window?: number; desk?: string | null; person?: string | null }): DeskWindow
  /** Makes a grant for a path, as a dialog of main would. Usable once. */
  grant(path: string): string
  /** The seat of a window as the process last told it. */
  seatOf(window: number): { desk: string | null; person: string | null } | null
  /** What the process logged. */
  readonly log: readonly { event: string; facts: Record<string, string | number> }[]
  /** What it wrote to stderr. */
  stderr(): string
  /** Looks at clocks and outboxes again, as after a sleep. */
  wake(): void
  /** Kills it without a warning; resolves when it is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>
  /** Ends it in order; answers the exit code. */
  stop(): Promise<number | null>
  /** Resolves with how it ended. */
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

export type DeskChildOptions = {
  /** The folder that holds `desks/`. */
  data: string
  entry?: string
  env?: NodeJS.ProcessEnv
  execArgv?: string[]
  /** Instead of this Node: a program that starts it, e.g. under limits. */
  execPath?: string
  /** Where its tokens are kept: the same for the next process, as a keychain would be. */
  secrets?: Map<string, string>
}

/** Starts the built desk process and resolves when it says that it is ready; rejects when it ends before that. */
export const startDeskProcess = async ({
  data,
  entry = BUILT_DESK_PROCESS,
  env = process.env,
  execArgv = [],
  execPath = process.execPath,
  secrets = new Map(),
}: DeskChildOptions): Promise<DeskChild> => {
  const child = fork(entry, [data], {
    execPath,
    execArgv,
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Updates are bytes: JSON would make objects of them.
    serialization: 'advanced',
  })
  let written = ''
  child.stderr?.on('data', (text: Buffer) => {
    written += text.toString()
  })

  let gone = false
  const windows = new Map<number, { hear(message: unknown): void; end(): void }>()
  const seats = new Map<number, { desk: string | null; person: string | null }>()
  const grants = new Map<string, string>()
  const log: { event: string; facts: Record<string, string | number> }[] = []
  let lastWindow = 0

  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((settle) => {
    child.once('exit', (code, signal) => {
      gone = true
      for (const one of windows.values()) one.end()
      settle({ code, signal })
    })
  })

  /** A process that is just dying may refuse a message; its end says so to everybody who waits. */
  const send = (message: object): void => {
    if (!gone && child.connected) child.send(message, () => undefined)
  }
  const say = (message: ToDesk): void => send(ToDesk.parse(message))

  const ready = new Promise<void>((settle, fail) => {
    void exited.then(({ code, signal }) =>
      fail(new Error(`the desk process ended before it was ready (${code ?? signal}): ${written}`)),
    )
    child.on('message', (raw: unknown) => {
      const aimed = raw as { window?: unknown; message?: unknown; type?: unknown }
      if (aimed.type === undefined && typeof aimed.window === 'number') {
        windows.get(aimed.window)?.hear(aimed.message)
        return
      }
      const message = ToMain.parse(raw)
      switch (message.type) {
        case 'ready':
          settle()
          return
        case 'bound':
          seats.set(message.window, { desk: message.desk, person: message.person })
          return
        case 'redeem': {
          const path = grants.get(message.grant) ?? null
          grants.delete(message.grant)
          say({ type: 'redeemed', request: message.request, path })
          return
        }
        case 'secret-read':
          say({
            type: 'secret',
            request: message.request,
            ok: true,
            value: secrets.get(message.name) ?? null,
          })
          return
        case 'secret-write':
          if (message.value === null) secrets.delete(message.name)
          else secrets.set(message.name, message.value)
          say({ type: 'secret', request: message.request, ok: true, value: null })
          return
        case 'log':
          log.push({ event: message.event, facts: message.facts })
          return
        case 'stopped':
          return
      }
    })
  })
  await ready

  const open: DeskChild['open'] = ({ window = lastWindow + 1, desk = null, person = null } = {}) => {
    lastWindow = Math.max(lastWindow, window)
    const asked = new Map<string, { settle(answer: Answer): void; fail(error: Error): void }>()
    const heard: { event: string; payload: unknown }[] = []
    const waiting = new Set<{ hear(event: string, payload: unknown): boolean; fail(error: Error): void }>()

    windows.set(window, {
      hear(raw) {
        const message = ReplyMessage.parse(raw)
        if ('event' in message) {
          heard.push(message)
          for (const one of waiting) if (one.hear(message.event, message.payload)) waiting.delete(one)
          return
        }
        const one = asked.get(message.id)
        asked.delete(message.id)
        one?.settle(message.ok ? { ok: true, output: message.output } : { ok: false, fault: message.fault })
      },
      end() {
        for (const one of [...asked.values(), ...waiting]) one.fail(new ProcessGone())
        asked.clear()
        waiting.clear()
      },
    })
    say({ type: 'open', window, desk, person })

    const ask: DeskWindow['ask'] = (name, input, id = randomUUID()) =>
      new Promise((settle, fail) => {
        if (gone) return fail(new ProcessGone())
        asked.set(id, { settle, fail })
        send({ window, message: { id, name, input } })
      })

    return {
      window,
      heard,
      ask,
      async call<N extends Name>(name: N, input: Input<'desk', N>, id?: string) {
        const answer = await ask(name, input, id)
        if (!answer.ok) throw new FaultError(answer.fault.code, answer.fault.params)
        return REQUESTS.desk[name].output.parse(answer.output) as Output<'desk', N>
      },
      next(event, fits = () => true) {
        type Payload = EventPayload<'desk', typeof event>
        const known = heard.find((one) => one.event === event && fits(one.payload as Payload))
        if (known) return Promise.resolve(known.payload as Payload)
        return new Promise((settle, fail) => {
          if (gone) return fail(new ProcessGone())
          waiting.add({
            fail,
            hear(name, payload) {
              if (name !== event || !fits(payload as Payload)) return false
              settle(payload as Payload)
              return true
            },
          })
        })
      },
    }
  }

  return {
    pid: child.pid ?? 0,
    child,
    open,
    grant(path) {
      const id = randomUUID()
      grants.set(id, path)
      return id
    },
    seatOf: (window) => seats.get(window) ?? null,
    log,
    stderr: () => written,
    wake: () => say({ type: 'wake' }),
    async kill(signal = 'SIGKILL') {
      child.kill(signal)
      await exited
    },
    async stop() {
      say({ type: 'stop' })
      return (await exited).code
    },
    exited,
  }
}
