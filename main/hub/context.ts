import type { Clock } from '../../shared/clock.ts'
import type { NewId } from '../../shared/ids.ts'
import type { HubNews } from '../../shared/sync/connection.ts'
import type { Store } from './store/sqlite.ts'

/** What the hub's parts work with. Everything that could surprise a test comes in as an argument. */
export type HubContext = {
  store: Store
  /** The hub's own id: what it signs its entries' replica with. */
  id: string
  generation: number
  /** The desk whose truth it keeps. */
  desk: string
  clock: Clock
  newId: NewId
  /** A number from 0 up to 1, for jitter. */
  random(): number
  /** Tells connections that there is something new; after the commit, never before. */
  tell(news: HubNews): void
  /** Words for the log. Copy never goes in there. */
  log(event: string, facts: Record<string, string | number>): void
}
