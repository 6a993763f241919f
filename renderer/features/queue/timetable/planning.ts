/** What the keys and buttons of the timetable do with the briefs at hand. */
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'
import { tell } from '../../../lib/strip.ts'
import { subjects } from '../../decisions/index.ts'
import type { ChosenTime } from '../../times/index.ts'
import type { Acts, Words } from './acts.ts'
import { dayOn, isIn } from './geometry.ts'
import { isGone, isOutOf } from './lay-out.ts'
import { onMinutes, type QueueModel, type Wish, walk } from './model.ts'
import { andAfter, type Move, nextMinute, shift, spaceEvenly, swap } from './moves.ts'
import { movesTo } from './times.ts'

const MINUTE = 60_000

export type Planning = {
  /** The rows at hand: what is chosen, else what is at the cursor. */
  hand(): QueueSlot[]
  /** Those at hand that stand on the day and can be moved. */
  movable(): string[]
  /** Whether it has a time that can be changed: the one on the screen, also while the desk is still asked for it. */
  timed(row: QueueSlot): boolean
  nudge(minutes: number): void
  atOnce(): void
  swap(): void
  space(): void
  /** Takes the time away from those of them that have one by now. */
  clear(ids: readonly string[]): void
  /** What was typed for these. `after`: everything after the first of them moves along. */
  time(ids: readonly string[], time: ChosenTime, after?: boolean): void
  showDay(steps: number): void
  showNow(): void
}

/** Makes it for one queue; `rhythm` is how many minutes lie between briefs that are queued in one go. */
export const createPlanning = (
  model: QueueModel,
  acts: Acts,
  words: () => Words,
  { clock, rhythm, shown }: { clock: () => number; rhythm: () => number; shown: (at: number) => void },
): Planning => {
  const hand = (): QueueSlot[] =>
    subjects(model.selection.get(), walk(model)).flatMap((id) => model.row(id) ?? [])
  const movable = (): string[] => {
    const ids = new Set(hand().map(({ id }) => id))
    return onMinutes(model).flatMap(({ id }) => (ids.has(id) ? [id] : []))
  }
  const timed = (row: QueueSlot): boolean => !isOutOf(row) && model.timeOf(row) !== null
  const wishes = (moves: readonly Move[]): Wish[] => moves.map(({ id, to }) => ({ id, to }))
  const show = (at: number): void => {
    const { zone } = words()
    if (!isIn(model.drawing.get().scale.day, at)) model.show(dayOn(at, zone))
  }

  return {
    hand,
    movable,
    timed,
    nudge(minutes) {
      const moves = shift(onMinutes(model), movable(), minutes * MINUTE)
      if (moves.length === 0) return
      const { tt } = words()
      const count = moves.length
      const said = minutes > 0 ? 'moves.later' : 'moves.earlier'
      acts.move(wishes(moves), count > 1 ? tt(said, { count, minutes: Math.abs(minutes) }) : undefined)
    },
    atOnce() {
      const briefs = hand()
        .filter((row) => row.state !== 'published' && !isGone(row))
        .map((row) => ({ id: row.id, at: null }))
      const to = nextMinute(clock())
      if (briefs.length > 0 && acts.move(wishes(movesTo(briefs, to, rhythm() * MINUTE)))) show(to)
    },
    swap() {
      const moves = swap(onMinutes(model), movable())
      if (moves.length === 0) tell(words().tt('moves.noSwap'))
      else acts.move(wishes(moves), words().tt('moves.swapped'))
    },
    space() {
      const ids = movable()
      const moves = spaceEvenly(onMinutes(model), ids)
      if (ids.length < 3) tell(words().tt('moves.noSpace'))
      else if (moves.length === 0) tell(words().tt('moves.even'))
      else acts.move(wishes(moves), words().tt('moves.spaced', { count: ids.length }))
    },
    clear(ids) {
      const rows = ids.flatMap((id) => model.row(id) ?? []).filter(timed)
      if (rows.length > 0) acts.move(rows.map(({ id }) => ({ id, to: null })))
    },
    time(ids, time, after = false) {
      const { tt, say } = words()
      const all = after ? andAfter(onMinutes(model), ids) : ids
      const [only] = all
      const row = only === undefined ? undefined : model.row(only)
      if (!row) return
      if (all.length === 1) acts.setTime(row, time)
      else {
        const briefs = all.flatMap((id) => {
          const one = model.row(id)
          return one ? [{ id, at: model.timeOf(one) }] : []
        })
        acts.move(
          wishes(movesTo(briefs, time.instant, rhythm() * MINUTE)),
          tt('moves.row', { count: briefs.length, when: say(time.instant, time.zone) }),
        )
      }
      show(time.instant)
    },
    showDay(steps) {
      const { zone } = words()
      model.show(dayOn(model.drawing.get().scale.day.start, zone, steps))
    },
    showNow() {
      const now = clock()
      show(now)
      const next = model.drawing.get().standing.find(({ at }) => at > now)?.row.id
      if (next !== undefined) model.selection.set((before) => ({ ...before, cursor: next, anchor: next }))
      shown(now)
    },
  }
}
