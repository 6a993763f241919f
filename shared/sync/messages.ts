/**
 * The conversation of a replica with its hub. The embedded hub hears it as function calls, a hub elsewhere over
 * the network; the words are the same.
 */
import { z } from 'zod'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'
import { Entry, FeedEntry } from './entry.ts'

export const PROTOCOL = 1

/** Where in which feed. A cursor of another hub or generation compares and asks, it never overwrites. */
export const Cursor = z.strictObject({ hub: Id, generation: z.int(), position: z.int() })
export type Cursor = z.infer<typeof Cursor>

export const Ruling = z.discriminatedUnion('verdict', [
  z.strictObject({
    verdict: z.literal('accepted'),
    id: Id,
    position: z.int(),
    acceptedAt: z.int(),
    chain: z.string().nullable(),
  }),
  z.strictObject({ verdict: z.literal('refused'), id: Id, fault: Fault }),
])
export type Ruling = z.infer<typeof Ruling>

export const PushRequest = z.strictObject({ entries: z.array(Entry) })
export const PushAnswer = z.strictObject({ rulings: z.array(Ruling) })
export const PullRequest = z.strictObject({ after: z.int(), limit: z.int().min(1).max(1000) })
export const PullAnswer = z.strictObject({
  hub: Id,
  generation: z.int(),
  entries: z.array(FeedEntry),
  /** Whether more waits behind the last of these. */
  more: z.boolean(),
})
export type PullAnswer = z.infer<typeof PullAnswer>

/** A delivery as everybody at the desk may see it: no path, no secret. */
export const DeliveryReport = z.strictObject({
  id: z.string(),
  item: Id,
  target: Id,
  action: z.enum(['publish', 'kill']),
  version: z.int(),
  status: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.int(),
  /** When it is tried again, ms UTC, while it waits. */
  nextAt: z.int().nullable(),
  /** What the target answered: its id for the article and where it can be seen. */
  receipt: z.strictObject({ id: z.string(), address: z.string(), at: z.int() }).nullable(),
  fault: Fault.nullable(),
})
export type DeliveryReport = z.infer<typeof DeliveryReport>
