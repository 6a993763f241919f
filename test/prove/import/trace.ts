/** What the kernel saw of a desk process and of everything that it started: files that were reached for, and networks. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where strace is; throws where it is not, because then nobody can see. */
export const findStrace = (): string => {
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'strace'))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
  if (found === undefined) throw new Error('strace is missing: apt-get install strace')
  return found
}

/** The arguments under which strace writes what `readTrace` reads. */
export const straceArguments = (trace: string): string[] => [
  ...['-f', '--seccomp-bpf', '-s', '300', '-e', 'trace=%file,%network', '-o', trace, process.execPath],
]

const NETWORK = /\b(?:socket|connect|bind|sendto|sendmsg)\((?:[^)]*)AF_INET6?/u
const PATH = /"((?:[^"\\]|\\.)*)"/u
const CALL = /^\d+\s+(\w+)\(/u

/** Paths and networks of the part of a trace behind the line that names `mark`. */
export type Seen = { before: Set<string>; after: Set<string>; networks: string[]; marked: boolean }

/** Numbers of processes and of inodes differ from run to run. */
const normal = (path: string): string => path.replace(/\/proc\/\d+/u, '/proc/self')

export const readTrace = (trace: string, mark: string): Seen => {
  const seen: Seen = { before: new Set(), after: new Set(), networks: [], marked: false }
  for (const line of trace.split('\n')) {
    if (line.includes(mark)) seen.marked = true
    const call = CALL.exec(line)?.[1]
    if (call === undefined) continue
    if (NETWORK.test(line)) {
      if (seen.marked) seen.networks.push(line)
      continue
    }
    const path = PATH.exec(line)?.[1]
    if (path?.startsWith('/')) (seen.marked ? seen.after : seen.before).add(normal(path))
  }
  return seen
}
