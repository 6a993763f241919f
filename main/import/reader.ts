/**
 * The desk's end of a process that reads files: starts it when there is a file, gives it so much time and no more, and
 * kills it with whatever it holds when that is over.
 */
import type { Clock } from '../../shared/clock.ts'
import type { Agency } from '../../shared/domain/agency.ts'
import type { ImportRefusal } from '../../shared/ipc/import.ts'
import { parseAtDoor } from '../../shared/ipc/parse.ts'
import { FromReader, MOST_ITEMS, type ReadItem, type ToReader } from './messages.ts'

/** A process of its own, however it was started. */
export type ReaderProcess = {
  post(message: ToReader): void
  onMessage(hear: (message: unknown) => void): void
  /** Told once, when it is gone by itself or was ended for the memory that it took. */
  onGone(hear: (why: 'exit' | 'memory') => void): void
  kill(): void
}
export type StartReader = () => ReaderProcess

export type ReadAnswer = { ok: true; items: ReadItem[] } | { ok: false; reason: ImportRefusal }

/** Reads files, one after the other. */
export type Reader = {
  read(bytes: Uint8Array, agencies: readonly Agency[]): Promise<ReadAnswer>
  stop(): void
}

/** For one file, ms. */
export const LONGEST_READ = 10_000
/** A process on a busy machine may need a while before it can begin, ms. */
const LONGEST_START = 20_000
/** A process that has had nothing to do for so long is ended, ms: files come in handfuls. */
const IDLE = 4000

type Waiting = { items: ReadItem[]; settle(answer: ReadAnswer): void }
type Life = {
  process: ReaderProcess
  ready: boolean
  begin: (() => void) | null
  waiting: Waiting | null
  cancel: () => void
}

export const createReader = (start: StartReader, clock: Clock): Reader => {
  let life: Life | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let stopped = false

  const end = (which: Life, reason: ImportRefusal): void => {
    if (life === which) life = null
    which.cancel()
    which.process.kill()
    const { waiting } = which
    which.waiting = null
    waiting?.settle({ ok: false, reason })
  }

  /** The one timer of a process: for starting, for a file, for having nothing to do. */
  const limit = (which: Life, ms: number, reason: ImportRefusal): void => {
    which.cancel()
    which.cancel = clock.after(ms, () => end(which, reason))
  }

  const hear = (which: Life, raw: unknown): void => {
    const message = parseAtDoor(FromReader, raw)
    // Whoever says what is not in the protocol is not what was started.
    if (!message.ok) {
      end(which, 'stopped')
      return
    }
    const { waiting } = which
    const said = message.value
    if (said.type === 'ready') {
      which.ready = true
      which.begin?.()
      return
    }
    if (waiting === null) return
    if (said.type === 'item') {
      waiting.items.push(said.item)
      if (waiting.items.length > MOST_ITEMS) end(which, 'too-much')
      return
    }
    which.waiting = null
    limit(which, IDLE, 'stopped')
    waiting.settle(
      said.type === 'done' ? { ok: true, items: waiting.items } : { ok: false, reason: said.reason },
    )
  }

  const living = (): Life => {
    if (life) return life
    const process = start()
    const made: Life = { process, ready: false, begin: null, waiting: null, cancel: () => undefined }
    life = made
    process.onMessage((raw) => hear(made, raw))
    process.onGone((why) => end(made, why === 'memory' ? 'too-heavy' : 'stopped'))
    return made
  }

  const readOne = (bytes: Uint8Array, agencies: readonly Agency[]): Promise<ReadAnswer> =>
    new Promise((settle) => {
      if (stopped) return settle({ ok: false, reason: 'stopped' })
      const which = living()
      which.waiting = { items: [], settle }
      which.begin = () => {
        which.begin = null
        limit(which, LONGEST_READ, 'too-long')
        which.process.post({ type: 'read', bytes, agencies: [...agencies] })
      }
      if (which.ready) which.begin()
      else limit(which, LONGEST_START, 'stopped')
    })

  return {
    read(bytes, agencies) {
      const next = turn.then(() => readOne(bytes, agencies))
      turn = next
      return next
    },
    stop() {
      stopped = true
      if (life) end(life, 'stopped')
    },
  }
}
