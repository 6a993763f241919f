/** Items in every state, for the tests of what decisions do to them. */
import type { ItemEvent } from '../../shared/domain/event.ts'
import { type ItemState, NEW_ITEM, transition } from '../../shared/domain/workflow.ts'

export const NOW = Date.UTC(2026, 10, 18, 11)
export const hash = (digit: string): string => digit.repeat(64)
export const [ONE, TWO, THREE] = [hash('1'), hash('2'), hash('3')] as const
export const time = (instant: number) => ({ instant, zone: 'Europe/Amsterdam', wall: '2026-11-18T13:00' })
export const LATER = time(NOW + 3_600_000)
export const BY = { by: 'merel', at: NOW }
export const TAKEN_OFF = {
  by: 'x',
  reason: 'dubbel',
  at: NOW,
  revision: ONE,
  version: 5,
  firstAt: NOW - 9000,
}
export const LIVE = { revision: ONE, version: 4, firstAt: NOW - 9000, at: NOW - 5000 }

/** Items in every state, and in the states that the same name hides. */
export const ITEMS = {
  draft: NEW_ITEM,
  submitted: { ...NEW_ITEM, state: 'submitted', submitted: ONE, submittedBy: 'joris' },
  approved: { ...NEW_ITEM, state: 'approved', approved: ONE, approvedBy: 'joris' },
  scheduled: { ...NEW_ITEM, state: 'scheduled', approved: ONE, approvedBy: 'joris', publishAt: LATER },
  published: { ...NEW_ITEM, state: 'published', live: LIVE, approvedBy: 'joris' },
  /** Submitted anew while an approval stands. */
  again: { ...NEW_ITEM, state: 'submitted', submitted: TWO, submittedBy: 'joris', approved: ONE },
  againTimed: { ...NEW_ITEM, state: 'submitted', submitted: TWO, approved: ONE, publishAt: LATER },
  /** A correction of what is out: waiting, approved, approved with a time. */
  correcting: { ...NEW_ITEM, state: 'submitted', submitted: TWO, live: LIVE },
  corrected: { ...NEW_ITEM, state: 'approved', approved: TWO, live: LIVE },
  correctedTimed: { ...NEW_ITEM, state: 'scheduled', approved: TWO, live: LIVE, publishAt: LATER },
  embargoed: { ...NEW_ITEM, state: 'approved', approved: ONE, embargoUntil: LATER },
  killed: { ...NEW_ITEM, state: 'killed', live: LIVE, killed: { by: 'x', reason: 'y', at: NOW } },
  spiked: { ...NEW_ITEM, state: 'spiked', spikedFrom: 'draft' },
  spikedTimed: { ...NEW_ITEM, state: 'spiked', spikedFrom: 'scheduled', approved: ONE, publishAt: LATER },
  deleted: { ...NEW_ITEM, state: 'deleted', deleted: { by: 'x', at: NOW, from: 'draft' } },
  deletedTimed: {
    ...NEW_ITEM,
    state: 'deleted',
    deleted: { by: 'x', at: NOW, from: 'spiked' },
    spikedFrom: 'scheduled',
    approved: ONE,
    publishAt: LATER,
  },
  erased: { ...NEW_ITEM, state: 'erased' },
  /** Out, and somebody wants it killed; taken off quietly; and on its way out again after that. */
  killAsked: {
    ...NEW_ITEM,
    state: 'published',
    live: LIVE,
    killAsked: { by: 'joris', reason: 'fout', at: NOW - 100 },
  },
  unpublished: { ...NEW_ITEM, state: 'unpublished', unpublished: TAKEN_OFF },
  outAgain: { ...NEW_ITEM, state: 'approved', approved: TWO, unpublished: TAKEN_OFF },
} as const satisfies Record<string, ItemState>
export type ItemName = keyof typeof ITEMS
export const NAMES = Object.keys(ITEMS) as ItemName[]

/** The item after a decision that goes through. */
export const become = (item: ItemState, event: ItemEvent, at = NOW): ItemState => {
  const found = transition(item, event, { by: 'merel', at })
  if (!found.ok) throw new Error(found.reason)
  return found.state
}
