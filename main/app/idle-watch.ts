/**
 * Looks whether anybody is there: calls `lock` once when nobody touched this computer for as long as was wished (minutes;
 * null is never), and again only after somebody did. `idle` answers seconds.
 */
export const createIdleWatch = (
  wished: () => number | null,
  idle: () => number,
  lock: () => void,
): (() => void) => {
  let locked = false
  return () => {
    const after = wished()
    const gone = after !== null && idle() >= after * 60
    if (gone && !locked) lock()
    locked = gone
  }
}
