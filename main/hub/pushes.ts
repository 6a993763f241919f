/**
 * Pushes: entries in, rulings out. What arrives while a transaction runs waits for the next one and shares it, so that
 * fifty writers cost a commit each round and not fifty. A ruling is answered when it is on disk, never before.
 */
import { reasonOf } from '../../shared/errors.ts'
import { HUB_AUTHOR, type Id } from '../../shared/ids.ts'
import type { Entry, FeedEntry } from '../../shared/sync/entry.ts'
import type { Ruling } from '../../shared/sync/messages.ts'
import type { HubContext } from './context.ts'
import { createItemSizes } from './item-sizes.ts'
import type { Accepted, Source } from './live.ts'
import { type Pushed, type Ruled, ruleAll } from './rule.ts'

/** More than this a transaction does not take in. */
const MOST_AT_ONCE = 1000

export type Pushes = {
  push(author: Id, entries: readonly Entry[], source: Source): Promise<Ruling[]>
  /** Rules on an entry that the hub makes itself. */
  rule(entry: Entry): Promise<Ruling | undefined>
  /** Tells everybody of an entry that was written in a transaction of its own. */
  announce(entry: FeedEntry): void
  /** Resolves when nothing is being ruled on any more. */
  stop(): Promise<void>
}

type Waiting = {
  pushed: Pushed[]
  source: Source | null
  settle(rulings: Ruling[]): void
  fail(error: unknown): void
}

/** `told` hears of everything accepted, after the commit and in the order of the feed. */
export const createPushes = (hub: HubContext, told: (accepted: Accepted) => void): Pushes => {
  const waiting: Waiting[] = []
  const sizes = createItemSizes()
  let running: Promise<void> | null = null

  /** The first ones in line, as many as one transaction takes. */
  const nextRound = (): Waiting[] => {
    let count = 0
    const end = waiting.findIndex((one) => {
      count += one.pushed.length
      return count > MOST_AT_ONCE
    })
    return waiting.splice(0, end === -1 ? waiting.length : Math.max(1, end))
  }

  /** Rules on a round and answers it; `take` says which it is, once the store is ours. */
  const ruleOn = async (take: () => Waiting[]): Promise<void> => {
    let round: Waiting[] | null = null
    let ruled: Ruled
    try {
      ruled = await hub.transact((db) => {
        // What came while the store was busy comes along. Where the database begins again, it is the same round.
        round ??= take()
        return ruleAll(
          db,
          round.flatMap((one) => one.pushed),
          { now: hub.clock.now(), epoch: hub.epoch, sizes },
        )
      })
    } catch (error) {
      return await failRound(round ?? take(), error)
    }
    answerRound(round ?? [], ruled)
  }

  /** One push that the store cannot take must not fail the others that shared its transaction. */
  const failRound = async (round: readonly Waiting[], error: unknown): Promise<void> => {
    if (round.length < 2) for (const one of round) one.fail(error)
    else for (const one of round) await ruleOn(() => [one])
  }

  const answerRound = (round: readonly Waiting[], ruled: Ruled): void => {
    let at = 0
    const sources = new Map<string, Source | null>()
    for (const { pushed: own, settle, source } of round) {
      settle(ruled.rulings.slice(at, at + own.length))
      at += own.length
      for (const { entry } of own) sources.set(entry.id, source)
    }
    const last = ruled.accepted.at(-1)
    if (!last) return
    try {
      told({
        after: ruled.after,
        length: last.position,
        entries: ruled.accepted,
        sourceOf: (id) => sources.get(id) ?? null,
      })
    } catch (error) {
      // It is in the feed and was answered; whoever was not told pulls.
      hub.log('tell-failed', { reason: reasonOf(error) })
    }
  }

  const runAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      // A store that answers at once leaves no moment in which others could join: what has arrived is read first.
      await new Promise((go) => setImmediate(go))
      await ruleOn(nextRound)
    }
  }

  const run = (): void => {
    running ??= runAll().finally(() => {
      running = null
      // What came between the last look and now.
      if (waiting.length > 0) run()
    })
  }

  const add = (pushed: Pushed[], source: Source | null): Promise<Ruling[]> =>
    new Promise((settle, fail) => {
      waiting.push({ pushed, source, settle, fail })
      run()
    })

  return {
    async push(author, entries, source) {
      if (entries.length === 0) return []
      // Only the hub writes as the hub, and it does not write by this door.
      const writer = author === HUB_AUTHOR ? '' : author
      return await add(
        entries.map((entry) => ({ entry, author: writer })),
        source,
      )
    },
    async rule(entry) {
      const [ruling] = await add([{ entry, author: HUB_AUTHOR }], null)
      return ruling
    },
    announce: (entry) =>
      told({
        after: entry.position - 1,
        length: entry.position,
        entries: [entry],
        sourceOf: () => null,
      }),
    async stop() {
      while (running !== null) await running
    },
  }
}
