/**
 * A year of a hub on a computer that sleeps, is killed, and has its clock put forward and back, round every time at which
 * something is due. What the hub lets out is read from its feed, and the time at which it did is the harness's own.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Chance } from '../../support/prove-chance.ts'
import { createHands, type Life, newsAfter, openLife, settled } from './desk.ts'
import { createMachine, type Machine } from './machine.ts'
import { at, plansFor, type Watched } from './plans.ts'
import { type Transition, YEAR } from './zones.ts'

const SECOND = 1000
const MINUTE = 60_000
const HOUR = 3_600_000

/** The rule of this desk: what is less late than this the hub sends by itself. */
const SEND_WITHIN = 5
const LIMIT = SEND_WITHIN * MINUTE
/** A hub that nobody wakes looks at its clock this often (design, "Time"). */
const LOOKS = 30 * SECOND
const PROMISED = 2 * SECOND

type Fate = 'awake' | 'asleep' | 'killed' | 'cut' | 'forward' | 'back' | 'back-and-forward'
const FATES: readonly Fate[] = [
  'awake',
  'awake',
  'awake',
  'awake',
  'asleep',
  'killed',
  'cut',
  'forward',
  'back',
  'back-and-forward',
]

export type Told = {
  planned: number
  released: number
  early: number
  doubled: number
  lost: number
  againstRule: number
  unapprovedOut: number
  slow: number
  offEarly: number
  offMissing: number
  missed: number
  missedThenSent: number
  refusedWrongly: number
  awakeReleases: number
  awakeP99: number
  awakeWorst: number
  fates: Record<string, number>
}

const percentile = (numbers: readonly number[], part: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))] ?? 0

type Means = {
  root: string
  transitions: readonly Transition[]
  others: number
  chance: Chance
  /** The hub's clock is this much ahead of the computer's: the sabotage. */
  ahead: number
}

export const liveYear = async ({ root, transitions, others, chance, ahead }: Means): Promise<Told> => {
  const machine: Machine = createMachine(Date.UTC(YEAR, 0, 1))
  const file = join(root, 'hub.db')
  const desk = randomUUID()
  let process = 1
  let life: Life | null = await openLife(file, desk, machine.clockOf(process, ahead))
  const hands = createHands(machine.reading)
  const all = plansFor(transitions, others, chance).sort((a, b) => a.due - b.due)
  const known = new Map(all.map((one) => [one.item, one]))
  await hands.found(life.hub, SEND_WITHIN)
  await hands.make(life.hub, all)
  let position = 0

  const observe = async (): Promise<void> => {
    if (!life) return
    for (const { entry, position: place } of await newsAfter(life.hub, position)) {
      position = place
      if (entry.kind !== 'event') continue
      if (entry.event.type === 'released') known.get(entry.item)?.released.push(machine.reading())
      if (entry.event.type === 'unpublished') known.get(entry.item)?.takenOff.push(machine.reading())
    }
  }
  /** What the hub planned by a clock that jumped since: by then it has looked again, whatever its timer says. */
  let looksAgain = 0
  /** What its clock went past, and whether a hub was there to see it. */
  const passed = (before: number, seen: boolean): void => {
    for (const one of all) {
      if (one.awake !== null || one.due <= before || one.due > machine.reading()) continue
      one.awake = seen && one.due >= looksAgain
      if (seen && !one.awake) one.couldLook = looksAgain
    }
  }
  /** From this moment the hub has a timer, or was woken: it has to have looked by `by`. */
  const looksBy = (by: number): void => {
    for (const one of all)
      if (one.awake === false && one.couldLook === null && one.due <= machine.reading()) one.couldLook = by
  }
  const settle = async (): Promise<void> => {
    if (life) await settled(life.hub)
    await observe()
  }
  /** Time passes awake; every timer is fired at its moment and what it begins is finished. */
  const wait = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; ) {
      const step = life ? Math.min(left, machine.next() ?? left) : left
      const before = machine.reading()
      machine.wait(step)
      passed(before, life !== null)
      left -= step
      await settle()
    }
  }
  const sleep = async (ms: number): Promise<void> => {
    const before = machine.reading()
    machine.sleep(ms)
    passed(before, false)
    await wakeUp()
  }
  /** The system says that it woke up; or it does not, and the hub finds out by itself. */
  const wakeUp = async (): Promise<void> => {
    if (!life) return
    const told = chance.below(2) === 0
    looksAgain = machine.reading() + (told ? 0 : LOOKS)
    looksBy(looksAgain)
    if (told) await life.hub.wake()
    await settle()
  }
  const die = async (): Promise<void> => {
    if (!life) return
    machine.forget(process)
    // Not in order: whatever it was at never goes on.
    await life.store.close()
    life = null
  }
  const beginAnew = async (): Promise<void> => {
    process += 1
    looksAgain = machine.reading()
    looksBy(looksAgain)
    life = await openLife(file, desk, machine.clockOf(process, ahead))
    await settle()
  }
  const jump = (ms: number): void => {
    const before = machine.reading()
    machine.jump(ms)
    if (ms > 0) passed(before, false)
    looksAgain = machine.reading() + LOOKS
    looksBy(looksAgain)
  }
  const lengthOf = (): number =>
    chance.pick([3 * SECOND, 40 * SECOND, 3 * MINUTE, LIMIT - 31 * SECOND, LIMIT + SECOND, HOUR, 9 * HOUR])

  const judged = new Set<Watched>()
  const fates: Record<string, number> = {}
  /** What happens to the computer round a moment; afterwards it is awake and a hub runs. */
  const befall = async (fate: Fate, due: number): Promise<void> => {
    fates[fate] = (fates[fate] ?? 0) + 1
    const away = due - machine.reading()
    const before = Math.max(0, away - chance.below(25) * SECOND - 1)
    switch (fate) {
      case 'awake':
        return await wait(away)
      case 'asleep':
        await wait(before)
        return await sleep(lengthOf())
      case 'killed': {
        await wait(before)
        await die()
        const start = machine.reading()
        machine.sleep(lengthOf())
        passed(start, false)
        return await beginAnew()
      }
      case 'cut': {
        // Dies while it releases: whatever its timer began is not waited for.
        await wait(Math.max(0, away - 1))
        const start = machine.reading()
        machine.wait(1)
        passed(start, false)
        for (let turns = chance.below(6); turns > 0; turns -= 1) await new Promise((go) => setImmediate(go))
        await die()
        machine.sleep(chance.pick([SECOND, 20 * SECOND, MINUTE]))
        return await beginAnew()
      }
      case 'forward':
        await wait(before)
        jump(lengthOf())
        return await wait(LOOKS)
      case 'back':
        await wait(before)
        jump(-lengthOf())
        return
      case 'back-and-forward': {
        // Somebody sets the clock by mistake, and puts it right.
        await wait(before)
        const length = lengthOf()
        jump(-length)
        await wait(chance.below(20) * SECOND + 1)
        jump(length)
        return await wait(LOOKS)
      }
    }
  }

  const told: Told = {
    ...{ planned: all.length, released: 0, early: 0, doubled: 0, lost: 0, againstRule: 0 },
    ...{ unapprovedOut: 0, slow: 0, offEarly: 0, offMissing: 0, missed: 0, missedThenSent: 0 },
    ...{ refusedWrongly: 0, awakeReleases: 0, awakeP99: 0, awakeWorst: 0, fates },
  }
  /** Somebody looks at what was missed: sends it now, gives it another time, or leaves it. */
  const makeGood = async (one: Watched): Promise<void> => {
    if (!life) return
    told.missed += 1
    const wish = chance.below(3)
    if (wish === 2) return
    // What should have come off meanwhile is given no way out.
    const mayOut = one.off === null || one.off.instant > machine.reading()
    const next = at(machine.reading() + 3 * MINUTE, 'UTC')
    const refused = await hands.decide(
      life.hub,
      one.item,
      wish === 0
        ? { type: 'released', revision: hands.revision(one.item) }
        : { type: 'scheduled', schedule: next },
    )
    if ((refused === null) !== (mayOut && (wish === 0 || !one.off || one.off.instant > next.instant))) {
      told.refusedWrongly += 1
      return
    }
    if (refused !== null) return
    if (wish === 1) {
      one.due = next.instant
      await wait(3 * MINUTE + SECOND)
    } else await settle()
    if (one.released.length === 1) told.missedThenSent += 1
    else told.lost += 1
  }

  for (let index = 0; index < all.length; ) {
    const one = all[index]
    if (!one) break
    if (one.due <= machine.reading()) {
      index += 1
      continue
    }
    // Nothing is due for a while: the computer sleeps, as they do, and wakes in time.
    const lead = 35 * SECOND + chance.below(100) * SECOND
    if (one.due - machine.reading() > lead) await sleep(one.due - machine.reading() - lead)
    // What woke without being told looks at its clock after half a minute, which is before anything is due.
    await befall(chance.pick(FATES), one.due)
    await wait(LOOKS + 3 * SECOND)
    for (const late of all)
      if (late.awake !== null && late.approved && late.released.length === 0 && !judged.has(late)) {
        judged.add(late)
        const looked = late.couldLook ?? late.due
        if (late.off && late.off.instant <= looked) told.missed += 1
        else if (late.awake || looked - late.due < LIMIT) told.lost += 1
        else await makeGood(late)
      }
  }
  await wait(2 * HOUR)
  const lateness: number[] = []
  for (const one of all) {
    const [first] = one.released
    if (one.released.length > 1) told.doubled += 1
    if (!one.approved && first !== undefined) told.unapprovedOut += 1
    const [off] = one.takenOff
    if (one.off && off !== undefined && off < one.off.instant) told.offEarly += 1
    if (one.takenOff.length > 1) told.doubled += 1
    if (one.off && first !== undefined && off === undefined) told.offMissing += 1
    if (first === undefined) continue
    told.released += 1
    if (first < one.due) told.early += 1
    if (judged.has(one)) continue
    if (one.awake) lateness.push(first - one.due)
    else if (first - one.due >= LIMIT + PROMISED) told.againstRule += 1
    else if (first > (one.couldLook ?? one.due) + PROMISED) told.slow += 1
  }
  told.awakeReleases = lateness.length
  told.awakeP99 = percentile(lateness, 0.99)
  told.awakeWorst = Math.max(0, ...lateness)
  await life?.hub.stop()
  await life?.store.close()
  return told
}
