/**
 * The desk process's side of the contract: every message of a port is checked before a handler sees it, and every
 * answer is an envelope. A port is bound to a window by main; who acts is bound here, never said by a payload.
 */
import type { z } from 'zod'
import { FaultError, faultOf, reasonOf } from '../../../shared/errors.ts'
import {
  EVENTS,
  type EventName,
  type EventPayload,
  type Output,
  REQUESTS,
  type RequestName,
} from '../../../shared/ipc/contract.ts'
import { OPEN_REQUESTS } from '../../../shared/ipc/desk.ts'
import { type ReplyMessage, RequestMessage } from '../../../shared/ipc/message.ts'
import { parseAtDoor } from '../../../shared/ipc/parse.ts'

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
  /** Who is signed in at this port and may still act; null for nobody. */
  person(): string | null
  /** What is behind an error of the database, where it is a fault that a person can be told about. */
  explain(error: unknown): unknown
  log(event: string, facts: Record<string, string | number>): void
  closed(): void
}

const isName = (name: string): name is Name => Object.hasOwn(REQUESTS.desk, name)
const openToAll: readonly string[] = OPEN_REQUESTS

/** Commands remembered for a repeat within this process; beyond it ids make a repeat harmless. */
const REMEMBERED = 500

/** Answers a port until it closes. */
export const serve = ({ port, handlers, person, explain, log, closed }: Arguments): Served => {
  /** First answers, with who asked: what one person heard is not repeated to the next one in the chair. */
  const answers = new Map<string, { asker: string | null; reply: Promise<ReplyMessage> }>()

  const answer = async ({ id, name, input }: RequestMessage): Promise<ReplyMessage> => {
    try {
      if (!isName(name)) throw new FaultError('bad-request', { name: 'unknown' })
      if (!openToAll.includes(name) && person() === null) throw new FaultError('locked')
      const parsed = parseAtDoor<unknown>(REQUESTS.desk[name].input, input)
      if (!parsed.ok) throw new FaultError('bad-request', { name, where: parsed.where })
      // The name picks input and handler together; the pairing is what the mapped type above says.
      const handle = handlers[name] as (input: unknown, asked: Asked) => unknown
      return { id, ok: true, output: await handle(parsed.value, { command: id }) }
    } catch (thrown) {
      const error = explain(thrown)
      const fault = faultOf(error)
      if (fault.code === 'internal') log('request-failed', { name, reason: reasonOf(error) })
      return { id, ok: false, fault }
    }
  }

  /** A port may close while its answer is being made: nobody is left to hear it. */
  const post = (message: ReplyMessage): void => {
    try {
      port.post(message)
    } catch (error) {
      log('answer-not-sent', { reason: reasonOf(error) })
    }
  }

  port.onMessage((raw) => {
    const request = parseAtDoor(RequestMessage, raw)
    // Without an id there is nobody to answer.
    if (!request.ok) return log('bad-message', {})
    const { id, name } = request.value
    const asker = person()
    const first = answers.get(id)
    const repeats = first !== undefined && (first.asker === asker || openToAll.includes(name))
    const reply = repeats ? first.reply : answer(request.value)
    if (!first) answers.set(id, { asker, reply })
    const oldest = answers.keys().next().value
    if (answers.size > REMEMBERED && oldest !== undefined) answers.delete(oldest)
    void reply.then(post)
  })
  port.onClose(closed)

  return {
    tell(event, payload) {
      EVENTS.desk[event].parse(payload)
      post({ event, payload })
    },
    close: () => port.close(),
  }
}
