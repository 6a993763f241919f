import { readRevision } from '../../shared/document/read-revision.ts'
import type { ItemEvent } from '../../shared/domain/event.ts'
import { type ItemState, leavesBy } from '../../shared/domain/workflow.ts'
import type { Fault } from '../../shared/errors.ts'
import { faultOfDoor, heldUp } from '../../shared/formats/desk-door.ts'
import { readAgencies, readTargets } from '../db/register.ts'
import type { DeskContext } from './context.ts'
import { copyOf } from './page.ts'

type Leaving = { item: string; event: ItemEvent; before: ItemState; next: ItemState; made?: Made | null }

/** A revision that is made by the same decision, and is not written down yet. */
export type Made = { hash: string; json: string }

/** Why an item may not leave by this decision, as the hub will say it too; null when it may. `next` is the item after it. */
export const stoppedAtDoor = (
  desk: DeskContext,
  { item, event, before, next, made = null }: Leaving,
): Fault | null => {
  const leaving = leavesBy(event, next, desk.clock.now())
  const copy =
    leaving &&
    (made?.hash === leaving.revision ? readRevision(made.json) : copyOf(desk, item, leaving.revision))
  if (!leaving || !copy) return null
  const live = before.live && copyOf(desk, item, before.live.revision)
  const times = { publishAt: leaving.publishAt, embargoUntil: next.embargoUntil?.instant ?? null }
  const [first] = heldUp(
    { copy, live, ...times },
    { targets: readTargets(desk.db), agencies: readAgencies(desk.db) },
  )
  return first ? faultOfDoor(first) : null
}
