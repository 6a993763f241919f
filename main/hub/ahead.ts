/**
 * What lies ready at targets ahead of its time, as rows of the outbox (shared/domain/target-ahead.ts says what may).
 *
 * An item has one such row at a target, for its whole life, and not one a revision: the row says how the site has to stand,
 * and every change of mind is a further `turn` of it. So a site is only ever told the last of what was decided, whatever the
 * decisions were in between, and what was under way for an earlier turn settles nothing. Its version is 0: whatever is released
 * is newer. It is written in the transaction of the decision, like every delivery.
 */
import { copyOfRevision } from '../../shared/document/canonical.ts'
import { goesTo, type TargetInfo } from '../../shared/domain/target.ts'
import { isHandedAhead, LEAST_AHEAD, readyAhead, siteOf } from '../../shared/domain/target-ahead.ts'
import { ItemState, lastOut } from '../../shared/domain/workflow.ts'
import type { Fault } from '../../shared/errors.ts'
import { stoppedAtDoor } from './door.ts'
import { findRevision } from './feed.ts'
import { readItem } from './ledger.ts'
import { aheadKey, OVERTAKEN_ROW, TRIED_FOR, triedUntil } from './outbox.ts'
import { activeTargets, everyTarget } from './register.ts'
import type { Reader, Tables } from './store/tables.ts'

type Row = Tables['deliveries']

/** Where an item's times are handed ahead at this moment. */
export const targetsAhead = async (db: Reader): Promise<readonly TargetInfo[]> =>
  (await activeTargets(db)).filter(isHandedAhead)

const rowsOf = (db: Reader, item: string): Promise<Row[]> =>
  db.selectFrom('deliveries').selectAll().where('item', '=', item).where('version', '=', 0).execute()

/** Begins a turn of a row: what the site was told before stays known, how far that came does not. */
const begin = (at: number) =>
  ({
    ...({ status: 'waiting', attempts: 0, next_at: at, fault: null, created_at: at } as const),
    ...{ formatted_at: null, accepted_at: null, seen: null, check_at: null, checks: 0 },
  }) as const

const put = async (
  db: Reader,
  known: Row | undefined,
  wanted: { item: string; target: string; revision: string; at: number; now: number },
): Promise<void> => {
  const { item, target, revision, at, now } = wanted
  const turn = { ...begin(now), action: 'schedule', revision, ahead_at: at, dead_at: at + TRIED_FOR } as const
  if (known)
    await db
      .updateTable('deliveries')
      .set({ ...turn, turn: known.turn + 1 })
      .where('id', '=', known.id)
      .execute()
  else
    await db
      .insertInto('deliveries')
      .values({
        ...{ id: aheadKey(item, target), item, target, version: 0, turn: 0 },
        ...{ receipt: null, sent_at: null, stands_at: null, stands_revision: null, ...turn },
      })
      .execute()
}

/**
 * What may be at the site is taken back; what never left is not sent any more. `erased`: nothing of it may stay there. One that
 * somebody gave up, or that nobody could deliver, begins anew: it was about another decision.
 */
const takeBack = async (db: Reader, row: Row, now: number, erased = false): Promise<void> => {
  const action = erased || row.action === 'kill' ? 'kill' : 'unschedule'
  if (row.action === action && (row.status === 'waiting' || row.stands_at === null)) return
  const left = row.sent_at !== null
  await db
    .updateTable('deliveries')
    .set({
      ...begin(now),
      ...{ turn: row.turn + 1, action, dead_at: triedUntil(row, now) },
      ...(left ? {} : OVERTAKEN_ROW),
    })
    .where('id', '=', row.id)
    .execute()
}

const isSo = (row: Row, { revision, at }: { revision: string; at: number }): boolean =>
  row.action === 'schedule' && row.status !== 'overtaken' && row.revision === revision && row.ahead_at === at

/**
 * Sees to it that the rows of an item say what has to lie ready for it now. `targets` are those of `targetsAhead`. Repeating it
 * changes nothing.
 */
export const keepAhead = async (
  db: Reader,
  {
    item,
    state,
    targets,
    now,
  }: { item: string; state: ItemState; targets: readonly TargetInfo[]; now: number },
): Promise<void> => {
  // From its release on it is the release that every target is told.
  if (lastOut(state) !== null) return
  const ready = readyAhead(state)
  const rows = await rowsOf(db, item)
  const wanted = new Set<string>()
  if (ready && targets.length > 0) {
    const revision = await findRevision(db, item, ready.revision)
    const copy = revision && copyOfRevision(revision.json)
    for (const { id, rules } of targets) {
      if (!copy || !goesTo(rules, copy)) continue
      const known = rows.find(({ target }) => target === id)
      const stands = known !== undefined && isSo(known, ready)
      if (!stands && ready.at - now < LEAST_AHEAD) continue
      wanted.add(id)
      if (!stands) await put(db, known, { item, target: id, now, ...ready })
    }
  }
  for (const row of rows) if (!wanted.has(row.target)) await takeBack(db, row, now, state.state === 'erased')
}

/**
 * What of an item lies ready anywhere is taken back: its minute came, and the hub may not bring it out. Where that was only because
 * somebody decided something at the same moment, who may have released it, that decision has seen to it.
 */
export const takeBackAhead = async (db: Reader, item: string, now: number): Promise<void> => {
  const held = await readItem(db, item)
  if (held?.state.state !== 'scheduled' || lastOut(held.state) !== null) return
  if (held.dueAt === null || held.dueAt > now) return
  for (const row of await rowsOf(db, item)) await takeBack(db, row, now)
}

/**
 * Why a target may not be taken away, nor become another site: something stands there that would come out by itself, with nobody
 * left who could take it back. What somebody gave up taking back holds nothing up: a site may be gone for good.
 */
export const heldByReady = async (db: Reader, target: TargetInfo): Promise<Fault | null> => {
  const before = (await everyTarget(db)).find(({ id }) => id === target.id)
  if (!before?.active || (target.active && siteOf(target) === siteOf(before))) return null
  const standing = await db
    .selectFrom('deliveries')
    .select('id')
    .where('target', '=', target.id)
    .where('version', '=', 0)
    .where('stands_at', 'is not', null)
    .where('status', 'in', ['waiting', 'delivered', 'failed'])
    .limit(1)
    .executeTakeFirst()
  return standing ? { code: 'target-stands-ready', params: { name: before.name } } : null
}

/**
 * The same for every item with a time, after the desk itself changed: a target that is told ahead from now on, or no more; or a
 * target that does not take an item any more as it is, so that the hub would not bring it out.
 */
export const keepAllAhead = async (db: Reader, now: number): Promise<void> => {
  const targets = await targetsAhead(db)
  const told = await db
    .selectFrom('deliveries')
    .select('item')
    .distinct()
    .where('version', '=', 0)
    .where('action', '=', 'schedule')
    .where('ahead_at', '>', now)
    .execute()
  if (targets.length === 0 && told.length === 0) return
  const due = await db.selectFrom('items').select(['id', 'state']).where('due_at', '>', now).execute()
  for (const { id, state: stored } of due) {
    const state = ItemState.parse(JSON.parse(stored))
    if (readyAhead(state) === null || state.publishAt === null) continue
    const event = { type: 'scheduled', schedule: state.publishAt } as const
    const stopped = await stoppedAtDoor(db, { item: id, event, before: state, next: state, now })
    await keepAhead(db, { item: id, state, targets: stopped === null ? targets : [], now })
  }
}
