/** A change to a target, as far as the hub takes it: only the hub knows what lies ready there. */
import type { TargetInfo } from '../../shared/domain/target.ts'
import { type Fault, FaultError } from '../../shared/errors.ts'
import type { Desk } from './desk.ts'
import { changeDesk } from './desk-register.ts'
import type { DeskActor } from './rights.ts'

/**
 * Records a target by an admin and sends it to the hub. Throws what `changeDesk` throws, and why the hub refuses it
 * (`target-stands-ready`); where there is no hub to be reached it is ruled on later, like everything else.
 */
export const changeTarget = async (
  desk: Pick<Desk, 'context' | 'sync' | 'onRefused'>,
  actor: DeskActor,
  target: TargetInfo,
): Promise<void> => {
  const faults: Fault[] = []
  const deaf = desk.onRefused((refused) => {
    for (const { entry, ruling } of refused)
      if (entry.kind === 'desk-event' && entry.event.type === 'target' && entry.event.target.id === target.id)
        faults.push(ruling.fault)
  })
  try {
    changeDesk(desk.context, actor, [{ type: 'target', target }])
    await desk.sync.settle()
  } finally {
    deaf()
  }
  const [fault] = faults
  if (fault) throw new FaultError(fault.code, fault.params)
}
