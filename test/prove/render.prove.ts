/**
 * An item is rendered in any format as fast as a target can take it, and ten thousand of them go by at flat memory.
 *
 * One core, no files: what is measured is the code that turns a release into the text that leaves. `JSON.stringify` of the
 * same item is the floor: it does nothing but write down what is there.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { EXAMPLE_NL as NL } from '../../shared/example/nl.ts'
import type { Release } from '../../shared/formats/release.ts'
import { OUTGOING } from './formats/round-trip.ts'
import { type Figure, prove } from './harness.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** The stories of the example desk, as releases: leads and briefs as a newsroom writes them. */
const releases = (): Release[] =>
  Object.values(NL.items).map((copy, index) => ({
    item: `0b6e4c1e-58b2-4d6f-9f0a-5b1c2d3e${String(4000 + index)}`,
    copy: { ...copy, section: '7b0f1d57-0b3c-4bd1-8a67-25f5f0a4f3aa', language: 'nl' },
    version: 1 + (index % 3),
    revision: 'a'.repeat(64),
    firstCreatedAt: Date.UTC(2026, 2, 29, 0, 30),
    releasedAt: Date.UTC(2026, 2, 29, 1, 30, index),
    shownAt: Date.UTC(2026, 2, 29, 1, 30, index),
    embargoUntil: index % 4 === 0 ? Date.UTC(2026, 2, 29, 3, 0) : null,
    status: 'usable',
    signal: null,
    follows: null,
    note: '',
    sectionName: 'Binnenland',
    agencies: [{ code: 'ANP', name: 'Algemeen Nederlands Persbureau', home: true }],
    deskName: NL.deskName,
    zone: 'Europe/Amsterdam',
  }))

/** Items a second of CPU time: what else this computer does is no measure of the code. */
const perSecond = (
  items: readonly Release[],
  write: (release: Release) => string,
  millis: number,
): number => {
  let [done, length] = [0, 0]
  const round = (): void => {
    for (const item of items) length += write(item).length
    done += items.length
  }
  for (let warm = 0; warm < 20; warm += 1) round()
  done = 0
  const start = process.cpuUsage()
  let used = 0
  while (used < millis * 1000) {
    round()
    const { user, system } = process.cpuUsage(start)
    used = user + system
  }
  if (length === 0) throw new Error('nothing was rendered')
  return Math.round((done / used) * 1e6)
}

const MEGABYTE = 1024 * 1024
const memory = (): number => {
  collect()
  return process.memoryUsage().rss / MEGABYTE
}

/** How far memory grew while so many items went by, in MB; `kept` is where the sabotage puts them. */
const growth = (items: readonly Release[], count: number, kept: Buffer[] | null): number => {
  const pass = (from: number, to: number): void => {
    for (let at = from; at < to; at += 1) {
      const outgoing = OUTGOING[at % OUTGOING.length]
      const item = items[at % items.length]
      if (outgoing === undefined || item === undefined) throw new Error('there is nothing to render')
      const bytes = Buffer.from(outgoing.write(item))
      // The whole page of memory is touched, as a target does that sends it.
      kept?.push(Buffer.concat(Array.from({ length: 8 }, () => bytes)))
    }
  }
  pass(0, 500)
  const before = memory()
  let most = before
  for (let at = 0; at < count; at += 1000) {
    pass(at, at + 1000)
    most = Math.max(most, memory())
  }
  return Math.round((most - before) * 10) / 10
}

await prove({
  name: 'render',
  limits: {
    formats: { min: 10 },
    slowestPerSecond: { min: 1000 },
    itemsStreamed: { min: 10_000 },
    growthMegabytes: { max: 50 },
  },
  run: ({ sample, broken, log }) => {
    const items = releases()
    const kept: Buffer[] | null = broken ? [] : null
    const grown = growth(items, 10_000, kept)
    const millis = sample ? 250 : 2000
    const floor = perSecond(items, (release) => JSON.stringify(release), millis)
    const figures: Record<string, Figure> = { jsonPerSecond: floor }
    let slowest = Number.POSITIVE_INFINITY
    for (const { name, write } of OUTGOING) {
      const speed = perSecond(items, write, millis)
      slowest = Math.min(slowest, speed)
      figures[`${name} per second`] = speed
      figures[`${name} to JSON`] = Math.round((floor / speed) * 10) / 10
      log(`${name}: ${speed} items a second, ${Math.round((floor / speed) * 10) / 10} times JSON.stringify`)
    }
    return Promise.resolve({
      formats: OUTGOING.length,
      slowestPerSecond: slowest,
      itemsStreamed: 10_000,
      growthMegabytes: grown,
      ...figures,
    })
  },
})
