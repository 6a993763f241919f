/** The part of the contract about the way to the hub: what waits, what became of it, and what stopped it. */
import { z } from 'zod'
import { Fault } from '../errors.ts'
import { Author, Id } from '../ids.ts'

const nothing = z.strictObject({})

/**
 * What a person may answer where the client of the hub stopped and asks (design: "compares and asks, never
 * overwrites"): `send-ours` gives the hub what it lost, `take-theirs` goes on with the hub as it is now, `apply` lets a
 * change of many items through. Not answering keeps everything as it is, and sync stopped.
 */
export const SyncChoice = z.enum(['send-ours', 'take-theirs', 'apply'])
export type SyncChoice = z.infer<typeof SyncChoice>

/** How the way to the hub is, for the status line. */
export const HubState = z.strictObject({
  where: z.enum(['here', 'elsewhere']),
  /** `stopped`: it could be reached, and Kopij does not go on before somebody chose; see `fault` and `choices`. */
  state: z.enum(['connected', 'offline', 'stopped']),
  fault: Fault.nullable(),
  choices: z.array(SyncChoice),
  /** Since when it is so, ms UTC. */
  since: z.int().nullable(),
  /** This computer's clock minus the hub's, ms. */
  skew: z.int(),
  /** A first join, or a long way to catch up: entries taken in, of how many. */
  progress: z.strictObject({ done: z.int(), total: z.int() }).nullable(),
  /** Items whose text here is not what the hub has, though both have everything. Raised, never adopted. */
  diverged: z.array(Id),
})
export type HubState = z.infer<typeof HubState>

/**
 * A damaged replica was set aside and put together again, and this is what was checked: the newest backup that proved
 * whole, what could still be read of the damaged file, and the hub, which is asked for all that came after.
 */
export const Repaired = z.strictObject({
  /** ms UTC. */
  at: z.int(),
  /** Where the damaged file lies, within the desk's folder. */
  aside: z.string(),
  /** The backup that it was rebuilt from, by its name; null: none was whole. */
  backup: z.string().nullable(),
  /** Entries that only the damaged file still held. */
  saved: z.int(),
})
export type Repaired = z.infer<typeof Repaired>

/** A line of the tray: a decision, or a run of typing in one item, on its way to the hub. */
export const WaitingLine = z.strictObject({
  id: Id,
  item: Id.nullable(),
  headline: z.string(),
  /** The event's type, or `text` for typing. */
  what: z.string(),
  by: Author,
  byName: z.string(),
  /** In which role it could be decided, where it is a decision that needs one. */
  role: z.enum(['editor', 'chief', 'admin']).nullable(),
  /** When it was done here, ms UTC. */
  at: z.int(),
  status: z.enum(['waiting', 'accepted', 'refused']),
  fault: Fault.nullable(),
})
export type WaitingLine = z.infer<typeof WaitingLine>

export const SYNCING_REQUESTS = {
  /** What waits, in order, and below it the latest of what was ruled on after waiting. */
  'sync.waiting': { input: nothing, output: z.array(WaitingLine) },
  'sync.choose': { input: z.strictObject({ choice: SyncChoice }), output: nothing },
  /** Tries the way to the hub now. */
  'sync.now': { input: nothing, output: nothing },
} as const
