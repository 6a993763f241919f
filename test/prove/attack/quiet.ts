/** The desk as a person starts it, without a tools port: nothing of it listens, and nothing of it calls out. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { portsOf } from './confinement.ts'
import type { Outcome } from './target.ts'

export const attackQuiet = async (executable: string): Promise<Outcome> => {
  const profile = mkdtempSync(join(tmpdir(), 'kopij-quiet-'))
  const child = spawn(executable, [`--user-data-dir=${profile}`], { stdio: 'ignore' })
  const gone = once(child, 'exit')
  try {
    const log = join(profile, 'logs', 'kopij.log')
    const started = (): boolean => existsSync(log) && readFileSync(log, 'utf8').includes('"started"')
    const deadline = Date.now() + 20_000
    while (!started() && Date.now() < deadline) await sleep(50)
    if (!started()) throw new Error('the desk did not start')
    const through = new Set<string>()
    for (let times = 0; times < 8; times += 1) {
      await sleep(500)
      const { open, unseen } = portsOf(child.pid ?? 0)
      if (open > 0) through.add(`${open} ports are open`)
      for (const command of unseen) through.add(`nobody may look into ${command}`)
    }
    return { probes: 8, through: [...through] }
  } finally {
    child.kill('SIGKILL')
    await gone
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
