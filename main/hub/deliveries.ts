/**
 * Deliveries on their way: taken from the outbox, tried until the target has them, with a receipt at the end. A dead
 * target delays no other, and what is tried again makes no second article (design: "Deliveries").
 */

import { type DeliveryQuery, DeliveryReport, type DeliveryStatus } from '../../shared/domain/delivery.ts'
import { type Fault, type FaultCode, faultOf, reasonOf } from '../../shared/errors.ts'
import type { HubContext } from './context.ts'
import { activeTargets } from './register.ts'
import { deliveriesOf } from './render.ts'
import type { Target, Receipt as TargetReceipt } from './targets/target.ts'

const FIRST_WAIT = 2000
const LONGEST_WAIT = 900_000

/** Faults that trying again cannot mend: a person has to do something first. */
const FINAL: readonly FaultCode[] = [
  'target-folder-foreign-file',
  'refused-revision-unknown',
  'refused-not-approved',
]

/** Full jitter: anything between nothing and a bound that doubles. */
export const backoff = (attempts: number, random: number): number =>
  Math.ceil(random * Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts, 12))) + 250

export type Deliveries = {
  /** Something may be due: look now. Resolves when everything due was tried. */
  pump(): Promise<void>
  list(query: DeliveryQuery): Promise<DeliveryReport[]>
  retry(delivery: string): Promise<void>
  giveUp(delivery: string): Promise<void>
  resend(delivery: string): Promise<void>
  stop(): Promise<void>
}

/** Makes the adapter of a target from where it writes; null while the hub knows no place for it. */
export type OpenTarget = (target: string) => Promise<Target | null>

type Row = Awaited<ReturnType<typeof dueRows>>[number]

const dueRows = (hub: HubContext) =>
  hub.store
    .selectFrom('deliveries')
    .selectAll()
    .where('status', '=', 'waiting')
    .where('next_at', '<=', hub.clock.now())
    // A kill overtakes everything.
    .orderBy((order) => order.case().when('action', '=', 'kill').then(0).else(1).end())
    .orderBy('created_at')
    .execute()

export const createDeliveries = (hub: HubContext, openTarget: OpenTarget): Deliveries => {
  let cancel: (() => void) | null = null
  let stopped = false
  let running: Promise<void> = Promise.resolve()

  const settle = async (row: Row, change: Partial<Row>): Promise<void> => {
    await hub.transact((db) =>
      db
        .updateTable('deliveries')
        .set(change)
        .where('id', '=', row.id)
        // Overtaken while it was on its way: the newer one has its own row or version.
        .where('version', '=', row.version)
        .where('status', '=', 'waiting')
        .execute(),
    )
    hub.tell('deliveries')
  }

  const attempt = async (row: Row): Promise<void> => {
    const now = hub.clock.now()
    try {
      const target = await openTarget(row.target)
      if (!target) return await settle(row, failure({ code: 'target-unknown', params: {} }))
      let receipt: TargetReceipt | null = null
      for (const delivery of await deliveriesOf(hub.store, row, now)) {
        const got = await target.deliver(delivery)
        // The item's own receipt is the one that counts; the page follows it.
        receipt ??= got
      }
      await settle(row, {
        status: 'delivered',
        attempts: row.attempts + 1,
        next_at: null,
        receipt: JSON.stringify({ ...receipt, at: hub.clock.now() }),
        fault: null,
      })
      hub.log('delivered', { delivery: row.id, attempts: row.attempts + 1 })
    } catch (error) {
      const fault = aboutTarget(faultOf(error))
      hub.log('delivery-failed', { delivery: row.id, code: fault.code, reason: reasonOf(error) })
      if (FINAL.includes(fault.code))
        return await settle(row, { ...failure(fault), attempts: row.attempts + 1 })
      const nextAt = now + backoff(row.attempts, hub.random())
      await settle(row, { attempts: row.attempts + 1, next_at: nextAt, fault: JSON.stringify(fault) })
    }
  }

  const look = async (): Promise<void> => {
    cancel?.()
    cancel = null
    // One process of a hub delivers; the others begin when they lead.
    if (!hub.bus.leads()) return
    const due = await dueRows(hub)
    // One line per target, so that a slow one keeps only its own.
    const byTarget = new Map<string, Row[]>()
    for (const row of due) byTarget.set(row.target, [...(byTarget.get(row.target) ?? []), row])
    await Promise.all(
      [...byTarget.values()].map(async (rows) => {
        for (const row of rows) if (!stopped) await attempt(row)
      }),
    )
    if (stopped) return
    const next = await hub.store
      .selectFrom('deliveries')
      .select('next_at')
      .where('status', '=', 'waiting')
      .orderBy('next_at')
      .limit(1)
      .executeTakeFirst()
    if (next?.next_at != null) {
      const wait = Math.max(0, next.next_at - hub.clock.now())
      cancel = hub.clock.after(Math.min(wait, 30_000), () => void deliveries.pump())
    }
  }

  const sendAgain = async (delivery: string, from: readonly DeliveryStatus[]): Promise<void> => {
    await hub.transact((db) =>
      db
        .updateTable('deliveries')
        .set({ status: 'waiting', next_at: hub.clock.now() })
        .where('id', '=', delivery)
        .where('status', 'in', from)
        .execute(),
    )
    hub.tell('deliveries')
    await deliveries.pump()
  }

  const deliveries: Deliveries = {
    pump() {
      running = running
        .then(look)
        .catch((error: unknown) => hub.log('outbox-failed', { reason: reasonOf(error) }))
      return running
    },

    async list({ item, target, status, limit }) {
      let query = hub.store.selectFrom('deliveries').selectAll().orderBy('created_at', 'desc').limit(limit)
      if (item !== null) query = query.where('item', '=', item)
      if (target !== null) query = query.where('target', '=', target)
      if (status !== null) query = query.where('status', '=', status)
      return (await query.execute()).map((row) =>
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
          nextAt: row.next_at,
          receipt: row.receipt === null ? null : JSON.parse(row.receipt),
          fault: row.fault === null ? null : JSON.parse(row.fault),
        }),
      )
    },

    retry: (delivery) => sendAgain(delivery, ['waiting', 'failed', 'given-up']),
    resend: (delivery) => sendAgain(delivery, ['delivered', 'waiting', 'failed', 'given-up']),

    async giveUp(delivery) {
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

    async stop() {
      stopped = true
      cancel?.()
      await running
    },
  }
  return deliveries
}

/** A target's disk is not the desk's: the same trouble there is another sentence. */
const ABOUT_TARGET: Partial<Record<FaultCode, FaultCode>> = {
  'disk-full': 'target-full',
  'disk-read-only': 'target-read-only',
  'disk-error': 'target-error',
}
const aboutTarget = (fault: Fault): Fault => ({ ...fault, code: ABOUT_TARGET[fault.code] ?? fault.code })

const failure = (fault: Fault): { status: 'failed'; next_at: null; fault: string } => ({
  status: 'failed',
  next_at: null,
  fault: JSON.stringify(fault),
})

/** The targets that the hub delivers to, with the place of each: what openTarget looks up. */
export const placeOfTarget = async (hub: HubContext, target: string): Promise<string | null> => {
  const active = (await activeTargets(hub.store)).some((one) => one.id === target)
  const row = await hub.store
    .selectFrom('places')
    .select('path')
    .where('target', '=', target)
    .executeTakeFirst()
  return active && row ? row.path : null
}
