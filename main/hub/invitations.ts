/** Invitations: a code that works once, within a week, as long as whoever made it may still invite. */
import { mayManageDesk } from '../../shared/domain/permissions.ts'
import { Role, SHORTEST_PASSPHRASE } from '../../shared/domain/person.ts'
import { FaultError } from '../../shared/errors.ts'
import { HUB_AUTHOR, type Id } from '../../shared/ids.ts'
import type { Invitation } from '../../shared/sync/team.ts'
import type { Accounts } from './accounts.ts'
import { hashOfSecret, newInvitationCode, plainCode } from './codes.ts'
import type { HubContext } from './context.ts'
import { people } from './register.ts'
import type { Reader } from './store/tables.ts'

const GOOD_FOR = 7 * 86_400_000
const Roles = Role.array()

/** An invitation that somebody holds the code of. */
export type Offer = { id: Id; roles: Role[]; person: Id | null }

export type Invitations = {
  invite(
    by: Id,
    invitation: { roles: readonly Role[]; person: Id | null },
  ): Promise<{ code: string; expiresAt: number }>
  invitations(by: Id): Promise<Invitation[]>
  withdrawInvitation(by: Id, invitation: Id): Promise<void>
  /** What a code offers, or null where it is none, or not any more. */
  find(code: string): Promise<Offer | null>
  /** Takes an offer; false where somebody was quicker. */
  take(db: Reader, offer: Offer): Promise<boolean>
}

export const createInvitations = (hub: HubContext, accounts: Accounts): Invitations => {
  const who = async (by: Id) => {
    const person = (await people(hub.store)).find((one) => one.id === by && one.active)
    if (!person) throw new FaultError('refused-role')
    return person
  }
  const open = (db: Reader) =>
    db
      .selectFrom('invitations')
      .selectAll()
      .where('used_at', 'is', null)
      .where('expires_at', '>', hub.clock.now())

  return {
    async invite(by, { roles, person }) {
      const inviter = await who(by)
      // For another computer of one's own anybody may; everything else is an admin's.
      if (person !== by && !mayManageDesk(inviter)) throw new FaultError('refused-role')
      // The first passphrase at the desk ends the time in which it opens by itself: whoever has none would be locked out.
      if (!(await accounts.hasAccount(by)))
        throw new FaultError('passphrase-too-short', { least: SHORTEST_PASSPHRASE })
      if (person !== null && !(await people(hub.store)).some((one) => one.id === person && one.active))
        throw new FaultError('gone')
      const code = newInvitationCode(hub.random)
      const expiresAt = hub.clock.now() + GOOD_FOR
      await hub.transact((db) =>
        db
          .insertInto('invitations')
          .values({
            id: hub.newId(),
            code: hashOfSecret(plainCode(code)),
            roles: JSON.stringify(person === null ? roles : []),
            person,
            by,
            expires_at: expiresAt,
            used_at: null,
          })
          .execute(),
      )
      hub.tell('team')
      return { code, expiresAt }
    },

    async invitations(by) {
      const asking = await who(by)
      // Those of the server are nobody's at the desk.
      let query = open(hub.store).where('by', '<>', HUB_AUTHOR).orderBy('expires_at', 'desc')
      if (!mayManageDesk(asking)) query = query.where('by', '=', by)
      return (await query.execute()).map((row) => ({
        id: row.id,
        roles: Roles.parse(JSON.parse(row.roles)),
        person: row.person,
        by: row.by,
        expiresAt: row.expires_at,
      }))
    },

    async withdrawInvitation(by, invitation) {
      const asking = await who(by)
      await hub.transact((db) => {
        const query = db.deleteFrom('invitations').where('id', '=', invitation).where('used_at', 'is', null)
        return (mayManageDesk(asking) ? query : query.where('by', '=', by)).execute()
      })
      hub.tell('team')
    },

    async find(code) {
      const row = await open(hub.store)
        .where('code', '=', hashOfSecret(plainCode(code)))
        .executeTakeFirst()
      if (!row) return null
      const offer = { id: row.id, roles: Roles.parse(JSON.parse(row.roles)), person: row.person }
      // Made on the server itself, by whoever may read and write all of it.
      if (row.by === HUB_AUTHOR) return offer
      const inviter = (await people(hub.store)).find((one) => one.id === row.by && one.active)
      // Who was removed, or is no admin any more, leaves no door open behind.
      if (!inviter || (row.person !== row.by && !mayManageDesk(inviter))) return null
      return offer
    },

    async take(db, offer) {
      const { numUpdatedRows } = await db
        .updateTable('invitations')
        .set({ used_at: hub.clock.now() })
        .where('id', '=', offer.id)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }
}
