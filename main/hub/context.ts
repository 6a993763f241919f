import type { Clock } from '../../shared/clock.ts'
import type { NewId } from '../../shared/ids.ts'
import type { Bus, Tell, Transact } from './bus.ts'
import type { Store } from './store/sqlite.ts'

/** What the hub's parts work with. Everything that could surprise a test comes in as an argument. */
export type HubContext = {
  /** For reading. What is written goes through `transact`. */
  store: Store
  transact: Transact
  bus: Bus
  /** The hub's own id: what it signs its entries' replica with. */
  id: string
  generation: number
  /** The desk whose truth it keeps. */
  desk: string
  /** The newest schema epoch that it takes in. */
  epoch: number
  clock: Clock
  newId: NewId
  /** A number from 0 up to 1 that nobody can guess. */
  random(): number
  /** Tells whoever is connected that there is something new; after the commit, never before. */
  tell: Tell
  /** Words for the log. Copy never goes in there, and no names. */
  log(event: string, facts: Record<string, string | number>): void
}
