/**
 * Main's end of the desk process: starts it, starts it again when it dies, hands ports to windows, and remembers where
 * each window's port sat, so that a crash comes back to the same person at the same desk.
 */
import { type BrowserWindow, MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron'
import type { Clock } from '../../shared/clock.ts'
import { reasonOf } from '../../shared/errors.ts'
import { handPort, tellPortGone } from '../ipc/shell/register.ts'
import type { Log } from '../platform/log.ts'
import type { SecretStore } from '../platform/secrets.ts'
import { type News, ToDesk, ToMain } from './control.ts'
import { nodeClock } from './node-clock.ts'
import { createReaders } from './readers.ts'

type Arguments = {
  /** The built desk process. */
  entry: string
  /** The built process that reads files. */
  readerEntry: string
  /** The desk at which somebody last sat on this computer. */
  lastDesk(): string | null
  /** The folder that holds `desks/`. */
  data: string
  log: Log
  redeem(window: number, grant: string): string | null
  /** Where device tokens are kept. */
  secrets: SecretStore
  windows(): BrowserWindow[]
  /** The person at these windows got up elsewhere: nobody may go on writing there under that name. */
  emptied(windows: readonly number[]): void
  /** News for whoever sits at a window. */
  announced(window: number, news: News): void
  /** What the life of a process and the pause after it are measured by; tests pass their own. */
  clock?: Clock
}

export type DeskLink = {
  /** Gives a window a fresh port. */
  connect(window: BrowserWindow): void
  /** Seats a new window where the one it was opened from sits: who asked for it need not identify again. */
  seatBeside(window: number, opener: number): void
  /** A window that is reloaded keeps its seat; one that is closed gives it up. */
  forget(window: number): void
  wake(): void
  /** Gets everybody up who has a passphrase. */
  lock(): void
  /** Ends the process in order; resolves when everything is on disk, or after the deadline. */
  stop(): Promise<void>
}

type Seat = { desk: string | null; person: string | null }

const DEADLINE = 5000
/** A process that keeps dying is started again, but not in a hot loop. */
const LONGEST_PAUSE = 8000
/**
 * A process that lived so long, ms, begins a new count. Being ready is too early: it opens its desks after that, and one that it
 * cannot survive would kill it again at once, for ever.
 */
const LIVED = 30_000

export const createDeskLink = ({
  entry,
  readerEntry,
  lastDesk,
  data,
  log,
  redeem,
  secrets,
  windows,
  emptied,
  announced,
  clock = nodeClock,
}: Arguments): DeskLink => {
  const seats = new Map<number, Seat>()
  let child: UtilityProcess | null = null
  let deaths = 0
  /** Takes back what is waited for: that a process has lived, or that the next one may start. */
  let cancelWait: () => void = () => undefined
  let stopping = false
  let stopped: (() => void) | null = null

  const say = (message: ToDesk): void => child?.postMessage(ToDesk.parse(message))
  const readers = createReaders({
    entry: readerEntry,
    say: (message, ports) => child?.postMessage(ToDesk.parse(message), ports),
  })

  const sit = (window: number, seat: Seat): void => {
    const before = seats.get(window)
    seats.set(window, seat)
    if (!before?.person || before.person === seat.person) return
    const same = [...seats].filter(
      ([other, one]) => other !== window && one.desk === before.desk && one.person === before.person,
    )
    emptied(same.map(([other]) => other))
  }

  const answerSecret = (request: number, ask: () => Promise<string | null>): void => {
    ask().then(
      (value) => say({ type: 'secret', request, ok: true, value }),
      (error: unknown) => {
        log('secret-not-kept', { reason: reasonOf(error) })
        say({ type: 'secret', request, ok: false, value: null })
      },
    )
  }

  const hear = (raw: unknown): void => {
    const parsed = ToMain.safeParse(raw)
    if (!parsed.success) {
      log('control-message-refused', {})
      return
    }
    const message = parsed.data
    switch (message.type) {
      case 'ready':
        return
      case 'bound':
        sit(message.window, { desk: message.desk, person: message.person })
        return
      case 'announce':
        announced(message.window, message)
        return
      case 'redeem':
        say({ type: 'redeemed', request: message.request, path: redeem(message.window, message.grant) })
        return
      case 'secret-kept':
        answerSecret(message.request, () => secrets.kept())
        return
      case 'secret-read':
        answerSecret(message.request, () => secrets.read(message.name))
        return
      case 'secret-write':
        answerSecret(message.request, async () => {
          await secrets.write(message.name, message.value)
          return null
        })
        return
      case 'log':
        log(message.event, message.facts)
        return
      case 'reader-start':
        readers.start(message.reader)
        return
      case 'reader-end':
        readers.end(message.reader)
        return
      case 'stopped':
        stopped?.()
        return
    }
  }

  const start = (): void => {
    const started = utilityProcess.fork(entry, [data], { serviceName: 'Kopij desk', stdio: 'ignore' })
    child = started
    cancelWait = clock.after(LIVED, () => {
      deaths = 0
    })
    started.on('message', hear)
    const desk = lastDesk()
    if (desk !== null) say({ type: 'foresee', desk })
    started.on('exit', (code) => {
      if (child === started) child = null
      cancelWait()
      readers.endAll()
      stopped?.()
      if (stopping) return
      log('desk-process-gone', { code })
      for (const window of windows()) tellPortGone(window)
      deaths += 1
      cancelWait = clock.after(deaths === 1 ? 0 : Math.min(LONGEST_PAUSE, 250 * 2 ** deaths), start)
    })
  }
  start()

  return {
    connect(window) {
      // Without a process there is no port; the window asks again.
      if (!child || stopping) return
      const { port1, port2 } = new MessageChannelMain()
      const seat = seats.get(window.id) ?? { desk: null, person: null }
      child.postMessage(ToDesk.parse({ type: 'open', window: window.id, ...seat }), [port1])
      handPort(window, port2)
      log('window-connected', { window: window.id })
    },
    seatBeside(window, opener) {
      const seat = seats.get(opener)
      if (seat) seats.set(window, seat)
    },
    forget: (window) => {
      seats.delete(window)
    },
    wake: () => say({ type: 'wake' }),
    lock: () => say({ type: 'lock' }),
    stop() {
      stopping = true
      // In a pause between two processes: one more would be started in an app that ends.
      cancelWait()
      if (!child) return Promise.resolve()
      return new Promise((resolve) => {
        const timer = setTimeout(resolve, DEADLINE)
        stopped = () => {
          clearTimeout(timer)
          resolve()
        }
        say({ type: 'stop' })
      })
    },
  }
}
