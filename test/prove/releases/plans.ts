/** What a year of planning looks like: times round every change of the clocks, and anywhere else. */
import { randomUUID } from 'node:crypto'
import { scheduleOf } from '../../../main/desk/decide.ts'
import type { Schedule } from '../../../shared/domain/schedule.ts'
import type { Chance } from '../../support/prove-chance.ts'
import type { Plan } from './desk.ts'
import { type Transition, wallBy, YEAR } from './zones.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** An item that the harness follows, in its own time. */
export type Watched = Plan & {
  /** Never earlier than this, ms. */
  due: number
  /** Whether the hub was awake when its clock reached it; null while it has not. */
  awake: boolean | null
  /** When the hub could first look after it was due, and from when it had to. */
  couldLook: number | null
  released: number[]
  takenOff: number[]
}

/** A minute of a zone's clock as the desk keeps it. */
export const at = (instant: number, zone: string): Schedule => {
  const minute = Math.floor(instant / MINUTE) * MINUTE
  return scheduleOf({ wall: wallBy(minute, zone), zone, instant: minute })
}

/** Items round every change of the clocks, and others anywhere in the year; several at one minute. */
export const plansFor = (transitions: readonly Transition[], others: number, chance: Chance): Watched[] => {
  const moments: { instant: number; zone: string }[] = []
  for (const { zone, at: change } of transitions)
    for (const minutes of [-61, -1, 0, 59, 90]) moments.push({ instant: change + minutes * MINUTE, zone })
  const zones = transitions.map(({ zone }) => zone)
  for (let index = 0; index < others; index += 1)
    moments.push({
      instant: Date.UTC(YEAR, 0, 2) + chance.below(362) * DAY + chance.below(24 * 60) * MINUTE,
      zone: zones.length > 0 ? chance.pick(zones) : 'Europe/Amsterdam',
    })
  return moments.flatMap(({ instant, zone }) => {
    const same = chance.below(8) === 0 ? 4 : 1
    return Array.from({ length: same }, (): Watched => {
      const embargo = chance.below(6) === 0 ? at(instant + (1 + chance.below(90)) * MINUTE, zone) : null
      const publishAt = at(instant, zone)
      const due = Math.max(publishAt.instant, embargo?.instant ?? 0)
      const off = chance.below(8) === 0 ? at(due + (1 + chance.below(20)) * MINUTE, zone) : null
      const approved = chance.below(15) !== 0
      return {
        ...{ item: randomUUID(), publishAt, embargo, off, approved, due },
        ...{ awake: null, couldLook: null, released: [], takenOff: [] },
      }
    })
  })
}
