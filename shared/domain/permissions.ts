/**
 * Who may do what. One table for the button, the replica and the hub; the hub's answer counts.
 * Source: design, "Decisions" (four eyes, roles as a set, admin does not include approving).
 */
import { z } from 'zod'
import type { FaultCode } from '../errors.ts'
import type { ItemKind } from './copy.ts'
import type { DeskEvent, ItemEvent, ItemEventType } from './event.ts'
import type { Role } from './person.ts'
import { type ItemState, isOut, lastOut, type State, whyNot } from './workflow.ts'

export const ItemAction = z.enum([
  'write',
  'submit',
  'withdraw',
  'approve',
  'bypass',
  'self-approve',
  'return',
  'schedule',
  'embargo',
  'ask-lift',
  'drop-lift',
  'lift',
  'lift-alone',
  'show',
  'take-off-at',
  'release',
  'kill',
  'ask-kill',
  'drop-kill',
  'kill-alone',
  'unpublish',
  'follow',
  'spike',
  'unspike',
  'delete',
  'undelete',
  'erase',
])
export type ItemAction = z.infer<typeof ItemAction>

export type Actor = { id: string; roles: readonly Role[] }

/**
 * What `can` has to know of an item: its state, and who changed its copy since the last approval. `kind` is asked for where
 * briefs may do what leads may not; without it, it is none.
 */
export type ItemFacts = { state: ItemState; authors: readonly string[]; kind?: ItemKind | undefined }

/**
 * What `can` has to know of the desk: how many people may approve, whether a chief may mend copy, and who may release briefs
 * without anybody else's approval (nobody, where it is not said).
 */
export type Policy = { approvers: number; chiefMayFix: boolean; releaseThemselves?: readonly string[] }

export type Answer = { ok: true } | { ok: false; reason: FaultCode }

type Rule = { roles: readonly Role[]; states: readonly State[] }

const WRITERS: readonly Role[] = ['editor', 'chief']
const OPEN: readonly State[] = ['draft', 'submitted', 'approved', 'scheduled', 'published', 'unpublished']

/** What nobody waits for. */
const LOOSE: readonly State[] = ['draft', 'spiked']

/** The table: which roles, in which states. Four eyes and the rest that needs more than a row come after it. */
const RULES: Record<ItemAction, Rule> = {
  write: { roles: WRITERS, states: OPEN },
  submit: { roles: WRITERS, states: OPEN },
  withdraw: { roles: WRITERS, states: ['submitted'] },
  approve: { roles: ['chief'], states: ['submitted'] },
  bypass: { roles: ['chief'], states: ['submitted'] },
  'self-approve': { roles: WRITERS, states: OPEN },
  return: { roles: ['chief'], states: ['submitted'] },
  schedule: { roles: WRITERS, states: OPEN },
  embargo: { roles: WRITERS, states: OPEN },
  'ask-lift': { roles: WRITERS, states: OPEN },
  'drop-lift': { roles: WRITERS, states: OPEN },
  lift: { roles: ['chief'], states: OPEN },
  'lift-alone': { roles: ['chief'], states: OPEN },
  show: { roles: WRITERS, states: OPEN },
  'take-off-at': { roles: WRITERS, states: OPEN },
  release: { roles: WRITERS, states: ['approved', 'scheduled'] },
  kill: { roles: ['chief'], states: OPEN },
  'ask-kill': { roles: WRITERS, states: OPEN },
  'drop-kill': { roles: WRITERS, states: OPEN },
  'kill-alone': { roles: ['chief'], states: OPEN },
  unpublish: { roles: ['chief'], states: OPEN },
  follow: { roles: WRITERS, states: OPEN },
  spike: { roles: WRITERS, states: ['draft', 'submitted', 'approved', 'scheduled', 'unpublished'] },
  unspike: { roles: WRITERS, states: ['spiked'] },
  delete: {
    roles: WRITERS,
    states: ['draft', 'spiked', 'submitted', 'approved', 'scheduled', 'unpublished'],
  },
  undelete: { roles: WRITERS, states: ['deleted'] },
  erase: { roles: ['admin'], states: [...OPEN, 'killed', 'spiked', 'deleted'] },
}

/** The one role that an action takes, where it takes one; null where every writer may. */
export const onlyRoleFor = (action: ItemAction): Role | null => {
  const [role, other] = RULES[action].roles
  return role !== undefined && other === undefined ? role : null
}

const YES: Answer = { ok: true }
const no = (reason: FaultCode): Answer => ({ ok: false, reason })

/** Four eyes watch as soon as there are two pairs that may approve. */
export const fourEyes = (policy: Policy): boolean => policy.approvers >= 2

/** May `actor` do `action` to this item on this desk, and if not, why not. */
export const can = (actor: Actor, action: ItemAction, item: ItemFacts, policy: Policy): Answer => {
  const rule = RULES[action]
  if (!rule.roles.some((role) => actor.roles.includes(role))) return no('refused-role')
  if (!rule.states.includes(item.state.state)) return no(whyNot(item.state.state))

  if (KILLS.includes(action) && !lastOut(item.state)) return no('refused-state')
  if ((action === 'unpublish' || action === 'follow') && !item.state.live) return no('refused-state')
  if (action === 'ask-kill' && item.state.killAsked) return no('refused-state')
  if (action === 'drop-kill') return mayDrop(actor, item.state.killAsked)
  if (action === 'kill' && fourEyes(policy) && !isSecondPair(actor, item.state.killAsked))
    return no('refused-second-eyes')
  if (LIFTS.includes(action)) return mayLift(actor, action, item.state, policy)
  // What readers have is taken off by a chief, now or at a time.
  if (action === 'take-off-at' && item.state.live && !actor.roles.includes('chief')) return no('refused-role')
  if (action === 'self-approve' && !mayThemselves(actor, item, policy)) return no('refused-not-themselves')
  if ((action === 'spike' || action === 'delete') && item.state.live) return no('refused-state')
  if (action === 'erase' && isOut(item.state)) return no('refused-state')
  // What others wait for, or what was approved, is not one writer's to throw away.
  if (action === 'delete' && !LOOSE.includes(item.state.state) && !actor.roles.includes('chief'))
    return no('refused-role')
  if (action === 'approve' && fourEyes(policy) && wroteIt(actor, item, policy)) return no('refused-own-copy')
  return YES
}

/** What only an item that left the desk can have. */
const KILLS: readonly ItemAction[] = ['kill', 'ask-kill', 'kill-alone']

const LIFTS: readonly ItemAction[] = ['ask-lift', 'drop-lift', 'lift', 'lift-alone']

type Asked = { by: string } | null

/** What cannot be taken back one asks for, and another chief confirms it. */
const isSecondPair = (actor: Actor, asked: Asked): boolean => asked !== null && asked.by !== actor.id

/** Whoever asked may think better of it, and a chief may say no. */
const mayDrop = (actor: Actor, asked: Asked): Answer => {
  if (!asked) return no('refused-state')
  return asked.by === actor.id || actor.roles.includes('chief') ? YES : no('refused-role')
}

/** An embargo that ends earlier than was promised is lifted by two; by one where nobody else may approve. */
const mayLift = (actor: Actor, action: ItemAction, state: ItemState, policy: Policy): Answer => {
  const asked = state.liftAsked
  if (action === 'drop-lift') return mayDrop(actor, asked)
  if (!state.embargoUntil) return no('refused-state')
  if (action === 'ask-lift') return asked ? no('refused-state') : YES
  if (action === 'lift-alone') return fourEyes(policy) ? no('refused-second-eyes') : YES
  return isSecondPair(actor, asked) ? YES : no('refused-second-eyes')
}

/** Whether the desk lets this person release this brief without anybody else. */
const mayThemselves = (actor: Actor, { kind }: ItemFacts, { releaseThemselves = [] }: Policy): boolean =>
  kind === 'brief' && releaseThemselves.includes(actor.id)

/**
 * Whether four eyes would be two here. With `chiefMayFix`, a chief who only mended somebody else's copy is a
 * second pair of eyes all the same; somebody else must have written, and the chief must not have submitted it.
 */
const wroteIt = (actor: Actor, item: ItemFacts, policy: Policy): boolean => {
  if (!item.authors.includes(actor.id)) return false
  const onlyMended =
    policy.chiefMayFix &&
    item.authors.some((author) => author !== actor.id) &&
    item.state.submittedBy !== actor.id
  return !onlyMended
}

/** Who looks after people, sections, agencies, targets and settings. */
export const mayManageDesk = (actor: Actor): boolean => actor.roles.includes('admin')

/**
 * Whether somebody may give up the delivery of a kill. One that never arrives leaves readers with what was wrong: that is for who
 * could have asked for it, or who keeps the targets.
 */
export const mayGiveUpKill = (actor: Actor): boolean =>
  actor.roles.includes('chief') || actor.roles.includes('admin')

/** Whether somebody may change this of the desk: templates and slots that return are tools of whoever writes. */
export const mayChangeDesk = (actor: Actor, event: DeskEvent): boolean =>
  mayManageDesk(actor) ||
  ((event.type === 'template' || event.type === 'recurring') &&
    WRITERS.some((role) => actor.roles.includes(role)))

const ACTION_OF_EVENT: Record<ItemEventType, ItemAction> = {
  created: 'write',
  submitted: 'submit',
  withdrawn: 'withdraw',
  approved: 'approve',
  returned: 'return',
  scheduled: 'schedule',
  unscheduled: 'schedule',
  embargoed: 'embargo',
  'lift-asked': 'ask-lift',
  'lift-dropped': 'drop-lift',
  lifted: 'lift',
  'taken-off-at': 'take-off-at',
  shown: 'show',
  released: 'release',
  killed: 'kill',
  'kill-asked': 'ask-kill',
  'kill-dropped': 'drop-kill',
  unpublished: 'unpublish',
  spiked: 'spike',
  unspiked: 'unspike',
  deleted: 'delete',
  undeleted: 'undelete',
  erased: 'erase',
  'collision-settled': 'write',
}

/**
 * Which action of the table an event needs. Approving one's own copy and killing what nobody else looked at, with a reason,
 * are actions of their own.
 */
export const actionOfEvent = (event: ItemEvent): ItemAction => {
  if (event.type === 'approved' && event.themselves) return 'self-approve'
  if (event.type === 'approved' && event.bypass !== null) return 'bypass'
  if (event.type === 'killed' && event.bypass != null) return 'kill-alone'
  if (event.type === 'lifted' && event.bypass !== null) return 'lift-alone'
  return ACTION_OF_EVENT[event.type]
}
