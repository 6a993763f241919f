/**
 * What is done in the queue, each thing as one step that can be taken back and done again. What was done shows at once;
 * what the desk refuses goes back to where it was, and is said.
 */
import type { TFunction } from 'i18next'
import type { Schedule } from '../../../../shared/domain/schedule.ts'
import { type Fault, faultOf } from '../../../../shared/errors.ts'
import type { Id } from '../../../../shared/ids.ts'
import type { Decision } from '../../../../shared/ipc/desk.ts'
import type { QueueSlot } from '../../../../shared/ipc/queue.ts'
import { call } from '../../../lib/client.ts'
import { readAgain } from '../../../lib/queries.ts'
import { createStore, type Store } from '../../../lib/store.ts'
import { endStrip, offerUndo, tell, tellFault } from '../../../lib/strip.ts'
import { type Decided, decide, tellDecided, together } from '../../decisions/index.ts'
import { type ChosenTime, momentAt, type SayMoment } from '../../times/index.ts'
import type { QueueModel, Wish } from './model.ts'
import { landsInPast } from './moves.ts'
import { type Answer, createSender, type Wanted } from './sender.ts'
import { again, back, did, NO_STEPS, putBack, type Steps, type Way } from './steps-back.ts'

/** The sentences that an act says afterwards, and the zone of the desk. */
export type Words = { t: TFunction<'queue'>; tt: TFunction<'timetable'>; say: SayMoment; zone: string }

/** A step that was done, and both ways to go over it again. */
type Go = (model: QueueModel) => Promise<Went>
/** `refused`: the desk will not have it, and asking again helps nobody. `failed`: it could not, and nothing was changed. */
type Went = 'done' | 'refused' | 'failed'
type Step = { back: Go; again: Go }
/** The steps of a queue: they outlive the view of it, and go over whatever model is on the screen by then. */
export type QueueSteps = Store<Steps<Step>>

/** No steps yet. */
export const noSteps = (): QueueSteps => createStore<Steps<Step>>(NO_STEPS)

export type Acts = {
  /** Puts briefs on other minutes, or without one. All of them or none; `said` is what is told when it is done. */
  move(wishes: readonly Wish[], said?: string): boolean
  /** One brief at a moment that somebody typed, in the zone that was meant. */
  setTime(row: QueueSlot, time: ChosenTime): void
  embargo(rows: readonly QueueSlot[], time: ChosenTime): void
  submitOrSpike(action: 'submit' | 'spike', rows: readonly QueueSlot[]): void
  /**
   * A decision that has no way back. Answers why nothing of it went through, or null; `quiet`: whoever asked says that.
   */
  decideOnce(
    ids: readonly Id[],
    decision: Decision,
    said: (count: number) => string,
    quiet?: boolean,
  ): Promise<Fault | null>
  undo(): void
  redo(): void
  /** Whether there is something to take back, or something on its way that will be. */
  undoable(): boolean
  steps: QueueSteps
}

const wantedAt = (at: number | null, zone: string): Wanted['schedule'] =>
  at === null ? null : momentAt(at, zone)

const wishesOf = (moves: readonly Wanted[]): Wish[] =>
  moves.map(({ item, schedule }) => ({ id: item, to: schedule?.instant ?? null }))

/** Whether the desk said no, rather than that it could not: its disk was full, its process gone. */
const isRefusal = ({ code }: Fault): boolean =>
  code === 'gone' || code.startsWith('refused-') || code.startsWith('time-')

const until = (time: Schedule | ChosenTime | null): Decision => ({
  type: 'embargo',
  until: time ? { wall: time.wall, zone: time.zone, instant: time.instant } : null,
})

/** Makes the acts of one queue; `words` and the present (ms UTC) are asked for when they are needed. */
export const createActs = (
  model: QueueModel,
  words: () => Words,
  clock: () => number,
  steps: QueueSteps = noSteps(),
): Acts => {
  const ask = (input: Parameters<typeof call<'desk', 'queue.move'>>[2]) => call('desk', 'queue.move', input)
  let sentence: string | null = null

  const record = (step: Step, said: string): void => {
    steps.set((before) => did(before, step))
    offerUndo(said, acts.undo)
  }

  const fail = (answer: Answer & { ok: false }): void => {
    const { tt } = words()
    model.settle(wishesOf(answer.moves), 'refused')
    const many = answer.moves.length > 1
    tellFault(answer.fault, many ? tt('moves.none', { count: answer.moves.length }) : '', answer.item)
  }

  /** Says where one brief stands now, or how many have moved. */
  const sayMoved = (moves: readonly Wanted[]): string => {
    const { t, tt, say } = words()
    const [only] = moves
    if (moves.length !== 1 || !only) return tt('moves.done', { count: moves.length })
    if (!only.schedule) return t('done.unschedule', { count: 1 })
    return t('done.schedule', { count: 1, when: say(only.schedule.instant, only.schedule.zone) })
  }

  /** Goes over a move that was made, one way or the other. */
  const goOver = async (moves: readonly Wanted[], model: QueueModel): Promise<Went> => {
    const wishes = wishesOf(moves)
    model.hold(wishes)
    try {
      const { stopped } = await ask({ moves: [...moves] })
      const [first] = stopped
      model.settle(wishes, first ? 'refused' : 'done')
      if (first) tellFault(first.fault, '', first.item)
      return first ? 'refused' : 'done'
    } catch (thrown) {
      model.settle(wishes, 'refused')
      const { tt } = words()
      tellFault(faultOf(thrown), moves.length > 1 ? tt('moves.none', { count: moves.length }) : '')
      return 'failed'
    }
  }

  const sender = createSender(ask, (answer) => {
    if (!answer.ok) {
      fail(answer)
      return
    }
    model.settle(wishesOf(answer.moves), 'done')
    const { moves, before } = answer
    const said = sentence ?? sayMoved(moves)
    sentence = null
    record({ back: (model) => goOver(before, model), again: (model) => goOver(moves, model) }, said)
  })

  const send = (moves: readonly Wanted[]): void => {
    model.hold(wishesOf(moves))
    sender.send(moves)
  }

  /** A hand that goes on at once finds the rows as they are now. */
  const readNow = (): void => void readAgain('queue.day')

  const decideEach = async (
    rows: readonly QueueSlot[],
    decision: (row: QueueSlot) => Decision,
  ): Promise<Decided> => together(await Promise.all(rows.map((row) => decide([row.id], decision(row)))))

  /** Tells what came of a decision, and keeps both ways over it. */
  const decided = (
    rows: readonly QueueSlot[],
    outcome: Decided,
    said: string,
    ways: {
      back: (rows: readonly QueueSlot[]) => Promise<Decided>
      again: (rows: readonly QueueSlot[]) => Promise<Decided>
    },
  ): void => {
    readNow()
    const { t } = words()
    const through = rows.filter(({ id }) => outcome.done.includes(id))
    const way = (go: (rows: readonly QueueSlot[]) => Promise<Decided>) => async (): Promise<Went> => {
      const { done, failed } = await go(through)
      const [first] = failed
      if (!first) return 'done'
      tellFault(first.fault, '', first.item)
      return done.length > 0 || failed.some(({ fault }) => isRefusal(fault)) ? 'refused' : 'failed'
    }
    if (through.length > 0)
      steps.set((before) => did(before, { back: way(ways.back), again: way(ways.again) }))
    const partly = t('done.partly', { count: outcome.failed.length })
    tellDecided(outcome, { done: said, partly }, acts.undo)
  }

  const go = async (way: Way): Promise<void> => {
    // What is on its way is a step as soon as it is there.
    await sender.idle()
    const found = way === 'back' ? back(steps.get()) : again(steps.get())
    if (!found) return
    steps.set(found.steps)
    endStrip()
    const went = await found.step[way](model)
    if (went === 'failed') steps.set((now) => putBack(now, found.steps, found.step, way))
    if (went !== 'done') return
    tell(way === 'back' ? words().t('done.undone') : words().tt('redone'))
  }

  const acts: Acts = {
    steps,
    move(wishes, said) {
      const { tt, zone } = words()
      const rows = wishes.flatMap(({ id, to }) => {
        const row = model.row(id)
        return row ? [{ row, to }] : []
      })
      if (rows.length === 0) return false
      const timed = rows.flatMap(({ row, to }) => (to === null ? [] : [{ id: row.id, to }]))
      if (landsInPast(timed, clock())) {
        model.drop(rows.map(({ row }) => row.id))
        tell(tt('moves.past', { count: rows.length }))
        return false
      }
      sentence = said ?? null
      send(rows.map(({ row, to }) => ({ item: row.id, schedule: wantedAt(to, row.publishAt?.zone ?? zone) })))
      return true
    },
    setTime(row, time) {
      sentence = null
      send([{ item: row.id, schedule: { wall: time.wall, zone: time.zone, instant: time.instant } }])
    },
    embargo(rows, time) {
      void (async () => {
        const { t, say } = words()
        const outcome = await decideEach(rows, () => until(time))
        decided(
          rows,
          outcome,
          t('done.embargo', { count: outcome.done.length, when: say(time.instant, time.zone) }),
          {
            back: (through) => decideEach(through, ({ embargoUntil }) => until(embargoUntil)),
            again: (through) => decideEach(through, () => until(time)),
          },
        )
      })()
    },
    submitOrSpike(action, rows) {
      void (async () => {
        const { t } = words()
        const ids = (some: readonly QueueSlot[]): Id[] => some.map(({ id }) => id)
        const outcome = await decide(ids(rows), { type: action })
        const reverse: Decision = { type: action === 'submit' ? 'withdraw' : 'unspike' }
        decided(
          rows,
          outcome,
          t(action === 'submit' ? 'done.submit' : 'done.spike', { count: outcome.done.length }),
          {
            back: (through) => decide(ids(through), reverse),
            again: (through) => decide(ids(through), { type: action }),
          },
        )
      })()
    },
    async decideOnce(ids, decision, said, quiet = false) {
      const outcome = await decide(ids, decision)
      readNow()
      const wrong = outcome.done.length === 0 ? (outcome.failed[0]?.fault ?? null) : null
      if (quiet && wrong) return wrong
      const partly = words().t('done.partly', { count: outcome.failed.length })
      tellDecided(
        outcome,
        { done: said(outcome.done.length), partly },
        decision.type === 'ask-lift' ? null : 'final',
      )
      return wrong
    },
    undo: () => void go('back'),
    redo: () => void go('again'),
    undoable: () => sender.busy() || steps.get().done.length > 0,
  }
  return acts
}
