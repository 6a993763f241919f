/**
 * Brings moves to the desk one after another. What is moved again while a move is on its way is gathered and goes when
 * the answer is there: keys that repeat make one decision each time the desk is ready, and the last place always counts.
 */

import type { Schedule } from '../../../../shared/domain/schedule.ts'
import { type Fault, faultOf } from '../../../../shared/errors.ts'
import type { Input, Output } from '../../../../shared/ipc/contract.ts'

/** A brief and the time that it is to have; null takes its time away. */
export type Wanted = { item: string; schedule: Pick<Schedule, 'wall' | 'zone' | 'instant'> | null }

/** What the desk said: what was before, or why nothing was moved. */
export type Answer =
  | { ok: true; moves: readonly Wanted[]; before: readonly Wanted[] }
  | { ok: false; moves: readonly Wanted[]; fault: Fault; item: string | null; stopped: number }

type Ask = (input: Input<'desk', 'queue.move'>) => Promise<Output<'desk', 'queue.move'>>

export type Sender = {
  send(moves: readonly Wanted[]): void
  /** Resolves when nothing is on its way any more. */
  idle(): Promise<void>
  busy(): boolean
}

/** Makes a sender. `done` hears every answer. */
export const createSender = (ask: Ask, done: (answer: Answer) => void): Sender => {
  let waiting = new Map<string, Wanted>()
  let running: Promise<void> | null = null

  const ship = async (moves: readonly Wanted[]): Promise<Answer> => {
    try {
      const { before, stopped } = await ask({ moves: [...moves] })
      const [first] = stopped
      return first
        ? { ok: false, moves, fault: first.fault, item: first.item, stopped: stopped.length }
        : { ok: true, moves, before }
    } catch (thrown) {
      return { ok: false, moves, fault: faultOf(thrown), item: null, stopped: moves.length }
    }
  }
  const run = async (): Promise<void> => {
    while (waiting.size > 0) {
      const moves = [...waiting.values()]
      waiting = new Map()
      done(await ship(moves))
    }
    running = null
  }
  return {
    send(moves) {
      for (const move of moves) waiting.set(move.item, move)
      running ??= run()
    },
    idle: () => running ?? Promise.resolve(),
    busy: () => running !== null,
  }
}
