/** A computer in simulated time: it sleeps, its clock is put right, and its timers run only while it is awake. */
import type { Clock } from '../../../shared/clock.ts'

export type Machine = {
  /** What its clock shows, ms UTC. */
  reading(): number
  /** A clock for a process; what that process waits for is forgotten with `forget`. `ahead` is the sabotage: it lies. */
  clockOf(process: number, ahead?: number): Clock
  forget(process: number): void
  /** In how many ms awake the next timer fires; null without one. */
  next(): number | null
  /** Time passes awake, up to the next timer at most, which is fired when its moment is reached. */
  wait(ms: number): void
  /** Time passes asleep. */
  sleep(ms: number): void
  /** The clock is put forward, or back. */
  jump(ms: number): void
}

export const createMachine = (start: number): Machine => {
  let reading = start
  let awake = 0
  let last = 0
  const timers = new Map<number, { process: number; at: number; run: () => void }>()
  const first = (): [number, { at: number; run: () => void }] | undefined =>
    [...timers].sort(([a, one], [b, other]) => one.at - other.at || a - b)[0]
  return {
    reading: () => reading,
    clockOf: (process, ahead = 0) => ({
      now: () => reading + ahead,
      after(delay, run) {
        last += 1
        const id = last
        timers.set(id, { process, at: awake + Math.max(0, delay), run })
        return () => timers.delete(id)
      },
    }),
    forget(process) {
      for (const [id, timer] of timers) if (timer.process === process) timers.delete(id)
    },
    next() {
      const due = first()
      return due ? Math.max(0, due[1].at - awake) : null
    },
    wait(ms) {
      awake += ms
      reading += ms
      const due = first()
      if (!due || due[1].at > awake) return
      timers.delete(due[0])
      due[1].run()
    },
    sleep(ms) {
      reading += ms
    },
    jump(ms) {
      reading += ms
    },
  }
}
