/** The requests about the queue, each handed to the command that does it. */
import { FaultError } from '../../../shared/errors.ts'
import type { QUEUE_REQUESTS } from '../../../shared/ipc/queue.ts'
import type { DeskContext } from '../../desk/context.ts'
import { changeDesk, recurringInUse, templateInUse } from '../../desk/desk-register.ts'
import { moveAll } from '../../desk/move.ts'
import { queueOfDay, queueSlots, stoppedNow } from '../../desk/queue.ts'
import { actorOf, type DeskActor } from '../../desk/rights.ts'
import type { Seat } from './handlers.ts'
import type { Handlers } from './serve.ts'

export const createQueueHandlers = (
  seat: Pick<Seat, 'desk' | 'person'>,
): Pick<Handlers, keyof typeof QUEUE_REQUESTS> => {
  const at = (): DeskContext => {
    const found = seat.desk()
    if (!found) throw new FaultError('no-desk')
    return found.desk.context
  }
  const actor = (): DeskActor => {
    const person = seat.person()
    if (person === null) throw new FaultError('locked')
    return actorOf(at().db, person)
  }
  return {
    'queue.day': (wanted) => {
      actor()
      return queueOfDay(at(), wanted)
    },
    'queue.slots': ({ items }) => {
      actor()
      return queueSlots(at(), items)
    },
    'queue.stopped': ({ items }) => {
      actor()
      return stoppedNow(at(), items)
    },
    'queue.move': ({ moves }, { command }) => moveAll(at(), actor(), command, moves),
    'templates.save': (template) => {
      changeDesk(at(), actor(), [{ type: 'template', template, removed: false }])
      return template
    },
    'templates.remove': ({ template }) => {
      const found = templateInUse(at(), template)
      changeDesk(at(), actor(), [{ type: 'template', template: found, removed: true }])
      return {}
    },
    'recurring.save': (slot) => {
      changeDesk(at(), actor(), [{ type: 'recurring', slot, removed: false }])
      return slot
    },
    'recurring.remove': ({ slot }) => {
      const found = recurringInUse(at(), slot)
      changeDesk(at(), actor(), [{ type: 'recurring', slot: found, removed: true }])
      return {}
    },
  }
}
