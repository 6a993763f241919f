/** What a desk asks of the client of its hub, and what it hears of it. The client itself is in main/sync. */
import type { HubState, SyncChoice } from '../../shared/ipc/syncing.ts'
import type { Entry, ItemEventEntry } from '../../shared/sync/entry.ts'
import type { Ruling } from '../../shared/sync/messages.ts'

/** What a round of the client did to the replica; told after the commit. */
export type Synced = {
  /** Items whose decisions or text changed. */
  items: string[]
  /** Updates of others, to be shown where the item is open. */
  updates: { item: string; update: Uint8Array; position: number }[]
  /** Decisions of others that were new here. */
  arrived: ItemEventEntry[]
  /** Whether people, sections, agencies, targets or settings changed. */
  desk: boolean
  /** Decisions and updates of this computer that the hub refused. */
  refused: { entry: Entry; ruling: Ruling & { verdict: 'refused' } }[]
  /** Items that somebody waits to see, the one touched last first: their lines go before all others. */
  first?: readonly string[]
}

export type Syncing = {
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
