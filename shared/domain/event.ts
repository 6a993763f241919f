/**
 * Events: decisions about an item or about the desk. They are never merged, they are ruled on (design: "Decisions").
 */
import { z } from 'zod'
import { Id, RevisionHash } from '../ids.ts'
import { Agency } from './agency.ts'
import { COLLISION_NAME, Keep } from './collision.ts'
import { ItemKind } from './copy.ts'
import { DeskSettings } from './desk-settings.ts'
import { Person } from './person.ts'
import { RecurringSlot } from './recurring-slot.ts'
import { Schedule } from './schedule.ts'
import { Section } from './section.ts'
import { TargetInfo } from './target.ts'
import { Template } from './template.ts'

export { DeskSettings } from './desk-settings.ts'

const note = z.string().max(2000)

export const ItemEvent = z.discriminatedUnion('type', [
  /**
   * `follows`: it is an update, and this is the published item that it goes on from. `file`: the name of the file that it came
   * from, of which the bytes lie where it was imported.
   */
  z.strictObject({
    type: z.literal('created'),
    kind: ItemKind,
    follows: Id.optional(),
    file: z.string().max(400).optional(),
  }),
  /**
   * A correction says besides why (`reason`, for the desk) and what receivers are told (`note`); both are approved together
   * with the revision.
   */
  z.strictObject({
    type: z.literal('submitted'),
    revision: RevisionHash,
    reason: note.optional(),
    note: note.optional(),
  }),
  z.strictObject({ type: z.literal('withdrawn') }),
  /**
   * `bypass` is the reason why an author approves his own copy; it is listed for everybody to see. `themselves`: a brief,
   * approved by somebody whom the desk lets release briefs without anybody else; that is listed as well.
   */
  z.strictObject({
    type: z.literal('approved'),
    revision: RevisionHash,
    bypass: note.nullable(),
    themselves: z.literal(true).optional(),
  }),
  /** `revision` is what was read and sent back. Returns of before it was kept name none: they meant whatever waited. */
  z.strictObject({ type: z.literal('returned'), note, revision: RevisionHash.optional() }),
  z.strictObject({ type: z.literal('scheduled'), schedule: Schedule }),
  z.strictObject({ type: z.literal('unscheduled') }),
  /** Set, or made longer. Ended earlier than it was promised it is `lifted`; logs of before that was told apart say it here. */
  z.strictObject({ type: z.literal('embargoed'), until: Schedule.nullable() }),
  /** Somebody wants the embargo to end earlier, at `until` or now; somebody else has to look at it before it does. */
  z.strictObject({ type: z.literal('lift-asked'), until: Schedule.nullable(), reason: note }),
  z.strictObject({ type: z.literal('lift-dropped') }),
  /** `bypass` is why nobody else looked at it first; it is listed for everybody to see. */
  z.strictObject({
    type: z.literal('lifted'),
    until: Schedule.nullable(),
    reason: note,
    bypass: note.nullable(),
  }),
  /** What readers' ages count from; null means: from the release. Milliseconds since 1970 UTC. */
  z.strictObject({ type: z.literal('shown'), at: z.int().nullable() }),
  /**
   * `since`: a target that was handed it ahead brought it out by itself while the hub was away, at this moment, ms UTC. Only the
   * hub says so.
   */
  z.strictObject({ type: z.literal('released'), revision: RevisionHash, since: z.int().optional() }),
  /**
   * `bypass` is why nobody else looked at it first; it is listed for everybody to see. Kills of before there were four eyes
   * for them have none.
   */
  z.strictObject({ type: z.literal('killed'), reason: note, bypass: note.nullable().optional() }),
  /** Somebody wants it killed; somebody else has to look at it before it is. */
  z.strictObject({ type: z.literal('kill-asked'), reason: note }),
  z.strictObject({ type: z.literal('kill-dropped') }),
  /** Quietly off the targets: no receiver is told that it was wrong, and it may come out again. */
  z.strictObject({ type: z.literal('unpublished'), reason: note }),
  /** When the hub takes it off by itself; null: it stays. */
  z.strictObject({ type: z.literal('taken-off-at'), at: Schedule.nullable() }),
  z.strictObject({ type: z.literal('spiked') }),
  z.strictObject({ type: z.literal('unspiked') }),
  /** Into the trash: in no list and no search, until it is brought back or thirty days are over. */
  z.strictObject({ type: z.literal('deleted') }),
  z.strictObject({ type: z.literal('undeleted') }),
  /**
   * The text is gone for good, everywhere (shared/sync/erase.ts). A person says why; null is the hub emptying the
   * trash.
   */
  z.strictObject({ type: z.literal('erased'), reason: note.nullable() }),
  /** What a merge had torn is put right, or left as it is: nothing about the item is decided by it. */
  z.strictObject({
    type: z.literal('collision-settled'),
    collision: z.string().max(COLLISION_NAME),
    keep: Keep,
  }),
])
export type ItemEvent = z.infer<typeof ItemEvent>
export type ItemEventType = ItemEvent['type']

/** The fields of item events that hold what somebody wrote, and that an erasure takes away. */
export const EVENT_TEXTS = ['note', 'bypass', 'reason', 'file'] as const
export type EventText = (typeof EVENT_TEXTS)[number]

/** What a person wrote in an event, by field. */
export const textsOf = (event: ItemEvent): [EventText, string][] =>
  EVENT_TEXTS.flatMap((field): [EventText, string][] => {
    const text: unknown = Reflect.get(event, field)
    return typeof text === 'string' ? [[field, text]] : []
  })

export const DeskEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('settings'), settings: DeskSettings }),
  z.strictObject({ type: z.literal('person'), person: Person }),
  z.strictObject({ type: z.literal('section'), section: Section }),
  z.strictObject({ type: z.literal('agency'), agency: Agency, removed: z.boolean() }),
  z.strictObject({
    type: z.literal('target'),
    target: TargetInfo.refine(({ kind, settings }) => kind === settings.kind),
  }),
  z.strictObject({ type: z.literal('template'), template: Template, removed: z.boolean() }),
  z.strictObject({ type: z.literal('recurring'), slot: RecurringSlot, removed: z.boolean() }),
])
export type DeskEvent = z.infer<typeof DeskEvent>
