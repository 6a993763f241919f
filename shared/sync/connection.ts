/**
 * A replica's connection to its hub. The embedded hub is called directly; over a network the same calls become
 * messages. Every promise rejects with a FaultError when the hub says no or cannot be reached.
 */
import type { DeliveryReport } from '../domain/delivery.ts'
import type { TargetInfo } from '../domain/event.ts'
import type { Fault } from '../errors.ts'
import type { Id } from '../ids.ts'
import type { Entry } from './entry.ts'
import type { PullAnswer, Ruling } from './messages.ts'

export type HubNews = 'feed' | 'deliveries'

export type HubConnection = {
  /** Pushes entries of one author, in order; every one gets a ruling. Pushing twice gets the same rulings. */
  push(author: Id, entries: readonly Entry[]): Promise<Ruling[]>
  /** The feed after a position. */
  pull(after: number, limit: number): Promise<PullAnswer>
  /** Something new is there to be pulled. The answer stops it. */
  onNews(hear: (news: HubNews) => void): () => void

  /** Who has a passphrase. */
  withPassphrase(): Promise<Id[]>
  /** Resolves when the passphrase is right, or when none is asked of this person; rejects with `wrong-passphrase`. */
  signIn(person: Id, passphrase: string | null): Promise<void>
  /** A new passphrase for somebody, by that person or by an admin; answers the recovery code, shown once. */
  setPassphrase(by: Id, person: Id, passphrase: string): Promise<string>
  /** A new passphrase against a recovery code; answers the next recovery code. */
  recover(person: Id, code: string, passphrase: string): Promise<string>

  /** Where a folder target writes. The path stays with the hub. */
  placeFolder(by: Id, target: TargetInfo, path: string): Promise<void>
  /** What can be said of the targets to anybody at the desk: the name of the place, and what is wrong with it. */
  targetPlaces(): Promise<{ id: Id; place: string; fault: Fault | null }[]>
  deliveries(item: Id | null, limit: number): Promise<DeliveryReport[]>
  retryDelivery(by: Id, delivery: string): Promise<void>
}
