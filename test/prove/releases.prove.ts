/**
 * What is planned goes out by the hub alone, once, at its minute and never earlier: over every change of the clocks in a year of thirty zones, through sleeps, kills, jumps of the clock and two hubs on one database.
 *
 * Not in the app but in the code that it runs: the desk's reading of wall times, and the hub over its store, on a computer in
 * simulated time. The harness keeps its own time, reads the feed, and asks the platform what clocks show.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createChance, seedOfRun } from '../support/prove-chance.ts'
import { type Figure, prove } from './harness.ts'
import { twoHubs } from './releases/two-hubs.ts'
import { judgeWalls } from './releases/walls.ts'
import { liveYear } from './releases/year.ts'
import { transitionsOf, ZONES } from './releases/zones.ts'

/** The sabotage: the hub's clock runs ahead, and a wall time that exists twice is taken for the first of them. */
const AHEAD = 3000

await prove({
  name: 'releases',
  limits: {
    zones: { min: 30 },
    transitions: { min: 30 },
    nonexistent: { min: 600 },
    doubledWalls: { min: 600 },
    wrongWalls: { is: 0 },
    planned: { min: 100 },
    released: { min: 60 },
    missed: { min: 5 },
    missedThenSent: { min: 2 },
    awakeReleases: { min: 20 },
    early: { is: 0 },
    doubled: { is: 0 },
    lost: { is: 0 },
    againstRule: { is: 0 },
    unapprovedOut: { is: 0 },
    slow: { is: 0 },
    offEarly: { is: 0 },
    offMissing: { is: 0 },
    refusedWrongly: { is: 0 },
    awakeP99: { max: 2000 },
    shared: { min: 30 },
    triedByBoth: { min: 1 },
    sharedDoubled: { is: 0 },
    sharedLost: { is: 0 },
    sharedEarly: { is: 0 },
    sharedWorst: { max: 2000 },
  },
  run: async ({ sample, broken, log }): Promise<Record<string, Figure>> => {
    const chance = createChance(seedOfRun())
    log(`seed ${chance.seed}`)
    const transitions = ZONES.flatMap(transitionsOf)
    log(`${transitions.length} changes of the clocks in ${ZONES.length} zones`)
    const { wrong, ...walls } = judgeWalls(transitions, { every: sample ? 30 : 1, broken })
    for (const one of wrong.slice(0, 10)) log(`not as clocks show it: ${one}`)
    const root = await mkdtemp(join(tmpdir(), 'kopij-releases-'))
    try {
      const some = sample ? transitions.filter((_, index) => index % 4 === 0) : transitions
      const { fates, ...year } = await liveYear({
        ...{ root, transitions: some, chance, ahead: broken ? AHEAD : 0 },
        others: sample ? 40 : 300,
      })
      log(`what befell the computer: ${JSON.stringify(fates)}`)
      const both = await twoHubs(root, sample ? 12 : 60, broken ? AHEAD : 0)
      return { zones: ZONES.length, transitions: transitions.length, ...walls, ...year, ...both }
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  },
})
