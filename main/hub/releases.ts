/**
 * The clock of releases: one timer to the next due item, planned anew on every change and looked at every half
 * minute whatever happens, because machines sleep and clocks jump (design: "Time").
 */

import { ItemState } from '../../shared/domain/workflow.ts'
import { reasonOf } from '../../shared/errors.ts'
import { derivedId, HUB_AUTHOR, type Id } from '../../shared/ids.ts'
import type { HubContext } from './context.ts'
import type { Pushes } from './pushes.ts'
import { emptyTrash } from './trash.ts'

/** Later than this an item is a missed slot: people decide what happens to it, not the clock. */
export const LATE_LIMIT = 120_000
const LONGEST_SLEEP = 30_000

export type Releases = {
  /** Something changed: look again now. Resolves when everything due was ruled on. */
  plan(): Promise<void>
  /** Resolves when nothing is being released any more. */
  stop(): Promise<void>
}

type Means = {
  /**
   * Known to the processes of this hub only. The id of a release follows from it: two processes that release at the same
   * moment release once, and nobody else can take the id beforehand.
   */
  secret: Id
  rule: Pushes['rule']
}

export const createReleases = (hub: HubContext, { secret, rule }: Means): Releases => {
  let cancel: (() => void) | null = null
  let stopped = false
  let running: Promise<void> = Promise.resolve()

  const releaseDue = async (): Promise<void> => {
    const now = hub.clock.now()
    const due = await hub.store
      .selectFrom('items')
      .selectAll()
      .where('due_at', '<=', now)
      .where('due_at', '>', now - LATE_LIMIT)
      .orderBy('due_at')
      .execute()
    for (const row of due) {
      const { state, approved, live } = ItemState.parse(JSON.parse(row.state))
      if (approved === null || state !== 'scheduled') continue
      const ruling = await rule({
        id: derivedId(secret, `released ${row.id} ${approved} ${(live?.version ?? 0) + 1} ${row.due_at}`),
        kind: 'event',
        item: row.id,
        author: HUB_AUTHOR,
        replica: hub.id,
        seq: 0,
        at: now,
        event: { type: 'released', revision: approved },
      })
      hub.log('release', {
        item: row.id,
        late: now - (row.due_at ?? now),
        verdict: ruling?.verdict ?? 'refused',
      })
    }
  }

  const nextWake = async (): Promise<number> => {
    const now = hub.clock.now()
    const next = await hub.store
      .selectFrom('items')
      .select('due_at')
      .where('due_at', '>', now)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst()
    return Math.min(LONGEST_SLEEP, Math.max(0, (next?.due_at ?? Number.POSITIVE_INFINITY) - now))
  }

  const look = async (): Promise<void> => {
    cancel?.()
    cancel = null
    // One process of a hub releases; the others begin when they lead.
    if (stopped || !hub.bus.leads()) return
    await releaseDue()
    await emptyTrash(hub, { secret, rule })
    const wait = await nextWake()
    if (!stopped) cancel = hub.clock.after(wait, () => void releases.plan())
  }

  const releases: Releases = {
    plan() {
      running = running.then(look).catch((error: unknown) => {
        hub.log('release-failed', { reason: reasonOf(error) })
        if (!stopped) cancel = hub.clock.after(LONGEST_SLEEP, () => void releases.plan())
      })
      return running
    },
    async stop() {
      stopped = true
      cancel?.()
      await running
    },
  }
  return releases
}
