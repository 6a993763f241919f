/**
 * Answers of the hub that are only shown, such as how deliveries stand: the last one is given at once, also without a
 * network, and a newer one is asked for beside it.
 */

export type Remembered = {
  /** The last answer, or the first one; `otherwise` while there is none and the hub cannot be asked. */
  ask<T>(key: string, ask: () => Promise<T>, otherwise: T): Promise<T>
  /** What is remembered may be old: the next question asks again. */
  age(): void
}

/** More questions than are ever shown at once. */
const MOST = 200

export const createRemembered = (
  isReachable: () => boolean,
  /** An answer came that differs from the one that was given. */
  changed: () => void,
): Remembered => {
  const answers = new Map<string, { value: unknown; fresh: boolean; asking: boolean }>()

  const keep = (key: string, value: unknown): void => {
    answers.delete(key)
    answers.set(key, { value, fresh: true, asking: false })
    const oldest = answers.keys().next().value
    if (answers.size > MOST && oldest !== undefined) answers.delete(oldest)
  }

  return {
    async ask<T>(key: string, ask: () => Promise<T>, otherwise: T): Promise<T> {
      const known = answers.get(key)
      if (!known) {
        if (!isReachable()) return otherwise
        try {
          const value = await ask()
          keep(key, value)
          return value
        } catch {
          return otherwise
        }
      }
      if (!known.fresh && !known.asking && isReachable()) {
        known.asking = true
        void ask().then(
          (value) => {
            keep(key, value)
            if (JSON.stringify(value) !== JSON.stringify(known.value)) changed()
          },
          () => {
            known.asking = false
          },
        )
      }
      // Only `ask` of the same key writes what is read here.
      return known.value as T
    },
    age() {
      for (const one of answers.values()) one.fresh = false
    },
  }
}
