/** What targets ask for (passwords, keys, tokens), kept outside the database: with the system's keychain or in a key file. */
import type { TargetStanding } from '../../../shared/domain/delivery.ts'

export type TargetSecrets = {
  /** Where they are kept; `memory` is gone when this process ends. */
  where(): Promise<Exclude<TargetStanding['secret'], 'none'>>
  read(target: string): Promise<string | null>
  /** Resolves when it is kept; null forgets it. Throws `secret-not-kept`. */
  write(target: string, secret: string | null): Promise<void>
}

/** For a hub that was given no place for them. */
export const secretsInMemory = (): TargetSecrets => {
  const kept = new Map<string, string>()
  return {
    where: () => Promise.resolve('memory'),
    read: (target) => Promise.resolve(kept.get(target) ?? null),
    write(target, secret) {
      if (secret === null) kept.delete(target)
      else kept.set(target, secret)
      return Promise.resolve()
    },
  }
}
