/**
 * The clock of releases: one timer to the next due item, planned anew on every change and looked at every half
 * minute whatever happens, because machines sleep and clocks jump (design: "Time").
 */

import type { ItemEvent } from '../../shared/domain/event.ts'
import { lateLimit, MOST_LATE } from '../../shared/domain/goes-out.ts'
import { ItemState } from '../../shared/domain/workflow.ts'
import { reasonOf } from '../../shared/errors.ts'
import { derivedId, HUB_AUTHOR, type Id } from '../../shared/ids.ts'
import type { Entry } from '../../shared/sync/entry.ts'
import type { HubContext } from './context.ts'
import { readItem } from './ledger.ts'
import type { Pushes } from './pushes.ts'
import { settings } from './register.ts'
import { nextDue } from './store/next-due.ts'
import { emptyTrash } from './trash.ts'

/** However far off the next thing is, the clock is looked at this often, ms: it may have jumped. */
const LONGEST_SLEEP = 30_000

/** A row that the clock has to do something about. */
type Due = { id: string; state: string; due_at: number | null; off_at: number | null }

const TAKEN_OFF = { type: 'unpublished', reason: '' } as const

export type Releases = {
  /** Something changed: look again now. Resolves when everything due was ruled on. */
  plan(): Promise<void>
  /**
   * A target that was handed `revision` ahead brought it out by itself at `at`, its minute, and the hub did not: it is released
   * as what it is. Nothing happens where something else was decided meanwhile.
   */
  broughtOut(item: string, revision: string, at: number): Promise<void>
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
  /** The hub may not bring an item out as it is: no target may do so in its place. */
  refused(item: Id): Promise<void>
}

export const createReleases = (hub: HubContext, { secret, rule, refused }: Means): Releases => {
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
  const ruleOn = async (
    what: 'release' | 'brought-out' | 'taken-off',
    due: readonly { at: number; entry: Entry }[],
  ) => {
    const now = hub.clock.now()
    const rulings = await Promise.all(due.map(({ entry }) => rule(entry)))
    for (const [index, { at, entry }] of due.entries()) {
      const verdict = rulings[index]?.verdict ?? 'refused'
      hub.log(what, { item: entry.item ?? '', late: now - at, verdict })
      if (what !== 'taken-off' && verdict === 'refused' && entry.item !== null) await refused(entry.item)
    }
  }

  /** The release of an item by its time: the same entry, whoever finds that it is due. */
  const releaseOf = (id: Id, { approved, live }: ItemState, at: number, since?: number): Entry | null =>
    approved === null
      ? null
      : own(id, `released ${id} ${approved} ${(live?.version ?? 0) + 1} ${at}`, {
          type: 'released',
          revision: approved,
          ...(since === undefined ? {} : { since }),
        })

  /** What the clock has to do something about by now: both are asked for at once. */
  const findDue = (now: number): Promise<Due[]> =>
    hub.store
      .selectFrom('items')
      .select(['id', 'state', 'due_at', 'off_at'])
      .where((is) =>
        is.or([
          is.and([is('due_at', '<=', now), is('due_at', '>', now - MOST_LATE)]),
          is('off_at', '<=', now),
        ]),
      )
      .orderBy('due_at')
      .orderBy('begun')
      .execute()

  /** Later than the desk's rule allows an item is a missed slot: people decide what happens to it, not the clock. */
  const releaseDue = async (found: readonly Due[], now: number): Promise<void> => {
    const due = found.flatMap(({ id, state: stored, due_at: at }) => {
      if (at === null || at > now) return []
      const state = ItemState.parse(JSON.parse(stored))
      const entry = state.state === 'scheduled' ? releaseOf(id, state, at) : null
      return entry === null ? [] : [{ at, entry }]
    })
    if (due.length === 0) return
    const limit = lateLimit((await settings(hub.store)).missed)
    await ruleOn(
      'release',
      due.filter(({ at }) => now - at < limit),
    )
  }

  /** What is to come off its targets comes off, however late: leaving it on breaks the promise for longer. */
  const takeOffDue = async (found: readonly Due[], now: number): Promise<void> => {
    const due = found.flatMap(({ id, state, off_at: at }) => {
      const live = at !== null && at <= now ? ItemState.parse(JSON.parse(state)).live : null
      if (at === null || live === null) return []
      return [{ at, entry: own(id, `taken off ${id} ${live.version} ${at}`, TAKEN_OFF) }]
    })
    await ruleOn('taken-off', due)
  }

  const nextWake = async (): Promise<number> => {
    const next = await nextDue(hub.store, hub.clock.now())
    // By the clock of this moment: asking took time.
    return Math.min(LONGEST_SLEEP, Math.max(0, next - hub.clock.now()))
  }

  const look = async (): Promise<void> => {
    cancel?.()
    cancel = null
    // One process of a hub releases; the others begin when they lead.
    if (stopped || !hub.bus.leads()) return
    const now = hub.clock.now()
    const found = await findDue(now)
    await releaseDue(found, now)
    await takeOffDue(found, now)
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
    async broughtOut(item, revision, at) {
      const held = await readItem(hub.store, item)
      if (stopped || held?.state.state !== 'scheduled' || held.state.approved !== revision) return
      if (held.dueAt === null || held.dueAt > hub.clock.now()) return
      const entry = releaseOf(item, held.state, held.dueAt, at)
      if (entry !== null) await ruleOn('brought-out', [{ at, entry }])
    },

    async stop() {
      stopped = true
      cancel?.()
      await running
    },
  }
  return releases
}
