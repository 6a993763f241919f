/** What two people did apart and merging could not do right by itself: shown at its place, settled by one command. */
import { z } from 'zod'
import { Author } from '../ids.ts'

const Side = z.strictObject({ by: Author, byName: z.string(), text: z.string() })

export const Collision = z.strictObject({
  /** Names what collided (shared/document/collisions/name.ts): every computer finds the same. */
  id: z.string(),
  /**
   * `vanished`: text that one side wrote is nowhere, and nobody deleted it. `doubled`: text stands twice because both moved
   * it. `moved`: text stands out of its place. `returned`: text that one side deleted is there again, because the other
   * moved it. `register`: both set a field.
   */
  kind: z.enum(['vanished', 'doubled', 'moved', 'returned', 'register']),
  part: z.enum(['kicker', 'headline', 'body', 'fields']),
  /** The block of the part that it is about, counted from 0; null where it has none any more. */
  block: z.int().nullable(),
  /** The register, for `fields`. */
  field: z.string().nullable(),
  /** The words at stake; for a register nothing. */
  words: z.string(),
  /** The version that has the words where they belong; for `doubled` the first copy. */
  one: Side,
  other: Side,
  /** What stands there now. */
  now: z.string(),
  /** Whether `both` is a choice: a field that holds one value has none. */
  both: z.boolean(),
})
export type Collision = z.infer<typeof Collision>

/** How a collision is settled. `both`: the work of both sides, once. */
export const Keep = z.enum(['one', 'other', 'both', 'as-is'])
export type Keep = z.infer<typeof Keep>

/** The longest name that a collision has. */
export const COLLISION_NAME = 2000
