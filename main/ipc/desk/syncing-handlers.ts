import { FaultError } from '../../../shared/errors.ts'
import type { SYNCING_REQUESTS } from '../../../shared/ipc/syncing.ts'
import type { Seat } from './handlers.ts'
import type { Handlers } from './serve.ts'

const later = (): never => {
  throw new FaultError('internal')
}

export const createSyncingHandlers = (_seat: Seat): Pick<Handlers, keyof typeof SYNCING_REQUESTS> => ({
  'sync.waiting': later,
  'sync.choose': later,
  'sync.now': later,
})
