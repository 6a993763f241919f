/** The requests about colleagues: joining, hosting, invitations, devices. */
import { mayManageDesk } from '../../../shared/domain/permissions.ts'
import { SHORTEST_PASSPHRASE } from '../../../shared/domain/person.ts'
import { FaultError } from '../../../shared/errors.ts'
import type { TEAM_REQUESTS } from '../../../shared/ipc/team.ts'
import type { Desk } from '../../desk/desk.ts'
import { personName } from '../../desk/facts.ts'
import { actorOf, type DeskActor } from '../../desk/rights.ts'
import type { HostingDoor, Seat } from './handlers.ts'
import type { Handlers } from './serve.ts'

export const createTeamHandlers = (seat: Seat): Pick<Handlers, keyof typeof TEAM_REQUESTS> => {
  const at = (): { desk: Desk; hosting: HostingDoor; actor: DeskActor } => {
    const found = seat.desk()
    const hosting = seat.hosting()
    if (!found || !hosting) throw new FaultError('no-desk')
    const person = seat.person()
    if (person === null) throw new FaultError('locked')
    return { desk: found.desk, hosting, actor: actorOf(found.desk.context.db, person) }
  }
  const asAdmin = (): ReturnType<typeof at> => {
    const found = at()
    if (!mayManageDesk(found.actor)) throw new FaultError('refused-role')
    return found
  }

  return {
    'desks.join': (wish, { command }) => seat.joinDesk(command, wish),
    'hosting.get': () => at().hosting.get(),
    'hosting.change': async (wish) => {
      const { desk, hosting, actor } = asAdmin()
      // Whoever comes from outside is asked who they are; so is whoever sits here from then on.
      if (wish.open && !(await desk.context.hub.withPassphrase()).includes(actor.id))
        throw new FaultError('passphrase-too-short', { least: SHORTEST_PASSPHRASE })
      return await hosting.change(wish)
    },
    'people.invite': async (wanted) => {
      const found = at()
      // For another computer of one's own nobody has to look after the desk; the hub says the same.
      const { desk, actor } = wanted.person === found.actor.id ? found : asAdmin()
      // The hub has to know the person for whom it makes an invitation.
      await desk.sync.settle()
      return await desk.context.hub.invite(actor.id, wanted)
    },
    'people.invitations': async () => {
      const { desk, actor } = asAdmin()
      const { context } = desk
      return (await context.hub.invitations(actor.id)).map(({ id, roles, person, by, expiresAt }) => ({
        ...{ id, roles, expiresAt },
        personName: person === null ? null : personName(context, person),
        byName: personName(context, by),
      }))
    },
    'people.withdraw-invitation': async ({ invitation }) => {
      const { desk, actor } = asAdmin()
      await desk.context.hub.withdrawInvitation(actor.id, invitation)
      return {}
    },
    'devices.list': async () => {
      const { desk, actor } = at()
      const { context } = desk
      return (await context.hub.devices(actor.id)).map((device) => ({
        ...device,
        personName: personName(context, device.person),
        here: context.hub.isHere(device.id),
      }))
    },
    'devices.revoke': async ({ device }) => {
      const { desk, actor } = at()
      const { hub } = desk.context
      const own = (await hub.devices(actor.id)).some((one) => one.id === device && one.person === actor.id)
      const leaves = own && hub.isHere(device)
      await hub.revokeDevice(actor.id, device)
      // Signed out is signed out: nobody goes on under that name here.
      if (leaves) seat.sit(null)
      return {}
    },
  }
}
