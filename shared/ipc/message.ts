/** What a request and its answer look like on their way, whatever they are about. */
import { z } from 'zod'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'

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
