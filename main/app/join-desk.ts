/**
 * Joining a desk that lives elsewhere: the hub is asked, the token is kept, and the desk's folder gets its name when
 * everything in it is there. A join that was killed halfway leaves no desk.
 */
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import type { Clock } from '../../shared/clock.ts'
import { FaultError, reasonOf } from '../../shared/errors.ts'
import { derivedId } from '../../shared/ids.ts'
import type { DeskInfo } from '../../shared/ipc/desk.ts'
import { type Greeting, PROTOCOL } from '../../shared/sync/messages.ts'
import type { Seat } from '../../shared/sync/team.ts'
import { writeMemory } from '../db/meta.ts'
import { openReplica } from '../db/migrate.ts'
import { hubOrigin } from '../sync/address.ts'
import { type Calls, createCalls, type Fetch } from '../sync/remote-calls.ts'
import { unspokenFault } from '../sync/standing.ts'
import { createTokens, type Secrets } from '../sync/tokens.ts'
import { createVerifier } from '../sync/verifier.ts'
import { writeConnection } from './connection-file.ts'
import { type DeskFolder, deskFolder, isDeskFolder, makeDeskFolder, writeNamePlate } from './desk-folders.ts'

export type JoinWish = {
  address: string
  trusted: boolean
  /** An invitation; null: somebody who has a name there signs in. */
  code: string | null
  name: string
  passphrase: string
}

export type Joined = { info: DeskInfo; person: string; recoveryCode: string | null }

type Arguments = {
  /** The folder that holds `desks/`. */
  data: string
  clock: Clock
  secrets: Secrets
  fetch: Fetch
  /** What this computer is called in the list of devices. */
  deviceName: string
  log(event: string, facts: Record<string, string | number>): void
}

const assertSpeaks = (greeting: Greeting): void => {
  const unspoken = unspokenFault(greeting, PROTOCOL)
  if (unspoken) throw new FaultError(unspoken.code, unspoken.params)
}

const fill = async (
  draft: DeskFolder,
  data: string,
  wish: JoinWish,
  origin: string,
  seat: Seat,
  clock: Clock,
): Promise<void> => {
  await writeConnection(draft, { address: origin, trusted: wish.trusted, hub: seat.hub })
  const db = await openReplica(draft.replica, () => Promise.resolve())
  try {
    const verifier = createVerifier(
      { read: () => null, write: (name, value) => writeMemory(db, name, value) },
      clock,
    )
    await verifier.remember(seat.person, wish.passphrase)
  } finally {
    db.close()
  }
  await writeNamePlate(data, { id: seat.desk, name: seat.deskName, example: false }, draft)
}

const arrive = async (calls: Calls, command: string, deviceName: string, wish: JoinWish): Promise<Seat> => {
  const { code, name, passphrase } = wish
  // Said again after a crash it is the same computer.
  const device = { id: derivedId(command, 'device'), name: deviceName.slice(0, 80) || 'Kopij' }
  return code === null
    ? await calls.call('sign-in', { person: name.trim(), passphrase, device }, null)
    : await calls.call('join', { code, name, passphrase, device }, null)
}

/**
 * Joins a desk. Faults: address-invalid, network-not-trusted, hub-*, certificate-unusable, protocol-*, desk-already-here,
 * and what the hub says of the invitation or the passphrase.
 */
export const joinDesk = async (with_: Arguments, command: string, wish: JoinWish): Promise<Joined> => {
  const { data, clock, secrets, fetch, log } = with_
  const origin = hubOrigin(wish.address, wish.trusted)
  const calls = createCalls({ origin, clock, fetch, heard: () => undefined })
  try {
    const greeting = await calls.call('greet', {}, null)
    assertSpeaks(greeting)
    const folder = deskFolder(data, greeting.desk)
    // Before the invitation is used up.
    if (isDeskFolder(folder)) throw new FaultError('desk-already-here', { desk: greeting.desk })
    const seat = await arrive(calls, command, with_.deviceName, wish)
    if (seat.desk !== greeting.desk || seat.hub !== greeting.hub) throw new FaultError('hub-other')
    // A folder without a replica is no desk of anybody; it must not keep this one from its name.
    if (existsSync(folder.path)) await rename(folder.path, `${folder.path}.left-${clock.now()}`)
    const tokens = createTokens(seat.desk, secrets)
    await tokens.put(seat.person, { device: seat.device, token: seat.token, since: clock.now() })
    try {
      await makeDeskFolder(data, seat.desk, (draft) => fill(draft, data, wish, origin, seat, clock))
    } catch (error) {
      await tokens.drop(seat.person)
      await calls
        .call('sign-out', {}, seat.token)
        .catch((failed: unknown) => log('not-signed-out', { reason: reasonOf(failed) }))
      throw error
    }
    const info = { id: seat.desk, name: seat.deskName, example: false }
    return { info, person: seat.person, recoveryCode: seat.recoveryCode }
  } finally {
    calls.stop()
  }
}
