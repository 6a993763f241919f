/**
 * Accounts: passphrases and recovery codes, hashed with argon2id off the event loop (OWASP's least: 19 MiB, two
 * passes). On a desk of one person nobody is asked for anything.
 */
import { hash, verify } from '@node-rs/argon2'
import { mayManageDesk } from '../../shared/domain/permissions.ts'
import { plainPassphrase, SHORTEST_PASSPHRASE } from '../../shared/domain/person.ts'
import { FaultError } from '../../shared/errors.ts'
import type { HubContext } from './context.ts'
import { people } from './register.ts'

const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** After this many wrong answers each further one costs a wait that doubles, up to fifteen minutes. */
const FREE_FAILURES = 5
const LONGEST_WAIT = 900_000

/** Letters and digits that cannot be taken for one another. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Twenty characters in four groups: 100 bits, to be written down on paper. */
const newRecoveryCode = (random: () => number): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => ALPHABET[Math.floor(random() * ALPHABET.length)] ?? 'A').join(''),
  ).join('-')

/** A code as it is compared: hyphens, spaces and case are how it was typed. */
const plainCode = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '')

type Secrets = { random(): number }

export type Accounts = {
  withPassphrase(): Promise<string[]>
  signIn(person: string, passphrase: string | null): Promise<void>
  setPassphrase(by: string, person: string, passphrase: string): Promise<string>
  recover(person: string, code: string, passphrase: string): Promise<string>
}

export const createAccounts = (hub: HubContext, secrets: Secrets): Accounts => {
  const find = (person: string) =>
    hub.store.selectFrom('accounts').selectAll().where('person', '=', person).executeTakeFirst()

  /**
   * One after the other for each person: guesses made at the same moment would all be counted as the first, and a
   * recovery code would work as often as it is sent.
   */
  const queues = new Map<string, Promise<unknown>>()
  const inTurn = <T>(person: string, work: () => Promise<T>): Promise<T> => {
    const before = queues.get(person) ?? Promise.resolve()
    const turn = before.then(work, work)
    queues.set(person, turn)
    const leave = (): void => {
      if (queues.get(person) === turn) queues.delete(person)
    }
    turn.then(leave, leave)
    return turn
  }

  const store = async (person: string, passphrase: string): Promise<string> => {
    if (plainPassphrase(passphrase).length < SHORTEST_PASSPHRASE)
      throw new FaultError('passphrase-too-short', { least: SHORTEST_PASSPHRASE })
    const code = newRecoveryCode(secrets.random)
    const row = {
      passphrase: await hash(plainPassphrase(passphrase), ARGON2),
      recovery: await hash(plainCode(code), ARGON2),
      failures: 0,
      blocked_until: 0,
    }
    await hub.store
      .insertInto('accounts')
      .values({ person, ...row })
      .onConflict((conflict) => conflict.column('person').doUpdateSet(row))
      .execute()
    return code
  }

  /** Compares a secret with its hash and counts what was wrong, so that guessing gets slow. */
  const check = async (
    account: { person: string; failures: number; blocked_until: number },
    secret: string,
    hashed: string,
    wrong: 'wrong-passphrase' | 'wrong-recovery-code',
  ): Promise<void> => {
    const now = hub.clock.now()
    if (account.blocked_until > now)
      throw new FaultError(wrong, { wait: Math.ceil((account.blocked_until - now) / 1000) })
    const right = await verify(hashed, secret)
    const failures = right ? 0 : account.failures + 1
    const wait =
      failures <= FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT, 1000 * 2 ** (failures - FREE_FAILURES))
    await hub.store
      .updateTable('accounts')
      .set({ failures, blocked_until: wait === 0 ? 0 : now + wait })
      .where('person', '=', account.person)
      .execute()
    if (!right) throw new FaultError(wrong, { wait: Math.ceil(wait / 1000) })
  }

  const active = async (person: string) => {
    const found = (await people(hub.store)).find((one) => one.id === person && one.active)
    if (!found) throw new FaultError('wrong-passphrase', { wait: 0 })
    return found
  }

  return {
    async withPassphrase() {
      return (await hub.store.selectFrom('accounts').select('person').execute()).map((row) => row.person)
    },

    signIn: (person, passphrase) =>
      inTurn(person, async () => {
        await active(person)
        const account = await find(person)
        if (account) {
          const given = plainPassphrase(passphrase ?? '')
          return await check(account, given, account.passphrase, 'wrong-passphrase')
        }
        // As long as nobody at the desk has a passphrase there is nothing to guard: a desk of one, or the example.
        const secured = await hub.store.selectFrom('accounts').select('person').limit(1).executeTakeFirst()
        if (secured) throw new FaultError('wrong-passphrase', { wait: 0 })
      }),

    setPassphrase: (by, person, passphrase) =>
      inTurn(person, async () => {
        const who = await active(by)
        if (by !== person && !mayManageDesk(who)) throw new FaultError('refused-role')
        // An account of nobody would end the time in which a desk of one opens by itself.
        if (!(await people(hub.store)).some((one) => one.id === person)) throw new FaultError('gone')
        return await store(person, passphrase)
      }),

    recover: (person, code, passphrase) =>
      inTurn(person, async () => {
        const account = await find(person)
        const present = (await people(hub.store)).some((one) => one.id === person && one.active)
        if (!account || !present) throw new FaultError('wrong-recovery-code', { wait: 0 })
        await check(account, plainCode(code), account.recovery, 'wrong-recovery-code')
        return await store(person, passphrase)
      }),
  }
}
