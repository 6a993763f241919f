/**
 * The outbox: a delivery row in the transaction of the event that causes it, so that "published" and "must be
 * delivered" can never disagree (design: "Deliveries").
 */
import { copyOfRevision, hashText } from '../../shared/document/canonical.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import { type DeliveryAction, TAKING_BACK } from '../../shared/domain/delivery.ts'
import { goesTo, type TargetInfo } from '../../shared/domain/target.ts'
import { type ItemState, lastOut } from '../../shared/domain/workflow.ts'
import type { Fault } from '../../shared/errors.ts'
import { findRevision } from './feed.ts'
import { activeTargets, everyTarget, heldTargets } from './register.ts'
import type { Reader, Tables } from './store/tables.ts'

type Cause = { item: string; state: ItemState; action: DeliveryAction; at: number }

/** Of everything that is released: nothing of it lies ready anywhere by this row. */
const NOT_AHEAD = { ahead_at: null, stands_at: null, stands_revision: null, turn: 0 } as const

/** After this long without success somebody has to decide (quality.md, R14). */
export const TRIED_FOR = 86_400_000

/**
 * Until when something that is told now is tried, ms UTC: a day, and where it is about what lies ready somewhere until a day after
 * the minute at which that comes out. Given up before it, a change of mind would not happen.
 */
export const triedUntil = (
  row: Pick<Tables['deliveries'], 'ahead_at' | 'stands_at' | 'version'>,
  now: number,
): number => (row.version === 0 ? Math.max(now, row.ahead_at ?? 0, row.stands_at ?? 0) : now) + TRIED_FOR

/** The key of a delivery: the same cause always makes the same key, so a retry makes no second article. */
export const deliveryKey = (item: string, revision: string, action: string, target: string): string =>
  hashText(`${item} ${revision} ${action} ${target}`).slice(0, 32)

/** The key of what lies ready of an item at a target ahead of its time: one for all that is ever decided about it (ahead.ts). */
export const aheadKey = (item: string, target: string): string => deliveryKey(item, '', 'ahead', target)

/** Why a delivery does not go any more. */
export const OVERTAKEN: Fault = { code: 'refused-revision-superseded', params: {} }

/** A row that goes nowhere any more. */
export const OVERTAKEN_ROW = {
  status: 'overtaken',
  next_at: null,
  check_at: null,
  fault: JSON.stringify(OVERTAKEN),
} as const

/** Targets that got an item, or were to: whatever of it was ever released to them. */
export const everSentTo = async (db: Reader, item: string): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('deliveries')
    .select('target')
    .distinct()
    .where('item', '=', item)
    .where('version', '>', 0)
    .execute()
  return new Set(rows.map(({ target }) => target))
}

/** Those, and where it lay ready ahead of its time: a draft of it may be there. */
const everAt = async (db: Reader, item: string): Promise<Set<string>> => {
  const rows = await db
    .selectFrom('deliveries')
    .select('target')
    .distinct()
    .where('item', '=', item)
    .where((is) => is.or([is('version', '>', 0), is('sent_at', 'is not', null)]))
    .execute()
  return new Set(rows.map(({ target }) => target))
}

const isForAll = ({ rules }: TargetInfo): boolean =>
  rules.sections === null && rules.kinds === null && rules.agencies === null

/** The copy of a revision; read only where rules ask for it. */
const copyOf = async (db: Reader, item: string, hash: string): Promise<Copy | null> => {
  const revision = await findRevision(db, item, hash)
  return revision && copyOfRevision(revision.json)
}

/**
 * Which targets get it: those whose rules say so, and every one that the item ever went to, whatever the rules say now. A
 * kill, or taking off, goes only there; to a target that is gone as well, so that somebody hears that it cannot be told.
 */
const receivers = async (
  db: Reader,
  { item, action }: Cause,
  revision: string,
): Promise<readonly string[]> => {
  if (action !== 'publish') {
    const had = await everAt(db, item)
    return (await everyTarget(db)).map(({ id }) => id).filter((id) => had.has(id))
  }
  const had = await everSentTo(db, item)
  const targets = await activeTargets(db)
  const undecided = targets.some((target) => !had.has(target.id) && !isForAll(target))
  const copy = undecided ? await copyOf(db, item, revision) : null
  return targets
    .filter(
      (target) => had.has(target.id) || isForAll(target) || (copy !== null && goesTo(target.rules, copy)),
    )
    .map(({ id }) => id)
}

/**
 * Writes down what every target has to get. What waited for the same item, or failed, is overtaken by it: a correction
 * goes in its place, and a kill in the place of everything. Only at a target that an admin holds back nothing but a kill takes the
 * place of a take-back: it would wait, and what lies ready there would come out.
 */
export const queueDeliveries = async (db: Reader, cause: Cause): Promise<void> => {
  const { item, state, action, at } = cause
  const out = lastOut(state)
  if (!out) return
  const held = action === 'kill' ? new Set<string>() : await heldTargets(db)
  for (const target of await receivers(db, cause, out.revision)) {
    const id = deliveryKey(item, out.revision, action, target)
    const before = () => {
      const rows = db.updateTable('deliveries').where('item', '=', item).where('target', '=', target)
      return held.has(target)
        ? rows.where((is) => is.or([is('version', '>', 0), is('action', 'not in', TAKING_BACK)]))
        : rows
    }
    await before()
      .set(OVERTAKEN_ROW)
      // Nothing lies ready there any more: from now on it is this that every target is told.
      .where((is) =>
        is.or([
          is('status', 'in', ['waiting', 'failed']),
          is.and([is('version', '=', 0), is('status', '=', 'delivered')]),
        ]),
      )
      .execute()
    // Nobody asks any more how the version before it stands.
    await before().set({ check_at: null }).where('check_at', 'is not', null).execute()
    const begun = {
      status: 'waiting',
      // A kill is the next version of what went out (standards, section 3); taking off counts for itself.
      version: action === 'kill' ? out.version + 1 : out.version,
      attempts: 0,
      next_at: at,
      dead_at: at + TRIED_FOR,
      fault: null,
      created_at: at,
      formatted_at: null,
      accepted_at: null,
      seen: null,
      check_at: null,
      checks: 0,
    } as const
    await db
      .insertInto('deliveries')
      .values({
        id,
        item,
        revision: out.revision,
        action,
        target,
        receipt: null,
        sent_at: null,
        ...NOT_AHEAD,
        ...begun,
      })
      // The same revision again is the same article: it is sent again under its own key, as the newer version.
      .onConflict((conflict) => conflict.column('id').doUpdateSet(begun))
      .execute()
  }
}
