/**
 * The life of an item: one pure function, called alike by the button, the replica and the hub.
 * Source of the states and rules: design, "Decisions".
 */
import { z } from 'zod'
import type { FaultCode } from '../errors.ts'
import { unreachable } from '../errors.ts'
import { HUB_AUTHOR, RevisionHash } from '../ids.ts'
import type { ItemEvent } from './event.ts'
import { Schedule } from './schedule.ts'

export const State = z.enum([
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'published',
  'killed',
  'spiked',
  'deleted',
  'erased',
])
export type State = z.infer<typeof State>

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
    .strictObject({ revision: RevisionHash, version: z.int(), firstAt: z.int(), at: z.int() })
    .nullable(),
  publishAt: Schedule.nullable(),
  embargoUntil: Schedule.nullable(),
  shownAt: z.int().nullable(),
  /** The last return, until the copy is submitted again. */
  returned: z.strictObject({ by: z.string(), note: z.string(), at: z.int() }).nullable(),
  killed: z.strictObject({ by: z.string(), reason: z.string(), at: z.int() }).nullable(),
  /** Where an unspike goes back to. */
  spikedFrom: State.nullable(),
  /** Who put it into the trash and when, ms UTC, and how it stood. States of before there was a trash have none. */
  deleted: z.strictObject({ by: z.string(), at: z.int(), from: State }).nullable().default(null),
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
}

export type Transition = { ok: true; state: ItemState } | { ok: false; reason: FaultCode }

const to = (state: ItemState): Transition => ({ ok: true, state })
const refuse = (reason: FaultCode): Transition => ({ ok: false, reason })

/** How long the trash keeps an item before the hub erases it, ms (design: "thirty days of trash"). */
export const TRASH_KEEPS = 30 * 86_400_000

/** Whether readers have it: what is out is neither hidden, deleted nor erased. It is killed first. */
export const isOut = ({ state, live }: Pick<ItemState, 'state' | 'live'>): boolean =>
  live !== null && state !== 'killed' && state !== 'erased'

/** Why nothing can be decided about an item in this state any more, or at the moment. */
export const whyNot = (state: State): FaultCode => {
  if (state === 'deleted') return 'refused-deleted'
  return state === 'erased' ? 'refused-erased' : 'refused-state'
}

/** Where copy rests when nobody is deciding about it: on the page when it is out, else with its writer. */
const resting = (item: ItemState): State => (item.live ? 'published' : 'draft')
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
      return item === NEW_ITEM ? to(item) : refuse('refused-state')

    case 'submitted':
      // An approved item may be submitted again: that is how changed copy gets out (design: "Approval").
      return to({
        ...item,
        state: 'submitted',
        submitted: event.revision,
        submittedBy: by,
        returned: null,
      })

    case 'withdrawn':
      if (item.state !== 'submitted') return refuse('refused-state')
      return to({ ...item, state: afterSubmission(item), submitted: null, submittedBy: null })

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
        publishAt: null,
        live: {
          revision: event.revision,
          version: (item.live?.version ?? 0) + 1,
          firstAt: item.live?.firstAt ?? at,
          at,
        },
      })

    case 'killed':
      if (!item.live) return refuse('refused-state')
      return to({
        ...item,
        state: 'killed',
        submitted: null,
        submittedBy: null,
        approved: null,
        publishAt: null,
        killed: { by, reason: event.reason, at },
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

/**
 * Nothing of an item is left but that it was there. What went out keeps its number, because a kill that is still on
 * its way to a target needs it.
 */
const erase = (item: ItemState, reason: string | null, by: string): Transition => {
  if (isOut(item)) return refuse('refused-state')
  if (reason === null ? by !== HUB_AUTHOR : reason.trim() === '') return refuse('refused-reason-missing')
  const killed = item.killed && { ...item.killed, reason: '' }
  return to({ ...NEW_ITEM, state: 'erased', live: item.live, killed })
}

/** Withdrawing a second submission gives back what stood before it: an approval keeps standing. */
const afterSubmission = (item: ItemState): State => (item.approved ? cleared(item.publishAt) : resting(item))
