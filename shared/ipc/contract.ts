/**
 * THE contract between the window and the two servers behind it: every request with what goes in and out, every
 * event with its payload. Both sides check against it at run time; nothing else crosses.
 */
import type { z } from 'zod'
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

/** What the preload puts in the page's world as `window.kopij`: two functions, nothing else. */
export type Bridge = {
  /** Sends a request; resolves to a reply envelope (`{ok: true, output}` or `{ok: false, fault}`), never rejects. */
  call(server: Server, id: string, name: string, input: unknown): Promise<unknown>
  /** Hears all events of a server, and of the bridge itself (`port-open`, `port-closed`); the answer stops it. */
  subscribe(server: Server, hear: (event: string, payload: unknown) => void): () => void
}
