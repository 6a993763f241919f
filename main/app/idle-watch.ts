/** Nobody is there: whoever sits at a desk gets up after as long as they wished. */
import type { Clock } from '../../shared/clock.ts'

/** How often it is looked, ms: a lock comes at most this much later than was wished. */
const EVERY = 10_000

type Arguments = {
  /** Minutes; null is never. Asked every time, because it may be changed meanwhile. */
  wished: () => number | null
  /** Seconds for which nobody touched this computer. */
  idle: () => number
  lock: () => void
  clock: Clock
}

/** Calls `lock` once when nobody was there for as long as was wished, and again only after somebody was. The answer stops it. */
export const watchIdle = ({ wished, idle, lock, clock }: Arguments): (() => void) => {
  let locked = false
  let cancel: () => void = () => undefined
  const later = (): void => {
    cancel = clock.after(EVERY, () => {
      later()
      const after = wished()
      const gone = after !== null && idle() >= after * 60
      if (gone && !locked) lock()
      locked = gone
    })
  }
  later()
  return () => cancel()
}
