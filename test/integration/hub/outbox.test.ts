/** What goes where, and what becomes of it: the outbox of a hub over its store, with a receiver in this process. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TargetFetch } from '../../../main/hub/targets/http.ts'
import type { TargetStatus } from '../../../shared/domain/delivery.ts'
import { USUAL_PROFILES } from '../../../shared/domain/door-profile.ts'
import { TargetInfo, USUAL_FOLDER, usualFolder } from '../../../shared/domain/target.ts'
import { FaultError, faultOf } from '../../../shared/errors.ts'
import { type Bench, openBench } from '../../prove/outbox/bench.ts'
import { NOON } from '../../support/desk.ts'
import { createChance } from '../../support/prove-chance.ts'

type Heard = { host: string; action: string; key: string; item: string }
const HOUR = 3_600_000

let folder: string
let bench: Bench
let heard: Heard[]
/** What each host answers; 201 where nothing is said. */
let says: Map<string, number | FaultError>

const wayOut: TargetFetch = (url, { headers }) => {
  const { hostname: host } = new URL(url)
  heard.push({
    host,
    action: headers?.['kopij-action'] ?? '',
    key: headers?.['idempotency-key'] ?? '',
    item: headers?.['kopij-item'] ?? '',
  })
  const body = new Uint8Array()
  const status = says.get(host) ?? 201
  if (status instanceof FaultError) return Promise.reject(status)
  return Promise.resolve({ status, headers: {}, body, text: () => '', json: () => null })
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-outbox-'))
  heard = []
  says = new Map()
  bench = await openBench(folder, createChance(7), undefined, wayOut)
})
afterEach(async () => {
  await bench.close()
  await rm(folder, { recursive: true })
})

const webhook = (host: string) =>
  ({ kind: 'webhook', url: `https://${host}/kopij`, format: 'ninjs-3.1', ownNetwork: false }) as const
const add = (host: string) => bench.addTarget(host, webhook(host), { secret: 'geheim' })
const wake = async (): Promise<void> => (await bench.life()).hub.wake()
const actionsAt = (host: string): string[] =>
  heard.filter((one) => one.host === host).map(({ action }) => action)
const codeOf = async (asked: Promise<unknown>): Promise<string> => {
  try {
    await asked
    return ''
  } catch (thrown) {
    return faultOf(thrown).code
  }
}

describe('what goes where', () => {
  test('rules decide what is new; a correction and a kill go wherever the item went', async () => {
    const [one, other] = [await add('een'), await add('twee')]
    const item = await bench.publish(one.section, 'Kop')
    await wake()
    expect([actionsAt('een'), actionsAt('twee')]).toEqual([['publish'], []])

    // The rules change: the target wants nothing of that section any more.
    await bench.changeTarget(one.id, { rules: { sections: [other.section], kinds: null, agencies: null } })
    await bench.correct(item, 'Kop beter')
    await wake()
    await bench.kill(item)
    await wake()
    expect([actionsAt('een'), actionsAt('twee')]).toEqual([['publish', 'update', 'kill'], []])
    const fresh = await bench.publish(one.section, 'Nieuw')
    await wake()
    expect(await bench.report(fresh, one.id)).toBeNull()
  })

  test('a correction is held to what a target asks that has the item, whatever its rules say by now', async () => {
    const [one, other] = [await add('een'), await add('twee')]
    const item = await bench.publish(one.section, 'Kop')
    const elsewhere = { sections: [other.section], kinds: null, agencies: null }
    const short = { ...USUAL_PROFILES.lead, longest: { headline: 10 } }
    await bench.changeTarget(one.id, { rules: elsewhere, profiles: { ...USUAL_PROFILES, lead: short } })
    await expect(bench.correct(item, 'Een kop die te lang is')).rejects.toThrow(
      'refused: door-field-too-long',
    )
    await wake()
    expect(actionsAt('een')).toEqual(['publish'])
  })

  test('a target that was removed cannot be told of a kill, and somebody hears that', async () => {
    const { id, section } = await add('een')
    const item = await bench.publish(section, 'Kop')
    await wake()
    await bench.changeTarget(id, { active: false })
    await bench.kill(item)
    await wake()
    expect(await bench.report(item, id)).toMatchObject({
      action: 'kill',
      status: 'failed',
      fault: { code: 'target-unknown' },
    })
  })

  test('what waits is overtaken by what comes after it', async () => {
    const { id, section } = await add('een')
    says.set('een', 503)
    const item = await bench.publish(section, 'Kop')
    await wake()
    await bench.correct(item, 'Kop beter')
    says.clear()
    bench.clock.advance(HOUR)
    await wake()
    const all = await bench.desk.connection.deliveries({ item, target: id, status: null, limit: 10 })
    expect(all.map(({ version, status }) => `${version} ${status}`).sort()).toEqual([
      '1 overtaken',
      '2 delivered',
    ])
    const first = all.find(({ version }) => version === 1)?.id ?? ''
    expect(await codeOf(bench.desk.connection.resendDelivery(bench.founder, first))).toBe('')
    await wake()
    expect((await bench.report(item, id))?.version).toBe(2)
    expect(actionsAt('een')).toHaveLength(2)
  })
})

test('a kill overtakes what waited before it', async () => {
  const { section } = await add('een')
  const item = await bench.publish(section, 'Kop')
  await wake()
  says.set('een', 503)
  await bench.publishAll(section, ['A', 'B', 'C'])
  await bench.kill(item)
  await wake()
  says.clear()
  heard = []
  bench.clock.advance(HOUR)
  await wake()
  expect(actionsAt('een')).toEqual(['kill', 'publish', 'publish', 'publish'])
})

describe('dead letters', () => {
  test('what a target does not take is told at once, with the field, and goes on when somebody says so', async () => {
    const { id, section } = await add('een')
    says.set('een', 422)
    const item = await bench.publish(section, 'Kop')
    const next = await bench.publish(section, 'Andere kop')
    await wake()
    const dead = await bench.report(item, id)
    expect(dead).toMatchObject({ status: 'failed', attempts: 1, fault: { code: 'target-refused' } })
    // It is about the item: the next one was tried all the same.
    expect(actionsAt('een')).toHaveLength(2)
    says.clear()
    const { connection } = bench.desk
    await connection.giveUpDelivery(bench.founder, (await bench.report(next, id))?.id ?? '')
    await connection.retryDelivery(bench.founder, dead?.id ?? '')
    await wake()
    expect((await bench.report(item, id))?.status).toBe('delivered')
    expect((await bench.report(next, id))?.status).toBe('given-up')
    expect(new Set(heard.filter((one) => one.item === `urn:uuid:${item}`).map(({ key }) => key)).size).toBe(1)
  })

  test('a kill that does not arrive is given up by a chief or an admin, and by nobody else', async () => {
    const { id, section } = await add('een')
    const item = await bench.publish(section, 'Kop')
    await wake()
    says.set('een', 422)
    await bench.kill(item)
    await wake()
    const kill = await bench.report(item, id)
    expect(kill).toMatchObject({ action: 'kill', status: 'failed' })
    const editor = await bench.addEditor('Joris Baan')
    const { connection } = bench.desk
    expect(await codeOf(connection.giveUpDelivery(editor, kill?.id ?? ''))).toBe('refused-role')
    expect((await bench.report(item, id))?.status).toBe('failed')
    await connection.giveUpDelivery(bench.founder, kill?.id ?? '')
    expect((await bench.report(item, id))?.status).toBe('given-up')
  })

  test('a wrong secret stops a target after one try; the right one lets everything go on', async () => {
    const { id, section } = await add('een')
    says.set('een', 401)
    const items = await bench.publishAll(section, ['A', 'B', 'C'])
    await wake()
    expect(heard).toHaveLength(1)
    const [standing] = await bench.desk.connection.targetPlaces()
    expect(standing).toMatchObject({ fault: { code: 'target-secret-wrong' }, failed: 1, waiting: 2 })
    says.clear()
    await bench.giveSecret(id, 'ander geheim')
    await wake()
    for (const item of items) expect((await bench.report(item, id))?.status).toBe('delivered')
  })

  test('a site that is not there for a while keeps what waits, where it was there before; an address that never was one is told at once', async () => {
    const [een, twee] = [await add('een'), await add('twee')]
    await bench.publish(een.section, 'Kop')
    await wake()
    for (const host of ['een', 'twee']) says.set(host, new FaultError('target-no-wordpress', { host }))
    const later = await bench.publish(een.section, 'Andere kop')
    const never = await bench.publish(twee.section, 'Kop')
    await wake()
    expect(await bench.report(later, een.id)).toMatchObject({
      ...{ status: 'waiting', fault: { code: 'target-no-wordpress' } },
    })
    expect((await bench.report(never, twee.id))?.status).toBe('failed')
    says.clear()
    bench.clock.advance(HOUR)
    await wake()
    expect((await bench.report(later, een.id))?.status).toBe('delivered')
  })

  test('what waits for a target that is held back for days is no dead letter, and the screen says since when it failed', async () => {
    const { id, section } = await add('een')
    const out = await bench.publish(section, 'Kop')
    await wake()
    says.set('een', 503)
    const item = await bench.publish(section, 'Andere kop')
    const began = bench.clock.now()
    await wake()
    bench.clock.advance(HOUR)
    await wake()
    const [standing] = await bench.desk.connection.targetPlaces()
    expect(standing).toMatchObject({ failingSince: began, fault: { code: 'target-broken' } })

    await bench.changeTarget(id, { paused: true })
    bench.clock.advance(72 * HOUR)
    // A kill goes past what is held back, and looks at everything that is overdue.
    await bench.kill(out)
    await wake()
    expect((await bench.report(item, id))?.status).toBe('waiting')
    says.clear()
    await bench.changeTarget(id, { paused: false })
    says.set('een', 503)
    await wake()
    // A day begins again: one refusal after three days of rest is no reason to give up.
    expect((await bench.report(item, id))?.status).toBe('waiting')
    says.clear()
    bench.clock.advance(HOUR)
    await wake()
    expect((await bench.report(item, id))?.status).toBe('delivered')
    expect((await bench.desk.connection.targetPlaces())[0]?.failingSince).toBeNull()
  })

  test('sending again what arrived makes nothing new: the key is the same', async () => {
    const { id, section } = await add('een')
    const item = await bench.publish(section, 'Kop')
    await wake()
    const sent = await bench.report(item, id)
    await bench.desk.connection.resendDelivery(bench.founder, sent?.id ?? '')
    await wake()
    expect(heard.map(({ key }) => key)).toEqual([heard[0]?.key, heard[0]?.key])
    await bench.correct(item, 'Kop beter')
    await wake()
    expect(await codeOf(bench.desk.connection.resendDelivery(bench.founder, sent?.id ?? ''))).toBe(
      'target-has-newer',
    )
  })
})

describe('a look back', () => {
  /** A backend that says of an article whatever it is told to say. */
  const lookedAt = async (said: TargetStatus[], begin: (at: Bench, section: string) => Promise<string>) => {
    const own = await mkdtemp(join(folder, 'look-'))
    const delivered: string[] = []
    const at = await openBench(own, createChance(7), undefined, undefined, {
      check: () => Promise.resolve(),
      deliver({ action }) {
        delivered.push(action)
        return Promise.resolve({ id: '12', address: 'https://site.example/12' })
      },
      status: () => Promise.resolve(said.shift() ?? { state: 'live', when: null }),
    })
    const settings = { ...USUAL_FOLDER, pages: false }
    const { id, section } = await at.addTarget('site', settings, { path: own })
    const item = await begin(at, section)
    const pass = async (ms: number) => {
      await (await at.life()).hub.wake()
      at.clock.advance(ms)
      await (await at.life()).hub.wake()
      return await at.report(item, id)
    }
    return { pass, delivered, end: () => at.close() }
  }

  test('what is still waiting two minutes after its time is brought out, and said', async () => {
    const late = NOON + 60_000
    const said: TargetStatus[] = [
      { state: 'scheduled', when: late },
      { state: 'scheduled', when: late },
    ]
    const { pass, delivered, end } = await lookedAt(said, (at, section) => at.publish(section, 'Kop'))
    const early = await pass(120_000)
    expect(early).toMatchObject({ seen: { state: 'scheduled', when: late }, fault: null })
    expect(delivered).toEqual(['publish'])
    const told = await pass(120_000)
    expect(delivered).toEqual(['publish', 'update'])
    expect(told).toMatchObject({ status: 'delivered', fault: { code: 'target-not-published' } })
    expect(await pass(120_000)).toMatchObject({ seen: { state: 'live' } })
    expect(delivered).toHaveLength(2)
    await end()
  })

  test('what somebody changed or took away there is said and left to them; what must be gone is not', async () => {
    const changed = await lookedAt([{ state: 'changed', when: null }], (at, section) =>
      at.publish(section, 'Kop'),
    )
    expect(await changed.pass(120_000)).toMatchObject({ seen: { state: 'changed' }, status: 'delivered' })
    expect(changed.delivered).toEqual(['publish'])
    await changed.end()

    const said: TargetStatus[] = [
      { state: 'changed', when: null },
      { state: 'gone', when: null },
    ]
    const killed = await lookedAt(said, async (at, section) => {
      const item = await at.publish(section, 'Kop')
      await (await at.life()).hub.wake()
      await at.kill(item)
      return item
    })
    await killed.pass(120_000)
    expect(killed.delivered).toEqual(['publish', 'kill', 'kill'])
    expect(await killed.pass(120_000)).toMatchObject({ seen: { state: 'gone' } })
    await killed.end()
  })
})

describe('what is kept', () => {
  test('no secret is in the database, and none in what is said of targets', async () => {
    await bench.addTarget('een', webhook('een'), { secret: 'kanarie-4711' })
    const places = JSON.stringify(await bench.desk.connection.targetPlaces())
    const tables = ['meta', 'register', 'places', 'deliveries'] as const
    const rows = await Promise.all(
      tables.map((table) => bench.store.store.selectFrom(table).selectAll().execute()),
    )
    const feed = JSON.stringify(await bench.desk.connection.pull(0, 500))
    expect(places + JSON.stringify(rows) + feed).not.toContain('kanarie')
    expect(places).toContain('"secret":"memory"')
  })

  test('after three months only the last delivery of an item to a target is kept, so that a kill still finds it', async () => {
    const { id, section } = await add('een')
    const item = await bench.publish(section, 'Kop')
    await wake()
    await bench.correct(item, 'Kop beter')
    await wake()
    bench.clock.advance(91 * 24 * HOUR)
    await wake()
    const kept = await bench.desk.connection.deliveries({ item, target: id, status: null, limit: 10 })
    expect(kept.map(({ version }) => version)).toEqual([2])
    await bench.kill(item)
    await wake()
    expect(actionsAt('een')).toEqual(['publish', 'update', 'kill'])
  })

  test('a target of a log of before is a folder with everything that a folder had', () => {
    const old = { id: 'c3b0f0b8-8c5e-4b43-8b55-0f6f0a4c9a11', kind: 'folder', name: 'Website', active: true }
    expect(TargetInfo.parse(old)).toEqual(usualFolder({ id: old.id, name: old.name, active: true }))
  })
})
