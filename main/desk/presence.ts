/**
 * Who is in which item. Every window of this process is seen by every other one, and through the hub by colleagues.
 * Nothing of it is written down or logged, nothing waits for it, and whoever is not heard of any more is gone.
 */
import type { Clock } from '../../shared/clock.ts'
import type { PeerInItem } from '../../shared/ipc/together.ts'
import type { HubConnection } from '../../shared/sync/connection.ts'

/** A window, as far as presence knows it. */
export type Guest = {
  /** Everybody else in an item, each time somebody comes, moves or goes. */
  hear(item: string, peers: PeerInItem[]): void
  /** Whether the window shows the item: only then it hears of every move. */
  shows(item: string): boolean
}

/** The place of one window: in one item at a time, or in none. */
export type Place = {
  /** Tells the window who is where: for its lists, when somebody sat down at it. */
  greet(): void
  /** Says where the person is in an item; null: not in it any more. In another item than before: out of that one. */
  set(person: { id: string; name: string }, item: string, state: string | null): void
  /** Out of everything: locked, or at another desk. It goes on hearing. */
  leave(): void
  close(): void
}

export type Presence = {
  /** `client` names the window among all windows of the desk. */
  enter(client: string, guest: Guest): Place
  stop(): void
}

/** A cursor is told at most this often, ms. */
const PACE = 100
/** A window says again where it is well within this time, ms; one that does not is gone. */
const SILENT = 150_000
const LOOK = 15_000
/** What is kept of colleagues at most: a hub that makes up people must not fill the memory. */
const MOST = 500

type Here = PeerInItem & { item: string; heardAt: number; remote: boolean }

export const createPresence = (
  hub: Pick<HubConnection, 'appear' | 'onPeer' | 'onNews' | 'line'>,
  clock: Clock,
): Presence => {
  const everybody = new Map<string, Here>()
  const guests = new Map<string, Guest>()
  /** Items with something to tell, and whether somebody came or went there. */
  const due = new Map<string, boolean>()
  let cancelTelling: (() => void) | null = null
  let toldAt = Number.NEGATIVE_INFINITY
  /** What the hub has still to hear of windows of this process, and when it last heard of one. */
  const unsaid = new Map<string, { person: string; item: string; state: string | null }>()

  /** Nobody is a colleague of himself: a person with two windows is told only of others. */
  const peersOf = (item: string, client: string, moves: boolean): PeerInItem[] => {
    const own = everybody.get(client)?.person
    return [...everybody.values()]
      .filter((one) => one.item === item && one.client !== client && one.person !== own)
      .map(({ client: id, person, name, state }) => ({ client: id, person, name, state: moves ? state : '' }))
  }

  const tellNow = (): void => {
    cancelTelling = null
    toldAt = clock.now()
    for (const [item, coming] of due) {
      for (const [client, guest] of guests) {
        const moves = guest.shows(item)
        if (moves || coming) guest.hear(item, peersOf(item, client, moves))
      }
    }
    due.clear()
    for (const [client, { person, item, state }] of unsaid) hub.appear(person, client, item, state)
    unsaid.clear()
  }
  const tellSoon = (item: string, coming: boolean): void => {
    due.set(item, coming || (due.get(item) ?? false))
    cancelTelling ??= clock.after(Math.max(0, PACE - (clock.now() - toldAt)), tellNow)
  }

  const put = (one: Here): void => {
    const before = everybody.get(one.client)
    if (!before && everybody.size >= MOST) return
    everybody.set(one.client, one)
    if (before && before.item !== one.item) tellSoon(before.item, true)
    if (before?.item !== one.item || before.state !== one.state)
      tellSoon(one.item, before?.item !== one.item || before.person !== one.person)
    lookLater()
  }
  const remove = (client: string): Here | null => {
    const gone = everybody.get(client) ?? null
    if (!gone) return null
    everybody.delete(client)
    tellSoon(gone.item, true)
    return gone
  }
  /** The hub hears at once who left, so that nobody stands in an item who closed it. */
  const leave = (client: string): void => {
    const gone = remove(client)
    unsaid.delete(client)
    if (gone && !gone.remote) hub.appear(gone.person, client, gone.item, null)
  }

  // Colleagues elsewhere are the hub's to forget: of an item that nobody has open here it tells no more than who comes.
  let cancelLooking: (() => void) | null = null
  const lookLater = (): void => {
    if (everybody.size === 0) return
    cancelLooking ??= clock.after(LOOK, () => {
      cancelLooking = null
      for (const { client, heardAt, remote } of [...everybody.values()])
        if (!remote && clock.now() - heardAt > SILENT) leave(client)
      lookLater()
    })
  }

  const deaf = [
    hub.onPeer(({ client, person, name, item, state }) => {
      // A hub that echoes must not turn windows of this process into colleagues.
      if (guests.has(client)) return
      if (state === null) {
        if (everybody.get(client)?.item === item) remove(client)
      } else put({ client, person, name, item, state, heardAt: clock.now(), remote: true })
    }),
    hub.onNews((news) => {
      if (news !== 'line') return
      if (hub.line().state === 'connected') {
        for (const one of everybody.values())
          if (!one.remote) unsaid.set(one.client, { person: one.person, item: one.item, state: one.state })
        if (unsaid.size > 0) cancelTelling ??= clock.after(0, tellNow)
      } else for (const one of [...everybody.values()]) if (one.remote) remove(one.client)
    }),
  ]

  return {
    enter(client, guest) {
      guests.set(client, guest)
      return {
        greet() {
          for (const item of new Set([...everybody.values()].map((one) => one.item)))
            guest.hear(item, peersOf(item, client, guest.shows(item)))
        },
        set(person, item, state) {
          const before = everybody.get(client)
          if (state === null) {
            if (before?.item === item) leave(client)
            return
          }
          // From one item, or one person, to another: those there hear that it left.
          if (before && (before.item !== item || before.person !== person.id)) leave(client)
          const entered = everybody.get(client) === undefined
          put({
            client,
            person: person.id,
            name: person.name,
            item,
            state,
            heardAt: clock.now(),
            remote: false,
          })
          unsaid.set(client, { person: person.id, item, state })
          cancelTelling ??= clock.after(Math.max(0, PACE - (clock.now() - toldAt)), tellNow)
          if (entered) guest.hear(item, peersOf(item, client, true))
        },
        leave: () => leave(client),
        close() {
          leave(client)
          guests.delete(client)
        },
      }
    },
    stop() {
      for (const stop of deaf) stop()
      cancelTelling?.()
      cancelLooking?.()
      everybody.clear()
      guests.clear()
    },
  }
}
