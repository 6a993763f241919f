/** Who may come to the desk and with which computers, and who is in which item at the moment. */
import { FaultError } from '../../shared/errors.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { HubContext } from './context.ts'

type Team = Pick<
  HubConnection,
  'appear' | 'onPeer' | 'invite' | 'invitations' | 'withdrawInvitation' | 'devices' | 'revokeDevice'
>

export const createTeam = (_hub: HubContext): Team => {
  const closed = (): never => {
    throw new FaultError('hub-elsewhere-only')
  }
  return {
    appear: () => undefined,
    onPeer: () => () => undefined,
    invite: async () => closed(),
    invitations: async () => [],
    withdrawInvitation: async () => closed(),
    devices: async () => [],
    revokeDevice: async () => closed(),
  }
}
