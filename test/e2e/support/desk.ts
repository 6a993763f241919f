/**
 * Opens the packed desk (dist/e2e) the way a person does, with a data folder of its own, and hands over what a test
 * needs to drive it. The sandbox is on: Playwright would leave it out.
 */
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

export interface LaunchOptions {
  /** The data folder to open; without it a new, empty one, removed by `discard`. */
  readonly profile?: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
}

export interface Desk {
  readonly app: ElectronApplication
  /** The first window, painted and connected. */
  readonly page: Page
  readonly profile: string
  /** What the processes and the pages wrote to their terminals and consoles so far. */
  log(): string
  /** SIGKILL to the main process, as a power cut would; resolves when it is gone. */
  kill(): Promise<void>
  /** Quits as a person does. */
  close(): Promise<void>
  /** Closes, and removes the data folder if this launch made it. */
  discard(): Promise<void>
}

const root = resolve(import.meta.dirname, '../../..')

const EXECUTABLES: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Kopij.app/Contents/MacOS/Kopij',
  win32: 'Kopij.exe',
}

/** The executable of the packed desk; `npm run package` makes both variants. */
export const executableOf = (variant: 'e2e' | 'release'): string =>
  join(root, 'dist', variant, EXECUTABLES[process.platform] ?? 'kopij')

/** Resolves when the window is painted and has its port to the desk process. */
export const ready = (page: Page): Promise<unknown> =>
  page.waitForSelector('html[data-ready="true"]', { state: 'attached', timeout: 30_000 })

const environment = (extra: Readonly<Record<string, string>>): Record<string, string> => {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return { ...Object.fromEntries(inherited), ...extra }
}

/** How often a window of this data folder was given its port, by the desk's own log. */
const connections = async (profile: string): Promise<number> => {
  const log = await readFile(join(profile, 'logs', 'kopij.log'), 'utf8').catch(() => '')
  return log.split('"event":"window-connected"').length - 1
}

/**
 * Playwright attaches while the window opens, and now and then waits for ever for an answer of a page that had not
 * navigated yet (microsoft/playwright#29386; about one start in a thousand here). Only if the desk's own log says that
 * its window was up is the driver to blame, and it may try once more, aloud; a desk that did not come up is a failure.
 */
const attach = async (profile: string, options: LaunchOptions): Promise<ElectronApplication> => {
  const launch = (): Promise<ElectronApplication> =>
    _electron.launch({
      executablePath: executableOf('e2e'),
      args: [`--user-data-dir=${profile}`, ...(options.args ?? [])],
      env: environment(options.env ?? {}),
      chromiumSandbox: true,
      timeout: 20_000,
    })
  const before = await connections(profile)
  try {
    return await launch()
  } catch (error) {
    if ((await connections(profile)) === before) throw error
    console.warn('the desk was up, and the driver did not attach: once more')
    return await launch()
  }
}

export const launchDesk = async (options: LaunchOptions = {}): Promise<Desk> => {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'kopij-desk-')))
  const app = await attach(profile, options)
  const child = app.process()
  let written = ''
  const keep = (data: Buffer): void => {
    written += data.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  // What a page complains about belongs in the same account: most failures are told there first.
  app.on('window', (page) => {
    page.on('console', (message) => {
      written += `[page ${message.type()}] ${message.text()}\n`
    })
    page.on('pageerror', (error) => {
      written += `[page error] ${error.stack ?? error.message}\n`
    })
  })

  const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve()
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await gone
  }
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await app.close()
  }
  const discard = async (): Promise<void> => {
    await close()
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const page = await app.firstWindow({ timeout: 30_000 })
    await ready(page)
    return { app, page, profile, log: () => written, kill, close, discard }
  } catch (error) {
    const shown = await app
      .windows()[0]
      ?.evaluate(() => document.body.innerText)
      .catch(() => undefined)
    await kill()
    throw new Error(`the desk did not get ready\n--- window\n${shown ?? '(none)'}\n--- log\n${written}`, {
      cause: error,
    })
  }
}
