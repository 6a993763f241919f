/**
 * What a start reads of the desk's databases, counted and not timed: bytes by the kernel's account of each read (strace,
 * by path and with the moment), rows by what came over the window's port. The port is watched in the preload's own world
 * through the tools, where the page cannot reach and the product has no switch.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { launch, PAINTED } from './launch.ts'
import type { Profile } from './profile.ts'

export interface Reads {
  /** Whether the port was watched from the first thing that was asked. */
  readonly watched: boolean
  readonly rows: number
  readonly bytes: number
  /** Until everything that the window shows had been read. */
  readonly rowsSettled: number
  readonly bytesSettled: number
  readonly asked: string
}

/** Long enough for lists and counts to be there, short of what a desk does later by itself (3 s). */
const SETTLED_MS = 2_500

const WATCH_PORT = `(() => {
  if (globalThis.proofPort) return
  const log = (globalThis.proofPort = [])
  const at = () => performance.timeOrigin + performance.now()
  const rowsOf = (value) => {
    if (Array.isArray(value)) return value.reduce((sum, each) => sum + rowsOf(each), value.length)
    if (value instanceof Uint8Array || typeof value !== 'object' || value === null) return 0
    return Object.values(value).reduce((sum, each) => sum + rowsOf(each), 0)
  }
  const watched = new WeakSet()
  const waiting = new Map()
  const post = MessagePort.prototype.postMessage
  MessagePort.prototype.postMessage = function (message, ...rest) {
    if (message && message.name) {
      const line = { at: at(), asked: message.name, answered: 0, rows: 0 }
      log.push(line)
      waiting.set(message.id, line)
      if (!watched.has(this)) {
        watched.add(this)
        this.addEventListener('message', ({ data, timeStamp }) => {
          const line = data && waiting.get(data.id)
          // When it came, not when the page had drawn what it said.
          if (line) Object.assign(line, { answered: performance.timeOrigin + timeStamp, rows: rowsOf(data.output) })
        })
      }
    }
    return post.call(this, message, ...rest)
  }
})()`

/** A request of the window: when it was asked and answered, ms since 1970 (0: never), and the rows in its answer. */
interface Line {
  readonly at: number
  readonly asked: string
  readonly answered: number
  readonly rows: number
}

/** Bytes of the reads in a trace, up to a moment. A line: `1234 1700000000.123456 pread64(5</path>, ..., 4096, 0) = 4096` */
const bytesUntil = (trace: string, until: number): number =>
  trace.split('\n').reduce((sum, line) => {
    const found = /^\d+\s+(\d+\.\d+) .*= (\d+)$/.exec(line)
    return found && Number(found[1]) * 1000 <= until ? sum + Number(found[2]) : sum
  }, 0)

const readsOnce = async (executable: string, profile: Profile): Promise<Reads> => {
  const place = mkdtempSync(join(tmpdir(), 'kopij-reads-'))
  const file = join(place, 'trace')
  const paths = profile.databases.flatMap((path) => ['-P', path, '-P', `${path}-wal`])
  try {
    const before = ['strace', '-f', '-qq', '-ttt', '-o', file, '-e', 'trace=pread64,read,preadv', ...paths]
    const desk = await launch(executable, profile.folder, before)
    let painted: number
    let lines: Line[] = []
    try {
      const page = await desk.page()
      const preload = new Promise<number>((resolve) => {
        desk.tools.on('Runtime.executionContextCreated', ({ context }, session) => {
          const { id, name } = context as { id: number; name: string }
          if (session !== page || name !== 'Electron Isolated Context') return
          void desk.tools
            .send('Runtime.evaluate', { expression: WATCH_PORT, contextId: id }, page)
            .then(() => resolve(id))
            .catch(() => undefined)
        })
      })
      await desk.tools.send('Runtime.enable', {}, page)
      painted = Number(await desk.evaluate(PAINTED))
      await sleep(SETTLED_MS)
      const { result } = await desk.tools.send(
        'Runtime.evaluate',
        { expression: 'globalThis.proofPort', contextId: await preload, returnByValue: true },
        page,
      )
      lines = (result as { value?: Line[] }).value ?? []
    } finally {
      await desk.close()
    }
    const trace = readFileSync(file, 'utf8')
    const end = painted + SETTLED_MS
    // By cause, and not by a race of two clocks: what answered everything that was asked before the paint. The window
    // sits down (the first request) beside the paint; that counts always, even where the paint won.
    const [first, ...rest] = lines
    const early = first ? [first, ...rest.filter(({ at }) => at <= painted)] : []
    const until = Math.max(painted, ...early.map(({ answered }) => answered))
    const rows = (some: readonly Line[]): number => some.reduce((sum, line) => sum + line.rows, 0)
    return {
      watched: first?.asked === 'desks.use' && early.every(({ answered }) => answered > 0),
      rows: rows(early),
      bytes: bytesUntil(trace, until),
      rowsSettled: rows(lines.filter(({ answered }) => answered <= end)),
      bytesSettled: bytesUntil(trace, end),
      asked: lines
        .map(({ asked, at, answered, rows: count }) => {
          const [from, to] = [at - painted, answered - painted].map(Math.round)
          return `${asked} ${from}..${to} (${count})`
        })
        .join(', '),
    }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** Launches to compare. What one start reads more than another of the same desk was not asked for by the paint. */
const TIMES = 2

/** The least of a few launches: a desk that was closed in a hurry is put in order by the next start, and that reads. */
export const readsBeforePaint = async (executable: string, profile: Profile): Promise<Reads> => {
  const all: Reads[] = []
  while (all.length < TIMES) all.push(await readsOnce(executable, profile))
  const least = all.reduce((best, one) => (one.bytes < best.bytes ? one : best))
  return { ...least, watched: all.every(({ watched }) => watched) }
}
