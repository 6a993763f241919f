/**
 * The clock of releases: one timer to the next due item, planned anew on every change and looked at every half
 * minute whatever happens, because machines sleep and clocks jump (design: "Time").
 */

import type { ItemEvent } from '../../shared/domain/event.ts'
import { lateLimit } from '../../shared/domain/goes-out.ts'
import { ItemState } from '../../shared/domain/workflow.ts'
import { reasonOf } from '../../shared/errors.ts'
import { derivedId, HUB_AUTHOR, type Id } from '../../shared/ids.ts'
import type { Entry } from '../../shared/sync/entry.ts'
import type { HubContext } from './context.ts'
import type { Pushes } from './pushes.ts'
import { settings } from './register.ts'
import { emptyTrash } from './trash.ts'

/** However far off the next thing is, the clock is looked at this often, ms: it may have jumped. */
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

  /** An entry of the hub's own. Its id follows from what it is about, so that it is ruled on once, whoever makes it. */
  const own = (item: Id, about: string, event: ItemEvent): Entry => ({
    id: derivedId(secret, about),
    kind: 'event',
    item,
    author: HUB_AUTHOR,
    replica: hub.id,
    seq: 0,
    at: hub.clock.now(),
    event,
  })

  /** Rules on what is due, in the order of its times; what is due at one minute shares a transaction. */
  const ruleOn = async (what: 'release' | 'taken-off', due: readonly { at: number; entry: Entry }[]) => {
    const now = hub.clock.now()
    const rulings = await Promise.all(due.map(({ entry }) => rule(entry)))
    for (const [index, { at, entry }] of due.entries())
      hub.log(what, {
        item: entry.item ?? '',
        late: now - at,
        verdict: rulings[index]?.verdict ?? 'refused',
      })
  }

  /** Later than the desk's rule allows an item is a missed slot: people decide what happens to it, not the clock. */
  const releaseDue = async (): Promise<void> => {
    const now = hub.clock.now()
    const waiting = await isWaiting('due_at', now)
    if (!waiting) return
    const limit = lateLimit((await settings(hub.store)).missed)
    const rows = await hub.store
      .selectFrom('items')
      .select(['id', 'state', 'due_at'])
      .where('due_at', '<=', now)
      .where('due_at', '>', now - limit)
      .orderBy('due_at')
      .orderBy('begun')
      .execute()
    await ruleOn(
      'release',
      rows.flatMap((row) => {
        const { state, approved, live } = ItemState.parse(JSON.parse(row.state))
        if (approved === null || state !== 'scheduled') return []
        const about = `released ${row.id} ${approved} ${(live?.version ?? 0) + 1} ${row.due_at}`
        return [
          { at: row.due_at ?? now, entry: own(row.id, about, { type: 'released', revision: approved }) },
        ]
      }),
    )
  }

  /** What is to come off its targets comes off, however late: leaving it on breaks the promise for longer. */
  const takeOffDue = async (): Promise<void> => {
    const now = hub.clock.now()
    const rows = await hub.store
      .selectFrom('items')
      .select(['id', 'state', 'off_at'])
      .where('off_at', '<=', now)
      .orderBy('off_at')
      .execute()
    await ruleOn(
      'taken-off',
      rows.flatMap((row) => {
        const { live } = ItemState.parse(JSON.parse(row.state))
        if (live === null) return []
        const about = `taken off ${row.id} ${live.version} ${row.off_at}`
        return [{ at: row.off_at ?? now, entry: own(row.id, about, { type: 'unpublished', reason: '' }) }]
      }),
    )
  }

  const isWaiting = async (column: 'due_at' | 'off_at', until: number): Promise<boolean> =>
    (await hub.store.selectFrom('items').select(column).where(column, '<=', until).limit(1).execute())
      .length > 0

  const nextAt = async (column: 'due_at' | 'off_at', now: number): Promise<number> => {
    const row = await hub.store
      .selectFrom('items')
      .select(column)
      .where(column, '>', now)
      .orderBy(column)
      .limit(1)
      .executeTakeFirst()
    return row?.[column] ?? Number.POSITIVE_INFINITY
  }

  const nextWake = async (): Promise<number> => {
    const now = hub.clock.now()
    const next = Math.min(await nextAt('due_at', now), await nextAt('off_at', now))
    // By the clock of this moment: asking took time.
    return Math.min(LONGEST_SLEEP, Math.max(0, next - hub.clock.now()))
  }

  const look = async (): Promise<void> => {
    cancel?.()
    cancel = null
    // One process of a hub releases; the others begin when they lead.
    if (stopped || !hub.bus.leads()) return
    await releaseDue()
    await takeOffDue()
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
