/**
 * What the window shows of items: rows for lists, the whole for the item pane. Read-only data, made by the
 * desk process from the replica.
 */
import { z } from 'zod'
import { Fault, FaultCode } from '../errors.ts'
import { Id, RevisionHash } from '../ids.ts'
import { ItemKind } from './copy.ts'
import { ItemEventType } from './event-type.ts'
import { ItemAction } from './permissions.ts'
import { Schedule } from './schedule.ts'
import { ItemState, State } from './workflow.ts'

/** The lists of the rail. `mine` = begun by me, touched by me, or returned to me. `queue` has a time, or is a brief that is not out yet. */
export const ListName = z.enum(['desk', 'mine', 'approve', 'queue', 'out', 'spiked', 'trash'])
export type ListName = z.infer<typeof ListName>

export const ItemRow = z.strictObject({
  id: Id,
  kind: ItemKind,
  section: z.string(),
  /** A lead's headline; for a brief without one the first words of its text. May be empty. */
  headline: z.string(),
  dateline: z.array(z.string()),
  credits: z.array(z.string()),
  state: State,
  /** Returned to its writer and not submitted since. */
  returned: z.boolean(),
  /** Somebody wants it killed, and a chief has not looked at that yet. */
  killAsked: z.boolean().optional(),
  /** A decision about it has not been ruled on by the hub yet. */
  waiting: z.boolean(),
  /** The working copy differs from what is approved or out. */
  changed: z.boolean(),
  /** Something that two people wrote apart collided in it, and nobody has settled it. */
  collided: z.boolean(),
  /** Changed since the person who asks looked. */
  fresh: z.boolean(),
  /** Names of who wrote, first first. */
  authors: z.array(z.string()),
  /** Last change of text or decision, ms UTC. */
  touchedAt: z.int(),
  publishAt: Schedule.nullable(),
  embargoUntil: Schedule.nullable(),
  /** What ages count from: shown at, else the first release; null while neither is. */
  shownAt: z.int().nullable(),
  version: z.int(),
  /** An approved revision stands while a newer one waits: nothing goes out until that one is judged or taken back. */
  held: z.boolean(),
  /** When the trash is emptied of it, ms UTC; null while it is not in there. */
  goneAt: z.int().nullable(),
  words: z.int(),
})
export type ItemRow = z.infer<typeof ItemRow>

/** A line of an item's history. */
export const HistoryLine = z.strictObject({
  id: Id,
  type: ItemEventType,
  at: z.int(),
  by: z.string(),
  byName: z.string(),
  /** A note, a reason, or the wall time of a schedule. */
  text: z.string(),
  revision: RevisionHash.nullable(),
  /** The number of that revision within the item, from 1. */
  number: z.int().nullable(),
  status: z.enum(['waiting', 'accepted', 'refused']),
  fault: Fault.nullable(),
})
export type HistoryLine = z.infer<typeof HistoryLine>

export const RevisionLine = z.strictObject({
  hash: RevisionHash,
  number: z.int(),
  at: z.int(),
  by: z.string(),
  byName: z.string(),
})
export type RevisionLine = z.infer<typeof RevisionLine>

export const ItemDetail = z.strictObject({
  row: ItemRow,
  state: ItemState,
  /** Who changed the copy since the last approval, as four eyes count them. */
  authors: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** For every action: null when the person may, else the reason why not. */
  actions: z.record(ItemAction, FaultCode.nullable()),
  history: z.array(HistoryLine),
  revisions: z.array(RevisionLine),
  /** Whether the chain of events was recomputed and fits. */
  chain: z.enum(['intact', 'broken']),
})
export type ItemDetail = z.infer<typeof ItemDetail>
