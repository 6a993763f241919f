/**
 * A hub of many loses nothing that it acknowledged, whoever kills it, and passes on what is typed at once.
 *
 * The built hub under plain Node, on SQLite and as two processes on a real PostgreSQL; the seed is printed, and
 * KOPIJ_SEED=<seed> draws it again. `--break` takes one acknowledged entry away between two lives, as a hub would lose it
 * that answers before it has written.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { createChance, seedOfRun } from '../support/prove-chance.ts'
import { type Limit, prove } from './harness.ts'
import { callHub, gather } from './hub/colleague.ts'
import { killUnder } from './hub/kills.ts'
import { sendMalformed } from './hub/malformed.ts'
import { freePort, startHub } from './hub/process.ts'
import { settleAll } from './hub/settle.ts'
import { measureSpread } from './hub/spread.ts'
import { killOneOfTwo } from './hub/two-processes.ts'

const small = process.argv.includes('--sample') || process.argv.includes('--break')
const counts = small
  ? { kills: 15, killsOfTwo: 4, seconds: 6, frames: 5000, returns: 1 }
  : { kills: 200, killsOfTwo: 200, seconds: 30, frames: 100_000, returns: 3 }
const PEOPLE = 60
const WRITERS = 20
const IN_ONE_ITEM = 50

const NOUGHT: Limit = { max: 0 }

const dropEntry = (folder: string, id: string): void => {
  const db = new Sqlite(join(folder, 'hub.db'))
  const { changes } = db.prepare('DELETE FROM entries WHERE id = ?').run(id)
  db.close()
  if (changes !== 1) throw new Error('the entry to drop was not there')
}

const integrityOf = (folder: string): string => {
  const db = new Sqlite(join(folder, 'hub.db'), { readonly: true })
  const answer = String(db.pragma('integrity_check', { simple: true }))
  db.close()
  return answer
}

await prove({
  name: 'hub',
  limits: {
    kills: { min: counts.kills },
    acknowledged: { min: counts.kills * 40 },
    lost: NOUGHT,
    doubled: NOUGHT,
    refused: NOUGHT,
    gaps: NOUGHT,
    integrity: { is: 'ok' },
    killsOfTwo: { min: counts.killsOfTwo },
    lostOfTwo: NOUGHT,
    doubledOfTwo: NOUGHT,
    refusedOfTwo: NOUGHT,
    gapsOfTwo: NOUGHT,
    missing: NOUGHT,
    // One for each reader, and a share of the news.
    messagesPerUpdate: { max: IN_ONE_ITEM + 2 },
    roundTripsPerUpdate: { max: 12 },
    settledSeconds: { max: 5 },
    malformedFrames: { min: counts.frames },
    crashes: NOUGHT,
    internalFaults: NOUGHT,
    grownMB: { max: 50 },
  },
  run: async ({ broken, log }) => {
    const chance = createChance(seedOfRun())
    log(`seed ${chance.seed}`)
    const folder = mkdtempSync(join(tmpdir(), 'kopij-hub-'))
    const port = await freePort()
    let hub = await startHub({ data: folder }, port)
    const colleagues = await gather(hub.url, hub.code ?? '', PEOPLE)
    const [first] = colleagues
    if (!first) throw new Error('nobody is there')
    const { entries } = await callHub(hub.url, 'pull', { after: 0, limit: 500 }, first.token)
    const section = entries
      .map(({ entry }) => entry)
      .flatMap((entry) =>
        entry.kind === 'desk-event' && entry.event.type === 'section' ? [entry.event.section.id] : [],
      )[0]
    if (section === undefined) throw new Error('the desk has no section')
    const again = async (): Promise<void> => {
      await hub.kill()
      hub = await startHub({ data: folder }, port)
    }

    const spread = await measureSpread({
      url: hub.url,
      colleagues: colleagues.slice(0, IN_ONE_ITEM),
      section,
      seconds: counts.seconds,
    })
    log(`propagation ${spread.p50} / ${spread.p95} ms, bare echo ${spread.echoP50} / ${spread.echoP95} ms`)
    const malformed = await sendMalformed({ hub, colleagues, frames: counts.frames, chance })
    log(`${malformed.frames} malformed frames, ${malformed.grownMB} MB`)
    let settledSeconds = 0
    for (let time = 0; time < counts.returns; time += 1)
      settledSeconds = Math.max(settledSeconds, await settleAll(hub.url, colleagues, again))
    log(`${colleagues.length} came back within ${settledSeconds} s`)

    const killed = await killUnder({
      writers: colleagues.slice(0, WRITERS),
      kills: counts.kills,
      chance,
      section,
      where: () => hub.url,
      strike: again,
      harm: broken ? (id) => dropEntry(folder, id) : null,
      log,
    })
    await hub.stop()
    const integrity = integrityOf(folder)
    const two = await killOneOfTwo({ kills: counts.killsOfTwo, writers: WRITERS, chance, log })
    if (killed.lost === 0) rmSync(folder, { recursive: true, force: true })
    else log(`kept for a look: ${folder}`)
    return {
      seed: chance.seed,
      kills: killed.kills,
      acknowledged: killed.acknowledged,
      lost: killed.lost,
      doubled: killed.doubled,
      refused: killed.refused,
      gaps: killed.gaps,
      integrity,
      killsOfTwo: two.kills,
      acknowledgedOfTwo: two.acknowledged,
      lostOfTwo: two.lost,
      doubledOfTwo: two.doubled,
      refusedOfTwo: two.refused,
      gapsOfTwo: two.gaps,
      propagationP50: spread.p50,
      propagationP95: spread.p95,
      echoP50: spread.echoP50,
      echoP95: spread.echoP95,
      // Milliseconds, and no limit: they move with the machine, and the aim with them.
      aimP95: Math.round(spread.echoP95 * 5 + 20),
      withinAim: spread.p95 <= spread.echoP95 * 5 + 20,
      missing: spread.missing,
      messagesPerUpdate: spread.messagesPerUpdate,
      roundTripsPerUpdate: spread.roundTripsPerUpdate,
      settledSeconds,
      malformedFrames: malformed.frames,
      crashes: malformed.crashes,
      internalFaults: malformed.internalFaults,
      grownMB: malformed.grownMB,
    }
  },
})
