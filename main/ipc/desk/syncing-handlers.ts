/** The requests about the way to the hub: what waits, what became of it, and what sync stopped for. */
import { FaultError } from '../../../shared/errors.ts'
import type { SYNCING_REQUESTS } from '../../../shared/ipc/syncing.ts'
import type { Desk } from '../../desk/desk.ts'
import { waitingLines } from '../../desk/waiting.ts'
import type { Seat } from './handlers.ts'
import type { Handlers } from './serve.ts'

export const createSyncingHandlers = (seat: Seat): Pick<Handlers, keyof typeof SYNCING_REQUESTS> => {
  const at = (): Desk => {
    const found = seat.desk()
    if (!found) throw new FaultError('no-desk')
    return found.desk
  }
  return {
    'sync.waiting': () => waitingLines(at().context),
    'sync.choose': async ({ choice }) => {
      await at().sync.choose(choice)
      return {}
    },
    'sync.now': async () => {
      await at().sync.now()
      return {}
    },
  }
}
