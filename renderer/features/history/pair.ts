/** Which two states of an item are compared. Pure. */
import type { RevisionLine } from '../../../shared/domain/view.ts'
import type { ItemState } from '../../../shared/domain/workflow.ts'

/** The text as it stands, among revision hashes. */
export const WORKING = 'working'

export type Pair = { before: string; after: string }

/**
 * What is looked at first: for `difference` the text as it stands against what was decided on last; for `history` the
 * newest revision against the text as it stands, which is what somebody who opens it wants to know.
 */
export const firstPair = (
  newest: readonly RevisionLine[],
  state: Pick<ItemState, 'submitted' | 'approved' | 'live'>,
  start: 'history' | 'difference',
): Pair => {
  const decided = state.submitted ?? state.approved ?? state.live?.revision ?? null
  const last = newest[0]?.hash ?? WORKING
  return { before: start === 'difference' ? (decided ?? last) : last, after: WORKING }
}
