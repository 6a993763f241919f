/** What a hub keeps its truth in, whichever database is under it. */
import type { Kysely } from 'kysely'
import type { Bus, Transact } from '../bus.ts'
import type { Tables } from './tables.ts'

export type Store = Kysely<Tables>

/** A store that is open: `store` is for reading, `transact` for writing, `bus` for the other processes of the hub. */
export type OpenStore = {
  store: Store
  transact: Transact
  bus: Bus
  close(): Promise<void>
}
