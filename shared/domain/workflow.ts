/**
 * The life of an item: one pure function, called alike by the button, the replica and the hub.
 * Source of the states and rules: design, "Decisions".
 */
import type { FaultCode } from '../errors.ts'
import { unreachable } from '../errors.ts'
import { HUB_AUTHOR, type RevisionHash } from '../ids.ts'
import { liftEmbargo } from './embargo.ts'
import type { ItemEvent } from './event.ts'
import {
  type ItemState,
  isOut,
  lastOut,
  NEW_ITEM,
  type Notice,
  type State,
  type Transition,
} from './item-state.ts'
import type { Schedule } from './schedule.ts'

export {
  ItemState,
  isOut,
  lastOut,
  NEW_ITEM,
  State,
  TRASH_KEEPS,
  type Transition,
  whyNot,
} from './item-state.ts'

const to = (state: ItemState): Transition => ({ ok: true, state })
const refuse = (reason: FaultCode): Transition => ({ ok: false, reason })

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
        themselves: false,
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
        themselves: event.themselves === true,
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
      return to({ ...item, embargoUntil: event.until, liftAsked: null })

    case 'lift-asked':
    case 'lift-dropped':
    case 'lifted':
      return liftEmbargo(item, event, { by, at })

    case 'taken-off-at':
      return to({ ...item, takeOffAt: event.at })

    case 'shown':
      return to({ ...item, shownAt: event.at })

    case 'released': {
      if (item.state !== 'approved' && item.state !== 'scheduled') return refuse('refused-not-approved')
      if (item.approved !== event.revision) return refuse('refused-revision-superseded')
      if (item.embargoUntil && item.embargoUntil.instant > at) return refuse('refused-embargo')
      // Nobody has it since later than now.
      const since = Math.min(at, event.since ?? at)
      return to({
        ...item,
        state: 'published',
        approved: null,
        approvedNotice: null,
        publishAt: null,
        unpublished: null,
        liftAsked: null,
        live: {
          revision: event.revision,
          version: (lastOut(item)?.version ?? 0) + 1,
          firstAt: lastOut(item)?.firstAt ?? since,
          at: since,
          ...(item.approvedNotice?.note ? { note: item.approvedNotice.note } : {}),
        },
      })
    }

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
        takeOffAt: null,
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
    takeOffAt: null,
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
