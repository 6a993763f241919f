/**
 * A replica's connection to its hub. The embedded hub is called directly; over a network the same calls become
 * messages. Every promise rejects with a FaultError when the hub says no or cannot be reached.
 */
import type { DeliveryQuery, DeliveryReport, TargetStanding } from '../domain/delivery.ts'
import type { Role } from '../domain/person.ts'
import type { TargetInfo, TargetSettings } from '../domain/target.ts'
import type { Fault } from '../errors.ts'
import type { Id } from '../ids.ts'
import type { Entry, FeedEntry } from './entry.ts'
import type { Peer } from './live.ts'
import type { Greeting, NewestAnswer, PullAnswer, Ruling, StateHash } from './messages.ts'
import type { Device, Invitation } from './team.ts'

/** `decided`: there is more in the feed than text; `feed`: there is more in the feed; `line`: see `line()`. */
export type HubNews = 'feed' | 'decided' | 'deliveries' | 'line' | 'team'

/** How the line to the hub is. `since` is when it became so, ms UTC; `skew` is this clock minus the hub's, ms. */
export type Line = {
  where: 'here' | 'elsewhere'
  state: 'connected' | 'offline' | 'refused'
  fault: Fault | null
  since: number
  skew: number
}

export type HubConnection = {
  /** Pushes entries of one author, in order; every one gets a ruling. Pushing twice gets the same rulings. */
  push(author: Id, entries: readonly Entry[]): Promise<Ruling[]>
  /** The feed after a position. */
  pull(after: number, limit: number): Promise<PullAnswer>
  /** The register and the items touched last, for a replica that begins; at most `items` of them. */
  newest(items: number): Promise<NewestAnswer>
  /** Something new is there to be pulled; `length` of the feed where it is known. The answer stops it. */
  onNews(hear: (news: HubNews, length?: number) => void): () => void

  /** What the hub says of itself, and with it that it can be reached. */
  greet(): Promise<Greeting>
  line(): Line
  /** The state of items as the hub holds them at a position of its feed (design: a divergence raises, never adopts). */
  stateHashes(items: readonly Id[], position: number): Promise<StateHash[]>

  /** The items whose accepted text is wanted as soon as it is there. Replaces what was said before. */
  watch(items: readonly Id[]): void
  /** Accepted text of watched items, ahead of the cursor. The answer stops it. */
  onUpdates(hear: (entries: readonly FeedEntry[]) => void): () => void
  /** Says where a window of a person is; null: it left. Lost messages are said again by the next change. */
  appear(person: Id, client: Id, item: Id, state: string | null): void
  /** Who is in items elsewhere. `state` null: left. */
  onPeer(hear: (peer: Omit<Peer, 'state'> & { state: string | null }) => void): () => void

  /** Makes an invitation and answers its code, shown once. `person` is somebody known, for another computer. */
  invite(
    by: Id,
    invitation: { roles: readonly Role[]; person: Id | null },
  ): Promise<{ code: string; expiresAt: number }>
  invitations(by: Id): Promise<Invitation[]>
  withdrawInvitation(by: Id, invitation: Id): Promise<void>
  /** The devices of a person, or of everybody where an admin asks. */
  devices(by: Id): Promise<Device[]>
  /** A computer may act for somebody no more. Where it is this one, its person signs out. */
  revokeDevice(by: Id, device: Id): Promise<void>
  /** Whether a device is this computer. */
  isHere(device: Id): boolean

  /** Who has a passphrase. */
  withPassphrase(): Promise<Id[]>
  /** Resolves when the passphrase is right, or when none is asked of this person; rejects with `wrong-passphrase`. */
  signIn(person: Id, passphrase: string | null): Promise<void>
  /**
   * A new passphrase for somebody; answers the recovery code, shown once. By that person, who says the `old` one where
   * there is one, or by an admin, for somebody else. Faults: wrong-passphrase, passphrase-too-short, refused-role.
   */
  setPassphrase(by: Id, person: Id, passphrase: string, old: string | null): Promise<string>
  /** A new passphrase against a recovery code; answers the next recovery code. */
  recover(person: Id, code: string, passphrase: string): Promise<string>

  /** Where a folder target writes. The path stays with the hub. */
  placeFolder(by: Id, target: TargetInfo, path: string): Promise<void>
  /** Keeps what a target asks for (a password, a key), or forgets it (null). It is never answered. */
  keepTargetSecret(by: Id, target: Id, secret: string | null): Promise<void>
  /**
   * Tests a target: with these settings, and this secret or else the one that is kept for `target`. Answers what is
   * wrong with it; null when nothing is.
   */
  testTarget(
    by: Id,
    wanted: { target: Id | null; settings: TargetSettings; secret: string | null },
  ): Promise<Fault | null>
  /** What can be said of the targets to anybody at the desk: the name of the place, and what is wrong with it. */
  targetPlaces(): Promise<TargetStanding[]>
  deliveries(query: DeliveryQuery): Promise<DeliveryReport[]>
  retryDelivery(by: Id, delivery: string): Promise<void>
  giveUpDelivery(by: Id, delivery: string): Promise<void>
  resendDelivery(by: Id, delivery: string): Promise<void>
}
