/** The part of the contract about several people in one item: who is where, and what collided. */
import { z } from 'zod'
import { COLLISION_NAME, Collision, Keep } from '../domain/collision.ts'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'

const nothing = z.strictObject({})

/** Where somebody is in an item; JSON that windows write and check (renderer/features/together). */
export const PresenceState = z.string().max(4096)

export const PeerInItem = z.strictObject({
  /** One window of somebody. */
  client: Id,
  person: Id,
  name: z.string(),
  state: PresenceState,
})
export type PeerInItem = z.infer<typeof PeerInItem>

/** What somebody typed in an item and the hub did not take. `last` is the entry that was refused last. */
export const RefusedWords = z.strictObject({
  last: Id,
  at: z.int(),
  fault: Fault,
  words: z.array(
    z.strictObject({
      part: z.enum(['kicker', 'headline', 'body', 'fields']),
      field: z.string().nullable(),
      text: z.string(),
    }),
  ),
})
export type RefusedWords = z.infer<typeof RefusedWords>

export { Collision }

export const TOGETHER_REQUESTS = {
  /** Says where this window is in an item; null: it left. */
  'presence.set': {
    input: z.strictObject({ item: Id, state: PresenceState.nullable() }),
    output: nothing,
  },
  /** Words of the person at this port that were refused in an item; null when there are none. */
  'document.refused': { input: z.strictObject({ item: Id }), output: RefusedWords.nullable() },
  'items.collisions': { input: z.strictObject({ item: Id }), output: z.array(Collision) },
  /** Repairs a collision by an ordinary edit, or leaves it `as-is`; either way it is settled for everybody. */
  'items.settle-collision': {
    input: z.strictObject({
      item: Id,
      collision: z.string().max(COLLISION_NAME),
      keep: Keep,
    }),
    output: nothing,
  },
} as const

export const TOGETHER_EVENTS = {
  /** Everybody else who is in an item that this window has open, each time somebody comes, moves or goes. */
  presence: z.strictObject({ item: Id, peers: z.array(PeerInItem) }),
  /** The working copy is not what this window holds any more (an update was refused): read it again. */
  'document-reload': z.strictObject({ item: Id }),
} as const
