/**
 * Deliveries on their way: taken from the outbox, tried until the target has them, with a receipt at the end. A dead
 * target delays no other, and what is tried again makes no second article (design: "Deliveries").
 */
import {
  type DeliveryQuery,
  DeliveryReport,
  type DeliveryStatus,
  isTakingBack,
  TAKING_BACK,
} from '../../shared/domain/delivery.ts'
import { type Actor, mayGiveUpKill } from '../../shared/domain/permissions.ts'
import type { TargetInfo } from '../../shared/domain/target.ts'
import { Fault, FaultError, reasonOf } from '../../shared/errors.ts'
import type { HubContext } from './context.ts'
import { triedUntil } from './outbox.ts'
import { heldTargets } from './register.ts'
import { createSending, type Row, type Means as SendingMeans, Stopped } from './sending.ts'
import { createStandings, freeAt, MENDED_BY_ADMIN, type Standings } from './standings.ts'
import type { Target } from './targets/target.ts'

const LONGEST_SLEEP = 30_000
/** How long the end waits for what is on its way. */
const LAST_WAIT = 2000
const A_DAY = 86_400_000
/** Deliveries that are done are kept this long; the last one of an item to a target always. */
const KEPT_FOR = 90 * A_DAY
const AGAIN_AFTER_ERROR = 5000
const PRUNE_AFTER = 3_600_000

export type Deliveries = {
  /** Something may be due: look now. Resolves when everything due was tried. */
  pump(): Promise<void>
  list(query: DeliveryQuery): Promise<DeliveryReport[]>
  retry(delivery: string): Promise<void>
  /** Throws `refused-role` where it is a kill and not `by`'s to leave. */
  giveUp(delivery: string, by: Actor): Promise<void>
  resend(delivery: string): Promise<void>
  /** A target was changed: it gets a new chance, and what failed because of how it was set goes on. */
  freshen(target: string): Promise<void>
  standings: Standings
  stop(): Promise<void>
}

/** A receipt as everybody may see it: where it is from is between the hub and its target. */
const shownReceipt = (kept: string): unknown => {
  const { host: _, ...shown } = JSON.parse(kept)
  return shown
}

const reportOf = (row: Row): DeliveryReport =>
  DeliveryReport.parse({
    id: row.id,
    item: row.item,
    target: row.target,
    action: row.action,
    version: row.version,
    revision: row.revision,
    status: row.status,
    attempts: row.attempts,
    createdAt: row.created_at,
    stages: { formatted: row.formatted_at, sent: row.sent_at, accepted: row.accepted_at },
    nextAt: row.next_at,
    receipt: row.receipt === null ? null : shownReceipt(row.receipt),
    seen: row.seen === null ? null : JSON.parse(row.seen),
    fault: row.fault === null ? null : JSON.parse(row.fault),
    aheadAt: row.ahead_at,
    standsAt: row.stands_at,
    standsRevision: row.stands_revision,
  })

export const createDeliveries = (
  hub: HubContext,
  open: (target: TargetInfo) => Promise<Target>,
  broughtOut: SendingMeans['broughtOut'],
): Deliveries => {
  const standings = createStandings(hub)
  let cancel: (() => void) | null = null
  let ended = false
  let abandon: (thrown: Stopped) => void = () => undefined
  const stopped = new Promise<never>((_, reject) => {
    abandon = reject
  })
  stopped.catch(() => undefined)
  const sending = createSending({ hub, standings, open, stopped, broughtOut })
  /** One line a target, so that a slow one keeps only its own. `again`: something came while it was at work. */
  const lines = new Map<string, { work: Promise<void>; again: boolean }>()
  // Not at a start, which has better things to do.
  let prunedAt = hub.clock.now() - A_DAY + PRUNE_AFTER

  const goesOn = (): boolean => !ended && hub.bus.leads()

  /**
   * What a target gets next: a kill before everything, then what must not come out there by itself; a correction before news,
   * else in the order of decisions; and what only lies ready last.
   */
  const nextRow = async (target: string): Promise<Row | null> => {
    const now = hub.clock.now()
    const held = (await heldTargets(hub.store)).has(target)
    let due = hub.store
      .selectFrom('deliveries')
      .selectAll()
      .where('status', '=', 'waiting')
      .where('target', '=', target)
      .where('next_at', '<=', now)
    if (held) due = due.where('action', 'in', TAKING_BACK)
    const row = await due
      .orderBy((order) =>
        order
          .case()
          .when('action', '=', 'kill')
          .then(0)
          .when('action', '=', 'unschedule')
          .then(1)
          .when('action', '=', 'schedule')
          .then(4)
          .when('version', '>', 1)
          .then(2)
          .else(3)
          .end(),
      )
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirst()
    if (!row) return null
    return freeAt(await standings.read(target), isTakingBack(row.action)) > now ? null : row
  }

  /** What nobody could try for a day, because its target was down all the time, needs somebody as well. */
  const bury = async (target: string): Promise<void> => {
    const { fault, failures } = await standings.read(target)
    if (failures === 0 || fault === null) return
    // What an admin holds back was not tried: it does not die of that.
    const held = (await heldTargets(hub.store)).has(target)
    const { numUpdatedRows } = await hub.transact((db) => {
      const dead = db
        .updateTable('deliveries')
        .set({ status: 'failed', next_at: null, fault: JSON.stringify(fault) })
        .where('target', '=', target)
        .where('status', '=', 'waiting')
        .where('dead_at', '<=', hub.clock.now())
      return (held ? dead.where('action', 'in', TAKING_BACK) : dead).executeTakeFirst()
    })
    if (numUpdatedRows > 0n) hub.tell('deliveries')
  }

  const lookBack = async (target: string): Promise<void> => {
    const due = await hub.store
      .selectFrom('deliveries')
      .selectAll()
      .where('target', '=', target)
      .where('status', '=', 'delivered')
      .where('check_at', '<=', hub.clock.now())
      .orderBy('check_at')
      .limit(20)
      .execute()
    for (const row of due) if (goesOn()) await sending.lookAt(row)
  }

  const work = async (target: string): Promise<void> => {
    await bury(target)
    for (let row = await nextRow(target); row !== null; row = goesOn() ? await nextRow(target) : null)
      await sending.attempt(row)
    if (goesOn()) await lookBack(target)
  }

  const start = (target: string): void => {
    const known = lines.get(target)
    if (known) {
      known.again = true
      return
    }
    const line = { work: Promise.resolve(), again: false }
    lines.set(target, line)
    line.work = work(target)
      .then(() => true)
      .catch((error: unknown) => {
        hub.log('outbox-failed', { reason: reasonOf(error) })
        return false
      })
      .then(async (well) => {
        lines.delete(target)
        if (!goesOn()) return
        if (line.again && well) start(target)
        else await plan(well ? 0 : AGAIN_AFTER_ERROR)
      })
      .catch((error: unknown) => hub.log('outbox-failed', { reason: reasonOf(error) }))
  }

  /** When each target has something to do again, ms UTC. */
  const agenda = async (): Promise<Map<string, number>> => {
    const sooner = new Map<string, number>()
    const note = (target: string, at: number): void => {
      sooner.set(target, Math.min(sooner.get(target) ?? Number.POSITIVE_INFINITY, at))
    }
    const waiting = await hub.store
      .selectFrom('deliveries')
      .select(({ fn }) => ['target', 'action', fn.min('next_at').as('at'), fn.min('dead_at').as('dead')])
      .where('status', '=', 'waiting')
      .groupBy(['target', 'action'])
      .execute()
    const held = waiting.length > 0 ? await heldTargets(hub.store) : new Set<string>()
    for (const { target, action, at, dead } of waiting) {
      if (held.has(target) && !isTakingBack(action)) continue
      const standing = await standings.read(target)
      note(target, Math.max(Number(at ?? 0), freeAt(standing, isTakingBack(action))))
      if (dead !== null && standing.failures > 0) note(target, Number(dead))
    }
    const checks = await hub.store
      .selectFrom('deliveries')
      .select(({ fn }) => ['target', fn.min('check_at').as('at')])
      .where('status', '=', 'delivered')
      .where('check_at', 'is not', null)
      .groupBy('target')
      .execute()
    for (const { target, at } of checks) note(target, Number(at ?? 0))
    return sooner
  }

  /** One timer, to whatever comes next; never sooner than `least`, so that an error is no hot loop. */
  const plan = async (least: number, known?: ReadonlyMap<string, number>): Promise<void> => {
    // What a line is at work on, it plans itself when it ends.
    const times = [...(known ?? (await agenda()))].flatMap(([target, at]) => (lines.has(target) ? [] : [at]))
    const next = Math.min(...times)
    if (!goesOn()) return
    cancel?.()
    const wait = Math.max(least, next - hub.clock.now(), 10)
    cancel = Number.isFinite(next)
      ? hub.clock.after(Math.min(wait, Math.max(least, LONGEST_SLEEP)), () => void deliveries.pump())
      : null
  }

  /** Forgets what is long done. What an item's last delivery to a target was, is kept: a kill has to find it. */
  const prune = async (): Promise<void> => {
    const now = hub.clock.now()
    if (now - prunedAt < A_DAY) return
    prunedAt = now
    await hub.transact((db) =>
      db
        .deleteFrom('deliveries')
        .where('created_at', '<', now - KEPT_FOR)
        .where('status', 'in', ['delivered', 'overtaken', 'given-up'])
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('deliveries as newer')
              .select('newer.id')
              .whereRef('newer.item', '=', 'deliveries.item')
              .whereRef('newer.target', '=', 'deliveries.target')
              .whereRef('newer.version', '>', 'deliveries.version')
              .where('newer.status', '=', 'delivered'),
          ),
        )
        .execute(),
    )
  }

  const look = async (): Promise<void> => {
    cancel?.()
    cancel = null
    // One process of a hub delivers; the others begin when they lead.
    if (!goesOn()) return
    await prune()
    const now = hub.clock.now()
    const targets = await agenda()
    for (const [target, at] of targets) if (at <= now) start(target)
    await plan(0, targets)
  }

  const find = async (delivery: string): Promise<Row> => {
    const row = await hub.store
      .selectFrom('deliveries')
      .selectAll()
      .where('id', '=', delivery)
      .executeTakeFirst()
    if (!row) throw new FaultError('gone')
    return row
  }

  /** Sends again what is the last thing about its item there; what something newer came after stays as it is. */
  const sendAgain = async (delivery: string, from: readonly DeliveryStatus[]): Promise<void> => {
    const row = await find(delivery)
    if (!from.includes(row.status)) return
    const newer = await hub.store
      .selectFrom('deliveries')
      .select('id')
      .where('item', '=', row.item)
      .where('target', '=', row.target)
      .where('version', '>', row.version)
      .limit(1)
      .executeTakeFirst()
    if (newer) throw new FaultError('target-has-newer')
    const now = hub.clock.now()
    await hub.transact((db) =>
      db
        .updateTable('deliveries')
        .set({ status: 'waiting', next_at: now, dead_at: triedUntil(row, now), attempts: 0, check_at: null })
        .where('id', '=', delivery)
        .where('version', '=', row.version)
        .where('turn', '=', row.turn)
        .where('status', 'in', from)
        .execute(),
    )
    // Somebody wants to see it tried now, whatever it has been resting from.
    await standings.forget(row.target)
    hub.tell('deliveries')
    void deliveries.pump()
  }

  const deliveries: Deliveries = {
    standings,

    async pump() {
      try {
        await look()
        // What comes while a line is at work is done by it, and may start another.
        while (lines.size > 0) await Promise.all([...lines.values()].map((line) => line.work))
      } catch (error) {
        hub.log('outbox-failed', { reason: reasonOf(error) })
        if (!ended) cancel = hub.clock.after(AGAIN_AFTER_ERROR, () => void deliveries.pump())
      }
    },

    async list({ item, target, status, limit }) {
      let query = hub.store.selectFrom('deliveries').selectAll().orderBy('created_at', 'desc').limit(limit)
      if (item !== null) query = query.where('item', '=', item)
      if (target !== null) query = query.where('target', '=', target)
      if (status !== null) query = query.where('status', '=', status)
      return (await query.execute()).map(reportOf)
    },

    retry: (delivery) => sendAgain(delivery, ['waiting', 'failed', 'given-up']),
    resend: (delivery) => sendAgain(delivery, ['delivered', 'waiting', 'failed', 'given-up']),

    async giveUp(delivery, by) {
      const { action } = await find(delivery)
      if (isTakingBack(action) && !mayGiveUpKill(by)) throw new FaultError('refused-role')
      await hub.transact((db) =>
        db
          .updateTable('deliveries')
          .set({ status: 'given-up', next_at: null })
          .where('id', '=', delivery)
          .where('status', 'in', ['waiting', 'failed'])
          .execute(),
      )
      hub.tell('deliveries')
    },

    async freshen(target) {
      await standings.forget(target)
      const rows = await hub.store
        .selectFrom('deliveries')
        .selectAll()
        .where('target', '=', target)
        .where('status', 'in', ['failed', 'waiting'])
        .execute()
      const again = rows.filter(({ status, fault }) => {
        if (status === 'waiting') return true
        const parsed = Fault.safeParse(JSON.parse(fault ?? 'null'))
        return parsed.success && MENDED_BY_ADMIN.includes(parsed.data.code)
      })
      const now = hub.clock.now()
      await hub.transact(async (db) => {
        for (const row of again)
          await db
            .updateTable('deliveries')
            // A day from now: as long as it was held back, nobody tried.
            .set({ status: 'waiting', next_at: now, dead_at: triedUntil(row, now) })
            .where('id', '=', row.id)
            .where('version', '=', row.version)
            .where('turn', '=', row.turn)
            .where('status', '=', row.status)
            .execute()
      })
      hub.tell('deliveries')
      void deliveries.pump()
    },

    async stop() {
      ended = true
      cancel?.()
      const last = hub.clock.after(LAST_WAIT, () => abandon(new Stopped()))
      await Promise.all([...lines.values()].map((line) => line.work))
      last()
    },
  }
  return deliveries
}
