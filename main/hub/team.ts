/** The hub's own computer among the others: its devices and invitations, and where its people are. */
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { FeedEntry } from '../../shared/sync/entry.ts'
import type { Peer } from '../../shared/sync/live.ts'
import type { Invitations } from './invitations.ts'
import type { Ear, Live } from './live.ts'
import { seatKey, type Tokens } from './tokens.ts'

type Team = Pick<
  HubConnection,
  | 'watch'
  | 'onUpdates'
  | 'appear'
  | 'onPeer'
  | 'invite'
  | 'invitations'
  | 'withdrawInvitation'
  | 'devices'
  | 'revokeDevice'
>

type Parts = { live: Live; tokens: Tokens; invitations: Invitations }

const keyOf = ({ client, item }: { client: string; item: string }): string => `${client} ${item}`

export const createTeam = ({ live, tokens, invitations }: Parts): Team => {
  const updateHearers = new Set<(entries: readonly FeedEntry[]) => void>()
  const peerHearers = new Set<Parameters<HubConnection['onPeer']>[0]>()
  let watched: ReadonlySet<string> = new Set()
  /** Who is where, as it was told: for those who begin to listen later, and to say who left. */
  const there = new Map<string, Peer>()
  const ear: Ear = {
    seat: null,
    get watched() {
      return watched
    },
    send(message) {
      switch (message.type) {
        case 'updates':
          for (const hear of updateHearers) hear(message.entries)
          return
        case 'arrived':
          there.set(keyOf(message.peer), message.peer)
          for (const hear of peerHearers) hear(message.peer)
          return
        case 'left': {
          const peer = there.get(keyOf(message))
          there.delete(keyOf(message))
          if (peer) for (const hear of peerHearers) hear({ ...peer, state: null })
          return
        }
        // News and deliveries reach it by `onNews`.
        case 'news':
        case 'deliveries':
        case 'bye':
          return
      }
    },
    cut: () => undefined,
  }
  live.enter(ear)

  return {
    watch(items) {
      const before = watched
      watched = new Set(items)
      live.presences.refresh(ear, new Set(items.filter((item) => !before.has(item))))
    },
    onUpdates(hear) {
      updateHearers.add(hear)
      return () => updateHearers.delete(hear)
    },
    appear: (person, client, item, state) => live.presences.appear(ear, { person, client, item, state }),
    onPeer(hear) {
      peerHearers.add(hear)
      for (const peer of there.values()) hear(peer)
      return () => peerHearers.delete(hear)
    },
    invite: invitations.invite,
    invitations: invitations.invitations,
    withdrawInvitation: invitations.withdrawInvitation,
    devices: (by) =>
      tokens.devices(by, new Set([...live.ears()].flatMap(({ seat }) => (seat ? [seatKey(seat)] : [])))),
    revokeDevice: tokens.revoke,
  }
}
