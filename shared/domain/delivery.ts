import { z } from 'zod'
import { Fault } from '../errors.ts'
import { Id, RevisionHash } from '../ids.ts'

/**
 * What caused a delivery: a release, a kill, or quietly taking it off. And of what readers do not have yet, at a target that
 * brings it out by itself (target-ahead.ts): it lies ready there for its time (`schedule`), or must not any more (`unschedule`).
 */
export const DeliveryAction = z.enum(['publish', 'kill', 'unpublish', 'schedule', 'unschedule'])
export type DeliveryAction = z.infer<typeof DeliveryAction>

/** Whether it takes something out of readers' sight, or keeps it from them: it waits for nothing and passes a held target. */
export const isTakingBack = (action: DeliveryAction): boolean => TAKING_BACK.includes(action)
export const TAKING_BACK: readonly DeliveryAction[] = ['kill', 'unschedule']

/**
 * `waiting`: on its way, tried again by itself. `failed`: a dead letter, it needs somebody. `overtaken`: a newer delivery
 * of the same item went in its place. `given-up`: somebody decided that it is not sent any more.
 */
export const DeliveryStatus = z.enum(['waiting', 'delivered', 'failed', 'overtaken', 'given-up'])
export type DeliveryStatus = z.infer<typeof DeliveryStatus>

/**
 * What a backend says of an article when it is asked: readers have it; they get it at `when`; it is not there any more;
 * or somebody changed it there; or it holds an older version, because a call that was slow, not lost, arrived after all.
 */
export const TargetStatus = z.strictObject({
  state: z.enum(['live', 'scheduled', 'gone', 'changed', 'older']),
  /** For `scheduled`: when readers get it, ms UTC. For `older` as well, where they do not have it yet. */
  when: z.int().nullable(),
})
export type TargetStatus = z.infer<typeof TargetStatus>

/** A delivery as everybody at the desk may see it: no path, no secret. Times are ms UTC. */
export const DeliveryReport = z.strictObject({
  id: z.string(),
  item: Id,
  target: Id,
  action: DeliveryAction,
  version: z.int(),
  revision: RevisionHash.nullable().default(null),
  status: DeliveryStatus,
  attempts: z.int(),
  createdAt: z.int().nullable().default(null),
  /** How far the last attempt came: written in the target's format, on its way, accepted by the target. */
  stages: z
    .strictObject({ formatted: z.int().nullable(), sent: z.int().nullable(), accepted: z.int().nullable() })
    .default({ formatted: null, sent: null, accepted: null }),
  /** When it is tried again, while it waits. */
  nextAt: z.int().nullable(),
  /**
   * What the target answered: its id for the article and where it can be seen. `broughtOut`: of something that lay ready there,
   * who brought it out, as the hub found it at its minute; absent where that is not known.
   */
  receipt: z
    .strictObject({
      id: z.string(),
      address: z.string(),
      at: z.int(),
      broughtOut: z.enum(['site', 'desk']).optional(),
    })
    .nullable(),
  /** What the target said when it was last asked how the article stands, and when that was. */
  seen: TargetStatus.extend({ at: z.int() }).nullable().default(null),
  fault: Fault.nullable(),
  /** For when it was handed over, ms UTC; null for everything else. */
  aheadAt: z.int().nullable().default(null),
  /** When the target may bring it out by itself, by what it was told and by what may have arrived there, ms UTC. */
  standsAt: z.int().nullable().default(null),
  /** With which words: those that it was told first of all that may stand there. */
  standsRevision: RevisionHash.nullable().default(null),
})
export type DeliveryReport = z.infer<typeof DeliveryReport>

type Standing = Pick<
  DeliveryReport,
  'action' | 'status' | 'aheadAt' | 'revision' | 'standsAt' | 'standsRevision'
>

/**
 * Whether what a target may bring out by itself is something else than what was decided last, as far as it was told that: a
 * take-back that did not arrive, another time, other words, or what failed and left there what was handed over before it.
 */
export const standsOtherwise = ({
  action,
  status,
  aheadAt,
  revision,
  standsAt,
  standsRevision,
}: Standing): boolean => {
  if (standsAt === null || status === 'delivered' || status === 'overtaken') return false
  if (action !== 'schedule') return isTakingBack(action)
  return (
    status === 'failed' || standsAt !== aheadAt || (standsRevision !== null && standsRevision !== revision)
  )
}

/** Which deliveries somebody wants to see, newest first. */
export const DeliveryQuery = z.strictObject({
  item: Id.nullable(),
  target: Id.nullable().default(null),
  status: DeliveryStatus.nullable().default(null),
  limit: z.int().min(1).max(500),
})
export type DeliveryQuery = z.infer<typeof DeliveryQuery>

/** How a target is, as everybody at the desk may see it. */
export const TargetStanding = z.strictObject({
  id: Id,
  /** Where it writes, in words: a folder, a host. */
  place: z.string(),
  fault: Fault.nullable(),
  /** Where its secret is kept; `memory` is gone when Kopij ends (a computer without a keychain). */
  secret: z.enum(['none', 'keychain', 'file', 'memory']).default('none'),
  /** It failed so often that nothing is sent before this moment, except to see whether it is back. */
  pausedUntil: z.int().nullable().default(null),
  /** The first of the attempts in a row that failed; null where the last one worked. */
  failingSince: z.int().nullable().default(null),
  waiting: z.int().default(0),
  failed: z.int().default(0),
})
export type TargetStanding = z.infer<typeof TargetStanding>
