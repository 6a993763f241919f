/**
 * The life of an item: one pure function, called alike by the button, the replica and the hub.
 * Source of the states and rules: design, "Decisions".
 */
import { z } from 'zod'
import type { FaultCode } from '../errors.ts'
import { unreachable } from '../errors.ts'
import { HUB_AUTHOR, Id, RevisionHash } from '../ids.ts'
import type { ItemEvent } from './event.ts'
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
}

export type Transition = { ok: true; state: ItemState } | { ok: false; reason: FaultCode }

const to = (state: ItemState): Transition => ({ ok: true, state })
const refuse = (reason: FaultCode): Transition => ({ ok: false, reason })

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

/**
 * What leaves the desk by a decision, and when, ms UTC: a release now, and what by it stands ready for its time. Null: nothing
 * leaves by it, or only an embargo was set, which keeps copy in and is never refused. `next` is the item after it.
 */
export const leavesBy = (
  event: ItemEvent,
  next: ItemState,
  now: number,
): { revision: RevisionHash; publishAt: number } | null => {
  if (event.type === 'released') return { revision: event.revision, publishAt: now }
  if (event.type !== 'scheduled' && event.type !== 'approved') return null
  if (next.state !== 'scheduled' || next.approved === null || next.publishAt === null) return null
  return { revision: next.approved, publishAt: next.publishAt.instant }
}

/** Why nothing can be decided about an item in this state any more, or at the moment. */
export const whyNot = (state: State): FaultCode => {
  if (state === 'deleted') return 'refused-deleted'
  return state === 'erased' ? 'refused-erased' : 'refused-state'
}

/** Where copy rests when nobody is deciding about it: on the page when it is out, else with its writer. */
const resting = (item: ItemState): State => {
  if (item.live) return 'published'
  return item.unpublished ? 'unpublished' : 'draft'
}

const noticeOf = (event: ItemEvent & { type: 'submitted' }): Notice | null =>
  event.reason === undefined && event.note === undefined
    ? null
    : { reason: event.reason ?? '', note: event.note ?? '' }

/** Approved copy with a time waits for that time. */
const cleared = (publishAt: Schedule | null): State => (publishAt ? 'scheduled' : 'approved')

/**
 * The item after `event`, decided by `by` at `at` (ms UTC), or why that cannot be.
 * It knows states and nothing of people: who may decide is `can` in permissions.ts.
 */
export const transition = (
  item: ItemState,
  event: ItemEvent,
  { by, at }: { by: string; at: number },
): Transition => {
  if (item.state === 'erased') return refuse('refused-erased')
  // The law is not stopped by how a story stands, as long as readers do not have it.
  if (event.type === 'erased') return erase(item, event.reason, by)
  if (item.state === 'deleted' && event.type !== 'undeleted') return refuse('refused-deleted')
  if (item.state === 'killed') return refuse('refused-state')
  if (item.state === 'spiked' && event.type !== 'unspiked' && event.type !== 'deleted')
    return refuse('refused-state')

  switch (event.type) {
    case 'created':
      if (item !== NEW_ITEM) return refuse('refused-state')
      return to(event.follows === undefined ? item : { ...item, follows: event.follows })

    case 'submitted':
      // An approved item may be submitted again: that is how changed copy gets out (design: "Approval").
      return to({
        ...item,
        state: 'submitted',
        submitted: event.revision,
        submittedBy: by,
        submittedNotice: noticeOf(event),
        returned: null,
      })

    case 'withdrawn':
      if (item.state !== 'submitted') return refuse('refused-state')
      return to({
        ...item,
        state: afterSubmission(item),
        submitted: null,
        submittedBy: null,
        submittedNotice: null,
      })

    case 'returned':
      if (item.state !== 'submitted') return refuse('refused-state')
      if (event.revision !== undefined && item.submitted !== event.revision)
        return refuse('refused-revision-superseded')
      return to({
        ...item,
        state: resting(item),
        submitted: null,
        submittedBy: null,
        approved: null,
        approvedBy: null,
        bypass: null,
        submittedNotice: null,
        approvedNotice: null,
        returned: { by, note: event.note, at },
      })

    case 'approved':
      if (item.state !== 'submitted') return refuse('refused-state')
      if (item.submitted !== event.revision) return refuse('refused-revision-superseded')
      if (event.bypass?.trim() === '') return refuse('refused-reason-missing')
      return to({
        ...item,
        state: cleared(item.publishAt),
        submitted: null,
        submittedBy: null,
        approved: event.revision,
        approvedBy: by,
        bypass: event.bypass,
        submittedNotice: null,
        approvedNotice: item.submittedNotice,
      })

    case 'scheduled':
      return to({
        ...item,
        state: item.state === 'approved' ? 'scheduled' : item.state,
        publishAt: event.schedule,
      })

    case 'unscheduled':
      return to({ ...item, state: item.state === 'scheduled' ? 'approved' : item.state, publishAt: null })

    case 'embargoed':
      return to({ ...item, embargoUntil: event.until })

    case 'shown':
      return to({ ...item, shownAt: event.at })

    case 'released':
      if (item.state !== 'approved' && item.state !== 'scheduled') return refuse('refused-not-approved')
      if (item.approved !== event.revision) return refuse('refused-revision-superseded')
      if (item.embargoUntil && item.embargoUntil.instant > at) return refuse('refused-embargo')
      return to({
        ...item,
        state: 'published',
        approved: null,
        approvedNotice: null,
        publishAt: null,
        unpublished: null,
        live: {
          revision: event.revision,
          version: (lastOut(item)?.version ?? 0) + 1,
          firstAt: lastOut(item)?.firstAt ?? at,
          at,
          ...(item.approvedNotice?.note ? { note: item.approvedNotice.note } : {}),
        },
      })

    case 'kill-asked':
      if (!lastOut(item) || item.killAsked) return refuse('refused-state')
      if (event.reason.trim() === '') return refuse('refused-reason-missing')
      return to({ ...item, killAsked: { by, reason: event.reason, at } })

    case 'kill-dropped':
      return item.killAsked ? to({ ...item, killAsked: null }) : refuse('refused-state')

    case 'killed':
      if (event.bypass?.trim() === '') return refuse('refused-reason-missing')
      return kill(item, event, { by, at })

    case 'unpublished':
      if (!item.live) return refuse('refused-state')
      return to({
        ...nothingUnderWay(item),
        state: 'unpublished',
        live: null,
        unpublished: {
          ...{ by, reason: event.reason, at },
          ...{ revision: item.live.revision, version: item.live.version + 1, firstAt: item.live.firstAt },
        },
      })

    case 'spiked':
      // What readers have cannot be hidden from the desk: it is killed, or it stays.
      if (item.live) return refuse('refused-state')
      return to({ ...item, state: 'spiked', spikedFrom: item.state })

    case 'unspiked':
      if (item.state !== 'spiked') return refuse('refused-state')
      return to({ ...item, state: item.spikedFrom ?? 'draft', spikedFrom: null })

    case 'deleted':
      if (item.live) return refuse('refused-state')
      return to({ ...item, state: 'deleted', deleted: { by, at, from: item.state } })

    case 'undeleted':
      if (item.state !== 'deleted') return refuse('refused-state')
      return to({ ...item, state: item.deleted?.from ?? 'draft', deleted: null })

    case 'collision-settled':
      return to(item)

    default:
      return unreachable(event)
  }
}

/** Without what was on its way out: what is taken back does not come out again by itself. */
const nothingUnderWay = (item: ItemState): ItemState => ({
  ...item,
  submitted: null,
  submittedBy: null,
  submittedNotice: null,
  approved: null,
  approvedNotice: null,
  publishAt: null,
})

/** Receivers are told, also where it was taken off quietly before: the kill goes out over the last thing that they got. */
const kill = (
  item: ItemState,
  { reason, bypass }: ItemEvent & { type: 'killed' },
  { by, at }: { by: string; at: number },
): Transition => {
  const live = lastOut(item)
  if (!live) return refuse('refused-state')
  const askedBy = item.killAsked?.by
  return to({
    ...nothingUnderWay(item),
    state: 'killed',
    live,
    unpublished: null,
    killAsked: null,
    killed: {
      ...{ by, reason, at },
      ...(askedBy === undefined || askedBy === by ? {} : { askedBy }),
      ...(bypass == null ? {} : { bypass }),
    },
  })
}

/**
 * Nothing of an item is left but that it was there. What went out keeps its number, because a kill that is still on
 * its way to a target needs it.
 */
const erase = (item: ItemState, reason: string | null, by: string): Transition => {
  if (isOut(item)) return refuse('refused-state')
  if (reason === null ? by !== HUB_AUTHOR : reason.trim() === '') return refuse('refused-reason-missing')
  const { live, killed, unpublished } = item
  return to({
    ...NEW_ITEM,
    state: 'erased',
    live: live && { revision: live.revision, version: live.version, firstAt: live.firstAt, at: live.at },
    killed: killed && { by: killed.by, reason: '', at: killed.at },
    unpublished: unpublished && { ...unpublished, reason: '' },
  })
}

/** Withdrawing a second submission gives back what stood before it: an approval keeps standing. */
const afterSubmission = (item: ItemState): State => (item.approved ? cleared(item.publishAt) : resting(item))
