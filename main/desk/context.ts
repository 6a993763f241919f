import type { Clock } from '../../shared/clock.ts'
import type { FaultCode } from '../../shared/errors.ts'
import type { NewId } from '../../shared/ids.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { Database } from '../db/driver.ts'
import type { Changes } from './changes.ts'

/** What every command of a desk works with. Everything that could surprise a test comes in as an argument. */
export type DeskContext = {
  db: Database
  /** This computer's id as a writer of entries. */
  replica: string
  clock: Clock
  newId: NewId
  hub: HubConnection
  changes: Changes
  /** Told after each commit of own entries: the sync client has something to push. */
  wake(): void
  /** Told when what is safe changed without an entry: a disk that takes nothing, or takes things again. */
  tellSafety(): void
  /** Told when an item's line could not be brought up to date: it is tried again, because its entries are on disk. */
  behind(): void
  /** This computer's clock minus the hub's, ms, as far as is known: large ones keep schedules from being made. */
  skew(): number
  /** Words for the log. Copy never goes in there. */
  log(event: string, facts: Record<string, string | number>): void
  /** What keeps the disk from taking anything; null again after a write that went well, but for damage that was found. */
  disk: { fault: FaultCode | null; lastWrite: number | null }
}
