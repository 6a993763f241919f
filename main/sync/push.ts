/** Pushing: what the hub has not ruled on, in order, each run under its author's own name. */
import { type Fault, FaultError, faultOf } from '../../shared/errors.ts'
import { MOST_ENTRIES } from '../../shared/sync/calls.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { Ruling } from '../../shared/sync/messages.ts'
import type { Database } from '../db/driver.ts'
import { type Pushable, pushableEntries } from '../db/pushable.ts'

/** Bytes of text in one message: half of what it may hold, because there is more in it than text. */
const MOST_BYTES = 2_500_000

const runsByAuthor = (batch: readonly Pushable[]): Pushable[][] => {
  const runs: Pushable[][] = []
  for (const one of batch) {
    const run = runs.at(-1)
    if (run?.[0]?.entry.author === one.entry.author) run.push(one)
    else runs.push([one])
  }
  return runs
}

export type PushArguments = {
  db: Database
  hub: HubConnection
  /** What was ruled about `pushed`, one for each in the same order. */
  took(rulings: readonly Ruling[], pushed: readonly Pushable[]): void
  isStopped(): boolean
}

const isNoToken = (fault: Fault): boolean =>
  fault.code === 'sign-in-needed' || fault.code === 'device-revoked'

/**
 * Pushes until nothing waits that can be pushed. Answers whose entries stay, and why: this computer has no token of
 * theirs (any more), and nobody else's work waits for it.
 */
export const pushAll = async ({ db, hub, took, isStopped }: PushArguments): Promise<Map<string, Fault>> => {
  const held = new Map<string, Fault>()
  let most = MOST_ENTRIES
  for (;;) {
    const batch = pushableEntries(db, [...held.keys()], most, MOST_BYTES)
    if (batch.length === 0 || isStopped()) return held
    for (const run of runsByAuthor(batch)) {
      const first = run[0]?.entry
      if (!first) continue
      try {
        const entries = run.map(({ entry }) => entry)
        took(await hub.push(first.author, entries), run)
        if (isStopped()) return held
      } catch (error) {
        const fault = faultOf(error)
        if (isNoToken(fault)) {
          held.set(first.author, fault)
          // What follows may rest on what stays: look again at what can go.
          break
        }
        if (!(error instanceof FaultError) || fault.code !== 'message-too-large') throw error
        if (run.length === 1) took([{ verdict: 'refused', id: first.id, fault }], run)
        else most = Math.max(1, Math.floor(run.length / 2))
        break
      }
    }
  }
}
