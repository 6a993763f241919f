/**
 * Entries: what travels between a replica and its hub (design: "The feed"). An entry is an update of a
 * working copy, a revision, or an event. Its id is made by whoever wrote it, so pushing twice is harmless.
 */
import { z } from 'zod'
import { Bytes } from '../domain/bytes.ts'
import { DeskEvent, EVENT_TEXTS, ItemEvent } from '../domain/event.ts'
import { Author, Id, RevisionHash } from '../ids.ts'
import { isLookedAt } from './looked-at.ts'
import { isPlainFed, isPlainUpdate } from './plain-update.ts'

/** The newest document schema that this build can write and show (design: "A schema only grows"). */
export const SCHEMA_EPOCH = 1

/**
 * What a revision was made from: everything that the hub had put in the feed up to `position`, and the
 * replica's own entries up to its `seq`. The hub replays exactly that and refuses a hash that differs.
 */
export const Basis = z.strictObject({ position: z.int(), replica: Id, seq: z.int() })
export type Basis = z.infer<typeof Basis>

const common = {
  id: Id,
  /** Who wrote it: set by the desk process from who is signed in, never by a payload. */
  author: Author,
  /** The replica it was made on, and its place in the order of that replica. */
  replica: Id,
  seq: z.int(),
  /** The clock of that computer, ms UTC: shown to people, never used to order anything. */
  at: z.int(),
}

/**
 * What was erased of an entry, by field: the SHA-256 of what stood there. Set where a hub or a replica erased it, never
 * by who wrote it (shared/sync/erase.ts).
 */
export const Erased = z.partialRecord(z.enum(['update', 'json', ...EVENT_TEXTS]), RevisionHash)
export type Erased = z.infer<typeof Erased>

export const UpdateEntry = z.strictObject({
  ...common,
  kind: z.literal('update'),
  item: Id,
  epoch: z.int(),
  /**
   * The position in the feed up to which its writer had seen everything. What two people wrote apart follows from it,
   * and whether an app below an item's epoch could have known better. Entries of before it was kept say 0.
   */
  seen: z.int().default(0),
  update: Bytes,
  /** Authors of copy that this update brings in from elsewhere: restored, duplicated or split text. */
  carries: z.array(Author),
  erased: Erased.optional(),
})

export const RevisionEntry = z.strictObject({
  ...common,
  kind: z.literal('revision'),
  item: Id,
  hash: RevisionHash,
  /** Canonical JSON, version 1 (shared/document/canonical.ts). */
  json: z.string(),
  basis: Basis,
  erased: Erased.optional(),
})

export const ItemEventEntry = z.strictObject({
  ...common,
  kind: z.literal('event'),
  item: Id,
  event: ItemEvent,
  /** The author's last decision about this item that was not ruled on yet: where it is refused, this is too. */
  rests: Id.optional(),
  erased: Erased.optional(),
})

export const DeskEventEntry = z.strictObject({
  ...common,
  kind: z.literal('desk-event'),
  item: z.null(),
  event: DeskEvent,
})

export const Entry = z.discriminatedUnion('kind', [
  UpdateEntry,
  RevisionEntry,
  ItemEventEntry,
  DeskEventEntry,
])
export type Entry = z.infer<typeof Entry>
export type UpdateEntry = z.infer<typeof UpdateEntry>
export type RevisionEntry = z.infer<typeof RevisionEntry>
export type ItemEventEntry = z.infer<typeof ItemEventEntry>
export type DeskEventEntry = z.infer<typeof DeskEventEntry>

/** The same, for where entries come by the thousand: text is known by its shape, and everything else is looked at. */
export const AnyEntry = z.union([z.custom<UpdateEntry>(isPlainUpdate), Entry])

/** An entry that the hub accepted, at its place in the feed. Events of an item are chained by hash. */
export const FeedEntry = z.strictObject({
  position: z.int(),
  /** The hub's clock at acceptance, ms UTC. */
  acceptedAt: z.int(),
  chain: z.string().nullable(),
  entry: AnyEntry,
})
export type FeedEntry = z.infer<typeof FeedEntry>

/** The same, for where they come by the thousand. */
export const AnyFeedEntry = z.union([z.custom<FeedEntry>(isPlainFed), FeedEntry])

/** Lists of them: a run of text was looked at when it was read (dense.ts). */
export const AnyEntries = z.union([z.custom<Entry[]>((list) => isLookedAt(list, 'texts')), z.array(AnyEntry)])
export const AnyFeedEntries = z.union([
  z.custom<FeedEntry[]>((list) => isLookedAt(list, 'fed')),
  z.array(AnyFeedEntry),
])
