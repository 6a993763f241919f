/** Other publish times for a whole set of items in one step, so that shifting, swapping and spacing are one, and undone as one. */
import type { ItemEvent } from '../../shared/domain/event.ts'
import { can } from '../../shared/domain/permissions.ts'
import type { Schedule } from '../../shared/domain/schedule.ts'
import { type Fault, FaultError, faultOf } from '../../shared/errors.ts'
import { derivedId } from '../../shared/ids.ts'
import type { Input, Output } from '../../shared/ipc/contract.ts'
import { entryById, type NewEntry } from '../db/entries.ts'
import type { DeskContext } from './context.ts'
import { assertEvent, scheduleOf } from './decide.ts'
import { type DeskActor, policyOf } from './rights.ts'
import { stateOfItem } from './state-of-item.ts'
import { append } from './write.ts'

type Move = Input<'desk', 'queue.move'>['moves'][number]
type Moved = Output<'desk', 'queue.move'>

const isSame = (a: Schedule | null, b: Schedule | null): boolean =>
  a === b || (a !== null && b !== null && a.instant === b.instant && a.zone === b.zone && a.wall === b.wall)

/**
 * Moves all of them or none. `command` is the id of the command: said twice, it moves once and answers the same. Where one
 * cannot be moved, every one that cannot is named.
 */
export const moveAll = (
  desk: DeskContext,
  actor: DeskActor,
  command: string,
  moves: readonly Move[],
): Moved => {
  if (new Set(moves.map(({ item }) => item)).size < moves.length)
    throw new FaultError('bad-request', { field: 'moves' })
  const before: Moved['before'] = []
  const stopped: { item: string; fault: Fault }[] = []
  const entries: NewEntry[] = []
  const policy = policyOf(desk.db)
  for (const { item, schedule } of moves) {
    const id = derivedId(command, `moved ${item}`)
    const again = entryById(desk.db, id) !== null
    const found = stateOfItem(desk.db, item, again ? id : null)
    before.push({ item, schedule: found.state.publishAt })
    if (again) continue
    try {
      if (!found.created) throw new FaultError('gone')
      // Who wrote it is not asked where its time is moved.
      const allowed = can(actor, 'schedule', { kind: found.kind, state: found.state, authors: [] }, policy)
      if (!allowed.ok) throw new FaultError(allowed.reason)
      const wanted = schedule && scheduleOf(schedule)
      if (isSame(wanted, found.state.publishAt)) continue
      const event: ItemEvent = wanted ? { type: 'scheduled', schedule: wanted } : { type: 'unscheduled' }
      assertEvent(desk, actor, { item, before: found.state, event, made: null })
      entries.push({ id, kind: 'event', item, author: actor.id, at: desk.clock.now(), event })
    } catch (error) {
      if (!(error instanceof FaultError)) desk.log('move-failed', { item })
      stopped.push({ item, fault: faultOf(error) })
    }
  }
  if (stopped.length === 0 && entries.length > 0) append(desk, entries)
  return { before, stopped }
}
