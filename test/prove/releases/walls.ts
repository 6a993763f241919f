/** Wall times round every change of the clocks: what the desk makes of them against what clocks show. */
import { scheduleOf } from '../../../main/desk/decide.ts'
import type { Schedule } from '../../../shared/domain/schedule.ts'
import { FaultError } from '../../../shared/errors.ts'
import type { Transition } from './zones.ts'
import { wallsRound } from './zones.ts'

type Made = { schedule: Schedule } | { code: string; first: unknown; second: unknown }

const make = (wall: string, zone: string, instant: number | null): Made => {
  try {
    return { schedule: scheduleOf({ wall, zone, instant }) }
  } catch (thrown) {
    if (!(thrown instanceof FaultError)) throw thrown
    const { code, params } = thrown.fault
    return { code, first: params['first'], second: params['second'] }
  }
}

const isAt = (made: Made, wall: string, zone: string, instant: number | undefined): boolean =>
  'schedule' in made &&
  made.schedule.instant === instant &&
  made.schedule.wall === wall &&
  made.schedule.zone === zone

/** Whether the desk says of a wall time what clocks say of it. `broken`: it takes the first reading and does not ask. */
const isRight = (wall: string, zone: string, instants: readonly number[], broken: boolean): boolean => {
  const [first, second] = instants
  const made = broken && second !== undefined ? make(wall, zone, first ?? null) : make(wall, zone, null)
  if (first === undefined) return 'code' in made && made.code === 'time-does-not-exist'
  if (second === undefined) return isAt(made, wall, zone, first)
  const asked =
    'code' in made && made.code === 'time-exists-twice' && made.first === first && made.second === second
  const neither = make(wall, zone, first + 1)
  return (
    asked &&
    isAt(make(wall, zone, first), wall, zone, first) &&
    isAt(make(wall, zone, second), wall, zone, second) &&
    'code' in neither
  )
}

export const judgeWalls = (
  transitions: readonly Transition[],
  { every, broken }: { every: number; broken: boolean },
): { walls: number; nonexistent: number; doubledWalls: number; wrongWalls: number; wrong: string[] } => {
  const told = { walls: 0, nonexistent: 0, doubledWalls: 0, wrongWalls: 0, wrong: [] as string[] }
  for (const transition of transitions)
    for (const [index, { wall, instants }] of wallsRound(transition).entries()) {
      // What is special is never left out of a sample, and neither is the minute beside it.
      if (instants.length === 1 && index % every !== 0) continue
      told.walls += 1
      if (instants.length === 0) told.nonexistent += 1
      if (instants.length === 2) told.doubledWalls += 1
      if (isRight(wall, transition.zone, instants, broken)) continue
      told.wrongWalls += 1
      told.wrong.push(`${wall} ${transition.zone}`)
    }
  return told
}
