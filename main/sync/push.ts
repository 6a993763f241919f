/** Pushing: what the hub has not ruled on, in order, each run under its author's own name. */
import { type Fault, FaultError, faultOf } from '../../shared/errors.ts'
import { MOST_ENTRIES } from '../../shared/sync/calls.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { Entry } from '../../shared/sync/entry.ts'
import type { Ruling } from '../../shared/sync/messages.ts'
import type { Database } from '../db/driver.ts'
import { pushableEntries } from '../db/entries.ts'

/** Bytes of text in one message: half of what it may hold, because there is more in it than text. */
const MOST_BYTES = 2_500_000

const runsByAuthor = (entries: readonly Entry[]): Entry[][] => {
  const runs: Entry[][] = []
  for (const entry of entries) {
    const run = runs.at(-1)
    if (run?.[0]?.author === entry.author) run.push(entry)
    else runs.push([entry])
  }
  return runs
}

export type PushArguments = {
  db: Database
  hub: HubConnection
  took(rulings: readonly Ruling[]): void
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
      const [first] = run
      if (!first) continue
      try {
        took(await hub.push(first.author, run))
        if (isStopped()) return held
      } catch (error) {
        const fault = faultOf(error)
        if (isNoToken(fault)) {
          held.set(first.author, fault)
          // What follows may rest on what stays: look again at what can go.
          break
        }
        if (!(error instanceof FaultError) || fault.code !== 'message-too-large') throw error
        if (run.length === 1) took([{ verdict: 'refused', id: first.id, fault }])
        else most = Math.max(1, Math.floor(run.length / 2))
        break
      }
    }
  }
}
