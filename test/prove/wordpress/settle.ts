/**
 * Waiting until nothing is on its way any more: with an end to it that says what it still waited for. The desk's clock stands
 * still until it is moved; the site's does not, so both have a bound of their own.
 */
import type { TargetFetch } from '../../../main/hub/targets/http.ts'
import type { DeliveryReport } from '../../../shared/domain/delivery.ts'
import type { WordpressDesk } from './desk.ts'

/** The hub gives up after a day: whatever is on its way for longer never arrives. Ms of the desk's clock. */
const LONGEST_WAY = 26 * 3_600_000
/** A call that gets no answer is given up after two seconds, even on a busy machine. Ms of the real clock. */
const LONGEST_SILENCE = 120_000
const STEP = 2000
/** What waits out a target that is left alone is asked for in steps that grow to this. */
const LONGEST_STEP = 60_000
const NEWS = 60_000

export type Watched = {
  fetch: TargetFetch
  /** How many calls were answered or given up. */
  ended(): number
  /** What is being asked just now. */
  underWay(): readonly string[]
}

/** The way out of a hub, watched. */
export const watch = (fetch: TargetFetch): Watched => {
  const now = new Set<string>()
  let [begun, ended] = [0, 0]
  return {
    ended: () => ended,
    underWay: () => [...now],
    async fetch(url, request) {
      begun += 1
      const name = `${begun} ${request.method} ${url.slice(0, 160)}`
      now.add(name)
      try {
        return await fetch(url, request)
      } finally {
        now.delete(name)
        ended += 1
      }
    },
  }
}

const told = ({ item, action, version, status, attempts, fault, nextAt }: DeliveryReport): string =>
  `${action} ${version} of ${item}: ${status}, ${attempts} attempts, ${fault?.code ?? 'no fault'}, next ${nextAt}`

/** Resolves with `work`, or throws what is waited for when nothing at all was answered for too long. */
const withAnEnd = async (work: Promise<void>, watched: Watched, waiting: () => string): Promise<void> => {
  let seen = watched.ended()
  let since = Date.now()
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (watched.ended() !== seen) [seen, since] = [watched.ended(), Date.now()]
      else if (Date.now() - since > LONGEST_SILENCE) reject(new Error(waiting()))
    }, 5000)
  })
  try {
    await Promise.race([work, silence])
  } finally {
    clearInterval(timer)
  }
}

/**
 * Until nothing is on its way any more; answers how much will never arrive, each in a line. The desk's clock moves on to
 * whatever is tried next, and stands still at every moment of `slots` on the way: a clock that jumps over one has missed it.
 * Somebody sends again what a refused password stopped.
 */
export const settle = async (
  desk: Pick<WordpressDesk, 'clock' | 'deliveries' | 'retry'> & { hub: Pick<WordpressDesk['hub'], 'wake'> },
  watched: Watched,
  slots: readonly number[],
  log: (line: string) => void,
): Promise<number> => {
  const until = desk.clock.now() + LONGEST_WAY
  let [newsAt, step, ended] = [Date.now() + NEWS, STEP, watched.ended()]
  for (;;) {
    await withAnEnd(
      desk.hub.wake(),
      watched,
      () => `no answer for 2 minutes: ${watched.underWay().join('; ')}`,
    )
    const waiting = await desk.deliveries('waiting')
    const failed = await desk.deliveries('failed')
    // The only fault that needs somebody: a password that was refused. Anything else is no fault of the weather.
    const refused = failed.filter(({ fault }) => fault?.code === 'target-secret-wrong')
    for (const { id } of refused) await desk.retry(id)
    const stuck = failed.filter((one) => !refused.includes(one))
    if (waiting.length === 0 && refused.length === 0) {
      for (const one of stuck) log(`stuck: ${told(one)}`)
      return stuck.length
    }
    const now = desk.clock.now()
    if (now > until) throw new Error(`still on their way after a day: ${waiting.map(told).join('; ')}`)
    if (Date.now() > newsAt) {
      newsAt = Date.now() + NEWS
      log(
        `${waiting.length} wait, ${failed.length} failed, ${watched.ended()} calls; ${waiting.slice(0, 2).map(told).join('; ')}`,
      )
    }
    step = watched.ended() === ended ? Math.min(LONGEST_STEP, step * 2) : STEP
    ended = watched.ended()
    // Where only what was refused is left, it was sent again just now: nothing is waited for that has a time.
    const next = waiting.length === 0 ? now : Math.min(...waiting.map(({ nextAt }) => nextAt ?? 0))
    const slot = slots.find((at) => at > now) ?? Number.POSITIVE_INFINITY
    desk.clock.advance(Math.min(Math.max(step, next - now), slot - now))
  }
}
