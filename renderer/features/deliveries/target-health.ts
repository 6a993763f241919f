import type { Overview } from '../../../shared/ipc/desk.ts'

/** A target with how it stands. */
export type KnownTarget = Overview['targets'][number]

/** `paused`: an admin holds it back. `out`: nothing is sent until it is back. `trouble`: something is wrong with it. `quiet`: it never got anything. */
export type Health = 'paused' | 'works' | 'out' | 'trouble' | 'quiet'

/** How a target is, from what the hub says of it and when it last took something (ms UTC, null: never). */
export const healthOf = (
  { paused, fault, pausedUntil, failed }: Pick<KnownTarget, 'paused' | 'fault' | 'pausedUntil' | 'failed'>,
  lastAt: number | null,
  now: number,
): Health => {
  if (paused) return 'paused'
  if (pausedUntil !== null && pausedUntil > now) return 'out'
  if (fault !== null) return 'trouble'
  if (lastAt === null) return failed > 0 ? 'trouble' : 'quiet'
  return 'works'
}

/** Since when nothing arrives there, ms UTC; null where it does, or where an admin holds it back. */
export const failingSince = (target: Pick<KnownTarget, 'failingSince'>, health: Health): number | null =>
  health === 'out' || health === 'trouble' ? target.failingSince : null
