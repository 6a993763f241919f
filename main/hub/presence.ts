/**
 * Who is in which item. Held in memory, because it is worth nothing after a restart; told to the other processes of the
 * hub, and forgotten when they do not say it again. The name comes from the desk and never from who appears.
 */
import type { LiveFromHub } from '../../shared/sync/live.ts'
import type { Presence } from './bus.ts'
import type { HubContext } from './context.ts'
import type { Ear } from './live.ts'
import { people } from './register.ts'

/** Windows of one line at the same time. */
const MOST_OF_A_LINE = 16
/** What other processes said holds this long without being said again, ms. */
const HOLDS = 75_000
const SAID_AGAIN = 30_000
/** A notice of the database holds 8000 bytes; names and ids take some of them. */
const LARGEST_STATE = 4096

type Held = { presence: Presence & { state: string }; owner: Ear | 'elsewhere'; saidAt: number }

export type Presences = {
  /** Somebody of this ear appears in an item, or leaves it. What does not keep the rules is ignored. */
  appear(ear: Ear, presence: Omit<Presence, 'name'>): void
  /** Tells somebody who just came who is there. */
  greet(ear: Ear): void
  /** Tells somebody who began to watch an item where everybody in it is now. */
  refresh(ear: Ear, items: ReadonlySet<string>): void
  leaveAll(ear: Ear): void
  heard(presence: Presence): void
  sayAgain(): void
  /** Reads the names of the desk again. */
  readNames(): Promise<void>
  stop(): void
}

const keyOf = ({ client, item }: { client: string; item: string }): string => `${client} ${item}`
const utf8 = new TextEncoder()

const messageOf = ({ client, person, name, item, state }: Presence): LiveFromHub =>
  state === null
    ? { type: 'left', client, item }
    : { type: 'arrived', peer: { client, person, name, item, state } }

export const createPresences = (hub: HubContext, ears: ReadonlySet<Ear>): Presences => {
  const held = new Map<string, Held>()
  let names = new Map<string, string>()
  let cancel: (() => void) | null = null

  /** Everybody hears of coming and going; where exactly somebody is in an item is for those who have it open. */
  const tellEars = (presence: Presence, owner: Held['owner'], moved: boolean): void => {
    const message = messageOf(presence)
    for (const ear of ears) if (ear !== owner && (!moved || ear.watched.has(presence.item))) ear.send(message)
  }

  const hold = (presence: Presence, owner: Held['owner']): boolean => {
    const key = keyOf(presence)
    const before = held.get(key)
    // A window is somebody's; nobody takes its place under another name. Its own person may, by a new line while the old
    // one is not known to be dead; what the old one says then counts no more.
    if (before && before.presence.person !== presence.person) return false
    if (before && presence.state === null && before.owner !== owner) return false
    if (presence.state === null) {
      if (!held.delete(key)) return false
    } else
      held.set(key, {
        presence: { ...presence, state: presence.state },
        owner,
        saidAt: hub.clock.now(),
      })
    if (before?.presence.state !== presence.state || before.presence.name !== presence.name)
      tellEars(presence, owner, before !== undefined && presence.state !== null)
    return true
  }

  const sayAgain = (): void => {
    for (const { presence, owner } of held.values())
      if (owner !== 'elsewhere') hub.bus.tell({ type: 'presence', presence })
  }

  const tick = (): void => {
    const now = hub.clock.now()
    for (const { presence, owner, saidAt } of [...held.values()])
      if (owner === 'elsewhere' && now - saidAt > HOLDS) hold({ ...presence, state: null }, owner)
    sayAgain()
    cancel = hub.clock.after(SAID_AGAIN, tick)
  }
  cancel = hub.clock.after(SAID_AGAIN, tick)

  return {
    appear(ear, { client, person, item, state }) {
      const name = names.get(person)
      if (name === undefined) return
      if (state !== null && utf8.encode(state).length > LARGEST_STATE) return
      const own = [...held.values()].filter(({ owner }) => owner === ear).length
      if (state !== null && own >= MOST_OF_A_LINE && !held.has(keyOf({ client, item }))) return
      const presence = { client, person, name, item, state }
      if (hold(presence, ear)) hub.bus.tell({ type: 'presence', presence })
    },
    greet(ear) {
      for (const { presence, owner } of held.values()) if (owner !== ear) ear.send(messageOf(presence))
    },
    refresh(ear, items) {
      for (const { presence, owner } of held.values())
        if (owner !== ear && items.has(presence.item)) ear.send(messageOf(presence))
    },
    leaveAll(ear) {
      for (const { presence, owner } of [...held.values()])
        if (owner === ear && hold({ ...presence, state: null }, ear))
          hub.bus.tell({ type: 'presence', presence: { ...presence, state: null } })
    },
    heard: (presence) => void hold(presence, 'elsewhere'),
    sayAgain,
    async readNames() {
      names = new Map(
        (await people(hub.store)).filter((one) => one.active).map((one) => [one.id, one.name.trim()]),
      )
    },
    stop() {
      cancel?.()
      held.clear()
    },
  }
}
