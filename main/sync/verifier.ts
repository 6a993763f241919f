/**
 * Who may sit down at a joined desk while its hub cannot be asked: what the hub said right the last time is kept as an
 * argon2id hash in the replica, and guessing against it gets slow.
 */
import { hash, verify } from '@node-rs/argon2'
import { z } from 'zod'
import type { Clock } from '../../shared/clock.ts'
import { plainPassphrase } from '../../shared/domain/person.ts'
import { FaultError } from '../../shared/errors.ts'

/** The same cost as the hub's own (OWASP's least: 19 MiB, two passes). */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const FREE_FAILURES = 5
const LONGEST_WAIT = 900_000

const Kept = z.strictObject({ hash: z.string(), failures: z.int(), blockedUntil: z.int() })
type Kept = z.infer<typeof Kept>

/** Small facts that outlive the process. */
export type Memory = { read(name: string): string | null; write(name: string, value: string | null): void }

export type Verifier = {
  /** The hub said that this passphrase is right. */
  remember(person: string, passphrase: string): Promise<void>
  forget(person: string): void
  /** Faults: wrong-passphrase; hub-unreachable where nothing is known of this person here. */
  check(person: string, passphrase: string): Promise<void>
}

const nameOf = (person: string): string => `verifier ${person}`

export const createVerifier = (memory: Memory, clock: Clock): Verifier => {
  const read = (person: string): Kept | null => {
    const stored = memory.read(nameOf(person))
    return stored === null ? null : Kept.parse(JSON.parse(stored))
  }
  const write = (person: string, kept: Kept): void => memory.write(nameOf(person), JSON.stringify(kept))

  return {
    async remember(person, passphrase) {
      const hashed = await hash(plainPassphrase(passphrase), ARGON2)
      write(person, { hash: hashed, failures: 0, blockedUntil: 0 })
    },
    forget: (person) => memory.write(nameOf(person), null),
    async check(person, passphrase) {
      const kept = read(person)
      if (!kept) throw new FaultError('hub-unreachable', { reason: 'never signed in here' })
      const now = clock.now()
      if (kept.blockedUntil > now)
        throw new FaultError('wrong-passphrase', { wait: Math.ceil((kept.blockedUntil - now) / 1000) })
      const failures = kept.failures + 1
      const wait =
        failures <= FREE_FAILURES ? 0 : Math.min(LONGEST_WAIT, 1000 * 2 ** (failures - FREE_FAILURES))
      // Counted before it is compared: guesses made at the same moment are all counted.
      write(person, { ...kept, failures, blockedUntil: wait === 0 ? 0 : now + wait })
      if (!(await verify(kept.hash, plainPassphrase(passphrase))))
        throw new FaultError('wrong-passphrase', { wait: Math.ceil(wait / 1000) })
      write(person, { ...kept, failures: 0, blockedUntil: 0 })
    },
  }
}
