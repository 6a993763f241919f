/**
 * One launch, measured from outside: from the moment that the process is asked for to the marks that the page sets by
 * the same clock. The tools attach as soon as they can, to the desk and to the floor alike, and only ever wait inside
 * the page for what happens there: nothing is polled while it starts.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectTools, type Tools } from './devtools.ts'

export interface Launched {
  /** When the process was asked for, ms since 1970. */
  readonly at: number
  readonly child: ChildProcess
  readonly tools: Tools
  /** Runs an expression in the window and gives its value; a promise is waited for. */
  evaluate(expression: string): Promise<unknown>
  /** The tools' name of the window, for `tools.send`. */
  page(): Promise<string>
  /** Quits as a person does. */
  close(): Promise<void>
}

/** The wall clock, finer than a millisecond; a page's `performance.timeOrigin` counts from the same. */
export const now = (): number => performance.timeOrigin + performance.now()

const PATIENCE = 30_000
/** A desk that closes puts its databases in order; on a busy machine that may wait for its turn. */
const CLOSING = 20_000

const inTime = <T>(what: string, promise: Promise<T>): Promise<T> =>
  Promise.race([
    promise,
    sleep(PATIENCE, undefined, { ref: false }).then(() => {
      throw new Error(`${what} did not come within ${PATIENCE} ms`)
    }),
  ])

const toolsAddress = (child: ChildProcess): Promise<string> => {
  let written = ''
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (data: Buffer) => {
      written += data.toString()
      const found = /DevTools listening on (ws:\S+)/.exec(written)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`it ended before it could be reached:\n${written}`)))
  })
}

/** `before` is a command that the launch runs under (strace). */
export const launch = async (
  executable: string,
  profile: string,
  before: readonly string[] = [],
): Promise<Launched> => {
  const [command = executable, ...args] = [
    ...before,
    executable,
    `--user-data-dir=${profile}`,
    '--remote-debugging-port=0',
  ]
  const at = now()
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const gone = once(child, 'exit')
  try {
    const tools = await connectTools(await inTime('the tools port', toolsAddress(child)))
    const attached = new Promise<string>((resolve) => {
      tools.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
        if ((targetInfo as { type: string }).type === 'page') resolve(String(sessionId))
      })
    })
    await tools.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true,
    })
    const page = (): Promise<string> => inTime('a window', attached)

    const evaluate = async (expression: string): Promise<unknown> => {
      const session = await page()
      for (;;) {
        try {
          const { result, exceptionDetails } = await inTime(
            `an answer to ${expression.slice(0, 60)}`,
            tools.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, session),
          )
          if (exceptionDetails) throw new Error(`the page threw: ${JSON.stringify(exceptionDetails)}`)
          return (result as { value?: unknown }).value
        } catch (error) {
          // The empty page that a window begins with made way for the real one: ask that one.
          if (error instanceof Error && /context|navigated/iu.test(error.message)) continue
          throw error
        }
      }
    }
    return {
      at,
      child,
      tools,
      evaluate,
      page,
      async close() {
        tools.send('Browser.close').catch(() => undefined)
        const ended = await Promise.race([gone.then(() => true), sleep(CLOSING, false, { ref: false })])
        if (!ended) child.kill('SIGKILL')
        await gone
        tools.close()
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    await gone
    throw error
  }
}

/** Resolves in the page when its shell is painted, to that moment, ms since 1970. */
export const PAINTED = `new Promise((resolve) => {
  const tell = (mark) => resolve(performance.timeOrigin + mark.startTime)
  new PerformanceObserver((list) => list.getEntriesByName('shell-painted').forEach(tell))
    .observe({ type: 'mark', buffered: true })
})`
