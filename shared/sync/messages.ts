/**
 * The conversation of a replica with its hub. The embedded hub hears it as function calls, a hub elsewhere over
 * the network; the words are the same.
 */
import { z } from 'zod'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'
import { FeedEntry } from './entry.ts'

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

export const PullAnswer = z.strictObject({
  hub: Id,
  generation: z.int(),
  entries: z.array(FeedEntry),
  /** Whether more waits behind the last of these. */
  more: z.boolean(),
})
export type PullAnswer = z.infer<typeof PullAnswer>
