/**
 * A hub elsewhere as the same connection that a hub in this process is: calls over HTTP, and a line per person who sits
 * here. What it knows of the way to the hub is what really happened last, not what is hoped.
 */
import type { Clock } from '../../shared/clock.ts'
import { type Fault, FaultError, faultOf, reasonOf } from '../../shared/errors.ts'
import type { NewId } from '../../shared/ids.ts'
import type { CallOutput } from '../../shared/sync/calls.ts'
import type { HubConnection, HubNews, Line as LineState } from '../../shared/sync/connection.ts'
import type { FeedEntry } from '../../shared/sync/entry.ts'
import type { LiveFromHub } from '../../shared/sync/live.ts'
import { PROTOCOL } from '../../shared/sync/messages.ts'
import { hubOrigin } from './address.ts'
import { createRemembered } from './remembered.ts'
import { createAccess } from './remote-access.ts'
import { createCalls, type Fetch } from './remote-calls.ts'
import { type Line, openLine } from './remote-line.ts'
import { createRemotePeople } from './remote-people.ts'
import { createRemotePresence } from './remote-presence.ts'
import { unspokenFault } from './standing.ts'
import { createTokens, type Secrets } from './tokens.ts'
import { createVerifier, type Memory } from './verifier.ts'

export type RemoteArguments = {
  address: string
  /** Somebody said that this network may carry copy in the clear. */
  trusted: boolean
  desk: string
  /** The hub that the tokens are of. */
  hub(): string
  clock: Clock
  newId: NewId
  random(): number
  secrets: Secrets
  memory: Memory
  deviceName: string
  people(): string[]
  fetch: Fetch
  protocol?: number
  log(event: string, facts: Record<string, string | number>): void
}

export type RemoteHub = {
  connection: HubConnection
  /** Tries the way to the hub now: after a wake. */
  nudge(): void
  stop(): Promise<void>
}

const HOUR = 3_600_000
/** Where the line is kept from opening (a proxy), the feed is asked for this often. */
const POLL = 10_000
/** Differences smaller than this are the network's, not the clock's. */
const SKEW_NOISE = 2000

const REFUSED: readonly string[] = [
  'protocol-too-old',
  'protocol-too-new',
  'hub-refuses-host',
  'device-revoked',
  'desk-moved',
]
const TAKEN_AWAY: readonly string[] = ['sign-in-needed', 'device-revoked']
const UNREACHED: readonly string[] = [
  'hub-unreachable',
  // It is there and says so itself: nothing is written down before its database is back.
  'database-unreachable',
  'hub-not-kopij',
  'certificate-unusable',
]

/** What the hub does at once or not at all: nothing of it waits here until there is a connection. */
const atOnce = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked
  } catch (error) {
    const { code, params } = faultOf(error)
    if (code !== 'hub-unreachable') throw error
    throw new FaultError('needs-connection', params, { cause: error })
  }
}

/**
 * Begins to connect to a hub elsewhere, and answers at once, whether it can be reached or not; `connection.line()` says how that
 * is. Faults: address-invalid, network-not-trusted. The calls of the connection throw what the hub said, or what is wrong with the
 * way to it.
 */
export const connectHub = (with_: RemoteArguments): RemoteHub => {
  const { clock, log, random } = with_
  const protocol = with_.protocol ?? PROTOCOL
  const origin = hubOrigin(with_.address, with_.trusted)
  const newsListeners = new Set<(news: HubNews, length?: number) => void>()
  const updateListeners = new Set<(entries: readonly FeedEntry[]) => void>()
  let stopped = false
  let line: LineState = { where: 'elsewhere', state: 'offline', fault: null, since: clock.now(), skew: 0 }
  let watched: readonly string[] = []

  const tell = (news: HubNews, length?: number): void => {
    if (!stopped) for (const listener of newsListeners) listener(news, length)
  }
  const setLine = (state: LineState['state'], fault: Fault | null): void => {
    if (line.state === state && line.fault?.code === fault?.code) return
    line = { ...line, state, fault, since: line.state === state ? line.since : clock.now() }
    tell('line')
  }

  /** What was answered of deliveries and targets may be old, or nothing at all: whoever shows it asks again. */
  const doubtDeliveries = (): void => {
    remembered.age()
    tell('deliveries')
  }

  /**
   * The hub answered; answers whether it had been away. Lines back off for themselves, and would go on to while everything
   * else works again. Where no line can be opened nobody else says what became of the deliveries.
   */
  const reached = (): boolean => {
    const back = line.state !== 'connected'
    setLine('connected', null)
    if (back) doubtDeliveries()
    for (const one of lines.values())
      if (back) one.nudge()
      else one.answered()
    return back
  }

  /** Every call says how the way to the hub is. */
  const raw = createCalls({
    origin,
    clock,
    protocol,
    fetch: with_.fetch,
    heard(skew) {
      if (Math.abs(skew - line.skew) < SKEW_NOISE) return
      line = { ...line, skew }
      tell('line')
    },
  })
  const calls: typeof raw = {
    ...raw,
    async call(name, input, token) {
      try {
        const output = await raw.call(name, input, token)
        const unspoken = name === 'greet' ? unspokenFault(output as CallOutput<'greet'>, protocol) : null
        // Whoever greets is answered in any protocol: that says nothing of the rest.
        if (unspoken) setLine('refused', unspoken)
        else reached()
        return output
      } catch (error) {
        const fault = faultOf(error)
        if (stopped) throw error
        if (UNREACHED.includes(fault.code)) setLine('offline', fault)
        else if (REFUSED.includes(fault.code)) setLine('refused', fault)
        // It said no to this, and so it was there.
        else if (fault.code !== 'message-too-large') reached()
        throw error
      }
    },
  }

  const tokens = createTokens(with_.desk, with_.secrets)
  const verifier = createVerifier(with_.memory, clock)
  const remembered = createRemembered(
    () => line.state === 'connected',
    () => tell('deliveries'),
  )
  const lines = new Map<string, Line>()
  /** Whose line is listened to. The others only say where their people are. */
  let ear: string | null = null
  let signedInBefore: Promise<void> = Promise.resolve()

  const access = createAccess({
    calls,
    tokens,
    memory: with_.memory,
    clock,
    hub: () => with_.hub(),
    log,
    dropped(person) {
      verifier.forget(person)
      lines.get(person)?.stop()
      lines.delete(person)
      if (ear === person) {
        ear = null
        presence.lost()
      }
      void openEar()
      tell('line')
    },
  })
  const people = createRemotePeople({
    ...{ calls, access, tokens, verifier, clock, log },
    newId: with_.newId,
    desk: with_.desk,
    hub: () => with_.hub(),
    deviceName: with_.deviceName,
    people: with_.people,
    signedIn(person) {
      if (lines.has(person)) lines.get(person)?.nudge()
      signedInBefore = openEar()
      tell('line')
    },
  })
  const presence = createRemotePresence((person, message) => {
    lineOf(person).say(message)
  })

  const hearLine = (person: string, message: LiveFromHub): void => {
    if (person !== ear) return
    switch (message.type) {
      case 'updates':
        for (const listener of updateListeners) listener(message.entries)
        return
      case 'news':
        tell(message.decided ? 'decided' : 'feed', message.length)
        return
      case 'deliveries':
        doubtDeliveries()
        return
      case 'arrived':
      case 'left':
        presence.heard(message)
        return
      case 'bye':
        return
    }
  }

  const lineOf = (person: string): Line => {
    const known = lines.get(person)
    if (known) return known
    const made = openLine({
      ...{ origin, protocol, clock, random, log },
      withToken: async (handshake) =>
        (await access.withToken(person, async ({ token }) => {
          await handshake(token)
          return true
        })) ?? false,
      opened() {
        if (person === ear) {
          made.say({ type: 'watch', items: watched.slice(0, 200) })
          // What came while the line was down is not announced again.
          if (!reached()) doubtDeliveries()
          tell('line')
          tell('decided')
        }
        presence.sayAgain(person)
      },
      heard: (message) => hearLine(person, message),
      doubted() {
        if (person === ear) void probe()
      },
      turnedAway: () => void checkToken(person),
      // Somebody who was signed out said where they are: that line must not be taken for one when they are back.
      ended() {
        if (lines.get(person) === made) lines.delete(person)
      },
      closed(fault) {
        if (fault && TAKEN_AWAY.includes(fault.code)) void checkToken(person)
        if (person !== ear) return
        presence.lost()
        // The hub may be another one when it is there again.
        tell('line')
        if (fault && REFUSED.includes(fault.code)) setLine('refused', fault)
        // Whether the hub went or only the line is found out by asking.
        void probe()
      },
      log,
    })
    lines.set(person, made)
    return made
  }

  const openEar = async (): Promise<void> => {
    if (stopped) return
    if (ear === null) ear = (await tokens.people())[0] ?? null
    if (ear !== null && !stopped) lineOf(ear)
  }

  const probe = async (): Promise<void> => {
    try {
      await calls.call('greet', {}, null)
    } catch (error) {
      log('hub-not-reached', { code: faultOf(error).code })
    }
  }

  /** Finds out whether this computer may still act for somebody; a token that was taken away is dropped by asking. */
  const checkToken = async (person: string): Promise<void> => {
    try {
      await access.as(person, 'with-passphrase', {})
    } catch (error) {
      log('token-looked-at', { code: faultOf(error).code })
    }
  }

  let cancelPoll: (() => void) | null = null
  const poll = (): void => {
    cancelPoll = clock.after(POLL, () => {
      const open = ear !== null && (lines.get(ear)?.isOpen() ?? false)
      if (!open && line.state === 'connected') {
        tell('feed')
        // Nothing else would say within a moment that the way is gone.
        void probe()
      }
      if (!stopped) poll()
    })
  }
  let cancelRotate: (() => void) | null = null
  const keepTokens = (delay: number): void => {
    cancelRotate = clock.after(delay, () => {
      void access.rotate().finally(() => {
        if (!stopped) keepTokens(HOUR)
      })
    })
  }
  const begin = async (): Promise<void> => {
    try {
      await openEar()
    } catch (error) {
      log('tokens-not-read', { reason: reasonOf(error) })
    }
  }
  const begun = begin()
  poll()
  keepTokens(5000)

  const connection: HubConnection = {
    push: (author, entries) => access.as(author, 'push', { entries: [...entries] }),
    pull: (after, limit) => access.asAnybody('pull', { after, limit }),
    newest: (items) => access.asAnybody('newest', { items }),
    onNews(hear) {
      newsListeners.add(hear)
      return () => newsListeners.delete(hear)
    },
    async greet() {
      await people.catchUp()
      return await calls.call('greet', {}, null)
    },
    line: () => line,
    stateHashes: (items, position) => access.asAnybody('state-hashes', { items: [...items], position }),

    watch(items) {
      watched = items
      if (ear !== null) lines.get(ear)?.say({ type: 'watch', items: items.slice(0, 200) })
    },
    onUpdates(hear) {
      updateListeners.add(hear)
      return () => updateListeners.delete(hear)
    },
    appear: presence.appear,
    onPeer: presence.onPeer,

    invite: (by, { roles, person }) => atOnce(access.as(by, 'invite', { roles: [...roles], person })),
    invitations: (by) => atOnce(access.as(by, 'invitations', {})),
    async withdrawInvitation(by, invitation) {
      await atOnce(access.as(by, 'withdraw-invitation', { invitation }))
    },
    devices: (by) => atOnce(access.as(by, 'devices', {})),
    async revokeDevice(by, device) {
      const held = await tokens.get(by)
      if (held?.device === device) {
        // This computer, by whoever sits at it: signing out. What waits under that name waits until they are back.
        await atOnce(access.as(by, 'sign-out', {}))
        await tokens.drop(by)
        verifier.forget(by)
        lines.get(by)?.stop()
        lines.delete(by)
        if (ear === by) ear = null
        await openEar()
        tell('line')
        return
      }
      await atOnce(access.as(by, 'revoke-device', { device }))
    },
    isHere: (device) => tokens.isHere(device),

    withPassphrase: people.withPassphrase,
    signIn: people.signIn,
    setPassphrase: (...wanted) => atOnce(people.setPassphrase(...wanted)),
    recover: people.recover,

    placeFolder: () => Promise.reject(new FaultError('hub-elsewhere-only')),
    targetPlaces: () => remembered.ask('targets', () => access.asAnybody('target-places', {}), []),
    async keepTargetSecret(by, target, secret) {
      await atOnce(access.as(by, 'keep-target-secret', { target, secret }))
    },
    testTarget: async (by, wanted) => (await atOnce(access.as(by, 'test-target', wanted))).fault,
    deliveries: (query) =>
      remembered.ask(`deliveries ${JSON.stringify(query)}`, () => access.asAnybody('deliveries', query), []),
    async retryDelivery(by, delivery) {
      await atOnce(access.as(by, 'retry-delivery', { delivery }))
      remembered.age()
    },
    async giveUpDelivery(by, delivery) {
      await atOnce(access.as(by, 'give-up-delivery', { delivery }))
      remembered.age()
    },
    async resendDelivery(by, delivery) {
      await atOnce(access.as(by, 'resend-delivery', { delivery }))
      remembered.age()
    },
  }

  return {
    connection,
    nudge() {
      for (const one of lines.values()) one.nudge()
      remembered.age()
      void probe()
    },
    async stop() {
      stopped = true
      cancelPoll?.()
      cancelRotate?.()
      for (const one of lines.values()) one.stop()
      raw.stop()
      await begun
      await signedInBefore
    },
  }
}
