/**
 * The window's end of the contract, without a window: tested with a bridge of its own.
 *
 * A request to the desk process survives the process: it is sent again with the same id over the next port, and
 * because a repeated id gets the first answer, nothing happens twice (design, "Doors").
 */
import { z } from 'zod'
import { Fault, FaultError } from '../../shared/errors.ts'
import type { Id } from '../../shared/ids.ts'
import {
  type Bridge,
  EVENTS,
  type EventName,
  type EventPayload,
  type Input,
  type Output,
  REQUESTS,
  type RequestName,
  type Server,
} from '../../shared/ipc/contract.ts'
import { OPEN_REQUESTS } from '../../shared/ipc/desk.ts'
import { createStore, type Store } from './store.ts'

/** How the port stands. `open`: nobody has sat down on it yet; `attached`: it speaks for a person. */
export type Link = 'closed' | 'open' | 'attached'

export type Client = {
  /** Asks; resolves to the checked output, rejects with a `FaultError`. */
  call<S extends Server, N extends RequestName<S>>(
    server: S,
    name: N,
    input: Input<S, N>,
  ): Promise<Output<S, N>>
  /** Hears an event, checked; the answer stops it. */
  subscribe<S extends Server, N extends EventName<S>>(
    server: S,
    name: N,
    hear: (payload: EventPayload<S, N>) => void,
  ): () => void
  link: Store<Link>
  /** Asks main for a port. Called once at the start; after a loss the client asks by itself. */
  connect(): void
  /** The port now speaks for `person`: what waited for that goes out. What somebody else had waiting is refused. */
  attach(person: Id): void
  /** Nobody sits on the port any more. */
  detach(): void
  /** Whom the port spoke for last; null until somebody sat down. */
  speaksFor(): Id | null
}

const Envelope = z.union([
  z.object({ ok: z.literal(true), output: z.unknown() }),
  z.object({ ok: z.literal(false), fault: Fault }),
])

type Pending = {
  id: Id
  name: string
  input: unknown
  person: Id | null
  /** The port it went out on; 0: not yet. */
  sentOn: number
  settle: (reply: z.infer<typeof Envelope>) => void
}

const isOpenRequest = (name: string): boolean => (OPEN_REQUESTS as readonly string[]).includes(name)

/** How long to wait before asking for a port again, ms, by attempt. */
const PATIENCE = [0, 200, 500, 1000, 2000, 4000] as const

/** Makes the client. `report` gets what is wrong with us rather than with the world (an answer off the contract). */
export const createClient = ({
  bridge,
  newId,
  after,
  report,
}: {
  bridge: Bridge
  newId: () => Id
  after: (delay: number, run: () => void) => void
  report: (problem: Error) => void
}): Client => {
  const link = createStore<Link>('closed')
  const pending = new Map<Id, Pending>()
  const hearers = new Map<string, Set<(payload: unknown) => void>>()
  let port = 0
  let person: Id | null = null
  let attempt = 0

  const ready = (request: Pending): boolean =>
    link.get() === 'attached' || (link.get() === 'open' && isOpenRequest(request.name))

  const send = (request: Pending): void => {
    const sentOn = port
    request.sentOn = sentOn
    const answer = (reply: unknown): void => {
      if (pending.get(request.id) !== request) return
      const parsed = Envelope.safeParse(reply)
      const fault: Fault | null = !parsed.success
        ? { code: 'internal', params: {} }
        : parsed.data.ok
          ? null
          : parsed.data.fault
      if (fault?.code === 'desk-process-gone') {
        // Not an answer: the process went before it could give one. The next port carries the same id.
        if (request.sentOn === sentOn) request.sentOn = 0
        flush()
        return
      }
      if (!parsed.success) report(new Error(`answer to ${request.name} is no envelope`))
      pending.delete(request.id)
      request.settle(parsed.success ? parsed.data : { ok: false, fault: { code: 'internal', params: {} } })
    }
    bridge
      .call('desk', request.id, request.name, request.input)
      .then(answer, () => answer({ ok: false, fault: { code: 'desk-process-gone', params: {} } }))
  }

  let flushing = false
  const flush = (): void => {
    if (flushing) return
    flushing = true
    for (const request of pending.values()) {
      if (request.sentOn === 0 && ready(request)) send(request)
    }
    flushing = false
  }

  const reconnect = (): void => {
    const delay = PATIENCE[Math.min(attempt, PATIENCE.length - 1)] ?? 0
    attempt += 1
    after(delay, () => {
      if (link.get() !== 'closed') return
      void bridge.call('shell', newId(), 'shell.connect', {})
      // Main answers by handing over a port. If none comes, ask again.
      reconnect()
    })
  }

  const opened = (): void => {
    port += 1
    attempt = 0
    for (const request of pending.values()) request.sentOn = 0
    link.set('open')
    flush()
  }

  const closed = (): void => {
    if (link.get() === 'closed') return
    link.set('closed')
    attempt = 0
    reconnect()
  }

  const tell = (server: Server, event: string, payload: unknown): void => {
    const schema = (EVENTS[server] as Readonly<Record<string, z.ZodType>>)[event]
    const parsed = schema?.safeParse(payload)
    if (!parsed?.success) report(new Error(`event ${server}/${event} is off the contract`))
    else for (const each of [...(hearers.get(`${server}/${event}`) ?? [])]) each(parsed.data)
  }
  bridge.subscribe('desk', (event, payload) => {
    if (event === 'port-open') opened()
    else if (event === 'port-closed') closed()
    else tell('desk', event, payload)
  })
  bridge.subscribe('shell', (event, payload) => {
    // The bridge tells both servers' hearers about its port; once is enough.
    if (event !== 'port-open' && event !== 'port-closed') tell('shell', event, payload)
  })

  const ask = (server: Server, name: string, input: unknown): Promise<z.infer<typeof Envelope>> => {
    const id = newId()
    if (server === 'shell') {
      return bridge.call('shell', id, name, input).then(
        (reply) => Envelope.parse(reply),
        () => ({ ok: false, fault: { code: 'internal', params: {} } }),
      )
    }
    return new Promise((settle) => {
      pending.set(id, { id, name, input, person, sentOn: 0, settle })
      flush()
    })
  }

  return {
    link,
    call: async (server, name, input) => {
      const reply = await ask(server, name, input)
      if (!reply.ok) throw new FaultError(reply.fault.code, reply.fault.params)
      const request = (REQUESTS[server] as Readonly<Record<string, { output: z.ZodType }>>)[name]
      const parsed = request?.output.safeParse(reply.output)
      if (!parsed?.success) {
        const problem = new Error(`answer to ${server}/${name} is off the contract`, { cause: parsed?.error })
        report(problem)
        throw new FaultError('internal', {}, { cause: problem })
      }
      // The contract's own types say what this name answers; the schema just checked it.
      return parsed.data as Output<typeof server, typeof name>
    },
    subscribe: (server, name, listen) => {
      const key = `${server}/${name}`
      const set = hearers.get(key) ?? new Set()
      hearers.set(key, set)
      const each = (payload: unknown): void => listen(payload as EventPayload<typeof server, typeof name>)
      set.add(each)
      return () => set.delete(each)
    },
    connect: () => {
      if (link.get() === 'closed') reconnect()
    },
    attach: (now) => {
      for (const request of pending.values()) {
        // Somebody else sat down: nobody's words go out under another name.
        if (request.person === null || request.person === now || isOpenRequest(request.name)) continue
        pending.delete(request.id)
        request.settle({ ok: false, fault: { code: 'locked', params: {} } })
      }
      // Whoever follows the port hears that the one got up before the other sat down, also where both came in one message.
      if (person !== null && person !== now && link.get() === 'attached') link.set('open')
      person = now
      if (link.get() === 'closed') return
      link.set('attached')
      flush()
    },
    detach: () => {
      if (link.get() === 'attached') link.set('open')
    },
    speaksFor: () => person,
  }
}
