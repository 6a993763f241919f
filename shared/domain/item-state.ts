/** What an item's events have made of it, and what follows from that alone. The text is not in here. */
import { z } from 'zod'
import type { FaultCode } from '../errors.ts'
import { Id, RevisionHash } from '../ids.ts'
import { Schedule } from './schedule.ts'

export const State = z.enum([
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'published',
  'unpublished',
  'killed',
  'spiked',
  'deleted',
  'erased',
])
export type State = z.infer<typeof State>

/** What goes with a correction: why, for the desk, and what receivers are told. */
export const Notice = z.strictObject({ reason: z.string(), note: z.string() })
export type Notice = z.infer<typeof Notice>

/** Everything that an item's events decide. The text is not in here. */
export const ItemState = z.strictObject({
  state: State,
  /** The revision that waits for approval. */
  submitted: RevisionHash.nullable(),
  submittedBy: z.string().nullable(),
  /** The revision that may go out, and that goes out even when the working copy changes after it. */
  approved: RevisionHash.nullable(),
  approvedBy: z.string().nullable(),
  /** Why it was approved by one of its authors; null when four eyes saw it. */
  bypass: z.string().nullable(),
  /** What readers have: the revision, how often it went out, when first and when last. Null: nothing is out. */
  live: z
    .strictObject({
      revision: RevisionHash,
      version: z.int(),
      firstAt: z.int(),
      at: z.int(),
      /** What receivers are told about this version; absent: nobody wrote anything. */
      note: z.string().optional(),
    })
    .nullable(),
  publishAt: Schedule.nullable(),
  embargoUntil: Schedule.nullable(),
  shownAt: z.int().nullable(),
  /** The last return, until the copy is submitted again. */
  returned: z.strictObject({ by: z.string(), note: z.string(), at: z.int() }).nullable(),
  /** `askedBy` asked for it first; `bypass` is why nobody did. */
  killed: z
    .strictObject({
      by: z.string(),
      reason: z.string(),
      at: z.int(),
      askedBy: z.string().optional(),
      bypass: z.string().optional(),
    })
    .nullable(),
  /** Where an unspike goes back to. */
  spikedFrom: State.nullable(),
  /** Who put it into the trash and when, ms UTC, and how it stood. States of before there was a trash have none. */
  deleted: z.strictObject({ by: z.string(), at: z.int(), from: State }).nullable().default(null),
  /** What goes with the revision that waits, and with the one that was approved. */
  submittedNotice: Notice.nullable().default(null),
  approvedNotice: Notice.nullable().default(null),
  /** The published item that this one is an update of. */
  follows: Id.nullable().default(null),
  /** Somebody wants it killed, and nobody has looked at it yet. */
  killAsked: z.strictObject({ by: z.string(), reason: z.string(), at: z.int() }).nullable().default(null),
  /** Taken off the targets quietly: what readers had until then. `version` is the number of the taking off. */
  unpublished: z
    .strictObject({
      by: z.string(),
      reason: z.string(),
      at: z.int(),
      revision: RevisionHash,
      version: z.int(),
      firstAt: z.int(),
    })
    .nullable()
    .default(null),
  /** Approved by somebody whom the desk lets release briefs without anybody else's approval. */
  themselves: z.boolean().default(false),
  /** Somebody wants its embargo to end earlier, at `until` (null: now), and nobody has looked at it yet. */
  liftAsked: z
    .strictObject({ by: z.string(), reason: z.string(), at: z.int(), until: Schedule.nullable() })
    .nullable()
    .default(null),
  /**
   * Its embargo was made to end earlier, the last time that it was: `was` is what was promised. `askedBy` asked for it first;
   * `bypass` is why nobody did.
   */
  lifted: z
    .strictObject({
      by: z.string(),
      reason: z.string(),
      at: z.int(),
      was: Schedule,
      askedBy: z.string().optional(),
      bypass: z.string().optional(),
    })
    .nullable()
    .default(null),
  /** When the hub takes it off the targets by itself. */
  takeOffAt: Schedule.nullable().default(null),
})
export type ItemState = z.infer<typeof ItemState>

/** An item that nothing has been decided about yet. */
export const NEW_ITEM: ItemState = {
  state: 'draft',
  submitted: null,
  submittedBy: null,
  approved: null,
  approvedBy: null,
  bypass: null,
  live: null,
  publishAt: null,
  embargoUntil: null,
  shownAt: null,
  returned: null,
  killed: null,
  spikedFrom: null,
  deleted: null,
  submittedNotice: null,
  approvedNotice: null,
  follows: null,
  killAsked: null,
  unpublished: null,
  themselves: false,
  liftAsked: null,
  lifted: null,
  takeOffAt: null,
}

/** What an event makes of an item, or why it cannot be. */
export type Transition = { ok: true; state: ItemState } | { ok: false; reason: FaultCode }

/** How long the trash keeps an item before the hub erases it, ms (design: "thirty days of trash"). */
export const TRASH_KEEPS = 30 * 86_400_000

/** Whether readers have it: what is out is neither hidden, deleted nor erased. It is killed first. */
export const isOut = ({ state, live }: Pick<ItemState, 'state' | 'live'>): boolean =>
  live !== null && state !== 'killed' && state !== 'erased'

/** What targets got of an item, and may still have: it can be killed. Null: it never left. */
export const lastOut = ({
  live,
  unpublished,
}: Pick<ItemState, 'live' | 'unpublished'>): NonNullable<ItemState['live']> | null => {
  if (live || !unpublished) return live
  const { revision, version, firstAt, at } = unpublished
  return { revision, version, firstAt, at }
}

/** Why nothing can be decided about an item in this state any more, or at the moment. */
export const whyNot = (state: State): FaultCode => {
  if (state === 'deleted') return 'refused-deleted'
  return state === 'erased' ? 'refused-erased' : 'refused-state'
}
