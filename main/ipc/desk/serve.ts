/**
 * The desk process's side of the contract: every message of a port is checked before a handler sees it, and every
 * answer is an envelope. A port is bound to a window by main; who acts is bound here, never said by a payload.
 */
import type { z } from 'zod'
import { FaultError, faultOf } from '../../../shared/errors.ts'
import {
  EVENTS,
  type EventName,
  type EventPayload,
  type Output,
  REQUESTS,
  type ReplyMessage,
  RequestMessage,
  type RequestName,
} from '../../../shared/ipc/contract.ts'
import { OPEN_REQUESTS } from '../../../shared/ipc/desk.ts'

/** One end of a message channel, whichever runtime it belongs to. */
export type Port = {
  post(message: ReplyMessage): void
  onMessage(hear: (message: unknown) => void): void
  onClose(hear: () => void): void
  close(): void
}

/** What a handler knows of who asks. */
export type Asked = {
  /** The command's id, made by the client: what it makes can follow from it. */
  command: string
}

type Name = RequestName<'desk'>
type Parsed<N extends Name> = z.output<(typeof REQUESTS)['desk'][N]['input']>

/** A handler for every request of the contract. */
export type Handlers = {
  [N in Name]: (input: Parsed<N>, asked: Asked) => Promise<Output<'desk', N>> | Output<'desk', N>
}

type Served = {
  /** Sends an event to the window; a payload that does not fit the contract is a mistake of ours and throws. */
  tell<N extends EventName<'desk'>>(event: N, payload: EventPayload<'desk', N>): void
  close(): void
}

type Arguments = {
  port: Port
  handlers: Handlers
  /** Whether somebody is signed in at this port. */
  signedIn(): boolean
  log(event: string, facts: Record<string, string | number>): void
  closed(): void
}

const isName = (name: string): name is Name => Object.hasOwn(REQUESTS.desk, name)
const openToAll: readonly string[] = OPEN_REQUESTS

/** Commands remembered for a repeat within this process; beyond it ids make a repeat harmless. */
const REMEMBERED = 500

/** Answers a port until it closes. */
export const serve = ({ port, handlers, signedIn, log, closed }: Arguments): Served => {
  const answers = new Map<string, Promise<ReplyMessage>>()

  const answer = async ({ id, name, input }: RequestMessage): Promise<ReplyMessage> => {
    try {
      if (!isName(name)) throw new FaultError('bad-request', { name: 'unknown' })
      if (!openToAll.includes(name) && !signedIn()) throw new FaultError('locked')
      const parsed = REQUESTS.desk[name].input.safeParse(input)
      if (!parsed.success)
        throw new FaultError('bad-request', { name, where: parsed.error.issues[0]?.path.join('.') ?? '' })
      // The name picks input and handler together; the pairing is what the mapped type above says.
      const handle = handlers[name] as (input: unknown, asked: Asked) => unknown
      return { id, ok: true, output: await handle(parsed.data, { command: id }) }
    } catch (error) {
      const fault = faultOf(error)
      if (fault.code === 'internal')
        log('request-failed', { name, reason: error instanceof Error ? error.message : 'unknown' })
      return { id, ok: false, fault }
    }
  }

  port.onMessage((raw) => {
    const request = RequestMessage.safeParse(raw)
    // Without an id there is nobody to answer.
    if (!request.success) return log('bad-message', {})
    const { id } = request.data
    const reply = answers.get(id) ?? answer(request.data)
    answers.set(id, reply)
    const oldest = answers.keys().next().value
    if (answers.size > REMEMBERED && oldest !== undefined) answers.delete(oldest)
    void reply.then((message) => port.post(message))
  })
  port.onClose(closed)

  return {
    tell(event, payload) {
      EVENTS.desk[event].parse(payload)
      port.post({ event, payload })
    },
    close: () => port.close(),
  }
}
