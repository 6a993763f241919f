/** What goes before what, and what waits for nothing: a kill before a queue, and a target beside one that is dead. */
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Chance } from '../../support/prove-chance.ts'
import { startTargetServer } from '../../support/target-server.ts'
import type { Figure } from '../harness.ts'
import { openBench } from './bench.ts'

/** How long a target beside a dead one may take, in real time, before it counts as delayed. */
const PATIENCE = 60_000

const named = (count: number): string[] => Array.from({ length: count }, (_, at) => `Kop ${at}`)
const settings = (url: string) => ({ kind: 'webhook', url, format: 'ninjs-3.1', ownNetwork: true }) as const

/** A queue waits behind a request that is on its way; then something that is out is killed. */
export const killFirst = async (
  root: string,
  chance: Chance,
  behind: number,
): Promise<Record<string, Figure>> => {
  const bench = await openBench(await mkdtemp(join(root, 'kill-')), chance)
  const actions: string[] = []
  let hold: Promise<void> = Promise.resolve()
  let arrived: () => void = () => undefined
  const server = await startTargetServer(async ({ headers }) => {
    actions.push(String(headers['kopij-action']))
    arrived()
    await hold
    return { status: 201 }
  })
  const { section } = await bench.addTarget('site', settings(server.url), { secret: 'geheim' })
  const life = await bench.life()
  const item = await bench.publish(section, 'Verkeerde naam')
  await life.hub.wake()

  await bench.publishAll(section, named(behind + 1))
  let letGo: () => void = () => undefined
  hold = new Promise((resolve) => {
    letGo = resolve
  })
  const onItsWay = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const woken = life.hub.wake()
  await onItsWay
  const before = actions.length
  await bench.kill(item)
  letGo()
  await woken
  const at = actions.indexOf('kill')
  await bench.close()
  await server.stop()
  return { aheadOfKill: at < 0 ? null : at - before, queueBehindKill: at < 0 ? 0 : actions.length - at - 1 }
}

/** A target that never answers has as much to get as the one beside it; time stands still meanwhile. */
export const deadBeside = async (
  root: string,
  chance: Chance,
  count: number,
): Promise<Record<string, Figure>> => {
  const bench = await openBench(await mkdtemp(join(root, 'dead-')), chance)
  const silent = await startTargetServer(() => 'silent')
  let got = 0
  let all: () => void = () => undefined
  const everything = new Promise<void>((resolve) => {
    all = resolve
  })
  const well = await startTargetServer(() => {
    got += 1
    if (got === count) all()
    return { status: 201 }
  })
  const dead = await bench.addTarget('dood', settings(silent.url), { secret: 'geheim' })
  const alive = await bench.addTarget('levend', settings(well.url), { secret: 'geheim' })
  const life = await bench.life()
  await bench.publishAll(dead.section, named(count))
  void life.hub.wake()
  // It hangs already when the others come.
  while (silent.heard.length === 0) await new Promise((resolve) => setImmediate(resolve))
  await bench.publishAll(alive.section, named(count))
  void life.hub.wake()
  let tired: NodeJS.Timeout | undefined
  const patience = new Promise<void>((resolve) => {
    tired = setTimeout(resolve, PATIENCE)
  })
  await Promise.race([everything, patience])
  clearTimeout(tired)
  life.kill()
  await silent.stop()
  await bench.close()
  await well.stop()
  return { delayedByDead: count - got }
}
