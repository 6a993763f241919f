/**
 * Who may do what, as the design has it ("Decisions": roles are a set; admin does not include approving; four eyes; spike
 * hides and comes back; what readers have is killed before it is erased). Written out by hand, item by item and role by
 * role, and reading nothing of what the app decides by (shared/domain/permissions.ts, workflow.ts): window, desk process
 * and hub all ask that one table, so that they would agree on a mistake in it. This is the second opinion.
 */
import type { ItemAction } from '../../../shared/domain/permissions.ts'
import type { Role } from '../../../shared/domain/person.ts'
import type { StateName } from './items.ts'

type Row = Readonly<Record<Role, readonly ItemAction[]>>

/** What everybody who writes may do to an item that is neither hidden nor gone. */
const WRITE = ['write', 'submit', 'schedule', 'embargo', 'show'] as const
/** And to one that readers do not have: what readers have is taken off by a chief, now or at a time. */
const WORK = [...WRITE, 'take-off-at'] as const
/** What everybody who writes may do about something that readers have; a kill is asked for, and another chief confirms it. */
const OUT = [...WRITE, 'follow', 'ask-kill'] as const
/** What a chief may do besides: take it off quietly, and where nobody else is there kill it with a reason that is listed. */
const HARD = ['unpublish', 'take-off-at', 'kill-alone'] as const
const ERASE = ['erase'] as const
const NOTHING = [] as const

const TABLE: Readonly<Record<StateName, Row>> = {
  draft: { editor: [...WORK, 'spike', 'delete'], chief: [...WORK, 'spike', 'delete'], admin: ERASE },
  // What others wait for is not one writer's to throw away: that is a chief's.
  submitted: {
    editor: [...WORK, 'withdraw', 'spike'],
    chief: [...WORK, 'withdraw', 'spike', 'approve', 'bypass', 'return', 'delete'],
    admin: ERASE,
  },
  // Four eyes: one's own copy only with a reason.
  own: {
    editor: [...WORK, 'withdraw', 'spike'],
    chief: [...WORK, 'withdraw', 'spike', 'bypass', 'return', 'delete'],
    admin: ERASE,
  },
  approved: {
    editor: [...WORK, 'release', 'spike'],
    chief: [...WORK, 'release', 'spike', 'delete'],
    admin: ERASE,
  },
  scheduled: {
    editor: [...WORK, 'release', 'spike'],
    chief: [...WORK, 'release', 'spike', 'delete'],
    admin: ERASE,
  },
  again: {
    editor: [...WORK, 'withdraw', 'spike'],
    chief: [...WORK, 'withdraw', 'spike', 'approve', 'bypass', 'return', 'delete'],
    admin: ERASE,
  },
  // What is out is neither hidden, thrown away nor erased: it is killed, by two, or taken off.
  published: { editor: [...OUT], chief: [...OUT, ...HARD], admin: NOTHING },
  changed: { editor: [...OUT], chief: [...OUT, ...HARD], admin: NOTHING },
  correcting: {
    editor: [...OUT, 'withdraw'],
    chief: [...OUT, ...HARD, 'withdraw', 'approve', 'bypass', 'return'],
    admin: NOTHING,
  },
  corrected: {
    editor: [...OUT, 'release'],
    chief: [...OUT, ...HARD, 'release'],
    admin: NOTHING,
  },
  correctedTimed: {
    editor: [...OUT, 'release'],
    chief: [...OUT, ...HARD, 'release'],
    admin: NOTHING,
  },
  // Asked for by somebody else: a chief confirms it, or says no. Asked for by oneself: another chief has to confirm it.
  killAsked: {
    editor: [...WRITE, 'follow'],
    chief: [...WRITE, 'follow', ...HARD, 'kill', 'drop-kill'],
    admin: NOTHING,
  },
  ownKill: {
    editor: [...WRITE, 'follow', 'drop-kill'],
    chief: [...WRITE, 'follow', ...HARD, 'drop-kill'],
    admin: NOTHING,
  },
  // Readers no longer have it, so it may be hidden, thrown away and erased; receivers may still be told that it was wrong.
  unpublished: {
    editor: [...WORK, 'ask-kill', 'spike'],
    chief: [...WORK, 'ask-kill', 'kill-alone', 'spike', 'delete'],
    admin: ERASE,
  },
  offAsked: {
    editor: [...WORK, 'spike'],
    chief: [...WORK, 'kill', 'kill-alone', 'drop-kill', 'spike', 'delete'],
    admin: ERASE,
  },
  // An embargo is a promise: to end it earlier one asks, and another chief confirms. Nobody does it alone where two may approve.
  embargoed: {
    editor: [...WORK, 'spike', 'delete', 'ask-lift'],
    chief: [...WORK, 'spike', 'delete', 'ask-lift'],
    admin: ERASE,
  },
  liftAsked: {
    editor: [...WORK, 'spike', 'delete'],
    chief: [...WORK, 'spike', 'delete', 'lift', 'drop-lift'],
    admin: ERASE,
  },
  ownLift: {
    editor: [...WORK, 'spike', 'delete', 'drop-lift'],
    chief: [...WORK, 'spike', 'delete', 'drop-lift'],
    admin: ERASE,
  },
  // A brief, by people whom the desk lets release briefs themselves; no other item, and nobody who does not write.
  brief: {
    editor: [...WORK, 'spike', 'delete', 'self-approve'],
    chief: [...WORK, 'spike', 'delete', 'self-approve'],
    admin: ERASE,
  },
  killed: { editor: NOTHING, chief: NOTHING, admin: ERASE },
  spiked: { editor: ['unspike', 'delete'], chief: ['unspike', 'delete'], admin: ERASE },
  deleted: { editor: ['undelete'], chief: ['undelete'], admin: ERASE },
  deletedTimed: { editor: ['undelete'], chief: ['undelete'], admin: ERASE },
  erased: { editor: NOTHING, chief: NOTHING, admin: NOTHING },
}

/** Whether somebody with these roles may; of several roles each gives what it gives. */
export const mayByDesign = (roles: readonly Role[], state: StateName, action: ItemAction): boolean =>
  roles.some((role) => TABLE[state][role].includes(action))
