/**
 * The conversation of a replica with its hub. The embedded hub hears it as function calls, a hub elsewhere over
 * the network; the words are the same.
 */
import { z } from 'zod'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'
import { AnyFeedEntries } from './entry.ts'
import { isLookedAt } from './looked-at.ts'

/**
 * The number of this conversation. It goes up when a message changes its meaning, or when there are events that an older
 * side cannot read; both sides say theirs. 2: targets of every kind, kills by two, taking off, updates that follow. 3: embargoes
 * lifted by two, taking off at a time, briefs by whoever may release them themselves, templates and slots that return. 4: targets
 * that are handed the time ahead, and releases of what one of them brought out by itself.
 */
export const PROTOCOL = 4

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

/** One for each entry that was pushed. */
export const Rulings = z.union([z.custom<Ruling[]>((list) => isLookedAt(list, 'rulings')), z.array(Ruling)])

export const PullAnswer = z.strictObject({
  hub: Id,
  generation: z.int(),
  entries: AnyFeedEntries,
  /** Whether more waits behind the last of these. */
  more: z.boolean(),
  /** The position of the last entry of the feed: how far there is to go. */
  length: z.int(),
})
export type PullAnswer = z.infer<typeof PullAnswer>

/**
 * What a replica that joins shows first: the desk's register and the items touched last, each of them whole up to
 * `position`. It is taken in ahead of the cursor; the feed is read from its beginning all the same.
 */
export const NewestAnswer = z.strictObject({
  hub: Id,
  generation: z.int(),
  position: z.int(),
  /** The items that are whole, the one touched last first. */
  items: z.array(Id),
  /** In the order of the feed. */
  entries: AnyFeedEntries,
})
export type NewestAnswer = z.infer<typeof NewestAnswer>

/** What a hub says of itself to anybody who asks. Nothing of the desk is in it, not even its name. */
export const Greeting = z.strictObject({
  hub: Id,
  generation: z.int(),
  desk: Id,
  /** Protocols that it speaks, oldest and newest. */
  protocol: z.strictObject({ oldest: z.int(), newest: z.int() }),
  /** The newest schema epoch that it takes in. */
  epoch: z.int(),
  /** Its clock, ms UTC. */
  now: z.int(),
})
export type Greeting = z.infer<typeof Greeting>

/**
 * Which of an item's updates are at the hub, in one hash: compared, never adopted (shared/document/state-hash.ts).
 * `position` is the last entry of the feed that the hash counts.
 */
export const StateHash = z.strictObject({ item: Id, hash: z.string() })
export type StateHash = z.infer<typeof StateHash>
