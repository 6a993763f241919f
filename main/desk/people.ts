/** People and how they identify themselves. Passphrases go to the hub and are kept nowhere here. */
import { isTooShort, type Person, type Role, SHORTEST_PASSPHRASE } from '../../shared/domain/person.ts'
import { FaultError, faultOf } from '../../shared/errors.ts'
import { derivedId } from '../../shared/ids.ts'
import { readPeople, readPerson } from '../db/register.ts'
import type { DeskContext } from './context.ts'
import { assertDeskChange, changeDesk } from './desk-register.ts'
import type { DeskActor } from './rights.ts'

type NewPerson = { name: string; roles: Role[]; passphrase: string; ownPassphrase: string | null }
type Added = { person: Person; recoveryCode: string; ownRecoveryCode: string | null }

/** Tells the hub everything that waits, so that what follows finds it there. */
type Settle = () => Promise<void>

/**
 * Adds somebody. From the second person on everybody has a passphrase: whoever adds and has none chooses one too.
 * Faults: refused-role, name-taken, passphrase-too-short, needs-connection.
 */
export const addPerson = async (
  desk: DeskContext,
  settle: Settle,
  actor: DeskActor,
  command: string,
  { name, roles, passphrase, ownPassphrase }: NewPerson,
): Promise<Added> => {
  const person: Person = { id: derivedId(command, 'person'), name: name.trim(), roles, active: true }
  // Everything that can be refused is refused first: what is done halfway leaves a person without a passphrase, or a
  // passphrase whose recovery code nobody has seen.
  assertDeskChange(desk, actor, [{ type: 'person', person }])
  assertLongEnough(passphrase)
  await assertReachable(desk)
  const secured = await desk.hub.withPassphrase()
  const needsOwn = !secured.includes(actor.id)
  if (needsOwn) assertLongEnough(ownPassphrase ?? '')
  // The own one first: a desk of two where one person opens without a passphrase must never exist.
  const ownRecoveryCode = needsOwn
    ? await desk.hub.setPassphrase(actor.id, actor.id, ownPassphrase ?? '', null)
    : null
  changeDesk(desk, actor, [{ type: 'person', person }])
  await settle()
  const recoveryCode = await desk.hub.setPassphrase(actor.id, person.id, passphrase, null)
  return { person, recoveryCode, ownRecoveryCode }
}

/** A person is an entry, which may wait; a passphrase goes to the hub at once. Half of the two would be nobody. */
const assertReachable = async (desk: DeskContext): Promise<void> => {
  try {
    await desk.hub.greet()
  } catch (error) {
    if (faultOf(error).code !== 'hub-unreachable') throw error
    throw new FaultError('needs-connection', {}, { cause: error })
  }
}

const assertLongEnough = (passphrase: string): void => {
  if (isTooShort(passphrase)) throw new FaultError('passphrase-too-short', { least: SHORTEST_PASSPHRASE })
}

export const changePerson = (
  desk: DeskContext,
  actor: DeskActor,
  { person, name, roles, active }: { person: string; name: string; roles: Role[]; active: boolean },
): Person => {
  const found = readPerson(desk.db, person)
  if (!found) throw new FaultError('gone')
  const changed: Person = { ...found, name: name.trim(), roles, active }
  changeDesk(desk, actor, [{ type: 'person', person: changed }])
  return changed
}

/** A new passphrase for somebody who lost it, by an admin. One's own is changed by whoever knows the old one. */
export const resetPassphrase = async (
  desk: DeskContext,
  actor: DeskActor,
  person: string,
  passphrase: string,
): Promise<string> => {
  if (person === actor.id) throw new FaultError('refused-role')
  return await setPassphrase(desk, actor, person, passphrase, null)
}

/** A new passphrase for oneself; the hub wants the old one where there is one. */
export const changeOwnPassphrase = async (
  desk: DeskContext,
  actor: DeskActor,
  old: string | null,
  passphrase: string,
): Promise<string> => await setPassphrase(desk, actor, actor.id, passphrase, old)

/** Whether somebody has a passphrase is part of a window's session, and in no log that would tell it. */
const setPassphrase = async (
  desk: DeskContext,
  actor: DeskActor,
  person: string,
  passphrase: string,
  old: string | null,
): Promise<string> => {
  const recoveryCode = await desk.hub.setPassphrase(actor.id, person, passphrase, old)
  desk.changes.tell({ topics: ['session'], items: [] })
  return recoveryCode
}

/** Who can sit down here: active people, and whether each of them is asked for a passphrase. */
export const peopleOfDesk = async (
  desk: DeskContext,
): Promise<{ person: Person; hasPassphrase: boolean }[]> => {
  const secured = await desk.hub.withPassphrase()
  return readPeople(desk.db)
    .filter((person) => person.active)
    .map((person) => ({ person, hasPassphrase: secured.includes(person.id) }))
}
