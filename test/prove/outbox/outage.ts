/** A target that is away for a day and an hour: how often it is knocked at, and what becomes of what waited for it. */
import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { FaultError } from '../../../shared/errors.ts'
import type { Chance } from '../../support/prove-chance.ts'
import type { Figure } from '../harness.ts'
import { openBench } from './bench.ts'

const STEP = 60_000
const A_DAY = 86_400_000
const AND_AN_HOUR = 3_600_000

export const longOutage = async (
  root: string,
  chance: Chance,
  count: number,
): Promise<Record<string, Figure>> => {
  const knocks: number[] = []
  const bench = await openBench(await mkdtemp(join(root, 'outage-')), chance, undefined, () => {
    knocks.push(bench.clock.now())
    return Promise.reject(new FaultError('target-unreachable', { host: 'site.example' }))
  })
  const { id, section } = await bench.addTarget(
    'site',
    { kind: 'webhook', url: 'https://site.example/kopij', format: 'ninjs-3.1', ownNetwork: false },
    { secret: 'geheim' },
  )
  await bench.publishAll(
    section,
    Array.from({ length: count }, (_, at) => `Kop ${at}`),
  )
  const life = await bench.life()
  const begun = bench.clock.now()
  let inADay = 0
  for (let passed = 0; passed <= A_DAY + AND_AN_HOUR; passed += STEP) {
    await life.hub.wake()
    bench.clock.advance(STEP)
    if (passed <= A_DAY) inADay = knocks.length
  }
  const perSecond = new Map<number, number>()
  for (const at of knocks) {
    const second = Math.floor((at - begun) / 1000)
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
  }
  const reports = await bench.desk.connection.deliveries({
    item: null,
    target: id,
    status: 'failed',
    limit: 500,
  })
  const dead = reports.filter(({ fault }) => fault?.code === 'target-unreachable').length
  await bench.close()
  return {
    attemptsInOneSecond: Math.max(0, ...perSecond.values()),
    attemptsInADay: inADay,
    deadAfterADay: dead === count ? 'all' : `${dead} of ${count}`,
  }
}
