import type { Schedule } from '../../../shared/domain/schedule.ts'
import type { ItemState } from '../../../shared/domain/workflow.ts'
import type { Decision } from '../../../shared/ipc/desk.ts'

const asked = ({ wall, zone, instant }: Schedule): { wall: string; zone: string; instant: number } => ({
  wall,
  zone,
  instant,
})

/** Whether nothing takes it back: what else comes after it is another decision. */
export const isFinal = ({ type }: Decision): boolean =>
  ['approve', 'self-approve', 'lift', 'release', 'kill', 'erase'].includes(type)

/** The decision that takes `decision` back, given how the item stood before; null where nothing does. Pure. */
export const reverseOf = (decision: Decision, before: ItemState): Decision | null => {
  switch (decision.type) {
    case 'submit':
      // Withdrawing would not bring back the submission that this one replaced.
      return before.submitted === null ? { type: 'withdraw' } : null
    case 'withdraw':
    case 'return':
      return { type: 'submit' }
    case 'spike':
      return { type: 'unspike' }
    case 'unspike':
      return { type: 'spike' }
    case 'delete':
      return { type: 'undelete' }
    case 'undelete':
      return { type: 'delete' }
    case 'schedule':
    case 'unschedule':
      return before.publishAt ? { type: 'schedule', ...asked(before.publishAt) } : { type: 'unschedule' }
    case 'embargo':
      return { type: 'embargo', until: before.embargoUntil ? asked(before.embargoUntil) : null }
    case 'ask-lift':
      return { type: 'drop-lift' }
    case 'drop-lift':
      return before.liftAsked
        ? {
            type: 'ask-lift',
            until: before.liftAsked.until && asked(before.liftAsked.until),
            reason: before.liftAsked.reason,
          }
        : null
    case 'take-off-at':
      return { type: 'take-off-at', at: before.takeOffAt && asked(before.takeOffAt) }
    case 'show':
      return { type: 'show', at: before.shownAt }
    case 'ask-kill':
      return { type: 'drop-kill' }
    case 'drop-kill':
      return before.killAsked ? { type: 'ask-kill', reason: before.killAsked.reason } : null
    case 'approve':
    case 'self-approve':
    case 'lift':
    case 'release':
    case 'kill':
    case 'unpublish':
    case 'erase':
      return null
  }
}
