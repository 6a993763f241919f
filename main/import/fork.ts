/** A process that reads files, where there is no app round the desk process: for servers of tests and for proofs. */
import { readFileSync } from 'node:fs'
import type { ReaderProcess } from './reader.ts'

/** Megabytes of a heap, and of all of a process: what it takes between two looks fits in the 256 of quality, S13. What lies outside the heap is code and the file. */
const HEAP = { old: 112, young: 8 } as const
export const MOST_MEMORY = 216
/** How often it is looked at, ms. */
const LOOK = 25

/** The flags under which a heap keeps to its limit. */
export const HEAP_FLAGS = [`--max-old-space-size=${HEAP.old}`, `--max-semi-space-size=${HEAP.young}`]

const residentMegabytes = (pid: number): number => {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1])
    return (pages * 4096) / 1024 / 1024
  } catch {
    // Where there is no such file the heap's own limit has to do.
    return 0
  }
}

/** Forks the built process. */
export const forkReader = (entry: string): ReaderProcess => {
  // Main reads this file for its limits, and starts nothing this way.
  const { fork } = process.getBuiltinModule('node:child_process')
  const child = fork(entry, [], {
    execArgv: HEAP_FLAGS,
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  let gone: ((why: 'exit' | 'memory') => void) | null = null
  const tell = (why: 'exit' | 'memory'): void => {
    clearInterval(look)
    const hear = gone
    gone = null
    hear?.(why)
  }
  const look = setInterval(() => {
    if (child.pid === undefined || residentMegabytes(child.pid) <= MOST_MEMORY) return
    child.kill('SIGKILL')
    tell('memory')
  }, LOOK)
  // A heap at its limit ends its process by a signal of its own.
  child.once('exit', (_code, signal) =>
    tell(signal === 'SIGABRT' || signal === 'SIGTRAP' ? 'memory' : 'exit'),
  )
  child.once('error', () => tell('exit'))
  return {
    post: (message) => child.connected && child.send(message, () => undefined),
    onMessage: (hear) => child.on('message', hear),
    onGone: (hear) => {
      gone = hear
    },
    kill() {
      gone = null
      clearInterval(look)
      child.kill('SIGKILL')
    },
  }
}
