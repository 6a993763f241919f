/**
 * A hub: keeps a desk's truth. Takes everything it needs as arguments and knows nothing of Electron, so that it is the
 * same hub inside the app and under plain Node.
 */
import type { Clock } from '../../shared/clock.ts'
import { mayManageDesk } from '../../shared/domain/permissions.ts'
import { type Fault, FaultError, faultOf } from '../../shared/errors.ts'
import { HUB_AUTHOR, type NewId } from '../../shared/ids.ts'
import type { HubConnection, HubNews } from '../../shared/sync/connection.ts'
import { SCHEMA_EPOCH } from '../../shared/sync/entry.ts'
import { PROTOCOL, type Ruling } from '../../shared/sync/messages.ts'
import { createAccounts } from './accounts.ts'
import type { HubContext } from './context.ts'
import { createDeliveries, placeOfTarget } from './deliveries.ts'
import { lengthOfFeed, readFeed } from './feed.ts'
import { readNewest } from './newest.ts'
import { activeTargets, people } from './register.ts'
import { createReleases } from './releases.ts'
import { rule } from './rule.ts'
import { stateHashes } from './state-hashes.ts'
import type { Store } from './store/sqlite.ts'
import type { Target } from './targets/target.ts'
import { createTeam } from './team.ts'

export type HubArguments = {
  /** The desk whose truth it keeps. */
  desk: string
  store: Store
  clock: Clock
  newId: NewId
  /** From 0 up to 1; unguessable, because recovery codes are made from it. */
  random(): number
  log: HubContext['log']
  /** Opens a folder as a target. */
  openFolder(path: string): Target
}

export type Hub = {
  id: string
  connection: HubConnection
  /** Looks at the clock and the outbox now: after a wake, or a jump of the clock. */
  wake(): Promise<void>
  stop(): Promise<void>
}

const identity = async (store: Store, newId: NewId): Promise<{ id: string; generation: number }> => {
  const rows = await store.selectFrom('meta').selectAll().execute()
  const known = new Map(rows.map((row) => [row.key, row.value]))
  const id = known.get('id')
  if (id !== undefined) return { id, generation: Number(known.get('generation') ?? 1) }
  const made = newId()
  await store
    .insertInto('meta')
    .values([
      { key: 'id', value: made },
      { key: 'generation', value: '1' },
    ])
    .execute()
  return { id: made, generation: 1 }
}

/** What is wrong with a target at the moment, or null. */
const findFault = async (target: Target): Promise<Fault | null> => {
  try {
    await target.check()
    return null
  } catch (error) {
    return faultOf(error)
  }
}

/** Opens a hub on its store: answers connections, releases on time, delivers what is released. */
export const openHub = async ({
  desk,
  store,
  clock,
  newId,
  random,
  log,
  openFolder,
}: HubArguments): Promise<Hub> => {
  const listeners = new Set<(news: HubNews) => void>()
  const began = clock.now()
  const hub: HubContext = {
    ...(await identity(store, newId)),
    desk,
    store,
    clock,
    newId,
    random,
    log,
    tell(news) {
      for (const listener of listeners) listener(news)
    },
  }
  const accounts = createAccounts(hub, { random })
  const deliveries = createDeliveries(hub, async (target) => {
    const path = await placeOfTarget(hub, target)
    return path === null ? null : openFolder(path)
  })
  const releases = createReleases(hub, () => {
    hub.tell('feed')
    void deliveries.pump()
  })

  const assertAdmin = async (by: string): Promise<void> => {
    const person = (await people(store)).find((one) => one.id === by && one.active)
    if (!person || !mayManageDesk(person)) throw new FaultError('refused-role')
  }

  const connection: HubConnection = {
    ...accounts,

    async push(author, entries) {
      const now = clock.now()
      // Only the hub writes as the hub, and it does not write by this door.
      const writer = author === HUB_AUTHOR ? '' : author
      // One transaction for the batch: the rulings are answered only when it is on disk.
      const rulings = await store.transaction().execute(async (db) => {
        const made: Ruling[] = []
        for (const entry of entries) made.push(await rule(db, entry, writer, now))
        return made
      })
      hub.tell('feed')
      if (entries.some((entry) => entry.kind === 'event' || entry.kind === 'desk-event')) {
        void releases.plan()
        void deliveries.pump()
      }
      return rulings
    },

    async pull(after, limit) {
      const entries = await readFeed(store, after, limit)
      return {
        hub: hub.id,
        generation: hub.generation,
        entries,
        more: entries.length === limit,
        length: await lengthOfFeed(store),
      }
    },

    newest: async (most) => ({
      hub: hub.id,
      generation: hub.generation,
      ...(await readNewest(store, most)),
    }),

    greet: async () => ({
      hub: hub.id,
      generation: hub.generation,
      desk: hub.desk,
      protocol: { oldest: PROTOCOL, newest: PROTOCOL },
      epoch: SCHEMA_EPOCH,
      now: clock.now(),
    }),

    line: () => ({ where: 'here', state: 'connected', fault: null, since: began, skew: 0 }),

    stateHashes: (items, position) => stateHashes(store, items, position),

    // Its replica is in the same process and hears of every entry at once.
    watch: () => undefined,
    onUpdates: () => () => undefined,

    ...createTeam(hub),
    // Who sits at the hub's own computer holds no token.
    isHere: () => false,

    onNews(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },

    async placeFolder(by, target, path) {
      await assertAdmin(by)
      await store
        .insertInto('places')
        .values({ target: target.id, path })
        .onConflict((conflict) => conflict.column('target').doUpdateSet({ path }))
        .execute()
      hub.tell('deliveries')
      void deliveries.pump()
    },

    async targetPlaces() {
      const targets = await activeTargets(store)
      return await Promise.all(
        targets.map(async ({ id }) => {
          const path = await placeOfTarget(hub, id)
          if (path === null) return { id, place: '', fault: { code: 'target-unknown' as const, params: {} } }
          return { id, place: path, fault: await findFault(openFolder(path)) }
        }),
      )
    },

    deliveries: (item, limit) => deliveries.list(item, limit),

    async retryDelivery(by, delivery) {
      const person = (await people(store)).find((one) => one.id === by && one.active)
      if (!person) throw new FaultError('refused-role')
      await deliveries.retry(delivery)
    },
  }

  await releases.plan()
  void deliveries.pump()

  return {
    id: hub.id,
    connection,
    async wake() {
      await releases.plan()
      await deliveries.pump()
    },
    async stop() {
      await releases.stop()
      await deliveries.stop()
      listeners.clear()
    },
  }
}
