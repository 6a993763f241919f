/**
 * Lists whose every field was looked at already: whoever made one out of bytes that cannot say anything else says so here,
 * and who is handed that very list need not look again. What is known is the list itself, in this process, so that nothing
 * that comes through a door can claim it. Nobody changes it after it was made.
 */
export type LookedAt =
  /** Plain updates, as they are pushed (plain-update.ts). */
  | 'texts'
  /** Plain updates at their places in the feed. */
  | 'fed'
  /** Rulings. */
  | 'rulings'

const known = new WeakMap<readonly unknown[], LookedAt>()

/** Says what a list is; answers it. */
export const markLookedAt = <L extends readonly unknown[]>(list: L, what: LookedAt): L => {
  known.set(list, what)
  return list
}

export const isLookedAt = (list: unknown, what: LookedAt): boolean =>
  Array.isArray(list) && known.get(list) === what
