/**
 * What the processes of one hub tell each other. Truth is in the store; the bus only says that there is more of it, so
 * a message that is lost costs a second and never an entry. One process on SQLite has nobody to tell.
 */
import type { HubNews } from '../../shared/sync/connection.ts'
import type { Peer } from '../../shared/sync/live.ts'
import type { Reader } from './store/tables.ts'

/** Somebody in an item, or who left it (`state` null). */
export type Presence = Omit<Peer, 'state'> & { state: string | null }

export type BusMessage =
  /** Entries from behind `after` up to `length` were accepted; `decided` when some of them are not text. */
  | { type: 'feed'; after: number; length: number; decided: boolean }
  | { type: 'deliveries' }
  /** People, roles, devices or tokens changed: whoever holds lines looks again at who may hold them. */
  | { type: 'people' }
  /** At most 8000 bytes as JSON. */
  | { type: 'presence'; presence: Presence }
  /** A process that just began asks who is there; the others say their own presences again. */
  | { type: 'who' }

export type Bus = {
  /** Tells the other processes, never this one. Called after the commit. Never throws. */
  tell(message: BusMessage): void
  /** Hears the other processes. The answer stops it. */
  hear(listener: (message: BusMessage) => void): () => void
  /** Whether this process is the one that releases and delivers at the moment. */
  leads(): boolean
  /** Called when this process begins to lead. The answer stops it. */
  onLead(listener: () => void): () => void
}

/** A hub that is one process: it leads, and there is nobody to tell. */
export const lonelyBus: Bus = {
  tell: () => undefined,
  hear: () => () => undefined,
  leads: () => true,
  onLead: () => () => undefined,
}

/**
 * Runs work in one transaction, one at a time over all processes of a hub: positions are allotted in it, and what is
 * read in it stays so until the commit. Every write of the hub goes through here. It may be run again from its
 * beginning where the database asks for that.
 */
export type Transact = <T>(work: (db: Reader) => Promise<T>) => Promise<T>

/** News for whoever is connected to this process. */
export type Tell = (news: HubNews) => void
