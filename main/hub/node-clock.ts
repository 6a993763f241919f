import type { Clock } from '../../shared/clock.ts'

/** Node refuses longer timers and fires them at once. */
const LONGEST = 2 ** 31 - 1

/** The real clock, for the processes that run on Node. Its timers keep no process alive. */
export const nodeClock: Clock = {
  now: () => Date.now(),
  after(delay, run) {
    const timer = setTimeout(run, Math.min(delay, LONGEST))
    timer.unref()
    return () => clearTimeout(timer)
  },
}
