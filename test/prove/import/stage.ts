/** The desk process as it was built, given one file after the other, and what becomes of everybody meanwhile. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ImportReport } from '../../../shared/ipc/import.ts'
import { type DeskChild, type DeskWindow, startDeskProcess } from '../../support/desk-process.ts'

/** How often the desk is asked something small while it imports, ms. */
const PING = 10

export type Stage = {
  window: DeskWindow
  child: DeskChild
  section: string
  /** Imports the file behind a path. */
  take(path: string, again?: boolean): Promise<ImportReport>
}

export type StageOptions = { data: string; entry?: string; execPath?: string; execArgv?: string[] }

export const createStage = async (options: StageOptions): Promise<Stage> => {
  const child = await startDeskProcess(options)
  const window = child.open()
  const { id: desk } = await window.call('desks.create', {
    name: 'Proefredactie',
    person: 'Merel Oosterhof',
    language: 'nl',
    sections: ['Binnenland'],
  })
  await window.call('desks.use', { desk })
  const section = (await window.call('desk.overview', {})).sections[0]?.id ?? ''
  return {
    window,
    child,
    section,
    take: (path, again = false) =>
      window.call('items.import', {
        file: { from: 'grant', grant: child.grant(path), name: basename(path) },
        section,
        again,
      }),
  }
}

/** A process that answers and does nothing else: how late it is, a machine makes anybody. */
export type Floor = { ask(): Promise<number>; stop(): void }

export const createFloor = (): Floor => {
  const echo = spawn(process.execPath, ['-e', "process.on('message', (m) => process.send(m))"], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const waiting = new Map<number, (late: number) => void>()
  let asked = 0
  echo.on('message', (id: number) => {
    waiting.get(id)?.(performance.now())
    waiting.delete(id)
  })
  return {
    ask: () =>
      new Promise((settle) => {
        asked += 1
        const begun = performance.now()
        waiting.set(asked, (at) => settle(at - begun))
        echo.send(asked)
      }),
    stop: () => echo.kill('SIGKILL'),
  }
}

/** How long the one thread of a desk process has worked, ms. */
const workedBy = (pid: number): number => {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'latin1').split(' ')[0]) / 1e6
  } catch {
    return 0
  }
}

/**
 * The longest that the desk let somebody wait by its own work while `work` ran, ms: no more than it worked in that time, and
 * no more than it was later than an idle process at the same moment. A busy machine makes everybody late.
 */
export const blockedWhile = async (
  { window, child: { pid } }: Stage,
  floor: Floor,
  work: () => Promise<unknown>,
): Promise<number> => {
  let done = false
  let worst = 0
  const pings = (async () => {
    while (!done) {
      const worked = workedBy(pid)
      const begun = performance.now()
      const [waited, late] = await Promise.all([
        window.call('desk.safety', {}).then(() => performance.now() - begun),
        floor.ask(),
      ])
      worst = Math.max(worst, Math.min(waited - late, workedBy(pid) - worked))
      await sleep(PING)
    }
  })()
  await work().finally(() => {
    done = true
  })
  await pings
  return worst
}

const commandOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    return ''
  }
}
const parentOf = (pid: string): number => {
  try {
    return Number(/^PPid:\s*(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1])
  } catch {
    return 0
  }
}

/** The processes that read files for this desk process. */
export const readersOf = (desk: number): number[] =>
  readdirSync('/proc')
    .filter(
      (name) => /^\d+$/u.test(name) && parentOf(name) === desk && commandOf(name).includes('import-process'),
    )
    .map(Number)

/** The most memory that a process ever had, megabytes; 0 when it is gone. */
export const peakOf = (pid: number): number => {
  try {
    return Number(/^VmHWM:\s*(\d+)/mu.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
