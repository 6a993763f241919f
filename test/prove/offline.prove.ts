/**
 * Work done apart comes together: replicas equal, decisions once, and every word that a merge tore is flagged and restored.
 *
 * The text part plays people with real editors around a feed (offline/scenario.ts) and judges by the signs on their pages
 * (offline/oracle.ts). Every tenth scenario is played by real processes, of which the hub and the colleagues' are killed
 * where they stand (offline/killed.ts). KOPIJ_SEED=<seed> repeats a run; each scenario has a seed of its own, which is
 * told when it fails.
 */
import { createChance, seedOfRun } from '../support/prove-chance.ts'
import { prove } from './harness.ts'
import { runDesks } from './offline/desks.ts'
import { playKilled } from './offline/killed.ts'
import { play, type Weaken } from './offline/scenario.ts'

const small = process.argv.includes('--sample') || process.argv.includes('--break')
const SCENARIOS = small ? 60 : 500
const KILLED = small ? 4 : 50
const TURNS = small ? 60 : 400

/** What `--break` does: the finder is blind to doubled words, and a decision never reaches the others. */
const blind: Weaken = (found) => found.filter(({ kind }) => kind !== 'doubled')
const sighted: Weaken = (found) => found

const NOUGHT = { max: 0 }

await prove({
  name: 'offline',
  limits: {
    scenarios: { min: SCENARIOS },
    hubKills: { min: KILLED / 2 },
    clientKills: { min: KILLED },
    unflagged: NOUGHT,
    notRestored: NOUGHT,
    falseFlagsPercent: { max: 5 },
    unequal: NOUGHT,
    invalid: NOUGHT,
    decisions: { min: 1 },
    decisionsLost: NOUGHT,
    decisionsTwice: NOUGHT,
    desksUnequal: NOUGHT,
  },
  run: async ({ broken, log }) => {
    const chance = createChance(seedOfRun())
    log(`seed ${chance.seed}`)
    const weaken = broken ? blind : sighted
    const sum = { merges: 0, flags: 0, falseFlags: 0, unflagged: 0, notRestored: 0, unequal: 0, invalid: 0 }
    const add = (outcome: typeof sum): void => {
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += outcome[name]
    }
    let milliseconds = 0
    let alone = 0
    for (let at = 0; at < SCENARIOS - KILLED; at += 1) {
      const seed = chance.below(2 ** 31)
      const outcome = play(seed, weaken)
      add(outcome)
      milliseconds += outcome.milliseconds
      alone += outcome.merges
      if (outcome.told.length > 0) log(`scenario ${seed}: ${outcome.told.join('\n  ').slice(0, 600)}`)
      if ((at + 1) % 100 === 0) log(`${at + 1} scenarios`)
    }
    const killed = await playKilled(KILLED, chance, weaken, log)
    add(killed)
    log(`${KILLED} scenarios with ${killed.hubKills} kills of the hub and ${killed.clientKills} of clients`)
    const desks = await runDesks(TURNS, chance, broken)
    const round = (value: number): number => Math.round(value * 10) / 10
    return {
      seed: chance.seed,
      scenarios: SCENARIOS,
      scenariosKilled: KILLED,
      hubKills: killed.hubKills,
      clientKills: killed.clientKills,
      ...sum,
      flagsPer1000Merges: Math.round((sum.flags / sum.merges) * 1000),
      falseFlagsPercent: sum.flags === 0 ? 0 : round((sum.falseFlags / sum.flags) * 100),
      msPerMerge: round(milliseconds / alone),
      ...desks,
      decisions: desks.decisions + killed.decisions,
      decisionsLost: desks.decisionsLost + killed.decisionsLost,
      decisionsTwice: desks.decisionsTwice + killed.decisionsTwice,
    }
  },
})
