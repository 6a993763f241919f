/**
 * What travels over the open line between a replica and its hub: accepted text for the items that somebody has open,
 * the announcement of everything else, and who is where. Nothing on it is needed for the truth: whoever misses a
 * message pulls.
 */
import { z } from 'zod'
import { Fault } from '../errors.ts'
import { Id } from '../ids.ts'
import { FeedEntry } from './entry.ts'

/** Where somebody is in an item: a cursor in the text or the name of a field. Opaque to the hub, checked by readers. */
export const PresenceState = z.string().max(4096)

/** Somebody in an item. `client` is one window; a person may have several. */
export const Peer = z.strictObject({
  client: Id,
  person: Id,
  name: z.string(),
  item: Id,
  state: PresenceState,
})
export type Peer = z.infer<typeof Peer>

export const LiveToHub = z.discriminatedUnion('type', [
  /** The items whose text this replica wants at once. Replaces what was said before. */
  z.strictObject({ type: z.literal('watch'), items: z.array(Id).max(200) }),
  /** Where a window of this person is; null: it left. The hub adds who it is, from the token. */
  z.strictObject({ type: z.literal('presence'), client: Id, item: Id, state: PresenceState.nullable() }),
])
export type LiveToHub = z.infer<typeof LiveToHub>

export const LiveFromHub = z.discriminatedUnion('type', [
  /** Accepted updates of watched items. The cursor does not move by them. */
  z.strictObject({ type: z.literal('updates'), entries: z.array(FeedEntry) }),
  /** There is more in the feed; `decided` when some of it is not text, which is worth hurrying for. */
  z.strictObject({ type: z.literal('news'), length: z.int(), decided: z.boolean() }),
  z.strictObject({ type: z.literal('deliveries') }),
  z.strictObject({ type: z.literal('arrived'), peer: Peer }),
  z.strictObject({ type: z.literal('left'), client: Id, item: Id }),
  /** The hub is about to close this line, and why. */
  z.strictObject({ type: z.literal('bye'), fault: Fault }),
])
export type LiveFromHub = z.infer<typeof LiveFromHub>
