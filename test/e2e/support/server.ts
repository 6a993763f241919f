/** A hub on a server, as its administrator runs it: the built one, under plain Node, with a few variables. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort } from '../../support/free-port.ts'

export interface Server {
  readonly port: number
  /** What it printed for the first person. */
  readonly code: string
  log(): string
  /** SIGKILL, as a power cut would; resolves when it is gone. */
  kill(): Promise<void>
  /** Starts it again over the same data, on the same port; resolves when it says that it is open. */
  start(): Promise<void>
  /** Stops it in order, keeps its data as they are now, and starts it again. */
  keep(): Promise<void>
  /** Stops it, puts back what was kept as an administrator would by hand, and starts it again. */
  putBack(): Promise<void>
  /** Stops it, throws its data away and starts it again: another desk at the same address. */
  lose(): Promise<void>
  discard(): Promise<void>
}

interface ServerOptions {
  readonly desk: string
  /** Where the target `Site` writes. */
  readonly out: string
  /** Its clock minus that of this computer, ms. */
  readonly skew?: number
}

const root = resolve(import.meta.dirname, '../../..')

/** The project's own Node, whatever runs this test. */
const NODE = join(root, 'node_modules', '.bin', 'node')

/** A module that sets the clock of the process that begins with it. */
const clockOf = (skew: number): string =>
  `data:text/javascript,const%20now=Date.now;Date.now=()=>now()+(${skew})`

export const startServer = async ({ desk, out, skew = 0 }: ServerOptions): Promise<Server> => {
  const data = await mkdtemp(join(tmpdir(), 'kopij-server-'))
  const port = await freePort()
  let child: ChildProcess | null = null
  let written = ''

  const start = async (): Promise<void> => {
    const started = spawn(NODE, [join(root, 'out/main/headless.js')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        KOPIJ_HUB_DATA: data,
        KOPIJ_HUB_PORT: String(port),
        KOPIJ_HUB_DESK_NAME: desk,
        KOPIJ_HUB_TARGETS: `Site=${out}`,
        ...(skew === 0 ? {} : { NODE_OPTIONS: `--import=${clockOf(skew)}` }),
      },
    })
    child = started
    await new Promise<void>((open, fail) => {
      let said = ''
      started.stdout.on('data', (data: Buffer) => {
        said += data.toString()
        written += data.toString()
        if (said.includes('Open at')) open()
      })
      started.stderr.on('data', (data: Buffer) => {
        written += data.toString()
      })
      started.once('exit', (code) => fail(new Error(`the hub ended with ${code}\n${written}`)))
    })
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = child
    child = null
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const gone = once(running, 'exit')
    running.kill(signal)
    await gone
  }
  const kill = (): Promise<void> => end('SIGKILL')
  const kept = `${data}-kept`
  const replaceData = async (with_: string | null): Promise<void> => {
    await end('SIGTERM')
    await rm(data, { recursive: true, force: true, maxRetries: 5 })
    if (with_ !== null) await cp(with_, data, { recursive: true })
    await start()
  }
  await start()
  const [, code] = /holds every role: (\S+)/.exec(written) ?? []
  if (code === undefined) throw new Error(`no code for the first person\n${written}`)
  return {
    port,
    code,
    log: () => written,
    kill,
    start,
    async keep() {
      await end('SIGTERM')
      await cp(data, kept, { recursive: true })
      await start()
    },
    putBack: () => replaceData(kept),
    lose: () => replaceData(null),
    async discard() {
      await kill()
      for (const folder of [data, kept]) await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
