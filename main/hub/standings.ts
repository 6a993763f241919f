/**
 * How targets stand: a breaker for each. One that fails again and again is left alone for a while, so that a backend that
 * is down is not hammered and nothing waits for it; kept in the store, so that a restart does not begin anew.
 */
import { z } from 'zod'
import { Fault, type FaultCode } from '../../shared/errors.ts'
import type { HubContext } from './context.ts'

/** How often it failed in a row, since when, why and when last, and until when it is left alone, ms UTC. */
const Standing = z.strictObject({
  failures: z.int(),
  /** 0: written down before this was kept. */
  since: z.int().default(0),
  fault: Fault.nullable(),
  failedAt: z.int(),
  pausedUntil: z.int(),
})
export type Standing = z.infer<typeof Standing>

const WELL: Standing = { failures: 0, since: 0, fault: null, failedAt: 0, pausedUntil: 0 }

/** After so many failures in a row the pauses grow. */
const PATIENCE = 5
/** Between two attempts that fail there is always this much (quality.md, R14). */
const SHORTEST_PAUSE = 1000
const FIRST_WAIT = 2000
/** The longest wait between two attempts (quality.md, R14), unless the target asks for more. */
export const LONGEST_WAIT = 900_000
/** A kill looks again sooner: readers still have what must go. */
const LONGEST_FOR_A_KILL = 60_000

/** Full jitter: anything between nothing and a bound that doubles. */
export const backoff = (attempts: number, random: number, longest = LONGEST_WAIT): number =>
  Math.min(longest, Math.ceil(random * Math.min(longest, FIRST_WAIT * 2 ** Math.min(attempts, 12))) + 250)

/** Faults of the target and not of what was sent: whatever comes next would fail as well. */
const OF_TARGET: readonly FaultCode[] = [
  'target-unreachable',
  'target-timeout',
  'target-connection-lost',
  'target-certificate',
  'target-address-private',
  'target-address-plain',
  'target-redirects',
  'target-secret-missing',
  'target-secret-wrong',
  'target-not-found',
  'target-no-wordpress',
  'target-maintenance',
  'target-secret-dropped',
  'target-secret-off',
  'target-busy',
  'target-broken',
  'target-host-key-unknown',
  'target-host-key-changed',
  'target-folder-missing',
  'target-folder-gone',
  'target-full',
  'target-read-only',
  'target-error',
]
export const isOfTarget = (code: FaultCode): boolean => OF_TARGET.includes(code)

/** Of those, what a person has to put right: what failed by them goes on by itself when the target was changed. */
export const MENDED_BY_ADMIN: readonly FaultCode[] = [
  'target-unknown',
  'target-certificate',
  'target-address-private',
  'target-address-plain',
  'target-redirects',
  'target-secret-missing',
  'target-secret-wrong',
  'target-not-allowed',
  'target-not-found',
  'target-no-wordpress',
  'target-secret-dropped',
  'target-secret-off',
  'target-right-missing',
  'target-category',
  'target-host-key-unknown',
  'target-host-key-changed',
]

/** What a target asked for, ms; 0 where it asked for nothing. */
export const retryAfter = ({ params }: Fault): number => {
  const said = params['retryAfter']
  return typeof said === 'number' && said > 0 ? said : 0
}

/** When something is tried again after its `attempts`th failure at `now`. */
export const nextTry = (now: number, attempts: number, fault: Fault, kill: boolean, random: number): number =>
  now + Math.max(retryAfter(fault), backoff(attempts, random, kill ? LONGEST_FOR_A_KILL : LONGEST_WAIT))

const keyOf = (target: string): string => `target ${target}`

export type Standings = {
  read(target: string): Promise<Standing>
  failed(target: string, fault: Fault): Promise<void>
  worked(target: string): Promise<void>
  /** Somebody changed the target: it gets a new chance at once. */
  forget(target: string): Promise<void>
}

export const createStandings = (hub: HubContext): Standings => {
  const read = async (target: string): Promise<Standing> => {
    const row = await hub.store
      .selectFrom('meta')
      .select('value')
      .where('key', '=', keyOf(target))
      .executeTakeFirst()
    if (!row) return WELL
    const parsed = Standing.safeParse(JSON.parse(row.value))
    return parsed.success ? parsed.data : WELL
  }
  const write = async (target: string, standing: Standing): Promise<void> => {
    const value = JSON.stringify(standing)
    await hub.transact((db) =>
      db
        .insertInto('meta')
        .values({ key: keyOf(target), value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute(),
    )
  }
  const clear = async (target: string): Promise<void> => {
    if ((await read(target)).failures === 0) return
    await hub.transact((db) => db.deleteFrom('meta').where('key', '=', keyOf(target)).execute())
  }
  return {
    read,
    async failed(target, fault) {
      const before = await read(target)
      const failures = before.failures + 1
      const beyond = failures - PATIENCE
      const grown = beyond < 0 ? 0 : backoff(beyond + 2, hub.random())
      const pause = Math.max(SHORTEST_PAUSE, retryAfter(fault), grown)
      const failedAt = hub.clock.now()
      const since = before.since === 0 ? failedAt : before.since
      await write(target, { failures, since, fault, failedAt, pausedUntil: failedAt + pause })
    },
    worked: clear,
    forget: clear,
  }
}

/** When a target may be tried again. A kill does not wait out a long pause, unless the target asked for it. */
export const freeAt = ({ pausedUntil, failedAt, fault }: Standing, kill: boolean): number =>
  kill && (fault === null || retryAfter(fault) === 0)
    ? Math.min(pausedUntil, failedAt + LONGEST_FOR_A_KILL)
    : pausedUntil
