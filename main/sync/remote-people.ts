/** Sitting down at a desk that lives elsewhere: the hub is asked, and where it cannot be, what it last said. */
import type { Clock } from '../../shared/clock.ts'
import { FaultError, reasonOf } from '../../shared/errors.ts'
import type { NewId } from '../../shared/ids.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { Seat } from '../../shared/sync/team.ts'
import type { Access } from './remote-access.ts'
import type { Calls } from './remote-calls.ts'
import type { Tokens } from './tokens.ts'
import type { Verifier } from './verifier.ts'

type People = Pick<HubConnection, 'withPassphrase' | 'signIn' | 'setPassphrase' | 'recover'> & {
  /** Signs in with the hub whoever sat down while it could not be asked. */
  catchUp(): Promise<void>
}

type Arguments = {
  calls: Calls
  access: Access
  tokens: Tokens
  verifier: Verifier
  clock: Clock
  newId: NewId
  desk: string
  /** The hub that this desk is of. */
  hub(): string
  /** What this computer is called in the list of devices. */
  deviceName: string
  /** Everybody at the desk, as the replica knows them: all of them have a passphrase. */
  people(): string[]
  signedIn(person: string): void
  log(event: string, facts: Record<string, string | number>): void
}

/** The hub was not asked, or nothing that answered was the hub: what it last said counts. */
const isNoAnswer = (error: unknown): boolean =>
  error instanceof FaultError &&
  [
    'hub-unreachable',
    'database-unreachable',
    'hub-other',
    'hub-not-kopij',
    'certificate-unusable',
    'protocol-too-old',
    'protocol-too-new',
  ].includes(error.fault.code)

export const createRemotePeople = (with_: Arguments): People => {
  const { calls, access, tokens, verifier, clock, newId, desk, deviceName, signedIn, log } = with_
  /** Passphrases of those who sat down offline and have no token: kept in memory until the hub gives them one. */
  const waiting = new Map<string, string>()

  const device = async (person: string): Promise<{ id: string; name: string }> => ({
    id: (await tokens.get(person))?.device ?? newId(),
    name: deviceName,
  })

  const sit = async (seat: Seat, person: string, passphrase: string): Promise<void> => {
    if (seat.desk !== desk || seat.hub !== with_.hub() || seat.person !== person)
      throw new FaultError('hub-other')
    await tokens.put(person, { device: seat.device, token: seat.token, since: clock.now() })
    await verifier.remember(person, passphrase)
    waiting.delete(person)
    signedIn(person)
  }

  /** Whether the token that is here was enough to ask. */
  const checkUnderToken = async (person: string, passphrase: string): Promise<boolean> => {
    if ((await tokens.get(person)) === null) return false
    try {
      await access.as(person, 'check-passphrase', { passphrase })
      return true
    } catch (error) {
      const code = error instanceof FaultError ? error.fault.code : null
      if (code === 'device-revoked' || code === 'sign-in-needed') return false
      throw error
    }
  }

  const askHub = async (person: string, passphrase: string): Promise<void> => {
    // A passphrase is said to our hub, and to nothing else that answers at its address.
    const greeting = await calls.call('greet', {}, null)
    if (greeting.hub !== with_.hub()) throw new FaultError('hub-other')
    if (await checkUnderToken(person, passphrase)) return await verifier.remember(person, passphrase)
    const seat = await calls.call('sign-in', { person, passphrase, device: await device(person) }, null)
    await sit(seat, person, passphrase)
  }

  return {
    withPassphrase: async () => with_.people(),

    async signIn(person, passphrase) {
      if (passphrase === null || passphrase === '') throw new FaultError('wrong-passphrase', { wait: 0 })
      try {
        await askHub(person, passphrase)
      } catch (error) {
        if (!isNoAnswer(error)) throw error
        await verifier.check(person, passphrase)
        if ((await tokens.get(person)) === null) waiting.set(person, passphrase)
        log('signed-in-offline', {})
      }
    },

    async setPassphrase(by, person, passphrase, old) {
      const wanted = { person, passphrase, ...(old === null || old === '' ? {} : { old }) }
      const { recoveryCode } = await access.as(by, 'set-passphrase', wanted)
      if (by === person) await verifier.remember(person, passphrase)
      return recoveryCode
    },

    async recover(person, code, passphrase) {
      const asked = { person, code, passphrase, device: await device(person) }
      const seat = await calls.call('recover', asked, null)
      await sit(seat, person, passphrase)
      if (seat.recoveryCode === null) throw new FaultError('hub-not-kopij')
      return seat.recoveryCode
    },

    async catchUp() {
      for (const [person, passphrase] of waiting)
        try {
          await askHub(person, passphrase)
        } catch (error) {
          // It was changed elsewhere meanwhile: they sign in again, and what they wrote waits until then.
          if (!isNoAnswer(error)) waiting.delete(person)
          log('sign-in-not-caught-up', { reason: reasonOf(error) })
        }
    },
  }
}
