/**
 * Processes that read files, in the app: only main can start one. Each gets a port to the desk process, so that no file ever
 * passes through main; main looks at how much memory they take.
 */
import { app, MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron'
import { HEAP_FLAGS, MOST_MEMORY } from '../import/fork.ts'
import type { ToDesk } from './control.ts'

type Arguments = {
  /** The built process. */
  entry: string
  say(message: ToDesk, ports?: MessagePortMain[]): void
}

export type Readers = {
  start(reader: number): void
  end(reader: number): void
  /** The desk process is gone, and nobody waits for any of them. */
  endAll(): void
}

/** How often their memory is looked at, ms. */
const LOOK = 200
/** The desk process has one, and another one while the first is being killed. */
const MOST = 3

const megabytesOf = (pid: number): number =>
  (app.getAppMetrics().find((metric) => metric.pid === pid)?.memory.workingSetSize ?? 0) / 1024

export const createReaders = ({ entry, say }: Arguments): Readers => {
  const living = new Map<number, UtilityProcess>()
  let looking: ReturnType<typeof setInterval> | null = null

  const forget = (reader: number): void => {
    living.delete(reader)
    if (living.size > 0 || looking === null) return
    clearInterval(looking)
    looking = null
  }
  const look = (): void => {
    for (const [reader, child] of living) {
      if (child.pid === undefined || megabytesOf(child.pid) <= MOST_MEMORY) continue
      forget(reader)
      child.kill()
      say({ type: 'reader-gone', reader, why: 'memory' })
    }
  }
  const end = (reader: number): void => {
    const child = living.get(reader)
    forget(reader)
    child?.kill()
  }

  return {
    start(reader) {
      if (living.size >= MOST || living.has(reader)) return say({ type: 'reader-gone', reader, why: 'exit' })
      const child = utilityProcess.fork(entry, [], {
        serviceName: 'Kopij reader',
        stdio: 'ignore',
        execArgv: HEAP_FLAGS,
        env: {},
      })
      living.set(reader, child)
      looking ??= setInterval(look, LOOK)
      child.on('exit', () => {
        if (!living.has(reader)) return
        forget(reader)
        // Nothing in there ends by itself: what does has run into the limit of its heap.
        say({ type: 'reader-gone', reader, why: 'memory' })
      })
      const { port1, port2 } = new MessageChannelMain()
      child.postMessage(null, [port1])
      say({ type: 'reader', reader }, [port2])
    },
    end,
    endAll() {
      for (const reader of [...living.keys()]) end(reader)
    },
  }
}
