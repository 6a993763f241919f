/**
 * A hub: keeps a desk's truth. Takes everything it needs as arguments and knows nothing of Electron, so that it is the
 * same hub inside the app and under plain Node.
 */
import type { Clock } from '../../shared/clock.ts'
import { mayManageDesk } from '../../shared/domain/permissions.ts'
import type { Person } from '../../shared/domain/person.ts'
import type { TargetInfo } from '../../shared/domain/target.ts'
import { FaultError, reasonOf } from '../../shared/errors.ts'
import type { Id, NewId } from '../../shared/ids.ts'
import type { HubConnection, HubNews } from '../../shared/sync/connection.ts'
import { type Entry, SCHEMA_EPOCH } from '../../shared/sync/entry.ts'
import { type Greeting, PROTOCOL, type Ruling } from '../../shared/sync/messages.ts'
import { createAccounts } from './accounts.ts'
import { takeBackAhead } from './ahead.ts'
import { type Arrivals, createArrivals } from './arrivals.ts'
import { type Bus, lonelyBus, type Transact } from './bus.ts'
import type { HubContext } from './context.ts'
import { createDeliveries } from './deliveries.ts'
import { lengthOfFeed, readFeed } from './feed.ts'
import { createInvitations } from './invitations.ts'
import { createLive, type Live, type Source } from './live.ts'
import { readNewest } from './newest.ts'
import { createPushes } from './pushes.ts'
import { people } from './register.ts'
import { createReleases } from './releases.ts'
import { stateHashes } from './state-hashes.ts'
import { countStore, type StoreCounts } from './store/count.ts'
import type { Store } from './store/sqlite.ts'
import type { TargetFetch } from './targets/http.ts'
import { targetOpener } from './targets/open.ts'
import { secretsInMemory, type TargetSecrets } from './targets/secrets.ts'
import type { Target } from './targets/target.ts'
import { createTargets } from './targets-of-hub.ts'
import { createTeam } from './team.ts'
import { type Bearer, createTokens, type Tokens } from './tokens.ts'
import { createTries } from './tries.ts'

export type HubArguments = {
  /** The desk whose truth it keeps. */
  desk: string
  store: Store
  /** Where several processes share the store: one transaction at a time over all of them. */
  transact?: Transact
  /** Where several processes share the store: how they tell each other. */
  bus?: Bus
  /** The newest schema epoch that it takes in; this build's own unless a test says otherwise. */
  epoch?: number
  clock: Clock
  newId: NewId
  /** From 0 up to 1; unguessable, because codes and tokens are made from it. */
  random(): number
  log: HubContext['log']
  /** Opens a folder as a target. */
  openFolder(path: string): Target
  /** Where what targets ask for is kept; in memory unless said. */
  secrets?: TargetSecrets
  /** The way out over HTTP to targets; the guarded one unless a test says otherwise. */
  fetchFor?: (ownNetwork: boolean) => TargetFetch
}

/** What the hub opens to others, over HTTP and lines. Who asks is said by a token, and never by what is asked. */
export type HubDoor = {
  clock: Clock
  live: Live
  tokens: Tokens
  arrivals: Arrivals
  greet(): Greeting
  push(author: Id, entries: readonly Entry[], source: Source): Promise<Ruling[]>
  /** Whether this is the passphrase of whoever holds a token. Guesses at sign-in do not stand in the way. */
  checkPassphrase(bearer: Bearer, passphrase: string): Promise<void>
  /** A new passphrase, by whoever holds a token. */
  setPassphrase(bearer: Bearer, person: Id, passphrase: string, old: string | null): Promise<string>
  /** What it asked of its store so far. */
  counts: Readonly<StoreCounts>
  /** Whether its store answers. */
  isWell(): Promise<boolean>
}

export type Hub = {
  id: string
  connection: HubConnection
  door: HubDoor
  /** Looks at the clock and the outbox now: after a wake, or a jump of the clock. */
  wake(): Promise<void>
  stop(): Promise<void>
}

type Identity = { id: string; generation: number; secret: string }

const identity = async (store: Store, transact: Transact, newId: NewId): Promise<Identity> => {
  const read = async (): Promise<Map<string, string>> =>
    new Map((await store.selectFrom('meta').selectAll().execute()).map((row) => [row.key, row.value]))
  const known = await read()
  const missing = ['id', 'secret'].filter((key) => !known.has(key))
  if (missing.length > 0)
    await transact(async (db) => {
      const values = missing.map((key) => ({ key, value: newId() }))
      if (!known.has('generation')) values.push({ key: 'generation', value: '1' })
      // Another process may have begun at the same moment: who was first counts for both.
      await db
        .insertInto('meta')
        .values(values)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    })
  const now = missing.length > 0 ? await read() : known
  return {
    id: now.get('id') ?? '',
    generation: Number(now.get('generation') ?? 1),
    secret: now.get('secret') ?? '',
  }
}

/** Opens a hub on its store: answers connections, releases on time, delivers what is released. */
export const openHub = async ({
  desk,
  store: given,
  transact: shared,
  bus = lonelyBus,
  epoch = SCHEMA_EPOCH,
  clock,
  newId,
  random,
  log,
  openFolder,
  secrets = secretsInMemory(),
  fetchFor,
}: HubArguments): Promise<Hub> => {
  const listeners = new Set<(news: HubNews) => void>()
  const began = clock.now()
  const say = (news: HubNews): void => {
    for (const listener of listeners) listener(news)
  }
  const { store, transact, counts } = countStore(
    given,
    shared ?? ((work) => given.transaction().execute(work)),
  )
  const { secret, ...ids } = await identity(store, transact, newId)
  const hub: HubContext = {
    ...ids,
    desk,
    store,
    transact,
    bus,
    epoch,
    clock,
    newId,
    random,
    log,
    tell(news) {
      say(news)
      if (news !== 'deliveries') return
      live.deliveries()
      bus.tell({ type: 'deliveries' })
    },
  }
  const review = async (): Promise<void> => {
    say('team')
    await live.review().catch((error: unknown) => log('review-failed', { reason: reasonOf(error) }))
  }
  const tries = createTries(hub)
  const accounts = createAccounts(hub, tries)
  const tokens = createTokens(hub, () => {
    bus.tell({ type: 'people' })
    void review()
  })
  const live = createLive({ hub, stillThere: tokens.stillThere })
  await live.presences.readNames()
  const targets = createTargets({
    hub,
    secrets,
    open: targetOpener({ desk, clock, random, openFolder, ...(fetchFor ? { fetchFor } : {}) }),
    standing: (target) => deliveries.standings.read(target),
  })
  const deliveries = createDeliveries(
    hub,
    (target) => targets.open(target),
    (item, revision, at) => releases.broughtOut(item, revision, at),
  )
  /** A target that is gone leaves no key behind. */
  const targetChanged = ({ id, active, kind }: TargetInfo): void => {
    if (!active && kind !== 'folder')
      void targets
        .keepSecret(id, null)
        .catch((error: unknown) => log('secret-kept-on', { reason: reasonOf(error) }))
    freshen(id)
  }
  const freshen = (target: string): void => {
    deliveries.freshen(target).catch((error: unknown) => log('outbox-failed', { reason: reasonOf(error) }))
  }
  const pushes = createPushes(hub, (accepted) => {
    if (accepted.entries.length === 0) return
    const decided = accepted.entries.some(({ entry }) => entry.kind !== 'update')
    live.accepted(accepted)
    say('feed')
    if (!decided) return
    say('decided')
    const changed = accepted.entries.flatMap(({ entry }) =>
      entry.kind === 'desk-event' && entry.event.type === 'person' ? [entry.event.person] : [],
    )
    if (changed.length > 0) {
      void review()
      // Told when it is so: who comes back one day signs in again.
      tokens
        .revokeAllOf(changed.filter((person) => !person.active).map((person) => person.id))
        .catch((error: unknown) => log('revoke-failed', { reason: reasonOf(error) }))
        .finally(() => bus.tell({ type: 'people' }))
    }
    for (const { entry } of accepted.entries)
      if (entry.kind === 'desk-event' && entry.event.type === 'target') targetChanged(entry.event.target)
    void releases.plan()
    void deliveries.pump()
  })
  const releases = createReleases(hub, {
    secret,
    rule: pushes.rule,
    async refused(item) {
      await transact((db) => takeBackAhead(db, item, clock.now()))
      void deliveries.pump()
    },
  })
  const invitations = createInvitations(hub, accounts)
  const arrivals = createArrivals({
    hub,
    accounts,
    invitations,
    tokens,
    tries,
    announce: (entry) => pushes.announce(entry),
  })
  const lead = (): void => {
    void releases.plan()
    void deliveries.pump()
  }
  const deaf = bus.hear((message) => {
    live.hearBus(message)
    switch (message.type) {
      case 'feed':
        say('feed')
        if (!message.decided) return
        say('decided')
        return lead()
      case 'deliveries':
        say('deliveries')
        return void deliveries.pump()
      case 'people':
        return say('team')
      case 'presence':
      case 'who':
        return
    }
  })
  const unled = bus.onLead(lead)
  bus.tell({ type: 'who' })

  const activePerson = async (by: string): Promise<Person> => {
    const person = (await people(store)).find((one) => one.id === by && one.active)
    if (!person) throw new FaultError('refused-role')
    return person
  }

  const assertAdmin = async (by: string): Promise<void> => {
    if (!mayManageDesk(await activePerson(by))) throw new FaultError('refused-role')
  }

  const greet = (): Greeting => ({
    hub: hub.id,
    generation: hub.generation,
    desk: hub.desk,
    protocol: { oldest: PROTOCOL, newest: PROTOCOL },
    epoch,
    now: clock.now(),
  })

  const connection: HubConnection = {
    withPassphrase: accounts.withPassphrase,
    signIn: accounts.signIn,
    setPassphrase: (by, person, passphrase, old) => accounts.setPassphrase(by, person, passphrase, old),
    recover: accounts.recover,

    push: (author, entries) => pushes.push(author, entries, 'here'),

    async pull(after, limit) {
      return {
        hub: hub.id,
        generation: hub.generation,
        ...(await readFeed(store, after, limit)),
        length: await lengthOfFeed(store),
      }
    },

    newest: async (most) => ({
      hub: hub.id,
      generation: hub.generation,
      ...(await readNewest(store, most)),
    }),

    greet: async () => greet(),

    line: () => ({ where: 'here', state: 'connected', fault: null, since: began, skew: 0 }),

    stateHashes: (items, position) => stateHashes(store, items, position),

    ...createTeam({ live, tokens, invitations }),
    // Who sits at the hub's own computer holds no token.
    isHere: () => false,

    onNews(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },

    async placeFolder(by, target, path) {
      await assertAdmin(by)
      await transact((db) =>
        db
          .insertInto('places')
          .values({ target: target.id, path })
          .onConflict((conflict) => conflict.column('target').doUpdateSet({ path }))
          .execute(),
      )
      freshen(target.id)
    },

    targetPlaces: targets.standings,

    async keepTargetSecret(by, target, kept) {
      await assertAdmin(by)
      await targets.keepSecret(target, kept)
      freshen(target)
    },

    async testTarget(by, wanted) {
      await assertAdmin(by)
      const fault = await targets.test(wanted)
      if (fault === null && wanted.target !== null) freshen(wanted.target)
      return fault
    },

    deliveries: (query) => deliveries.list(query),
    async retryDelivery(by, delivery) {
      await activePerson(by)
      await deliveries.retry(delivery)
    },
    async giveUpDelivery(by, delivery) {
      await deliveries.giveUp(delivery, await activePerson(by))
    },
    async resendDelivery(by, delivery) {
      await activePerson(by)
      await deliveries.resend(delivery)
    },
  }

  await releases.plan()
  void deliveries.pump()

  return {
    id: hub.id,
    connection,
    door: {
      clock,
      live,
      tokens,
      arrivals,
      greet,
      push: (author, entries, source) => pushes.push(author, entries, source),
      checkPassphrase: accounts.checkPassphrase,
      setPassphrase: (bearer, person, passphrase, old) =>
        accounts.setPassphrase(bearer.person.id, person, passphrase, old, bearer.device),
      counts,
      async isWell() {
        try {
          await store.selectFrom('meta').select('key').limit(1).execute()
          return true
        } catch {
          return false
        }
      },
    },
    async wake() {
      await releases.plan()
      await deliveries.pump()
    },
    async stop() {
      deaf()
      unled()
      live.stop({ code: 'hub-unreachable', params: {} })
      await pushes.stop()
      await releases.stop()
      await deliveries.stop()
      listeners.clear()
    },
  }
}
