/** Whether the renderers are really sandboxed, as the kernel sees it and not as the app says. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { ElectronApplication } from '@playwright/test'

export interface Confinement {
  readonly pid: number
  /** 2: system calls are filtered. */
  readonly seccomp: number
  readonly noNewPrivileges: boolean
  /** How many process-id namespaces deep it is; 1 is none of its own. */
  readonly pidDepth: number
  readonly ownNetwork: boolean
}

const field = (pid: number, name: string): string =>
  new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''

const parentOf = (pid: number): number => {
  try {
    return Number(field(pid, 'PPid'))
  } catch {
    // It ended while we looked.
    return 0
  }
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

/** All processes under one, however deep. */
const descendantsOf = (ancestor: number): number[] => {
  const all = readdirSync('/proc').map(Number).filter(Number.isInteger)
  const parents = new Map(all.map((pid) => [pid, parentOf(pid)]))
  const below = (pid: number): boolean => {
    const parent = parents.get(pid) ?? 0
    return parent === ancestor || (parent > 1 && below(parent))
  }
  return all.filter(below)
}

const confinementOf = (pid: number, main: number): Confinement => ({
  pid,
  seccomp: Number(field(pid, 'Seccomp')),
  noNewPrivileges: field(pid, 'NoNewPrivs') === '1',
  pidDepth: field(pid, 'NSpid').split(/\s+/).length,
  ownNetwork: readlinkSync(`/proc/${pid}/ns/net`) !== readlinkSync(`/proc/${main}/ns/net`),
})

/** One for every renderer of the app. Fails for root, for whom there is no sandbox to look at. */
export const renderersOf = (app: ElectronApplication): Confinement[] => {
  if (process.platform !== 'linux')
    throw new Error('how a renderer is confined is read from /proc: run this on Linux')
  if (process.getuid?.() === 0)
    throw new Error('this test runs as root, so it can prove nothing about the sandbox')
  const main = app.process().pid
  if (main === undefined) throw new Error('the desk has no process')
  return descendantsOf(main)
    .filter((pid) => commandOf(pid).includes('--type=renderer'))
    .map((pid) => confinementOf(pid, main))
}
