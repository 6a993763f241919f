/**
 * THE contract between the window and the two servers behind it: every request with what goes in and out, every
 * event with its payload. Both sides check against it at run time; nothing else crosses.
 */
import { z } from 'zod'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'
import { DESK_EVENTS, DESK_REQUESTS } from './desk.ts'
import { SHELL_EVENTS, SHELL_REQUESTS } from './shell.ts'

export type Server = 'desk' | 'shell'

export const REQUESTS = { desk: DESK_REQUESTS, shell: SHELL_REQUESTS } as const
export const EVENTS = { desk: DESK_EVENTS, shell: SHELL_EVENTS } as const

export type RequestName<S extends Server> = keyof (typeof REQUESTS)[S] & string
export type EventName<S extends Server> = keyof (typeof EVENTS)[S] & string

export type Input<S extends Server, N extends RequestName<S>> = (typeof REQUESTS)[S][N] extends {
  input: infer I extends z.ZodType
}
  ? z.input<I>
  : never
export type Output<S extends Server, N extends RequestName<S>> = (typeof REQUESTS)[S][N] extends {
  output: infer O extends z.ZodType
}
  ? z.output<O>
  : never
export type EventPayload<S extends Server, N extends EventName<S>> = (typeof EVENTS)[S][N] extends z.ZodType
  ? z.output<(typeof EVENTS)[S][N]>
  : never

/** A request on its way. `id` is made by the caller; a repeat of it gets the first answer. */
export const RequestMessage = z.strictObject({ id: Id, name: z.string().max(60), input: z.unknown() })
export type RequestMessage = z.infer<typeof RequestMessage>

/** An answer, or an event, on its way to the window. */
export const ReplyMessage = z.union([
  z.strictObject({ id: Id, ok: z.literal(true), output: z.unknown() }),
  z.strictObject({ id: Id, ok: z.literal(false), fault: Fault }),
  z.strictObject({ event: z.string(), payload: z.unknown() }),
])
export type ReplyMessage = z.infer<typeof ReplyMessage>

/** What the preload puts in the page's world as `window.kopij`: two functions, nothing else. */
export type Bridge = {
  /** Sends a request; resolves to a reply envelope (`{ok: true, output}` or `{ok: false, fault}`), never rejects. */
  call(server: Server, id: string, name: string, input: unknown): Promise<unknown>
  /** Hears all events of a server, and of the bridge itself (`port-open`, `port-closed`); the answer stops it. */
  subscribe(server: Server, hear: (event: string, payload: unknown) => void): () => void
}
