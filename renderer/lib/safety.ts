/** What is safe, and where: exactly what the desk process says, and never ahead of it. */
import type { Fault } from '../../shared/errors.ts'
import type { Id } from '../../shared/ids.ts'
import type { EventPayload } from '../../shared/ipc/contract.ts'
import type { Safety } from '../../shared/ipc/desk.ts'
import type { HubState } from '../../shared/ipc/syncing.ts'
import { call, link, subscribe } from './client.ts'
import { createStore } from './store.ts'
import { explainUnsaved } from './unsaved.ts'

/** The last word of the desk process; null before the first. */
export const safety = createStore<Safety | null>(null)

/** How the way to the hub is; set only when something about it changed, so that typing draws nothing again. */
export const hub = createStore<HubState | null>(null)
let hubBefore = 'null'
safety.subscribe(() => {
  const next = safety.get()?.hub ?? null
  const words = JSON.stringify(next)
  if (words === hubBefore) return
  hubBefore = words
  hub.set(next)
})

/** What waits is worth a word after this, ms: the hub on this computer answers sooner, and a flicker tells nothing. */
const SUSTAINED = 1000

/** How many things wait for the hub, once some have waited for a while; zero at once when nothing does. */
export const waitingLong = createStore(0)

let patience: ReturnType<typeof setTimeout> | undefined
safety.subscribe(() => {
  const waiting = safety.get()?.waiting ?? 0
  if (waiting === 0) {
    clearTimeout(patience)
    patience = undefined
    waitingLong.set(0)
  } else if (waitingLong.get() > 0) waitingLong.set(waiting)
  else patience ??= setTimeout(() => waitingLong.set(safety.get()?.waiting ?? 0), SUSTAINED)
})

/** A decision of this person that the hub refused, newest first, until it is put away. */
export type Refused = EventPayload<'desk', 'refused'> & { at: number }
export const refusals = createStore<readonly Refused[]>([])

/** Puts a refusal away: its item was opened, or the person left it. */
export const putAway = (item: Id, fault: Fault): void =>
  refusals.set((all) => all.filter((each) => each.item !== item || each.fault.code !== fault.code))

/** Asks how things stand now, of the desk that this window sits at. */
const ask = (): void => {
  call('desk', 'desk.safety', {}).then(
    (told) => safety.set(told),
    () => undefined,
  )
}

/** Another desk or another person: what the one before was told does not count for the next. */
export const startAnew = (): void => {
  safety.set(null)
  refusals.set([])
  ask()
}

/** Starts hearing; the answer stops it. Asks anew on every port, because times without a port are stale. */
export const followSafety = (): (() => void) => {
  explainUnsaved(() => safety.get()?.fault ?? null)
  const askAnew = (): void => {
    if (link.get() === 'attached') ask()
  }
  const stops = [
    subscribe('desk', 'safety', (told) => safety.set(told)),
    subscribe('desk', 'refused', (refused) =>
      refusals.set((all) => [{ ...refused, at: Date.now() }, ...all].slice(0, 50)),
    ),
    link.subscribe(askAnew),
  ]
  askAnew()
  return () => {
    for (const stop of stops) stop()
  }
}
