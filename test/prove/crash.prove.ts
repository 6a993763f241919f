/**
 * Kills at random moments; nothing acknowledged is lost, nothing is damaged, nothing is delivered twice.
 *
 * Under plain Node (the built desk process) and in the packaged app; the seed is printed, KOPIJ_SEED=<seed> draws it again.
 * "founding" makes fresh databases and brings them through every migration. "migrating" opens a fixture: a replica that says it
 * is of a version before the first one, with one table of its own, whose rows have to be there afterwards. The clock's releases
 * fall where they fall among the kills.
 */
import { createChance, seedOfRun } from '../support/prove-chance.ts'
import { killPackaged } from './crash/packaged.ts'
import { killPlain } from './crash/plain.ts'
import { dropAcknowledged } from './crash/sabotage.ts'
import { readSynchronous, traceFlushes } from './crash/traced.ts'
import { type Limit, prove } from './harness.ts'

/** `synchronous` as SQLite numbers it. */
const FULL = 2
const TRACED = 200
/** Milliseconds from handing an update over to its answer, at the 95th percentile. */
const SLOWEST = 400

const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return found === undefined ? Number.NaN : Math.round(found * 10) / 10
}

const NOUGHT = { max: 0 }

const limitsFor = (killsPlain: number, killsApp: number): Record<string, Limit> => ({
  killsPlain: { min: killsPlain },
  killsApp: { min: killsApp },
  fewestBetween: { min: 20 },
  acknowledgedP95: { max: SLOWEST },
  acknowledgedP95App: { max: SLOWEST },
  synchronousReplica: { is: FULL },
  synchronousHub: { is: FULL },
  flushedBeforeAnswer: { min: TRACED },
  lost: NOUGHT,
  reordered: NOUGHT,
  lostDecisions: NOUGHT,
  integrityFailures: NOUGHT,
  brokenChains: NOUGHT,
  badBackups: NOUGHT,
  doubledDeliveries: NOUGHT,
  undelivered: NOUGHT,
  unsettled: NOUGHT,
  halfFounded: NOUGHT,
  badMigrations: NOUGHT,
  orphans: NOUGHT,
  notRevived: NOUGHT,
})

const small = process.argv.includes('--sample') || process.argv.includes('--break')
const counts = small ? { plain: 30, daily: 1, app: 3 } : { plain: 180, daily: 6, app: 20 }

await prove({
  name: 'crash',
  limits: limitsFor(counts.plain, counts.app),
  run: async ({ broken, log }) => {
    const chance = createChance(seedOfRun())
    log(`seed ${chance.seed}`)
    const synchronous = await readSynchronous()
    const flushedBeforeAnswer = await traceFlushes(TRACED, chance)
    const plain = await killPlain({
      kills: counts.plain,
      daily: counts.daily,
      chance,
      log,
      sabotage: broken ? dropAcknowledged : null,
    })
    const app = await killPackaged(counts.app, chance, log)
    const findings = Object.entries(app.findings).map(([name, count]): [string, number] => [
      name,
      count + (name in plain.findings ? plain.findings[name as keyof typeof plain.findings] : 0),
    ])
    return {
      seed: chance.seed,
      killsPlain: plain.kills,
      killsApp: app.kills,
      acknowledged: plain.acknowledged + app.acknowledged,
      fewestBetween: Math.min(plain.fewestBetween, app.fewestBetween),
      acknowledgedP50: percentile(plain.waits, 0.5),
      acknowledgedP95: percentile(plain.waits, 0.95),
      acknowledgedP95App: percentile(app.waits, 0.95),
      synchronousReplica: synchronous.replica,
      synchronousHub: synchronous.hub,
      flushedBeforeAnswer,
      ...Object.fromEntries(findings),
    }
  },
})
