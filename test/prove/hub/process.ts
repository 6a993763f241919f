/** A hub on a server, as it was built: a process of its own that can be killed at any moment. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'

const ENTRY = resolve(import.meta.dirname, '../../../out/main/headless.js')

export type HubProcess = {
  readonly pid: number
  readonly url: string
  /** The code for the first person, where this start founded the desk. */
  readonly code: string | null
  /** What it said to the log that is trouble. */
  readonly trouble: readonly string[]
  /** Ends it without a warning; resolves when it is gone. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** As the manual of the server starts it (main/hub/README.md): a young generation that does not grow past what is used. */
const NODE_OPTIONS = ['--max-semi-space-size=8']

/** Where a hub keeps its truth. */
export type HubPlace = { data: string } | { database: string }

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

/** Starts a hub and resolves when it is open. */
export const startHub = async (place: HubPlace, port: number): Promise<HubProcess> => {
  if (!existsSync(ENTRY)) throw new Error('out/main/headless.js is missing: run `npm run build` first')
  const child = spawn(process.execPath, [...NODE_OPTIONS, ENTRY, 'serve'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      KOPIJ_HUB_PORT: String(port),
      KOPIJ_HUB_LOG: 'error',
      ...('data' in place ? { KOPIJ_HUB_DATA: place.data } : { KOPIJ_HUB_DATABASE: place.database }),
    },
  })
  const trouble: string[] = []
  child.stderr.on('data', (text: Buffer) => {
    trouble.push(text.toString().slice(0, 500))
    if (trouble.length > 50) trouble.shift()
  })
  let said = ''
  await new Promise<void>((settle, fail) => {
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString()
      if (said.includes('Open at')) settle()
    })
    child.once('exit', (code) => fail(new Error(`the hub ended with ${code}: ${trouble.join('')}`)))
  })
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended(child)
  }
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${port}`,
    code: /: ([A-Z0-9]{4}(?:-[A-Z0-9]{4}){2}) /.exec(said)?.[1] ?? null,
    trouble,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  }
}
