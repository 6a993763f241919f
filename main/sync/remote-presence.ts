/** Who is where, over the lines of the people at this computer: each line speaks for one person, by its token. */
import type { HubConnection } from '../../shared/sync/connection.ts'
import type { LiveFromHub, LiveToHub, Peer } from '../../shared/sync/live.ts'

type Heard = Parameters<Parameters<HubConnection['onPeer']>[0]>[0]

export type RemotePresence = Pick<HubConnection, 'appear' | 'onPeer'> & {
  /** A message of the line that is listened to. */
  heard(message: LiveFromHub): void
  /** Says again where this computer's windows of somebody are: the line was new. */
  sayAgain(person: string): void
  /** The line that is listened to is gone: nobody is known to be anywhere. */
  lost(): void
}

export const createRemotePresence = (say: (person: string, message: LiveToHub) => void): RemotePresence => {
  const listeners = new Set<(peer: Heard) => void>()
  const peers = new Map<string, Peer>()
  /** Windows of this computer: their own coming and going is no news here. */
  const own = new Map<string, { person: string; client: string; item: string; state: string }>()
  const keyOf = ({ client, item }: { client: string; item: string }): string => `${client} ${item}`
  const isOwn = (client: string): boolean => [...own.values()].some((one) => one.client === client)
  const tell = (peer: Heard): void => {
    for (const listener of listeners) listener(peer)
  }

  return {
    appear(person, client, item, state) {
      const key = keyOf({ client, item })
      if (state === null) own.delete(key)
      else own.set(key, { person, client, item, state })
      say(person, { type: 'presence', client, item, state })
    },
    onPeer(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    heard(message) {
      if (message.type === 'arrived') {
        if (isOwn(message.peer.client)) return
        peers.set(keyOf(message.peer), message.peer)
        tell(message.peer)
      }
      if (message.type === 'left') {
        const known = peers.get(keyOf(message))
        if (!known) return
        peers.delete(keyOf(message))
        tell({ ...known, state: null })
      }
    },
    sayAgain(person) {
      for (const { client, item, state, person: whose } of own.values())
        if (whose === person) say(person, { type: 'presence', client, item, state })
    },
    lost() {
      const all = [...peers.values()]
      peers.clear()
      for (const peer of all) tell({ ...peer, state: null })
    },
  }
}
