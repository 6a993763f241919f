/** Secrets for tests: kept in memory, as where a computer has no keychain. */
import type { Secrets } from '../../main/sync/tokens.ts'

export type TestSecrets = Secrets & { readonly kept: Map<string, string> }

export const memorySecrets = (): TestSecrets => {
  const kept = new Map<string, string>()
  return {
    kept,
    read: (name) => Promise.resolve(kept.get(name) ?? null),
    write(name, value) {
      if (value === null) kept.delete(name)
      else kept.set(name, value)
      return Promise.resolve()
    },
  }
}
