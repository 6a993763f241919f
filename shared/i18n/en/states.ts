import type { states as nl } from '../nl/states.ts'
import type { Sentences } from '../sentences.ts'

/** The states of an item, as a word beside their shape. */
export const states: Sentences<typeof nl> = {
  draft: 'Draft',
  submitted: 'For approval',
  approved: 'Approved',
  scheduled: 'Scheduled',
  published: 'Out',
  unpublished: 'Taken off',
  returned: 'Returned',
  killed: 'Killed',
  spiked: 'Spiked',
  deleted: 'In the trash',
  erased: 'Erased',
  waiting: 'waiting for the desk',
  waitingShort: 'waiting',
  changed: 'changed',
  changedSinceApproval: 'Changed since approval',
  changedSinceRelease: 'Changed since it went out',
  fresh: 'Changed since you looked',
}
