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
const WORK = ['write', 'submit', 'schedule', 'embargo', 'show'] as const
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
  // What is out is neither hidden, thrown away nor erased: a chief kills it.
  published: { editor: WORK, chief: [...WORK, 'kill'], admin: NOTHING },
  changed: { editor: WORK, chief: [...WORK, 'kill'], admin: NOTHING },
  correcting: {
    editor: [...WORK, 'withdraw'],
    chief: [...WORK, 'withdraw', 'approve', 'bypass', 'return', 'kill'],
    admin: NOTHING,
  },
  corrected: { editor: [...WORK, 'release'], chief: [...WORK, 'release', 'kill'], admin: NOTHING },
  correctedTimed: { editor: [...WORK, 'release'], chief: [...WORK, 'release', 'kill'], admin: NOTHING },
  killed: { editor: NOTHING, chief: NOTHING, admin: ERASE },
  spiked: { editor: ['unspike', 'delete'], chief: ['unspike', 'delete'], admin: ERASE },
  deleted: { editor: ['undelete'], chief: ['undelete'], admin: ERASE },
  deletedTimed: { editor: ['undelete'], chief: ['undelete'], admin: ERASE },
  erased: { editor: NOTHING, chief: NOTHING, admin: NOTHING },
}

/** Whether somebody with these roles may; of several roles each gives what it gives. */
export const mayByDesign = (roles: readonly Role[], state: StateName, action: ItemAction): boolean =>
  roles.some((role) => TABLE[state][role].includes(action))
