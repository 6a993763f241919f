/**
 * Accounts: passphrases and recovery codes, hashed with argon2id off the event loop (OWASP's least: 19 MiB, two
 * passes), at most two at once. On a desk of one person nobody is asked for anything.
 */
import { mayManageDesk } from '../../shared/domain/permissions.ts'
import { isTooShort, type Person, plainPassphrase, SHORTEST_PASSPHRASE } from '../../shared/domain/person.ts'
import { FaultError } from '../../shared/errors.ts'
import { hashOfSecret, newRecoveryCode, plainCode } from './codes.ts'
import type { HubContext } from './context.ts'
import { people } from './register.ts'
import type { Reader } from './store/tables.ts'
import type { Bearer } from './tokens.ts'
import { addressKey, assertFree, type Tries, waitAfter } from './tries.ts'
import { createTurns } from './turns.ts'

const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** How a hash with these numbers begins; one that begins otherwise is made anew when its passphrase is there. */
const PREFIX = `$argon2id$v=19$m=${ARGON2.memoryCost},t=${ARGON2.timeCost},p=${ARGON2.parallelism}$`
/** Read when somebody has a passphrase: most desks of one have none, and nobody's first letter waits for it. */
const argon2 = () => import('@node-rs/argon2')
/** Each takes 19 MiB and a core. */
const HASHES_AT_ONCE = 2

export const assertLongEnough = (passphrase: string): void => {
  if (isTooShort(passphrase)) throw new FaultError('passphrase-too-short', { least: SHORTEST_PASSPHRASE })
}

/** A name as it is compared. */
export const plainName = (name: string): string => name.normalize('NFC').trim().toLocaleLowerCase('nl')

/** What is stored of a passphrase and of the recovery code that is shown with it. */
export type Secured = {
  row: { passphrase: string; recovery: string; failures: 0; blocked_until: 0 }
  recoveryCode: string
}

export type Accounts = {
  withPassphrase(): Promise<string[]>
  signIn(person: string, passphrase: string | null): Promise<void>
  /** `device`: where `by` sits; null at the hub's own computer. */
  setPassphrase(
    by: string,
    person: string,
    passphrase: string,
    old: string | null,
    device?: string | null,
  ): Promise<string>
  recover(person: string, code: string, passphrase: string): Promise<string>
  /** The same for somebody who comes over the network: by id or name, and by the address that asks. */
  signInFrom(address: string, who: string, passphrase: string): Promise<Person>
  recoverFrom(address: string, person: string, code: string, passphrase: string): Promise<string>
  /**
   * For somebody who is signed in already, and only has to show that it is he who sits there. It has a count of its own:
   * who guesses elsewhere must not lock anybody out of what is open before him.
   */
  checkPassphrase(bearer: Bearer, passphrase: string): Promise<void>
  hasAccount(person: string): Promise<boolean>
  /** Hashes a new passphrase, to be stored with `store`. */
  secure(passphrase: string): Promise<Secured>
  store(db: Reader, person: string, secured: Secured): Promise<void>
}

export const createAccounts = (hub: HubContext, tries: Tries): Accounts => {
  const find = (person: string) =>
    hub.store.selectFrom('accounts').selectAll().where('person', '=', person).executeTakeFirst()

  /**
   * One after the other for each person: guesses made at the same moment would all be counted as the first, and a
   * recovery code would work as often as it is sent.
   */
  const turns = createTurns(1)
  const hashing = createTurns(HASHES_AT_ONCE)
  const hashed = (secret: string): Promise<string> =>
    hashing('', async () => (await argon2()).hash(secret, ARGON2))
  const verified = (hashOf: string, secret: string): Promise<boolean> =>
    hashing('', async () => (await argon2()).verify(hashOf, secret))

  let nobody: Promise<string> | null = null
  /** Takes as long as for somebody, so that nobody learns who is at the desk. */
  const verifyNobody = async (secret: string): Promise<void> => {
    nobody ??= hashed(hashOfSecret(String(hub.random())))
    await verified(await nobody, secret)
  }

  const secure = async (passphrase: string): Promise<Secured> => {
    assertLongEnough(passphrase)
    const recoveryCode = newRecoveryCode(hub.random)
    const row = {
      passphrase: await hashed(plainPassphrase(passphrase)),
      recovery: await hashed(plainCode(recoveryCode)),
      failures: 0,
      blocked_until: 0,
    } as const
    return { row, recoveryCode }
  }

  const store = async (db: Reader, person: string, { row }: Secured): Promise<void> => {
    await db
      .insertInto('accounts')
      .values({ person, ...row })
      .onConflict((conflict) => conflict.column('person').doUpdateSet(row))
      .execute()
  }

  const renew = async (person: string, passphrase: string): Promise<string> => {
    const secured = await secure(passphrase)
    await hub.transact((db) => store(db, person, secured))
    return secured.recoveryCode
  }

  /** Compares a secret with its hash and counts what was wrong, so that guessing gets slow. */
  const check = async (
    account: { person: string; failures: number; blocked_until: number },
    secret: string,
    kept: string,
    wrong: 'wrong-passphrase' | 'wrong-recovery-code',
  ): Promise<void> => {
    const now = hub.clock.now()
    if (account.blocked_until > now)
      throw new FaultError(wrong, { wait: Math.ceil((account.blocked_until - now) / 1000) })
    const right = await verified(kept, secret)
    const wait = await hub.transact(async (db) => {
      const { failures: before } = await db
        .selectFrom('accounts')
        .select('failures')
        .where('person', '=', account.person)
        .executeTakeFirstOrThrow()
      const failures = right ? 0 : before + 1
      const cost = waitAfter(failures)
      await db
        .updateTable('accounts')
        .set({ failures, blocked_until: cost === 0 ? 0 : now + cost })
        .where('person', '=', account.person)
        .execute()
      return cost
    })
    if (!right) throw new FaultError(wrong, { wait: Math.ceil(wait / 1000) })
  }

  const checkAccount = async (person: string, account: AccountRow, passphrase: string): Promise<void> => {
    const given = plainPassphrase(passphrase)
    await check(account, given, account.passphrase, 'wrong-passphrase')
    if (account.passphrase.startsWith(PREFIX)) return
    const stronger = await hashed(given)
    await hub.transact((db) =>
      db.updateTable('accounts').set({ passphrase: stronger }).where('person', '=', person).execute(),
    )
  }

  const active = async (person: string) => {
    const found = (await people(hub.store)).find((one) => one.id === person && one.active)
    if (!found) throw new FaultError('wrong-passphrase', { wait: 0 })
    return found
  }

  const checkSeat = (person: string, device: string, passphrase: string): Promise<void> => {
    const key = `seat ${person} ${device}`
    return turns(key, async () => {
      const blocked = await tries.blockedFor(key)
      if (blocked > 0) throw new FaultError('wrong-passphrase', { wait: Math.ceil(blocked / 1000) })
      const account = await find(person)
      if (account && (await verified(account.passphrase, plainPassphrase(passphrase))))
        return await tries.forget(key)
      const wait = await tries.failed(key)
      throw new FaultError('wrong-passphrase', { wait: Math.ceil(wait / 1000) })
    })
  }

  /** A screen left open, or a token that got away, must not be enough to lock its person out for good. */
  const checkOwn = async (person: string, old: string | null, device: string | null): Promise<void> => {
    if (await find(person)) return await checkSeat(person, device ?? 'here', old ?? '')
    // The first one at a desk of one has none before it; later nobody comes in without one.
    const secured = await hub.store.selectFrom('accounts').select('person').limit(1).executeTakeFirst()
    if (secured) throw new FaultError('wrong-passphrase', { wait: 0 })
  }

  /** What a wrong answer costs its address too. Other faults cost nothing. */
  const countFor = async (address: string, error: unknown): Promise<never> => {
    if (error instanceof FaultError && error.fault.code.startsWith('wrong-'))
      await tries.failed(addressKey(address))
    throw error
  }

  /** Somebody who is not there answers exactly like somebody with another passphrase. */
  const refuseNobody = (who: string, secret: string): Promise<never> => {
    const key = `name ${hashOfSecret(plainName(who))}`
    return turns(key, async () => {
      const blocked = await tries.blockedFor(key)
      if (blocked > 0) throw new FaultError('wrong-passphrase', { wait: Math.ceil(blocked / 1000) })
      await verifyNobody(secret)
      const wait = await tries.failed(key)
      throw new FaultError('wrong-passphrase', { wait: Math.ceil(wait / 1000) })
    })
  }

  const recover: Accounts['recover'] = (person, code, passphrase) =>
    turns(person, async () => {
      const account = await find(person)
      const present = (await people(hub.store)).some((one) => one.id === person && one.active)
      if (!account || !present) throw new FaultError('wrong-recovery-code', { wait: 0 })
      assertLongEnough(passphrase)
      await check(account, plainCode(code), account.recovery, 'wrong-recovery-code')
      return await renew(person, passphrase)
    })

  return {
    secure,
    store,

    async withPassphrase() {
      return (await hub.store.selectFrom('accounts').select('person').execute()).map((row) => row.person)
    },

    hasAccount: async (person) => (await find(person)) !== undefined,

    signIn: (person, passphrase) =>
      turns(person, async () => {
        await active(person)
        const account = await find(person)
        if (account) return await checkAccount(person, account, passphrase ?? '')
        // As long as nobody at the desk has a passphrase there is nothing to guard: a desk of one, or the example.
        const secured = await hub.store.selectFrom('accounts').select('person').limit(1).executeTakeFirst()
        if (secured) throw new FaultError('wrong-passphrase', { wait: 0 })
      }),

    async signInFrom(address, who, passphrase) {
      await assertFree(tries, address)
      const name = plainName(who)
      const person = (await people(hub.store)).find(
        (one) => one.active && (one.id === who || plainName(one.name) === name),
      )
      const account = person && (await find(person.id))
      const signedIn =
        person && account
          ? turns(person.id, async () => {
              // Read in turn: what the guess before this one cost counts.
              await checkAccount(person.id, (await find(person.id)) ?? account, passphrase)
              return person
            })
          : refuseNobody(who, plainPassphrase(passphrase))
      return await signedIn.catch((error: unknown) => countFor(address, error))
    },

    checkPassphrase: ({ person, device }, passphrase) => checkSeat(person.id, device, passphrase),

    async recoverFrom(address, person, code, passphrase) {
      await assertFree(tries, address)
      return await recover(person, code, passphrase).catch((error: unknown) => countFor(address, error))
    },

    setPassphrase: (by, person, passphrase, old, device = null) =>
      turns(person, async () => {
        const who = await active(by)
        if (by !== person && !mayManageDesk(who)) throw new FaultError('refused-role')
        if (by === person) await checkOwn(person, old, device)
        // An account of nobody would end the time in which a desk of one opens by itself.
        if (!(await people(hub.store)).some((one) => one.id === person)) throw new FaultError('gone')
        return await renew(person, passphrase)
      }),

    recover,
  }
}

type AccountRow = {
  person: string
  passphrase: string
  recovery: string
  failures: number
  blocked_until: number
}
