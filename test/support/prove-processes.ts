/** The processes of the packed desk, as the kernel knows them. Linux, where the proofs run. */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It ended while we looked.
    return ''
  }
}

/** A line of `/proc/<pid>/status`; empty when there is none. */
export const statusOf = (pid: number, name: string): string =>
  new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(read(`/proc/${pid}/status`))?.[1] ?? ''

/** The command line of a process, its parts by spaces. */
export const commandOf = (pid: number): string => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')

/** A zombie has ended; only its parent has not been told. */
export const isAlive = (pid: number): boolean => {
  const state = statusOf(pid, 'State')
  return state !== '' && !state.startsWith('Z')
}

/** A process and everything below it, however deep. */
export const treeOf = (ancestor: number): number[] => {
  const parents = new Map(
    readdirSync('/proc')
      .map(Number)
      .filter(Number.isInteger)
      .map((pid) => [pid, Number(statusOf(pid, 'PPid'))]),
  )
  const below = (pid: number): boolean => {
    if (pid === ancestor) return true
    const parent = parents.get(pid) ?? 0
    return parent > 1 && below(parent)
  }
  return [...parents.keys()].filter(below)
}

/** The process of the tree with this in its command line, or null. */
export const findProcess = (ancestor: number, mark: string): number | null =>
  treeOf(ancestor).find((pid) => pid !== ancestor && commandOf(pid).includes(mark)) ?? null

/** Waits until all of them have ended; answers those that live on after `patience` ms. */
export const survivors = async (pids: readonly number[], patience: number): Promise<number[]> => {
  const deadline = Date.now() + patience
  for (;;) {
    const living = pids.filter(isAlive)
    if (living.length === 0 || Date.now() > deadline) return living
    await sleep(20)
  }
}
