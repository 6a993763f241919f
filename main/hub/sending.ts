/**
 * One delivery on its way: rendered, sent, settled; and afterwards asked for at its target. The formats are loaded with the
 * first one: nobody's first letter waits for them.
 */
import { isTakingBack, type TargetStatus } from '../../shared/domain/delivery.ts'
import type { TargetInfo } from '../../shared/domain/target.ts'
import { schedulesItself } from '../../shared/domain/target-ahead.ts'
import { type Fault, type FaultCode, FaultError, faultOf, reasonOf } from '../../shared/errors.ts'
import type { HubContext } from './context.ts'
import { createLyingReady, takingBack } from './lying-ready.ts'
import { aheadKey, OVERTAKEN_ROW, TRIED_FOR } from './outbox.ts'
import { everyTarget } from './register.ts'
import { isOfTarget, MENDED_BY_ADMIN, nextTry, type Standings } from './standings.ts'
import type { Tables } from './store/tables.ts'
import type { Delivery, Receipt, Target } from './targets/target.ts'

export type Row = Tables['deliveries']

/** Faults that trying again cannot mend: a person has to do something first, to the target or to what was sent. */
const FINAL: readonly FaultCode[] = [
  ...MENDED_BY_ADMIN,
  'target-folder-foreign-file',
  'target-refused',
  'target-taken-down',
  'target-has-newer',
  'copy-not-carried',
  'copy-not-ready',
  'refused-revision-unknown',
  'refused-not-approved',
]

/** Of those, what passes by itself at a target that took something before: a site shows another page while it is mended or moved. */
const PASSES_WHERE_IT_WORKED: readonly FaultCode[] = ['target-no-wordpress']

/** A target's disk is not the desk's: the same trouble there is another sentence. */
const ABOUT_TARGET: Partial<Record<FaultCode, FaultCode>> = {
  'disk-full': 'target-full',
  'disk-read-only': 'target-read-only',
  'disk-error': 'target-error',
}
export const aboutTarget = (fault: Fault): Fault => ({
  ...fault,
  code: ABOUT_TARGET[fault.code] ?? fault.code,
})

/** An article is looked for this long after it was delivered, or after its time (design: "Deliveries"). */
const LOOK_AFTER = 120_000
const LOOK_AGAIN = 900_000
/** How often a target is asked that does not answer, or does not do as it said. */
const MOST_CHECKS = 5

const NOWHERE: Receipt = { id: '', address: '' }

const earliest = (known: number | null, next: number | null): number | null =>
  known === null || next === null ? (known ?? next) : Math.min(known, next)

/** What lies ready there once it was told. */
const standsNow = ({ action, ahead_at, revision }: Row): Partial<Row> =>
  action === 'schedule'
    ? { stands_at: ahead_at, stands_revision: revision }
    : { stands_at: null, stands_revision: null }

/** Whether something else may lie ready there than what it is to be told now. */
const isSuperseded = ({ action, stands_at, stands_revision, ahead_at, revision }: Row): boolean =>
  action === 'schedule' && stands_at !== null && (stands_at !== ahead_at || stands_revision !== revision)

export type Means = {
  hub: HubContext
  standings: Standings
  /** Makes the adapter of a target. Throws what is wrong with it. */
  open(target: TargetInfo): Promise<Target>
  /** Rejects when the hub stops and nothing is waited for any more. */
  stopped: Promise<never>
  /** A target brought out by itself, at `at`, what was handed to it: readers have it, and the desk says so from now on. */
  broughtOut(item: string, revision: string, at: number): Promise<void>
}

export type Sending = {
  attempt(row: Row): Promise<void>
  /** Asks the target how the article of a delivered row stands, and puts right what did not come about. */
  lookAt(row: Row): Promise<void>
}

export const createSending = ({ hub, standings, open, stopped, broughtOut }: Means): Sending => {
  /** Writes a row unless it was overtaken meanwhile; says whether it was still there to be written. */
  const change = async (row: Row, set: Partial<Row>, status: Row['status'] = 'waiting'): Promise<boolean> => {
    const { numUpdatedRows } = await hub.transact((db) =>
      db
        .updateTable('deliveries')
        .set(set)
        .where('id', '=', row.id)
        .where('version', '=', row.version)
        .where('turn', '=', row.turn)
        .where('status', '=', status)
        .executeTakeFirst(),
    )
    return numUpdatedRows > 0n
  }

  const targetOf = async (row: Row): Promise<TargetInfo> => {
    const target = (await everyTarget(hub.store)).find(({ id }) => id === row.target)
    if (!target?.active) throw new FaultError('target-unknown')
    return target
  }

  /** What the target answered about the item, newest first. */
  const receiptsOf = async ({ item, target }: Row): Promise<Receipt[]> => {
    const rows = await hub.store
      .selectFrom('deliveries')
      .select('receipt')
      .where('item', '=', item)
      .where('target', '=', target)
      .where('receipt', 'is not', null)
      .orderBy('version', 'desc')
      .execute()
    const receipts = rows.map(({ receipt }) => {
      const { id, address, host } = JSON.parse(receipt ?? '{}') as Receipt
      return { id, address, host }
    })
    return receipts.filter(
      ({ id, host }, at) => receipts.findIndex((one) => one.id === id && one.host === host) === at,
    )
  }

  /** For when a release lay ready at its target, ms UTC, and whether it was to no more before it was released; null where it did not. */
  const aheadOf = async (
    { item, target, version, ahead_at }: Row,
    info: TargetInfo,
  ): Promise<{ aheadAt: number | null; takenBack: boolean }> => {
    if (version !== 1 || !schedulesItself(info.kind)) return { aheadAt: ahead_at, takenBack: false }
    const row = await hub.store
      .selectFrom('deliveries')
      .select(['ahead_at', 'sent_at', 'action'])
      .where('id', '=', aheadKey(item, target))
      .executeTakeFirst()
    return { aheadAt: row?.sent_at == null ? null : row.ahead_at, takenBack: row?.action !== 'schedule' }
  }

  const rendered = async (row: Row, info: TargetInfo, before: readonly Receipt[]): Promise<Delivery[]> => {
    if (row.version === 0 && !schedulesItself(info.kind)) throw new FaultError('target-unknown')
    const { deliveriesOf } = await import('./render.ts')
    const { aheadAt, takenBack } = await aheadOf(row, info)
    const sending = { ...row, aheadAt }
    const deliveries = await deliveriesOf(hub.store, sending, hub.clock.now(), info.settings, before)
    return deliveries.map((delivery) => ({ ...delivery, takenBack }))
  }

  /** Sends a row, and the pages with it; answers the item's own receipt. Null: it was overtaken before it left. */
  const send = async (row: Row): Promise<{ receipt: Receipt; target: Target } | null> => {
    const info = await targetOf(row)
    const target = await open(info)
    const now = hub.clock.now()
    const deliveries = await rendered(row, info, await receiptsOf(row))
    // Written down before anything leaves: from here on it may have arrived.
    const sent = {
      ...{ attempts: row.attempts + 1, formatted_at: now, sent_at: now },
      ...(row.action === 'schedule'
        ? {
            stands_at: earliest(row.stands_at, row.ahead_at),
            stands_revision: row.stands_revision ?? row.revision,
          }
        : {}),
    }
    if (!(await change(row, sent, row.status))) return null
    let receipt: Receipt | null = null
    for (const delivery of deliveries) {
      if (!hub.bus.leads()) return null
      const got = await Promise.race([target.deliver(delivery), stopped])
      // The item's own receipt is the one that counts; the page follows it.
      receipt ??= got
    }
    return receipt && { receipt, target }
  }

  /** Whether a target was told of a release since: it is that one which stands there now, and no take-back is meant for it. */
  const isReplaced = async ({ item, target, version }: Row): Promise<boolean> =>
    version === 0 &&
    (await hub.store
      .selectFrom('deliveries')
      .select('id')
      .where('item', '=', item)
      .where('target', '=', target)
      .where('version', '>', 0)
      .where('sent_at', 'is not', null)
      .limit(1)
      .executeTakeFirst()) !== undefined

  /** How a target says that something stands which lies ready there, or was to. */
  const askAhead = async (row: Row): Promise<TargetStatus> => {
    const info = await targetOf(row)
    const target = await open(info)
    const before = await receiptsOf(row)
    const [delivery] = await rendered(row, info, before)
    if (!target.status || delivery === undefined) return { state: 'gone', when: null }
    return await Promise.race([target.status(before[0] ?? NOWHERE, delivery), stopped])
  }

  const ready = createLyingReady({ hub, change, ask: askAhead, broughtOut })

  const everTook = async (target: string): Promise<boolean> =>
    (await hub.store
      .selectFrom('deliveries')
      .select('id')
      .where('target', '=', target)
      .where('accepted_at', 'is not', null)
      .limit(1)
      .executeTakeFirst()) !== undefined

  const failed = async (row: Row, thrown: unknown): Promise<void> => {
    const fault = aboutTarget(faultOf(thrown))
    const now = hub.clock.now()
    const attempts = row.attempts + 1
    hub.log('delivery-failed', { delivery: row.id, code: fault.code, reason: reasonOf(thrown) })
    const deadAt = row.dead_at ?? row.created_at + TRIED_FOR
    const passes = PASSES_WHERE_IT_WORKED.includes(fault.code) && (await everTook(row.target))
    const final = (FINAL.includes(fault.code) && !passes) || now >= deadAt
    const next = nextTry(now, row.attempts, fault, isTakingBack(row.action), hub.random())
    // A target that takes nothing takes nothing back either: mended, it gets the words that it could not get.
    const takes = !isOfTarget(fault.code) && fault.code !== 'target-taken-down'
    if (final && isSuperseded(row) && takes)
      await change(row, takingBack(row, now, { fault: JSON.stringify(fault) }))
    else
      await change(row, {
        attempts,
        fault: JSON.stringify(fault),
        ...(final
          ? { status: 'failed', next_at: null }
          : { next_at: Math.max(now + 1000, Math.min(next, deadAt)) }),
      })
    if (isOfTarget(fault.code)) await standings.failed(row.target, fault)
    hub.tell('deliveries')
  }

  /** What the target told, as it is kept. Who brought it out is not known where an earlier attempt may have done so. */
  const receiptText = ({ action, attempts }: Row, { broughtOut: by, ...told }: Receipt, at: number): string =>
    JSON.stringify({
      ...told,
      at,
      ...(by === undefined || (by === 'site' && action === 'publish' && attempts > 0)
        ? {}
        : { broughtOut: by }),
    })

  const attempt = async (row: Row): Promise<void> => {
    try {
      if (await isReplaced(row)) return void (await change(row, OVERTAKEN_ROW))
      if (ready.isPassed(row)) return await ready.passed(row)
      const sent = await send(row)
      if (sent === null) return
      const at = hub.clock.now()
      const checks = sent.target.status
        ? {
            check_at: ready.firstLook(row, at, LOOK_AFTER),
            // A site that always makes something else of a time is not told it for ever.
            checks: row.action === 'schedule' ? row.checks : 0,
          }
        : { check_at: null }
      await standings.worked(row.target)
      await change(row, {
        status: 'delivered',
        next_at: null,
        accepted_at: at,
        receipt: receiptText(row, sent.receipt, at),
        fault: null,
        ...(row.version === 0 ? standsNow(row) : {}),
        ...checks,
      })
      hub.log('delivered', { delivery: row.id, attempts: row.attempts + 1 })
      hub.tell('deliveries')
    } catch (thrown) {
      if (thrown instanceof Stopped) return
      await failed(row, thrown)
    }
  }

  const look = async (row: Row): Promise<void> => {
    if (await isReplaced(row)) return void (await change(row, OVERTAKEN_ROW, 'delivered'))
    if (row.action === 'schedule') return await ready.look(row)
    const info = await targetOf(row)
    const target = await open(info)
    const before = await receiptsOf(row)
    const [receipt] = before
    if (!target.status || receipt === undefined)
      return void (await change(row, { check_at: null }, 'delivered'))
    const [delivery] = await rendered(row, info, before)
    if (delivery === undefined) return
    const found = await Promise.race([target.status(receipt, delivery), stopped])
    const at = hub.clock.now()
    const checks = (row.checks ?? 0) + 1
    const late = found.state === 'scheduled' && (found.when ?? 0) + LOOK_AFTER <= at
    // What must be gone and is not, is sent again; what somebody changed or took away there is said and left to them.
    // A call that was slow, not lost, put back what lay ready: for another time than that of its release.
    const putBack = found.state === 'scheduled' && delivery.aheadAt != null && (found.when ?? 0) > at
    const behind = late || found.state === 'older' || (putBack && (delivery.release?.shownAt ?? 0) <= at)
    const undone = row.action === 'publish' ? behind : found.state !== 'gone'
    const seen = JSON.stringify({ ...found, at })
    if (undone && checks < MOST_CHECKS) {
      hub.log('not-as-delivered', { delivery: row.id, state: found.state })
      const again = await Promise.race([target.deliver(delivery), stopped])
      const fault: Fault = { code: 'target-not-published', params: { host: hostOf(info) } }
      await change(
        row,
        {
          ...{ seen, checks, check_at: at + LOOK_AFTER },
          receipt: receiptText(row, again, at),
          ...(row.action === 'publish' && late ? { fault: JSON.stringify(fault) } : {}),
        },
        'delivered',
      )
    } else {
      const due = found.state === 'scheduled' && !undone ? (found.when ?? at) + LOOK_AFTER : null
      await change(row, { seen, checks: 0, check_at: due }, 'delivered')
    }
    hub.tell('deliveries')
  }

  return {
    attempt,
    async lookAt(row) {
      try {
        await look(row)
      } catch (thrown) {
        if (thrown instanceof Stopped) return
        hub.log('delivery-not-checked', { delivery: row.id, reason: reasonOf(thrown) })
        if (row.action === 'schedule') return await ready.notAsked(row, aboutTarget(faultOf(thrown)))
        const checks = (row.checks ?? 0) + 1
        const again = checks < MOST_CHECKS ? hub.clock.now() + LOOK_AGAIN : null
        await change(row, { checks, check_at: again }, 'delivered')
      }
    },
  }
}

/** Where a target is, for sentences. */
export const hostOf = ({ settings, name }: TargetInfo): string => {
  if ('url' in settings) return new URL(settings.url).hostname
  return 'host' in settings ? settings.host : name
}

/** The hub stops: what is on its way is found again at the next start. */
export class Stopped extends Error {}
