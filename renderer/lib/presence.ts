/**
 * Who else is in the items of this window, and where this window is itself. It lives outside React: a colleague's moves
 * draw carets and nothing else, and a key of one's own waits for none of it.
 */
import type { Id } from '../../shared/ids.ts'
import type { PeerInItem } from '../../shared/ipc/together.ts'
import { call, link, subscribe } from './client.ts'
import { type Caret, readWhereabouts, type Whereabouts } from './presence-model.ts'
import { createStore, useStore } from './store.ts'

/** A window of somebody else. */
export type Peer = Omit<PeerInItem, 'state'> & { at: Whereabouts }
/** Somebody in an item, however many windows. */
export type Colleague = { person: Id; name: string; writes: boolean }

const NOBODY: readonly Peer[] = []
const NO_PEOPLE: readonly Colleague[] = []

const peers = createStore<ReadonlyMap<Id, readonly Peer[]>>(new Map())
/** The same as people, changed only when somebody comes or goes: lists and bars follow this. */
const people = createStore<ReadonlyMap<Id, readonly Colleague[]>>(new Map())

const peopleAmong = (all: readonly Peer[]): Colleague[] => {
  const found = new Map<Id, Colleague>()
  for (const { person, name, at } of all) {
    const known = found.get(person)
    found.set(person, { person, name, writes: at.writes || (known?.writes ?? false) })
  }
  return [...found.values()]
}
const same = (a: readonly Colleague[], b: readonly Colleague[]): boolean =>
  a.length === b.length &&
  a.every((one, index) => one.person === b[index]?.person && one.writes === b[index]?.writes)

const changed = <T>(
  map: ReadonlyMap<Id, readonly T[]>,
  item: Id,
  value: readonly T[],
): Map<Id, readonly T[]> => {
  const next = new Map(map)
  if (value.length > 0) next.set(item, value)
  else next.delete(item)
  return next
}

subscribe('desk', 'presence', ({ item, peers: said }) => {
  const now = said.map(({ state, ...peer }): Peer => ({ ...peer, at: readWhereabouts(state) }))
  const before = peersIn(item)
  peers.set((all) => changed(all, item, now))
  const there = peopleAmong(now)
  people.set((all) => (same(all.get(item) ?? NO_PEOPLE, there) ? all : changed(all, item, there)))
  // Somebody came: where the caret is, is now worth telling.
  if (mine?.item === item && before.length === 0 && now.length > 0) soon()
})

/** The windows of others in an item, with where they are. */
export const peersIn = (item: Id): readonly Peer[] => peers.get().get(item) ?? NOBODY
/** Hears every move in any item; the answer stops it. */
export const hearPeers = (hear: () => void): (() => void) => peers.subscribe(hear)
/** The people in an item; draws again only when somebody comes or goes. */
export const usePeopleIn = (item: Id): readonly Colleague[] =>
  useStore(people, (all) => all.get(item) ?? NO_PEOPLE)

/** Who is in a register, as `person name`, so that a move elsewhere draws nothing. */
const occupantKey = (item: Id, field: string): string | null => {
  const found = peersIn(item).find(({ at }) => at.field === field)
  return found ? `${found.person} ${found.name}` : null
}
/** Somebody else who is in a register, or null. */
export const useOccupant = (item: Id, field: string): { person: Id; name: string } | null => {
  const key = useStore(peers, () => occupantKey(item, field))
  if (key === null) return null
  const space = key.indexOf(' ')
  return { person: key.slice(0, space), name: key.slice(space + 1) }
}
/** Somebody who took the register over in which this window's person is; the name, or null. */
export const takenFrom = (item: Id, person: Id): { field: string; name: string } | null => {
  const field = mine?.item === item ? ownField.get() : null
  if (field === null) return null
  const taker = peersIn(item).find(({ at }) => at.field === field && at.took === person)
  return taker ? { field, name: taker.name } : null
}

/** How often the own caret is told at most, ms; and how often it is said again that somebody is here. */
const PACE = 100
const AGAIN = 20_000

type Mine = { item: Id; writes: boolean; caret: (() => Caret | null) | null; took: Id | null }

let mine: Mine | null = null
/** The register in which this window's person is, with the right to type there. */
export const ownField = createStore<string | null>(null)
let pacing: ReturnType<typeof setTimeout> | undefined
let saying: ReturnType<typeof setTimeout> | undefined

const say = (item: Id, state: string | null): void => {
  // What waits for a port would be told long after it was true.
  if (link.get() !== 'attached') return
  call('desk', 'presence.set', { item, state }).catch(() => undefined)
}
const tell = (): void => {
  clearTimeout(pacing)
  pacing = undefined
  clearTimeout(saying)
  if (!mine) return
  const { item, writes, caret, took } = mine
  // Where exactly is for whoever is there to see it.
  const seen = peersIn(item).length > 0
  const state: Whereabouts = { writes, caret: seen && caret ? caret() : null, field: ownField.get(), took }
  const text = JSON.stringify(state)
  say(item, text.length > 4000 ? JSON.stringify({ ...state, caret: null }) : text)
  saying = setTimeout(tell, AGAIN)
}
/** After this frame, and not before the last telling is long enough ago. Cheap enough for every key. */
const soon = (): void => {
  pacing ??= setTimeout(tell, PACE)
}
link.subscribe(() => {
  if (link.get() === 'attached') {
    if (mine) soon()
    return
  }
  // Whoever is at this place next is told anew; without a port nobody is known to be anywhere.
  peers.set(new Map())
  people.set(new Map())
})

/** Whether this window's person may write in the item that it shows. */
export const mayWrite = (item: Id, writes: boolean): void => {
  if (mine?.item !== item || mine.writes === writes) return
  mine.writes = writes
  soon()
}

/** This window shows an item. The answer leaves it. */
export const beIn = (item: Id): (() => void) => {
  mine = { item, writes: false, caret: null, took: null }
  ownField.set(null)
  soon()
  return () => {
    if (mine?.item !== item) return
    mine = null
    ownField.set(null)
    clearTimeout(pacing)
    pacing = undefined
    clearTimeout(saying)
    say(item, null)
  }
}

/** The caret of this window moved; `caret` is asked for when there is somebody to tell. */
export const caretMoved = (item: Id, caret: () => Caret | null): void => {
  if (mine?.item !== item) return
  mine.caret = caret
  if (peersIn(item).length > 0) soon()
}

/** This window's person is in a register; `took`: from whom it was taken over. */
export const enterField = (item: Id, field: string, took: Id | null = null): void => {
  if (mine?.item !== item) return
  mine.took = took
  mine.caret = null
  ownField.set(field)
  if (peersIn(item).length > 0) tell()
  else soon()
}

/** Out of a register, or out of the one that somebody took over. */
export const leaveField = (field: string): void => {
  if (!mine || ownField.get() !== field) return
  mine.took = null
  ownField.set(null)
  soon()
}

// Who follows somebody sees along with him, until a key or a hand of his own.
const following = createStore<Id | null>(null)
/** Whom this window follows, by person. */
export const followed = (): Id | null => following.get()
export const useFollowed = (): Id | null => useStore(following)
const ENDS = ['keydown', 'wheel', 'mousedown', 'touchstart'] as const
/** A key or a hand of one's own ends it; the button that begins and ends it does so by itself. */
const stopFollowing = (event: Event): void => {
  if (event.target instanceof Element && event.target.closest('[data-follows]')) return
  follow(null)
}
/** Follows somebody, or nobody. The key that began it does not end it. */
export const follow = (person: Id | null): void => {
  for (const type of ENDS) removeEventListener(type, stopFollowing, { capture: true })
  following.set(person)
  if (person === null) return
  setTimeout(() => {
    if (following.get() === null) return
    for (const type of ENDS) addEventListener(type, stopFollowing, { capture: true, passive: true })
  })
}
/** Hears whom this window follows; the answer stops it. */
export const hearFollowed = (hear: () => void): (() => void) => following.subscribe(hear)
