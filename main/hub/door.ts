/** What an item has to be before it goes out of the door, asked of a decision that would let it (design: "Deliveries"). */
import { copyOfRevision } from '../../shared/document/canonical.ts'
import type { Copy } from '../../shared/domain/copy.ts'
import type { ItemEvent } from '../../shared/domain/event.ts'
import { EVERYTHING } from '../../shared/domain/target.ts'
import { type ItemState, leavesBy } from '../../shared/domain/workflow.ts'
import type { Fault } from '../../shared/errors.ts'
import { faultOfDoor, heldUp } from '../../shared/formats/desk-door.ts'
import { findRevision } from './feed.ts'
import { everSentTo } from './outbox.ts'
import { activeTargets, agencies } from './register.ts'
import type { Reader } from './store/tables.ts'

const copyOf = async (db: Reader, item: string, hash: string | null): Promise<Copy | null> => {
  const revision = hash === null ? null : await findRevision(db, item, hash)
  return revision ? copyOfRevision(revision.json) : null
}

/**
 * Why an item may not leave by this decision, or null. `next` is the item after it. What was accepted in the same
 * transaction has to be written down already.
 */
export const stoppedAtDoor = async (
  db: Reader,
  {
    item,
    event,
    before,
    next,
    now,
  }: { item: string; event: ItemEvent; before: ItemState; next: ItemState; now: number },
): Promise<Fault | null> => {
  const leaving = leavesBy(event, next, now)
  if (!leaving) return null
  const had = await everSentTo(db, item)
  // What has an earlier version of it gets this one too, whatever its rules say by now, and asks the same of it.
  const targets = (await activeTargets(db)).map((target) =>
    had.has(target.id) ? { ...target, rules: EVERYTHING } : target,
  )
  const copy = targets.length === 0 ? null : await copyOf(db, item, leaving.revision)
  if (!copy) return null
  const live = await copyOf(db, item, before.live?.revision ?? null)
  const times = { publishAt: leaving.publishAt, embargoUntil: next.embargoUntil?.instant ?? null }
  const [first] = heldUp({ copy, live, ...times }, { targets, agencies: await agencies(db) })
  return first ? faultOfDoor(first) : null
}
