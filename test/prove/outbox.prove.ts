/**
 * What is released reaches every target once, wherever the hub dies and whatever the target does: no effect doubled, none missing; a dead target delays no other, and a kill overtakes a queue of 500.
 *
 * Not in the app but in the code that it runs: the hub over its store, its adapters against servers in this process and a
 * folder. A life of the hub ends at a place round a sending, and the next one begins from what the store was told. At the end
 * the hub is a process of its own, and is killed by the system;
 * and the server of SFTP is OpenSSH's own.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createChance, seedOfRun } from '../support/prove-chance.ts'
import { type Figure, prove } from './harness.ts'
import { killedProcesses } from './outbox/killed.ts'
import { onOpenssh } from './outbox/openssh.ts'
import { longOutage } from './outbox/outage.ts'
import { deadBeside, killFirst } from './outbox/overtaking.ts'
import { everyRun } from './outbox/runs.ts'

await prove({
  name: 'outbox',
  limits: {
    runs: { min: 40 },
    unrun: { max: 0 },
    lives: { min: 20 },
    places: { min: 8 },
    faults: { min: 12 },
    doubled: { max: 0 },
    missing: { max: 0 },
    wrong: { max: 0 },
    stuck: { max: 0 },
    beforeRetryAfter: { max: 0 },
    delayedByDead: { max: 0 },
    aheadOfKill: { max: 0 },
    queueBehindKill: { min: 500 },
    attemptsInOneSecond: { max: 1 },
    attemptsInADay: { min: 96 },
    deadAfterADay: { is: 'all' },
    processesKilled: { min: 5 },
    killedStuck: { max: 0 },
    killedDoubled: { max: 0 },
    killedMissing: { max: 0 },
    killedPageWrong: { is: 0 },
    opensshLooked: { min: 30 },
    opensshWrong: { max: 0 },
    opensshCut: { min: 5 },
  },
  run: async ({ sample, broken, log }): Promise<Record<string, Figure>> => {
    const chance = createChance(seedOfRun())
    log(`seed ${chance.seed}`)
    const root = await mkdtemp(join(tmpdir(), 'kopij-outbox-'))
    try {
      const asked = sample ? 80 : 1000
      const runs = await everyRun({ root, chance, count: asked, broken, log })
      const kill = await killFirst(root, chance, 500)
      const dead = await deadBeside(root, chance, sample ? 20 : 100)
      const outage = await longOutage(root, chance, 40)
      const killed = await killedProcesses({ root, chance, count: sample ? 8 : 60, broken, log })
      const openssh = await onOpenssh(chance, sample ? 12 : 100, log)
      return {
        unrun: asked - Number(runs['runs']),
        ...runs,
        ...kill,
        ...dead,
        ...outage,
        ...killed,
        ...openssh,
      }
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  },
})
