/**
 * A desk whose clock a test steps. The product has no switch for it: it takes the inspect fuse, which only the copy for
 * tests has, to start the desk process behind a module of the test's own that moves `Date.now`. Timers stay real, as they
 * do on a computer that slept: the desk looks at its clock when it is told that the computer woke.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Desk, ready } from './desk.ts'

export interface SteppedClock {
  /** What the desk and its window take for now, ms UTC. */
  now(): number
  /** Moves the clock on to `at` (or back), as a sleep that ends then, and wakes the desk. */
  stepTo(at: number): Promise<void>
}

/** Runs in the desk process before the desk does. */
const moduleOf = (clock: string): string => `
import { readFileSync } from 'node:fs'
const now = Date.now
Date.now = () => now() + Number(readFileSync(${JSON.stringify(clock)}, 'utf8'))
await import(process.env.KOPIJ_TEST_ENTRY)
`

/** Runs in the page: the same clock, and the slow timers of the window at once when it is moved. */
const inPage = (first: number): void => {
  let shift = first
  const now = Date.now
  Date.now = () => now() + shift
  const slow: (() => void)[] = []
  const every = globalThis.setInterval.bind(globalThis)
  Reflect.set(globalThis, 'setInterval', (run: () => void, delay?: number) => {
    if ((delay ?? 0) >= 1000) slow.push(run)
    return every(run, delay)
  })
  Reflect.set(globalThis, 'stepClock', (next: number) => {
    shift = next
    for (const run of slow) run()
  })
}

/** Puts the desk and its window on a clock that is now at `at`. The window reads everything anew. */
export const stepClock = async ({ app, page, profile }: Desk, at: number): Promise<SteppedClock> => {
  const clock = join(profile, 'test-clock')
  const module = join(profile, 'test-clock.mjs')
  let shift = at - Date.now()
  await writeFile(clock, String(shift))
  await writeFile(module, moduleOf(clock))
  await app.evaluate(({ app: shell, utilityProcess }, path) => {
    const fork = utilityProcess.fork.bind(utilityProcess)
    const { pathToFileURL } = process.getBuiltinModule('node:url')
    utilityProcess.fork = (entry, args, options) =>
      options?.serviceName === 'Kopij desk'
        ? fork(path, args, {
            ...options,
            env: { ...process.env, KOPIJ_TEST_ENTRY: pathToFileURL(entry).href },
          })
        : fork(entry, args, options)
    // The process that runs ends, and the app starts another one, as it does after a crash.
    const running = shell.getAppMetrics().find(({ name }) => name === 'Kopij desk')
    if (!running) throw new Error('there is no desk process')
    process.kill(running.pid)
  }, module)
  await page.addInitScript(inPage, shift)
  await page.reload()
  await ready(page)
  return {
    now: () => Date.now() + shift,
    async stepTo(next) {
      shift = next - Date.now()
      await writeFile(clock, String(shift))
      await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('resume'))
      await page.evaluate(
        (moved) => (globalThis as unknown as { stepClock(shift: number): void }).stepClock(moved),
        shift,
      )
    },
  }
}
