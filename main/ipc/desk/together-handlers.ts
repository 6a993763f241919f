import { FaultError } from '../../../shared/errors.ts'
import type { TOGETHER_REQUESTS } from '../../../shared/ipc/together.ts'
import type { Seat } from './handlers.ts'
import type { Handlers } from './serve.ts'

const later = (): never => {
  throw new FaultError('internal')
}

export const createTogetherHandlers = (_seat: Seat): Pick<Handlers, keyof typeof TOGETHER_REQUESTS> => ({
  'presence.set': later,
  'items.collisions': later,
  'items.settle-collision': later,
})
