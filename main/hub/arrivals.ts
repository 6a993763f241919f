/** Who arrives from another computer: with an invitation, with a passphrase, or with a recovery code. */
import type { Person } from '../../shared/domain/person.ts'
import { FaultError } from '../../shared/errors.ts'
import { derivedId, HUB_AUTHOR } from '../../shared/ids.ts'
import type { CallInput } from '../../shared/sync/calls.ts'
import type { FeedEntry } from '../../shared/sync/entry.ts'
import type { Seat } from '../../shared/sync/team.ts'
import { type Accounts, assertLongEnough, plainName, type Secured } from './accounts.ts'
import type { HubContext } from './context.ts'
import { appendAllToFeed, lengthOfFeed } from './feed.ts'
import type { Invitations, Offer } from './invitations.ts'
import { people, register, settings } from './register.ts'
import type { Reader } from './store/tables.ts'
import type { Tokens } from './tokens.ts'
import { addressKey, assertFree, type Tries } from './tries.ts'

type Device = { id: string; name: string }

export type Arrivals = {
  /** Faults: invitation-unknown, name-taken, passphrase-too-short, wrong-passphrase, too-many-tries. */
  join(address: string, input: CallInput<'join'>): Promise<Seat>
  /** Faults: wrong-passphrase, too-many-tries. */
  signIn(address: string, input: CallInput<'sign-in'>): Promise<Seat>
  /** Faults: wrong-recovery-code, passphrase-too-short, too-many-tries. */
  recover(address: string, input: CallInput<'recover'>): Promise<Seat>
}

type Parts = {
  hub: HubContext
  accounts: Accounts
  invitations: Invitations
  tokens: Tokens
  tries: Tries
  /** Tells everybody of an entry that the hub made itself. */
  announce(entry: FeedEntry): void
}

export const createArrivals = ({ hub, accounts, invitations, tokens, tries, announce }: Parts): Arrivals => {
  const seat = async (
    person: string,
    device: Device,
    token: string,
    recoveryCode: string | null,
  ): Promise<Seat> => ({
    desk: hub.desk,
    hub: hub.id,
    generation: hub.generation,
    deskName: (await settings(hub.store)).name,
    person,
    device: device.id,
    token,
    recoveryCode,
  })

  const sitDown = async (person: string, device: Device, recoveryCode: string | null): Promise<Seat> => {
    const token = await hub.transact((db) => tokens.issue(db, person, device))
    hub.tell('team')
    return await seat(person, device, token, recoveryCode)
  }

  /** Enters somebody new at the desk, under the hub's own name: the invitation is the admin's word for it. */
  const enter = async (db: Reader, offer: Offer, name: string): Promise<FeedEntry> => {
    const taken = (await people(db)).some((one) => one.active && plainName(one.name) === plainName(name))
    if (taken) throw new FaultError('name-taken', { name })
    const now = hub.clock.now()
    const person: Person = { id: derivedId(offer.id, 'person'), name, roles: offer.roles, active: true }
    const entry = {
      id: derivedId(offer.id, 'entered'),
      kind: 'desk-event',
      item: null,
      author: HUB_AUTHOR,
      replica: hub.id,
      seq: 0,
      at: now,
      event: { type: 'person', person },
    } as const
    const made = { position: (await lengthOfFeed(db)) + 1, acceptedAt: now, chain: null, entry }
    await register(db, entry.event)
    await appendAllToFeed(db, [made])
    return made
  }

  const joinAsNew = async (
    offer: Offer,
    { name, passphrase, device }: CallInput<'join'>,
    secured: Secured,
  ): Promise<Seat> => {
    assertLongEnough(passphrase)
    const person = derivedId(offer.id, 'person')
    const { entered, token } = await hub.transact(async (db) => {
      if (!(await invitations.take(db, offer))) throw new FaultError('invitation-unknown')
      const made = await enter(db, offer, name.trim())
      await accounts.store(db, person, secured)
      return { entered: made, token: await tokens.issue(db, person, device) }
    })
    announce(entered)
    hub.tell('team')
    return await seat(person, device, token, secured.recoveryCode)
  }

  const joinAsKnown = async (
    address: string,
    offer: Offer,
    person: string,
    { passphrase, device }: CallInput<'join'>,
  ): Promise<Seat> => {
    const there = (await people(hub.store)).some((one) => one.id === person && one.active)
    if (!there) throw new FaultError('invitation-unknown')
    // The invitation says which desk, the passphrase says who. Whoever has none yet chooses one.
    const secured = (await accounts.hasAccount(person)) ? null : await accounts.secure(passphrase)
    if (secured === null) await accounts.signInFrom(address, person, passphrase)
    const token = await hub.transact(async (db) => {
      if (!(await invitations.take(db, offer))) throw new FaultError('invitation-unknown')
      if (secured !== null) await accounts.store(db, person, secured)
      return await tokens.issue(db, person, device)
    })
    hub.tell('team')
    return await seat(person, device, token, secured?.recoveryCode ?? null)
  }

  return {
    async join(address, input) {
      await assertFree(tries, address)
      const offer = await invitations.find(input.code)
      if (!offer) {
        await tries.failed(addressKey(address))
        throw new FaultError('invitation-unknown')
      }
      if (offer.person !== null) return await joinAsKnown(address, offer, offer.person, input)
      if (input.name.trim() === '') throw new FaultError('bad-request', { field: 'name' })
      return await joinAsNew(offer, input, await accounts.secure(input.passphrase))
    },

    async signIn(address, { person, passphrase, device }) {
      const found = await accounts.signInFrom(address, person, passphrase)
      return await sitDown(found.id, device, null)
    },

    async recover(address, { person, code, passphrase, device }) {
      const recoveryCode = await accounts.recoverFrom(address, person, code, passphrase)
      return await sitDown(person, device, recoveryCode)
    },
  }
}
