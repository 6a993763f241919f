/** The trash is emptied by the hub's clock: what lay in it for thirty days is erased, like by an admin. */
import { ItemState } from '../../shared/domain/workflow.ts'
import { derivedId, HUB_AUTHOR, type Id } from '../../shared/ids.ts'
import type { HubContext } from './context.ts'
import type { Pushes } from './pushes.ts'

/** As many as are erased at one look; the next look takes the next ones. */
const AT_ONCE = 50

/** Erases what has been in the trash for long enough. `secret` makes ids that two processes share and nobody else knows. */
export const emptyTrash = async (
  hub: HubContext,
  { secret, rule }: { secret: Id; rule: Pushes['rule'] },
): Promise<void> => {
  const now = hub.clock.now()
  const due = await hub.store
    .selectFrom('items')
    .select(['id', 'state', 'due_at'])
    .where('due_at', '<=', now)
    .where('state', 'like', '%"state":"deleted"%')
    .orderBy('due_at')
    .limit(AT_ONCE)
    .execute()
  for (const row of due) {
    const { state, deleted } = ItemState.parse(JSON.parse(row.state))
    if (state !== 'deleted' || deleted === null) continue
    const ruling = await rule({
      id: derivedId(secret, `erased ${row.id} ${deleted.at}`),
      kind: 'event',
      item: row.id,
      author: HUB_AUTHOR,
      replica: hub.id,
      seq: 0,
      at: now,
      event: { type: 'erased', reason: null },
    })
    hub.log('trash-emptied', { item: row.id, verdict: ruling?.verdict ?? 'refused' })
  }
}
