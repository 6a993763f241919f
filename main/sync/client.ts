/**
 * The client of a hub: pushes what the hub has not ruled on, pulls what came after the cursor, in batches, whenever
 * there is something and whenever there is a connection (design: "The feed"). One round at a time. Where the hub is not
 * what it was, it stops and asks.
 */

import type { Clock } from '../../shared/clock.ts'
import { type Fault, FaultError, faultOf, reasonOf } from '../../shared/errors.ts'
import type { HubState, SyncChoice } from '../../shared/ipc/syncing.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import { PROTOCOL } from '../../shared/sync/messages.ts'
import type { Database } from '../db/driver.ts'
import { countWaiting, hasAnotherAt, waitingAuthors } from '../db/entries.ts'
import { readCursor } from '../db/meta.ts'
import { createDivergence } from './divergence.ts'
import { allowMassChange, pullAll } from './pull.ts'
import { pushAll } from './push.ts'
import { type PendingChoice, readChoice, reread, writeChoice } from './reread.ts'
import { assertStanding, SyncStop } from './standing.ts'
import { nothingSynced, type Synced, takeLive, takeNewest } from './take-in.ts'
import { takeRulings } from './take-rulings.ts'

export type { Synced } from './take-in.ts'

/** Typing is pushed in batches; a decision does not wait longer either. */
const GATHER = 40
/**
 * The first look at a hub in this process, ms after the desk was opened: whoever opens it waits for the last item and its
 * first letter, and this hub does not go away meanwhile.
 */
const FIRST_LOOK = 1500
/** Text of colleagues in items that nobody has open here may take this long. */
const TEXT_PAUSE = 700
const FIRST_RETRY = 1000
const LONGEST_RETRY = 60_000
/** A replica that begins shows these many items before it has read the rest: a window's full first, then a morning's. */
const NEWEST = [20, 100]

export type SyncClient = {
  /** There is something to push. */
  wake(): void
  /** Pushes and pulls until nothing waits; resolves then, or at the first fault. */
  settle(): Promise<void>
  /** Tries the way to the hub at once, whatever failed before. */
  now(): Promise<void>
  /** Answers what sync stopped for. */
  choose(choice: SyncChoice): Promise<void>
  /** Last moment at which the hub had everything of this computer, ms UTC. */
  syncedAt(): number | null
  /** How the way to the hub is, for the status line. */
  hub(): HubState
  stop(): Promise<void>
}

export type SyncArguments = {
  /** The desk that this replica is of. */
  desk: string
  db: Database
  hub: HubConnection
  /** The protocol that it speaks: this build's unless said. */
  protocol?: number
  clock: Clock
  random(): number
  /** Told after every commit that changed something, and when the way to the hub did. */
  synced(what: Synced): void
  /** Writes a verified backup of the replica as it is and answers its name. */
  keep(): Promise<string>
  /** Told of what went wrong here and not at the hub: a disk, a damaged file. */
  stumbled?(error: unknown): void
  log(event: string, facts: Record<string, string | number>): void
}

/** Faults after which trying again by itself is of no use. */
const UNTIL_SOMEBODY: readonly string[] = ['device-revoked', 'sign-in-needed']

/**
 * Makes the client of a hub for one replica. It begins when it is first woken or hears of the hub, and tells what it did through
 * `synced`. No fault of the hub or the way to it is thrown: it is tried again after growing pauses and, where somebody has to mend
 * it, said by `hub()`. Only `choose` throws, what keeps the choice from being made.
 */
export const createSyncClient = (with_: SyncArguments): SyncClient => {
  const { db, hub, clock, random, synced, log } = with_
  const elsewhere = hub.line().where === 'elsewhere'
  let stopped = false
  let lastSync: number | null = null
  let planned: { at: number; cancel: () => void } | null = null
  let failures = 0
  let notBefore = Number.NEGATIVE_INFINITY
  let running: Promise<void> | null = null
  let again = false
  /** Whether the hub at the other end was looked at since the way to it was last interrupted. */
  let looked = false
  let begun = false
  /** How long the hub's feed is known to be, and whether it may be longer. */
  let known = 0
  let unsure = true
  let stop: { fault: Fault; choices: readonly SyncChoice[]; since: number } | null = null
  let held = new Map<string, Fault>()
  let progress: HubState['progress'] = null

  const tellState = (): void => {
    if (!stopped) synced(nothingSynced())
  }
  const isStopped = (): boolean => stopped
  const breathe = (): Promise<void> => new Promise((settle) => setImmediate(settle))
  const divergence = createDivergence({ db, hub, clock, raised: tellState, log })

  const took = (what: Synced): void => {
    divergence.changed(what.updates.map(({ item }) => item))
    synced(what)
  }
  const tellProgress = (now: HubState['progress']): void => {
    if (progress === null && now === null) return
    progress = now
    tellState()
  }

  const standing = async (): Promise<void> => {
    const choice = readChoice(db)
    await assertStanding(
      hub,
      with_.desk,
      readCursor(db),
      choice,
      (position, id) => hasAnotherAt(db, position, id),
      with_.protocol ?? PROTOCOL,
    )
    if (choice) {
      const report = (done: number, total: number): void => tellProgress({ done, total })
      const what = await reread({ db, hub, now: () => clock.now(), progress: report }, choice)
      tellProgress(null)
      log('feed-read-again', { choice: choice.choice, aside: what.refused.length })
      took(what)
    }
    looked = true
  }

  const begin = async (): Promise<void> => {
    if (!elsewhere || readCursor(db) !== null) return
    for (const items of NEWEST) {
      const answer = await hub.newest(items)
      if (stopped) return
      took({ ...takeNewest(db, answer), first: answer.items })
      tellProgress({ done: 0, total: answer.position })
      // Their lines, and whoever opens one, go before the next.
      await breathe()
    }
  }

  const pull = async (): Promise<void> => {
    if (!unsure && (readCursor(db)?.position ?? 0) >= known) return
    unsure = false
    try {
      known = await pullAll({
        ...{ db, hub, now: () => clock.now(), synced: took, progress: tellProgress, isStopped, breathe },
      })
    } catch (error) {
      unsure = true
      throw error
    }
  }

  const push = async (): Promise<void> => {
    const before = held
    held = await pushAll({
      ...{ db, hub, isStopped },
      took(rulings, pushed) {
        for (const ruling of rulings)
          if (ruling.verdict === 'accepted') known = Math.max(known, ruling.position)
        // Words of this computer's own are compared as well: they can be lost here after the hub took them.
        divergence.changed([
          ...new Set(pushed.flatMap(({ entry }) => (entry.kind === 'update' ? [entry.item] : []))),
        ])
        took(takeRulings(db, rulings, clock.now(), pushed))
      },
    })
    if (before.size !== held.size) tellState()
  }

  const failed = (error: unknown): void => {
    looked = false
    unsure = true
    progress = null
    if (error instanceof SyncStop) {
      if (stop?.fault.code !== error.fault.code) log('sync-stopped', { code: error.fault.code })
      stop = { fault: error.fault, choices: error.choices, since: stop?.since ?? clock.now() }
      // Another network may have had another hub at this address: looking costs nothing and changes nothing.
      if (!stopped) plan(LONGEST_RETRY)
      return
    }
    failures += 1
    with_.stumbled?.(error)
    const { code } = faultOf(error)
    log('sync-failed', { code, reason: reasonOf(error), failures })
    if (UNTIL_SOMEBODY.includes(code)) {
      stop = { fault: faultOf(error), choices: [], since: clock.now() }
      return
    }
    const most = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.min(failures - 1, 10))
    // Full jitter: whoever lost the hub at the same moment does not come back at the same moment.
    const pause = elsewhere ? Math.max(200, random() * most) : most
    notBefore = clock.now() + pause
    if (!stopped) plan(pause)
  }

  const round = async (): Promise<void> => {
    begun = true
    try {
      do {
        again = false
        if (!looked) {
          await standing()
          await begin()
          // What the hub knows goes before what it is told: see standing.ts.
          unsure = true
          if (!stopped) await pull()
        }
        stop = null
        if (!stopped) await push()
        if (!stopped) await pull()
      } while (again && !stopped)
      if (stopped) return
      failures = 0
      notBefore = Number.NEGATIVE_INFINITY
      if (countWaiting(db, 1) === 0) lastSync = clock.now()
      const position = readCursor(db)?.position
      if (elsewhere && position !== undefined) divergence.synced(position)
    } catch (error) {
      failed(error)
    }
    tellState()
  }

  const run = (): Promise<void> => {
    if (running !== null) {
      again = true
      return running
    }
    planned?.cancel()
    planned = null
    running = round().finally(() => {
      running = null
    })
    return running
  }

  const plan = (delay: number): void => {
    if (stopped) return
    const at = clock.now() + delay
    if (planned && planned.at <= at) return
    planned?.cancel()
    planned = {
      at,
      cancel: clock.after(delay, () => {
        planned = null
        void run()
      }),
    }
  }
  /** Soon, but no sooner than the pause after a failure ends. */
  const soon = (delay: number): void => {
    if (stop !== null && UNTIL_SOMEBODY.includes(stop.fault.code)) return
    plan(Math.max(delay, Math.min(notBefore - clock.now(), LONGEST_RETRY)))
  }

  const hearLine = (): void => {
    // Whatever happened to the way, the hub at its end may be another one now.
    if (elsewhere) looked = false
    if (hub.line().state === 'connected') {
      // The way is there again, or somebody signed in: nobody waits for a pause to end.
      notBefore = Number.NEGATIVE_INFINITY
      unsure = true
      if (stop && UNTIL_SOMEBODY.includes(stop.fault.code)) stop = null
      plan(GATHER)
    }
    tellState()
  }

  const deaf = hub.onNews((news, length) => {
    switch (news) {
      case 'line':
      case 'team':
        hearLine()
        return
      case 'feed':
      case 'decided':
        if (length === undefined) unsure = true
        else known = Math.max(known, length)
        if (length !== undefined && (readCursor(db)?.position ?? 0) >= length) return
        soon(news === 'decided' ? 0 : elsewhere ? TEXT_PAUSE : GATHER)
        return
      case 'deliveries':
        return
    }
  })
  const deafToText = hub.onUpdates((entries) => {
    // Only from a hub that was looked at, and not while its feed is read anew.
    if (stopped || !looked || stop || readCursor(db) === null) return
    try {
      took(takeLive(db, entries))
    } catch (error) {
      // Nobody hears a line throw but the process. The feed says the same again.
      log('line-not-taken-in', { reason: reasonOf(error) })
      with_.stumbled?.(error)
      unsure = true
      soon(FIRST_RETRY)
    }
  })

  const chooseHub = async (
    choice: 'send-ours' | 'take-theirs',
    fault: PendingChoice['fault'],
  ): Promise<void> => {
    // Before anything changes: what is here now can be opened again, whatever was chosen.
    const kept = await with_.keep()
    const { hub: id, generation } = await hub.greet()
    writeChoice(db, { choice, hub: id, generation, fault, kept })
  }

  const tryNow = async (): Promise<void> => {
    if (running !== null) await running
    failures = 0
    notBefore = Number.NEGATIVE_INFINITY
    unsure = true
    if (elsewhere) looked = false
    await run()
  }

  return {
    wake: () => soon(begun || elsewhere ? GATHER : FIRST_LOOK),
    async settle() {
      if (running !== null) await running
      unsure = true
      await run()
    },
    now: tryNow,
    async choose(choice) {
      const asked = stop
      if (!asked?.choices.includes(choice)) throw new FaultError('gone')
      const { code, params } = asked.fault
      if (choice === 'apply') allowMassChange(db, Number(params['until'] ?? 0))
      else if (code === 'hub-other' || code === 'hub-older' || code === 'hub-empty')
        await chooseHub(choice, code)
      stop = null
      await tryNow()
    },
    syncedAt: () => lastSync,
    hub() {
      const { where, state, fault, since, skew } = hub.line()
      // Asked at every keystroke, and nearly always there is nobody whose work is held.
      const absent = (held.size === 0 ? [] : waitingAuthors(db))
        .map((author) => held.get(author))
        .find((one) => one !== undefined)
      return {
        where,
        state: stop ? 'stopped' : state === 'refused' ? 'offline' : state,
        fault: stop?.fault ?? fault ?? absent ?? null,
        choices: [...(stop?.choices ?? [])],
        since: stop?.since ?? since,
        skew,
        progress,
        diverged: divergence.items(),
      }
    },
    async stop() {
      stopped = true
      deaf()
      deafToText()
      divergence.stop()
      planned?.cancel()
      await running
    },
  }
}
