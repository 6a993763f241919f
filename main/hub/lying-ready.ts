/**
 * Watching what lies ready at a target ahead of its time. As long as the hub is awake it needs no watching: at the minute the hub
 * releases as ever, and that delivery finds the post, whoever was first. It is for the hub that was away over the minute. The
 * site may have brought it out then, and nobody is to be asked about a missed slot that readers have seen.
 *
 * A site that has not brought out in time what it was given is not hurried and nothing is taken back from it by itself: what was
 * missed is the desk's to send or to drop, either way it is told, and until then it is asked again. (Asking a WordPress wakes
 * its clock, so that the second look mostly finds it out.)
 */
import type { TargetStatus } from '../../shared/domain/delivery.ts'
import type { Fault } from '../../shared/errors.ts'
import type { HubContext } from './context.ts'
import { OVERTAKEN_ROW, triedUntil } from './outbox.ts'
import type { Tables } from './store/tables.ts'

type Row = Tables['deliveries']

/** Looked for so long after its minute where the hub did not bring it out, and as often, ms. */
const LOOK_AFTER = 15_000
const LOOK_AGAIN = 60_000
/** So long after its minute nobody waits any more for a site to bring it out. */
const LOOKED_FOR = 86_400_000
/**
 * Closer to its minute than this nothing is told to a site any more, ms: WordPress takes less than a minute for no time at all and
 * brings it out at once, and a call that is slow may arrive when it was given up long since.
 */
const STILL_AHEAD = 150_000
/** How often what does not stand there as it was said is said again before its minute. */
const MOST_CHECKS = 5

/** Backends keep no parts of a second. */
const wholeSecond = (at: number): number => Math.floor(at / 1000) * 1000

/** Whether readers have it there. Older words count: those that were approved last follow them at once. */
const isOutThere = ({ state, when }: TargetStatus): boolean =>
  state === 'live' || state === 'changed' || (state === 'older' && when === null)

const standsFor = ({ state, when }: TargetStatus, minute: number): boolean =>
  state === 'scheduled' && when === wholeSecond(minute)

type Means = {
  hub: HubContext
  /** Writes a row unless it was overtaken meanwhile. */
  change(row: Row, set: Partial<Row>, status?: Row['status']): Promise<boolean>
  ask(row: Row): Promise<TargetStatus>
  broughtOut(item: string, revision: string, at: number): Promise<void>
}

/** What was to lie ready is taken back instead, by the same row: the target is told that next. */
export const takingBack = (
  row: Row,
  at: number,
  told: Pick<Partial<Row>, 'seen' | 'fault'>,
): Partial<Row> => ({
  ...{ action: 'unschedule', status: 'waiting', turn: row.turn + 1, attempts: 0, formatted_at: null },
  ...{ next_at: at, dead_at: triedUntil(row, at), ...told },
})

export type LyingReady = {
  /** Whether it is too late to tell a target what is to lie ready there. */
  isPassed(row: Row): boolean
  /**
   * What to do with one that is: a site would bring it out at once, and that is the hub's to do. Where an attempt may have arrived
   * it is looked for first; what stands there for another time is taken back.
   */
  passed(row: Row): Promise<void>
  /** When something delivered at `at` is looked for first, ms UTC. */
  firstLook(row: Row, at: number, usual: number): number
  /** Looks for it: before its minute that it lies there, and after it whether it came out. */
  look(row: Row): Promise<void>
  /** The site could not be asked: that is said, and it is asked again. */
  notAsked(row: Row, fault: Fault): Promise<void>
}

export const createLyingReady = ({ hub, change, ask, broughtOut }: Means): LyingReady => ({
  isPassed: ({ action, ahead_at }) =>
    action === 'schedule' && (ahead_at ?? 0) - hub.clock.now() < STILL_AHEAD,

  async passed(row) {
    if (row.stands_at === null) return void (await change(row, OVERTAKEN_ROW))
    const found = await ask(row)
    const at = hub.clock.now()
    const minute = row.ahead_at ?? at
    const seen = JSON.stringify({ ...found, at })
    const arrived = { seen, status: 'delivered', next_at: null, fault: null } as const
    // Readers have it, and its time is over: it is not taken from them to ask whether they should get it.
    if (isOutThere(found) && at >= minute) await change(row, { ...arrived, check_at: at })
    else if (standsFor(found, minute))
      await change(row, { ...arrived, check_at: Math.max(at, minute + LOOK_AFTER) })
    else await change(row, takingBack(row, at, { seen, fault: null }))
    hub.tell('deliveries')
  },

  firstLook({ action, ahead_at }, at, usual) {
    if (action !== 'schedule' || ahead_at === null) return at + usual
    // So shortly before its minute the next look is the one after it.
    return at + usual < ahead_at ? at + usual : ahead_at + LOOK_AFTER
  },

  async look(row) {
    const minute = row.ahead_at ?? 0
    const found = await ask(row)
    const at = hub.clock.now()
    const seen = JSON.stringify({ ...found, at })
    const checks = (row.checks ?? 0) + 1
    const differs = found.state === 'older' || (found.state === 'scheduled' && !standsFor(found, minute))
    if (at >= minute) {
      const again = at - minute < LOOKED_FOR ? at + LOOK_AGAIN : null
      await change(row, { seen, checks, check_at: again, fault: null }, 'delivered')
      // Where a later time did not arrive it came out at the earlier one.
      if (isOutThere(found))
        await broughtOut(row.item, row.revision, Math.min(minute, row.stands_at ?? minute))
    } else if (differs && checks < MOST_CHECKS) {
      hub.log('not-as-delivered', { delivery: row.id, state: found.state })
      await change(row, { seen, checks, status: 'waiting', next_at: at, check_at: null }, 'delivered')
    }
    // What somebody took off there, or brought out before its time, is said and left to them.
    else await change(row, { seen, checks: 0, check_at: minute + LOOK_AFTER }, 'delivered')
    hub.tell('deliveries')
  },

  async notAsked(row, fault) {
    const now = hub.clock.now()
    const minute = row.ahead_at ?? 0
    if (now < minute) return void (await change(row, { check_at: minute + LOOK_AFTER }, 'delivered'))
    const check_at = now - minute < LOOKED_FOR ? now + LOOK_AGAIN : null
    await change(row, { check_at, fault: JSON.stringify(fault) }, 'delivered')
    hub.tell('deliveries')
  },
})
