/** One run after the other: an item goes out, is corrected or killed, while something fails and the hub dies somewhere. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { DeliveryReport } from '../../../shared/domain/delivery.ts'
import { itemUri } from '../../../shared/ids.ts'
import type { Chance } from '../../support/prove-chance.ts'
import type { Figure } from '../harness.ts'
import {
  type Backend,
  FAULTS,
  type FaultName,
  folderBackend,
  type Hooks,
  pushBackend,
  sftpBackend,
  webhookBackend,
} from './backends.ts'
import { type Bench, die, type Life, openBench } from './bench.ts'
import { siteBackend } from './site.ts'

/** Places round a sending where a life ends, and the how-manieth time that it is passed. */
const PLACES = [
  'commit before 1',
  'commit inside 1',
  'commit after 1',
  'send before 1',
  'effect before 1',
  'effect before 2',
  'effect before 3',
  'effect after 1',
  'effect after 2',
  'effect after 3',
  'send after 1',
  'commit before 2',
  'commit inside 2',
  'commit after 2',
  'send before 2',
  'commit before 3',
  'commit after 3',
] as const
type Deed = 'publish' | 'correct' | 'kill'

const MOST_ROUNDS = 40
/** How time goes on between two looks, ms: a little, half of what a target asks for, and more than any pause. */
const STEPS = [2000, 40_000, 1_000_000] as const

type Wanted = { root: string; chance: Chance; count: number; broken: boolean; log: (line: string) => void }

export const everyRun = async ({
  root,
  chance,
  count,
  broken,
  log,
}: Wanted): Promise<Record<string, Figure>> => {
  const folder = join(root, 'runs')
  await mkdir(folder)
  let turn = 0
  /** The sabotage: a key that is another one on every attempt, as of a hub that forgets what it tried. */
  const tamper = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
    turn += 1
    return broken ? { ...headers, 'proof-forgot': String(turn) } : headers
  }
  const bench = await openBench(folder, chance, tamper)
  let life: Life | null = null
  let place: string | null = null
  let passed = new Map<string, number>()
  const reached = new Set<string>()
  let lives = 0

  const isHere = (name: string): boolean => {
    const times = (passed.get(name) ?? 0) + 1
    passed.set(name, times)
    if (place !== `${name} ${times}`) return false
    reached.add(place)
    place = null
    lives += 1
    return true
  }
  const hooks: Hooks = {
    dies(name) {
      if (!isHere(name)) return false
      life?.kill()
      return true
    },
    now: bench.clock.now,
    giveUp: () => bench.clock.advance(61_000),
  }
  const onDisk = folderBackend(folder)
  const backends: readonly (readonly [string, Backend])[] = [
    ['folder', onDisk],
    ['webhook', await webhookBackend(hooks)],
    ['ninjs-push', await pushBackend(hooks)],
    ['sftp', await sftpBackend(folder, hooks)],
    ['wordpress', await siteBackend(hooks)],
  ]
  const targets: { name: string; backend: Backend; id: string; section: string }[] = []
  for (const [name, backend] of backends)
    targets.push({ name, backend, ...(await bench.addTarget(name, backend.settings, backend)) })
  bench.gate = (name) => {
    if (isHere(name)) die()
    onDisk.failing(name)
  }

  const figures = { runs: 0, doubled: 0, missing: 0, wrong: 0, stuck: 0 }
  const faults = new Set<string>()
  const began = performance.now()
  for (let number = 0; number < count; number += 1) {
    const { name, backend, id, section } = targets[number % targets.length] ?? fail('no target')

    const deed = chance.pick<Deed>(['publish', 'publish', 'correct', 'kill'])
    const fault = chance.below(6) === 0 ? null : chance.pick<FaultName>(FAULTS[backend.family])
    const where = chance.below(8) === 0 ? null : chance.pick(PLACES)

    const first = `Kop ${number}`
    const item = await bench.publish(section, first)
    if (deed !== 'publish') await drive(bench, { item, target: id, backend, current: (now) => (life = now) })
    const wanted = deed === 'correct' ? `Kop ${number} verbeterd` : first
    if (deed === 'correct') await bench.correct(item, wanted)
    if (deed === 'kill') await bench.kill(item)

    backend.arm(fault)
    place = where
    passed = new Map()
    if (fault !== null) faults.add(`${backend.family} ${fault}`)
    const arrived = await drive(bench, { item, target: id, backend, current: (now) => (life = now) })
    place = null
    backend.arm(null)

    figures.runs += 1
    const version = deed === 'publish' ? 1 : 2
    const effects = await backend.effects(itemUri(item))
    const last = effects.at(-1)
    const isFile = backend.family !== 'http'
    const doubled =
      effects.length > new Set(effects.map((one) => one.version)).size || (isFile && effects.length > 1)
    const missing = last === undefined || last.version < version
    const isKill = deed === 'kill'
    const said = (isKill ? backend.killedHeadline : null) ?? wanted
    const wrong = !missing && (last.headline !== said || last.gone !== isKill)
    if (!arrived) figures.stuck += 1
    if (doubled) figures.doubled += 1
    if (missing) figures.missing += 1
    if (wrong) figures.wrong += 1
    if (!arrived || doubled || missing || wrong)
      log(`run ${number} ${name} ${deed}, fault ${fault}, died ${where}: ${JSON.stringify(effects)}`)
  }
  const beforeRetryAfter = targets.reduce((sum, { backend }) => sum + backend.tooEarly(), 0)
  log(
    `${count} runs in ${Math.round(performance.now() - began)} ms, ${lives} lives ended at ${reached.size} places`,
  )
  await bench.close()
  for (const { backend } of targets) await backend.stop()
  return { ...figures, lives, places: reached.size, faults: faults.size, beforeRetryAfter }
}

const fail = (why: string): never => {
  throw new Error(why)
}

type Drive = { item: string; target: string; backend: Backend; current(life: Life): void }

/** Lets the hub live, die and live again, and time go on, until the item is where it has to be. */
const drive = async (bench: Bench, { item, target, backend, current }: Drive): Promise<boolean> => {
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const life = await bench.life()
    current(life)
    await Promise.race([life.hub.wake(), life.killed])
    if (life.isDead()) {
      backend.forgiven()
      continue
    }
    const report = await bench.report(item, target)
    if (report?.status === 'delivered') return true
    if (report?.status === 'failed') {
      // It may die of that as well.
      await Promise.race([mend(life, bench.founder, report, backend), life.killed])
      continue
    }
    bench.clock.advance(STEPS[round % STEPS.length] ?? 0)
  }
  return false
}

/** What somebody at the desk does about a dead letter: gives the right secret, after which it goes on by itself, or tries again. */
const mend = async (life: Life, by: string, report: DeliveryReport, backend: Backend): Promise<void> => {
  if (report.fault?.code !== 'target-secret-wrong')
    return await life.hub.connection.retryDelivery(by, report.id)
  backend.unlock()
  await life.hub.connection.keepTargetSecret(by, report.target, backend.secret ?? '')
}
