/** A hub as a server runs it: a process of its own under plain Node, on a store of its own or a shared one. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const COMPILED = resolve(root, 'node_modules/.cache/kopij-compiled')
/** Node reads our sources as they are. */
export const HEADLESS_SOURCE = resolve(root, 'main/hub/headless.ts')
/** What `npm run build` makes of it: what servers run, and what Node 20 can read. */
export const HEADLESS_BUILT = resolve(root, 'out/main/headless.js')

export type HeadlessHub = {
  address: string
  port: number
  /** The code for the first person; null where the desk was founded before. */
  invitation: string | null
  pid: number
  /** Lines of the log so far. */
  log(): readonly Record<string, unknown>[]
  /** Resolves with a line of the log, that is there or to come. */
  logged(event: string): Promise<Record<string, unknown>>
  signal(signal: NodeJS.Signals): void
  /** Asks it to stop in order, and answers the exit code. */
  stop(): Promise<number | null>
  /** Ends it where it stands. */
  kill(): Promise<void>
}

type Options = {
  /** A folder for SQLite, or the URL of a database. */
  data?: string
  url?: string
  schema?: string
  /** 0 (any that is free) unless given. */
  port?: number
  env?: Record<string, string>
  /** What Node runs: the sources unless given. */
  entry?: string
  /** The Node that runs it: this one unless given. */
  node?: string
}

const running = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

const environment = ({ data, url, schema, port = 0, env = {} }: Options): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  ...(data === undefined ? {} : { KOPIJ_HUB_DATA: data }),
  ...(url === undefined ? {} : { KOPIJ_HUB_DATABASE: url }),
  ...(schema === undefined ? {} : { KOPIJ_HUB_SCHEMA: schema }),
  KOPIJ_HUB_PORT: String(port),
  // What Node makes of our sources is made once: half of the time of a start.
  NODE_COMPILE_CACHE: COMPILED,
  ...env,
})

const launch = (words: readonly string[], options: Options): ChildProcess => {
  const child = spawn(options.node ?? process.execPath, [options.entry ?? HEADLESS_SOURCE, ...words], {
    cwd: root,
    env: environment(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Runs one of its commands to the end. */
export const runHeadless = async (
  words: readonly string[],
  options: Options,
): Promise<{ code: number | null; output: string; errors: string }> => {
  const child = launch(words, options)
  let output = ''
  let errors = ''
  child.stdout?.on('data', (text: Buffer) => {
    output += text.toString()
  })
  child.stderr?.on('data', (text: Buffer) => {
    errors += text.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output, errors }
}

/** The same command as a process that may be killed on its way. */
export const beginHeadless = (words: readonly string[], options: Options): ChildProcess =>
  launch(words, options)

/** Starts a hub and resolves when it is open; rejects with what it said when it does not open. */
export const startHub = async (options: Options): Promise<HeadlessHub> => {
  const child = launch(['serve'], options)
  const lines: Record<string, unknown>[] = []
  const hearing = new Set<(line: Record<string, unknown>) => void>()
  let output = ''
  let errors = ''
  let rest = ''
  child.stderr?.on('data', (text: Buffer) => {
    errors = (errors + text.toString()).slice(-20_000)
    rest += text.toString()
    const parts = rest.split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      if (!part.startsWith('{')) continue
      const line = JSON.parse(part) as Record<string, unknown>
      lines.push(line)
      for (const hear of hearing) hear(line)
    }
  })
  const exited = once(child, 'exit') as Promise<[number | null]>
  const address = await new Promise<string>((settle, fail) => {
    child.stdout?.on('data', (text: Buffer) => {
      output += text.toString()
      const open = /^Open at (\S+?)(,|$)/m.exec(output)?.[1]
      if (open !== undefined) settle(open)
    })
    exited.then(([code]) => fail(new Error(`the hub ended with ${code}: ${errors}${output}`)), fail)
  })
  return {
    address,
    port: Number(new URL(address).port),
    invitation: /^Invitation [^:]*: (\S+)/m.exec(output)?.[1] ?? null,
    pid: child.pid ?? 0,
    log: () => lines,
    logged: (event) =>
      new Promise((settle) => {
        const found = lines.find((line) => line['event'] === event)
        if (found) return settle(found)
        const hear = (line: Record<string, unknown>): void => {
          if (line['event'] === event && hearing.delete(hear)) settle(line)
        }
        hearing.add(hear)
      }),
    signal: (signal) => void child.kill(signal),
    async stop() {
      child.kill('SIGTERM')
      return (await exited)[0]
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
