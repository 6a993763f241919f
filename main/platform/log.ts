/**
 * The log on disk: events and facts, a line of JSON each, two files that replace one another. Copy, names and secrets
 * never go in there: facts are ids, codes, counts and milliseconds.
 */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type Log = (event: string, facts: Record<string, string | number>) => void

const LARGEST = 2_000_000

/** Opens the log in `folder`. A disk that takes nothing silences it; the app goes on. */
export const openLog = (folder: string, now: () => number): Log => {
  const file = join(folder, 'kopij.log')
  const turn = (): void => {
    try {
      if (statSync(file).size > LARGEST) renameSync(file, join(folder, 'kopij.1.log'))
    } catch {
      // There is no file yet.
    }
  }
  return (event, facts) => {
    try {
      mkdirSync(folder, { recursive: true })
      turn()
      appendFileSync(file, `${JSON.stringify({ at: new Date(now()).toISOString(), event, ...facts })}\n`)
    } catch {
      // A log that cannot be written must not take the desk down with it.
    }
  }
}
