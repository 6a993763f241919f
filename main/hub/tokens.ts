/**
 * Devices and their tokens. A token is opaque and known here by its hash; a device has one family of them. `rotate` gives
 * the next, and the one before holds until the next is first used. Who uses it after that is a second holder: the whole
 * family is revoked, because nobody can say which of the two is the thief (quality.md, S17).
 */
import { mayManageDesk } from '../../shared/domain/permissions.ts'
import { Person } from '../../shared/domain/person.ts'
import { FaultError } from '../../shared/errors.ts'
import type { Device } from '../../shared/sync/team.ts'
import { hashOfSecret, newToken } from './codes.ts'
import type { HubContext } from './context.ts'
import { people } from './register.ts'
import type { Reader } from './store/tables.ts'

/** Calls that were on their way when the next token was first used are still answered for this long, ms. */
const LATECOMERS = 5000
/** How often it is written down that a device was there, ms. */
const SEEN_EVERY = 60_000

/** Who signed a device out: an admin, its own person from elsewhere, the hub because two held its token, or who left. */
type Why = 'admin' | 'own' | 'copied' | 'left'

const revokedFault = (why: string | null): FaultError =>
  new FaultError('device-revoked', why === null ? {} : { why })

/** Who asks, as the token says. */
export type Bearer = { person: Person; device: string }

export type Tokens = {
  /** A first token for a device that its person just signed in on; what it had before is void. */
  issue(db: Reader, person: string, device: { id: string; name: string }): Promise<string>
  /** Who holds this token. Faults: sign-in-needed, device-revoked. */
  bearerOf(token: string): Promise<Bearer>
  /** The next token of the device of this one. */
  rotate(token: string): Promise<string>
  signOut(bearer: Bearer): Promise<void>
  devices(by: string, connected: ReadonlySet<string>): Promise<Device[]>
  revoke(by: string, device: string): Promise<void>
  /** Everything of people who left. */
  revokeAllOf(people: readonly string[]): Promise<void>
  /** Whether these may go on holding a line, in the same order. */
  stillThere(seats: readonly Seated[]): Promise<Standing[]>
  /** Says that these devices are connected until `until`, ms UTC. */
  online(seats: readonly Seated[], until: number): Promise<void>
}

export type Seated = { person: string; device: string }
/** `null`: the device is signed out or revoked, or its person is gone. */
export type Standing = { roles: string } | null

/** Roles as one text to compare. */
export const rolesOf = (person: Person): string => [...person.roles].sort().join(' ')

/** What names a device of a person: one computer may hold tokens of several people. */
export const seatKey = ({ person, device }: Seated): string => `${person} ${device}`

/** `review` is told that devices changed: lines of those that may not go on are cut. */
export const createTokens = (hub: HubContext, review: () => void): Tokens => {
  const find = (hash: string) =>
    hub.store
      .selectFrom('tokens')
      .innerJoin('devices', (join) =>
        join.onRef('devices.person', '=', 'tokens.person').onRef('devices.id', '=', 'tokens.device'),
      )
      .leftJoin('register', (join) =>
        join.on('register.kind', '=', 'person').onRef('register.id', '=', 'tokens.person'),
      )
      .select([
        'tokens.person',
        'tokens.device',
        'tokens.used_at',
        'tokens.spent_at',
        'devices.revoked_at',
        'devices.revoked_why',
        'devices.seen_at',
        'register.value',
      ])
      .where('tokens.hash', '=', hash)
      .executeTakeFirst()

  const revokeWhere = async (db: Reader, device: string, person: string, why: Why): Promise<number> => {
    const { numUpdatedRows } = await db
      .updateTable('devices')
      .set({ revoked_at: hub.clock.now(), revoked_why: why, online_until: 0 })
      .where('id', '=', device)
      .where('person', why === 'admin' ? '<>' : '=', person)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    return Number(numUpdatedRows)
  }

  /** The first use of a token spends all others of its device. */
  const begin = (hash: string, { person, device }: Seated, now: number): Promise<unknown> =>
    hub.transact(async (db) => {
      await db.updateTable('tokens').set({ used_at: now }).where('hash', '=', hash).execute()
      await db
        .updateTable('tokens')
        .set({ spent_at: now })
        .where('person', '=', person)
        .where('device', '=', device)
        .where('hash', '<>', hash)
        .where('spent_at', 'is', null)
        .execute()
    })

  const place = (hash: string, { person, device }: Seated, now: number) => ({
    hash,
    person,
    device,
    issued_at: now,
    used_at: null,
    spent_at: null,
  })

  return {
    async issue(db, person, { id, name }) {
      const now = hub.clock.now()
      const row = {
        name,
        signed_in_at: now,
        seen_at: now,
        online_until: 0,
        revoked_at: null,
        revoked_why: null,
      }
      await db
        .insertInto('devices')
        .values({ person, id, ...row })
        .onConflict((conflict) => conflict.columns(['person', 'id']).doUpdateSet(row))
        .execute()
      await db.deleteFrom('tokens').where('person', '=', person).where('device', '=', id).execute()
      const token = newToken(hub.random)
      await db
        .insertInto('tokens')
        .values(place(hashOfSecret(token), { person, device: id }, now))
        .execute()
      return token
    },

    async bearerOf(token) {
      const hash = hashOfSecret(token)
      const found = await find(hash)
      if (!found) throw new FaultError('sign-in-needed')
      if (found.revoked_at !== null) throw revokedFault(found.revoked_why)
      const now = hub.clock.now()
      if (found.spent_at !== null && now - found.spent_at > LATECOMERS) {
        await hub.transact((db) => revokeWhere(db, found.device, found.person, 'copied'))
        hub.log('token-used-again', { device: found.device })
        review()
        throw revokedFault('copied')
      }
      const person = found.value === null ? null : Person.parse(JSON.parse(found.value))
      // Who left is told so like whose device was revoked: neither comes back by trying.
      if (!person?.active) throw revokedFault('left')
      if (found.used_at === null && found.spent_at === null) await begin(hash, found, now)
      if (now - found.seen_at > SEEN_EVERY)
        await hub.transact((db) =>
          db
            .updateTable('devices')
            .set({ seen_at: now })
            .where('person', '=', found.person)
            .where('id', '=', found.device)
            .execute(),
        )
      return { person, device: found.device }
    },

    async rotate(token) {
      const found = await find(hashOfSecret(token))
      if (!found || found.spent_at !== null) throw new FaultError('sign-in-needed')
      const next = newToken(hub.random)
      await hub.transact(async (db) => {
        // One that was given and never used got lost on its way.
        await db
          .deleteFrom('tokens')
          .where('person', '=', found.person)
          .where('device', '=', found.device)
          .where('used_at', 'is', null)
          .execute()
        await db
          .insertInto('tokens')
          .values(place(hashOfSecret(next), found, hub.clock.now()))
          .execute()
      })
      return next
    },

    async signOut({ person, device }) {
      await hub.transact(async (db) => {
        for (const [table, column] of [
          ['tokens', 'device'],
          ['devices', 'id'],
        ] as const)
          await db.deleteFrom(table).where('person', '=', person.id).where(column, '=', device).execute()
      })
      review()
    },

    async devices(by, connected) {
      const who = (await people(hub.store)).find((one) => one.id === by && one.active)
      if (!who) throw new FaultError('refused-role')
      let query = hub.store.selectFrom('devices').selectAll().where('revoked_at', 'is', null)
      if (!mayManageDesk(who)) query = query.where('person', '=', by)
      const now = hub.clock.now()
      return (await query.orderBy('seen_at', 'desc').execute()).map((row) => ({
        id: row.id,
        person: row.person,
        name: row.name,
        signedInAt: row.signed_in_at,
        seenAt: row.seen_at,
        connected: connected.has(seatKey({ person: row.person, device: row.id })) || row.online_until > now,
      }))
    },

    async revoke(by, device) {
      const who = (await people(hub.store)).find((one) => one.id === by && one.active)
      if (!who) throw new FaultError('refused-role')
      const revoked = await hub.transact(async (db) => {
        const own = await revokeWhere(db, device, by, 'own')
        return own + (mayManageDesk(who) ? await revokeWhere(db, device, by, 'admin') : 0)
      })
      if (revoked === 0) throw new FaultError('gone')
      review()
    },

    async revokeAllOf(left) {
      if (left.length === 0) return
      await hub.transact((db) =>
        db
          .updateTable('devices')
          .set({ revoked_at: hub.clock.now(), revoked_why: 'left', online_until: 0 })
          .where('person', 'in', left)
          .where('revoked_at', 'is', null)
          .execute(),
      )
    },

    async stillThere(seats) {
      if (seats.length === 0) return []
      const everybody = new Map((await people(hub.store)).map((person) => [person.id, person]))
      const rows = await hub.store
        .selectFrom('devices')
        .select(['person', 'id'])
        .where('revoked_at', 'is', null)
        .where(
          'id',
          'in',
          seats.map((seat) => seat.device),
        )
        .execute()
      const there = new Set(rows.map(({ person, id }) => seatKey({ person, device: id })))
      return seats.map((seat) => {
        const person = everybody.get(seat.person)
        return person?.active && there.has(seatKey(seat)) ? { roles: rolesOf(person) } : null
      })
    },

    async online(seats, until) {
      for (const { person, device } of seats)
        await hub.transact((db) =>
          db
            .updateTable('devices')
            .set({ online_until: until, ...(until > 0 ? { seen_at: hub.clock.now() } : {}) })
            .where('person', '=', person)
            .where('id', '=', device)
            .execute(),
        )
    },
  }
}
