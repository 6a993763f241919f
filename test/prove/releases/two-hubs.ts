/** Two processes of a hub that opened one database by mistake, awake at the same minutes: everything goes out once. */
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { scheduleOf } from '../../../main/desk/decide.ts'
import { createHands, newsAfter, openLife, type Plan, settled } from './desk.ts'
import { createMachine } from './machine.ts'
import type { FromSecond, ToSecond } from './second-hub.ts'
import { wallBy, YEAR } from './zones.ts'

const MINUTE = 60_000
const START = Date.UTC(YEAR, 5, 1, 8)

export type Both = {
  shared: number
  sharedDoubled: number
  sharedLost: number
  sharedEarly: number
  /** Items that both processes tried to release: without any, nothing was proved. */
  triedByBoth: number
  sharedWorst: number
}

const answer = async (child: ChildProcess, message: ToSecond): Promise<FromSecond> => {
  const answered = once(child, 'message')
  child.send(message)
  const [told] = (await answered) as [FromSecond]
  return told
}

/** `ahead`: the second process's clock is wrong by so much, ms. */
export const twoHubs = async (root: string, minutes: number, ahead: number): Promise<Both> => {
  const file = join(root, 'shared.db')
  const desk = randomUUID()
  const machine = createMachine(START)
  const first = await openLife(file, desk, machine.clockOf(1))
  const hands = createHands(machine.reading)
  await hands.found(first.hub, 5)
  const plans = Array.from({ length: minutes * 3 }, (_, index): Plan => {
    const instant = START + (2 + Math.floor(index / 3)) * MINUTE
    const publishAt = scheduleOf({ wall: wallBy(instant, 'UTC'), zone: 'UTC', instant })
    return { item: randomUUID(), publishAt, embargo: null, off: null, approved: true }
  })
  await hands.make(first.hub, plans)
  const child = fork(join(import.meta.dirname, 'second-hub.ts'), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const released = new Map<string, number[]>()
  try {
    await answer(child, { type: 'open', file, desk, now: START + ahead })
    let position = 0
    const end = START + (minutes + 4) * MINUTE
    while (machine.reading() < end) {
      // Both come to the minute at once; neither waits for the other.
      const step = Math.min(machine.next() ?? MINUTE, MINUTE - (machine.reading() % MINUTE))
      const other = answer(child, { type: 'wait', ms: Math.max(1, step) })
      machine.wait(Math.max(1, step))
      await Promise.all([settled(first.hub), other])
      for (const { entry, position: place } of await newsAfter(first.hub, position)) {
        position = place
        if (entry.kind !== 'event' || entry.event.type !== 'released') continue
        released.set(entry.item, [...(released.get(entry.item) ?? []), machine.reading()])
      }
    }
    const { tried } = await answer(child, { type: 'stop' })
    const times = plans.map(({ item, publishAt }) => ({
      due: publishAt.instant,
      at: released.get(item) ?? [],
    }))
    return {
      shared: plans.length,
      sharedDoubled: times.filter(({ at }) => at.length > 1).length,
      sharedLost: times.filter(({ at }) => at.length === 0).length,
      sharedEarly: times.filter(({ at, due }) => (at[0] ?? due) < due).length,
      triedByBoth: plans.filter(({ item }) => tried.includes(item) && first.tried.has(item)).length,
      sharedWorst: Math.max(...times.map(({ at, due }) => (at[0] ?? due) - due)),
    }
  } finally {
    child.kill()
    await first.hub.stop()
    await first.store.close()
  }
}
