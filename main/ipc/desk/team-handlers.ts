import { FaultError } from '../../../shared/errors.ts'
import type { TEAM_REQUESTS } from '../../../shared/ipc/team.ts'
import type { Seat } from './handlers.ts'
import type { Handlers } from './serve.ts'

const later = (): never => {
  throw new FaultError('internal')
}

export const createTeamHandlers = (_seat: Seat): Pick<Handlers, keyof typeof TEAM_REQUESTS> => ({
  'desks.join': later,
  'hosting.get': later,
  'hosting.change': later,
  'people.invite': later,
  'people.invitations': later,
  'people.withdraw-invitation': later,
  'devices.list': later,
  'devices.revoke': later,
})
