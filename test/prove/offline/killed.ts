/**
 * Scenarios of which every process is real, and some are killed where they stand (SIGKILL): the hub, or a colleague's desk
 * process, with words and decisions on their way.
 */
import { randomUUID } from 'node:crypto'
import { deskFolder } from '../../../main/app/desk-folders.ts'
import { openDatabase } from '../../../main/db/driver.ts'
import { entriesOfItem } from '../../../main/db/entries.ts'
import { readMeta } from '../../../main/db/meta.ts'
import { stateHash } from '../../../shared/document/state-hash.ts'
import { type Chance, createChance } from '../../support/prove-chance.ts'
import { createSigns, edit, isValid, pageOf, type Stage, storyOf } from './act.ts'
import { judgeFlags, judgeRepair, newVerdict, type Verdict } from './judge.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'
import { createOracle } from './oracle.ts'
import type { Weaken } from './scenario.ts'
import { type Seated, sitDown } from './seated.ts'

export type Killed = Verdict & {
  unequal: number
  invalid: number
  hubKills: number
  clientKills: number
  decisions: number
  decisionsLost: number
  decisionsTwice: number
}

/** A decision that was acknowledged, by whose desk process. */
type Taken = { item: string; seat: string }

const PEOPLE = 4

/** Work on its way when a process is killed: what becomes of it is judged later. */
const onItsWay = (work: Promise<unknown>): Promise<void> =>
  work.then(
    () => undefined,
    () => undefined,
  )

/** Everybody syncs until everybody has the same, and nobody anything that waits. */
const settle = async (seated: readonly Seated[]): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) {
    for (const one of seated) {
      await one.send()
      await one.seat.window().call('sync.now', {})
    }
    for (const one of seated) {
      await one.seat.window().call('sync.now', {})
      one.hear()
    }
    const waiting = await Promise.all(
      seated.map(async ({ seat }) => (await seat.window().call('desk.safety', {})).waiting),
    )
    const hashes = new Set(seated.map(({ doc }) => stateHash(doc)))
    if (hashes.size === 1 && waiting.every((count) => count === 0) && seated.every((one) => one.isSent()))
      return
  }
}

const playOne = async (
  newsroom: Newsroom,
  chance: Chance,
  weaken: Weaken,
  killed: Killed,
  taken: Taken[],
): Promise<string> => {
  const signs = createSigns()
  const item = randomUUID()
  const seats = chance.shuffled(newsroom.seats).slice(0, 2 + chance.below(PEOPLE - 1))
  const [founder] = newsroom.seats
  if (!founder) throw new Error('nobody is here')
  await founder.window().call('items.create', {
    items: [
      {
        ...{ id: item, kind: 'lead', section: newsroom.section, shownAt: null },
        copy: { headline: 'Kop', body: storyOf({ chance, signs }) },
      },
    ],
  })
  await founder.window().call('sync.now', {})
  for (const seat of seats) await seat.window().call('sync.now', {})
  const seated: Seated[] = []
  for (const seat of seats) seated.push(await sitDown(seat, item))
  const [first] = seated
  if (!first) throw new Error('nobody writes')
  const oracle = createOracle(pageOf(first))
  const stage: Stage = { chance, oracle, signs, trace: () => undefined }
  const turns = 12 + chance.below(12)
  const strikes = new Map([
    [chance.below(turns), 'hub'],
    [chance.below(turns), 'client'],
    [chance.below(turns), 'client'],
  ])
  for (let turn = 0; turn < turns; turn += 1) {
    const one = chance.pick(seated)
    const window = one.seat.window()
    edit(stage, one)
    const what = chance.below(10)
    if (what < 3) await one.send()
    else if (what < 5) {
      await one.send()
      await onItsWay(window.call('sync.now', {}))
      one.hear()
    } else if (what === 5) one.seat.wire.cut()
    else if (what === 6) one.seat.wire.mend()
    else if (what === 7) {
      const decision = chance.pick([{ type: 'submit' }, { type: 'withdraw' }] as const)
      const [outcome] = await window.call('items.decide', { items: [item], decision })
      if (outcome?.fault === null) taken.push({ item, seat: one.name })
    }
    const strike = strikes.get(turn)
    if (strike === 'hub') {
      const way = seated.map((other) => onItsWay(other.seat.window().call('sync.now', {})))
      await newsroom.killHub()
      await Promise.all(way)
      killed.hubKills += 1
    } else if (strike === 'client') {
      const way = [onItsWay(one.send()), onItsWay(window.call('sync.now', {}))]
      await one.seat.kill()
      await Promise.all(way)
      await one.reopen()
      killed.clientKills += 1
    }
  }
  for (const { seat } of seated) seat.wire.mend()
  await settle(seated)
  if (new Set(seated.map(({ doc }) => stateHash(doc))).size > 1) killed.unequal += 1
  killed.invalid += seated.filter((one) => !isValid(one)).length
  const page = pageOf(first)
  const collisions = (one: Seated) => one.seat.window().call('items.collisions', { item })
  const found = await collisions(first)
  if (JSON.stringify(found) !== JSON.stringify(await collisions(chance.pick(seated)))) killed.unequal += 1
  judgeFlags(killed, oracle, { page, found: weaken(found), heads: [] })
  const mender = chance.pick(seated)
  for (let turn = 0; turn < 60; turn += 1) {
    const [one] = await collisions(mender)
    if (!one) break
    const before = pageOf(mender)
    await mender.seat
      .window()
      .call('items.settle-collision', { item, collision: one.id, keep: one.both ? 'both' : 'one' })
    mender.hear()
    if (one.kind === 'vanished') oracle.broughtBack(before, pageOf(mender))
  }
  await settle(seated)
  if (new Set(seated.map(({ doc }) => stateHash(doc))).size > 1) killed.unequal += 1
  killed.invalid += seated.filter((one) => !isValid(one)).length
  judgeRepair(killed, oracle, { before: page, after: pageOf(first), open: (await collisions(first)).length })
  for (const one of seated) one.close()
  for (const { seat } of seated) await seat.window().call('document.close', { item })
  return item
}

/** What became of the decisions, read from the replicas when every process has ended. */
const countDecisions = (
  newsroom: Newsroom,
  items: readonly string[],
  taken: readonly Taken[],
): { lost: number; twice: number } => {
  const databases = newsroom.seats.map(({ name, data }) => {
    const db = openDatabase(deskFolder(data, newsroom.desk).replica)
    return { name, db, replica: readMeta(db, 'replica') ?? '' }
  })
  const result = { lost: 0, twice: 0 }
  for (const item of items)
    for (const { name, db, replica } of databases) {
      const own = entriesOfItem(db, item, 'event').filter(
        ({ entry }) =>
          entry.replica === replica &&
          entry.kind === 'event' &&
          (entry.event.type === 'submitted' || entry.event.type === 'withdrawn'),
      )
      const acknowledged = taken.filter((one) => one.item === item && one.seat === name).length
      result.lost += Math.max(0, acknowledged - own.length)
      result.twice += own.length - new Set(own.map(({ entry }) => entry.id)).size
      for (const { entry, status } of own) {
        if (status === 'refused') continue
        const elsewhere = databases.map(
          (other) => entriesOfItem(other.db, item, 'event').filter((one) => one.entry.id === entry.id).length,
        )
        if (status !== 'accepted' || elsewhere.includes(0)) result.lost += 1
        if (elsewhere.some((count) => count > 1)) result.twice += 1
      }
    }
  for (const { db } of databases) db.close()
  return result
}

export const playKilled = async (
  scenarios: number,
  chance: Chance,
  weaken: Weaken,
  log: (line: string) => void,
): Promise<Killed> => {
  const killed: Killed = {
    ...newVerdict(),
    ...{ unequal: 0, invalid: 0, hubKills: 0, clientKills: 0 },
    ...{ decisions: 0, decisionsLost: 0, decisionsTwice: 0 },
  }
  const taken: Taken[] = []
  const items: string[] = []
  const newsroom = await openNewsroom(PEOPLE)
  try {
    for (let at = 0; at < scenarios; at += 1) {
      const seed = chance.below(2 ** 31)
      const told = killed.told.length
      items.push(await playOne(newsroom, createChance(seed), weaken, killed, taken))
      if (killed.told.length > told)
        log(`killed scenario ${seed}: ${killed.told.slice(told).join('\n  ').slice(0, 600)}`)
    }
    for (let turn = 0; turn < 3; turn += 1)
      for (const { wire, window } of newsroom.seats) {
        wire.mend()
        await window().call('sync.now', {})
      }
    await newsroom.stop()
    const { lost, twice } = countDecisions(newsroom, items, taken)
    return { ...killed, decisions: taken.length, decisionsLost: lost, decisionsTwice: twice }
  } finally {
    await newsroom.remove()
  }
}
