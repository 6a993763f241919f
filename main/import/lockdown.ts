/**
 * Takes the ways out of a process before it sees its first file: no files, no network, no other processes. The readers have
 * no use for any; should a file ever make one of them ask, it finds nothing.
 */
import { syncBuiltinESMExports } from 'node:module'

const CLOSED = [
  'fs',
  'fs/promises',
  'net',
  'tls',
  'dns',
  'dns/promises',
  'dgram',
  'http',
  'https',
  'http2',
  'child_process',
  'worker_threads',
  'inspector',
  'vm',
] as const

const GLOBALS = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'] as const

const WORDS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const

/** Closes everything. */
export const lockDown = (): void => {
  const refused = (name: string) => (): never => {
    throw new Error(`closed: ${name}`)
  }
  // All of them first: some are made of others.
  const modules = CLOSED.map(
    (name) => [name, process.getBuiltinModule(`node:${name}`) as unknown as Record<string, unknown>] as const,
  )
  for (const [name, module] of modules) {
    for (const key of Object.keys(module)) {
      if (typeof module[key] !== 'function') continue
      try {
        module[key] = refused(`${name}.${key}`)
      } catch {
        // A getter: it answers what was closed already.
      }
    }
  }
  syncBuiltinESMExports()
  // A library that complains would open a terminal for it; and what it complains about is copy.
  for (const name of WORDS) console[name] = () => undefined
  for (const name of GLOBALS) Reflect.deleteProperty(globalThis, name)
  for (const name of ['binding', 'dlopen', 'kill', 'chdir'] as const)
    Object.defineProperty(process, name, { value: refused(`process.${name}`) })
}
