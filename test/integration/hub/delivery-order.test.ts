/** The order of one item at one target: its corrections come after it, whatever was on its way when they were made. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Target } from '../../../main/hub/targets/target.ts'
import { USUAL_FOLDER } from '../../../shared/domain/target.ts'
import { type Bench, openBench } from '../../prove/outbox/bench.ts'
import { createChance } from '../../support/prove-chance.ts'

let folder: string
let bench: Bench
/** What the target got, in order: begun and answered. */
let heard: string[]
/** Answers what is on its way at the target. */
let answers: (() => void)[]
/** Resolves when the target has been asked so often. */
let asked: (times: number) => Promise<void>

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-order-'))
  heard = []
  answers = []
  const waiting: { times: number; settle: () => void }[] = []
  asked = (times) =>
    answers.length >= times ? Promise.resolve() : new Promise((settle) => waiting.push({ times, settle }))
  const target: Target = {
    check: () => Promise.resolve(),
    deliver({ action, version, subject }) {
      const said = `${action} ${version} of ${subject.slice(0, 8)}`
      heard.push(said)
      return new Promise((settle) => {
        answers.push(() => {
          heard.push(`done ${said}`)
          settle({ id: '12', address: 'https://site.example/12' })
        })
        for (const one of waiting) if (answers.length >= one.times) one.settle()
      })
    },
  }
  bench = await openBench(folder, createChance(7), undefined, undefined, target)
})
afterEach(async () => {
  await bench.close()
  await rm(folder, { recursive: true })
})

const add = () => bench.addTarget('site', { ...USUAL_FOLDER, pages: false }, { path: folder })

test('a correction of what is on its way waits for its answer, and goes before news that came earlier', async () => {
  const { id, section } = await add()
  const item = await bench.publish(section, 'Kop')
  const { hub } = await bench.life()
  void hub.wake()
  await asked(1)
  const news = await bench.publish(section, 'Nieuws')
  await bench.correct(item, 'Kop beter')
  await bench.correct(item, 'Kop nog beter')
  void hub.wake()
  answers[0]?.()
  await asked(2)
  answers[1]?.()
  await asked(3)
  answers[2]?.()
  await hub.wake()
  const [short, other] = [item.slice(0, 8), news.slice(0, 8)]
  expect(heard.filter((one) => !one.startsWith('done'))).toEqual([
    `publish 1 of ${short}`,
    expect.stringMatching(new RegExp(`^(?:publish|update) 3 of ${short}$`, 'u')),
    `publish 1 of ${other}`,
  ])
  // Never two at once.
  expect(heard.map((one) => one.startsWith('done'))).toEqual([false, true, false, true, false, true])
  const rows = await bench.desk.connection.deliveries({ item, target: id, status: null, limit: 10 })
  expect(rows.map(({ version, status }) => `${version} ${status}`).sort()).toEqual([
    '1 overtaken',
    '2 overtaken',
    '3 delivered',
  ])
})

test('a kill of what is on its way follows it at once, and nothing of it comes after', async () => {
  const { id, section } = await add()
  const item = await bench.publish(section, 'Kop')
  const { hub } = await bench.life()
  void hub.wake()
  await asked(1)
  await bench.correct(item, 'Kop beter')
  await bench.kill(item)
  void hub.wake()
  answers[0]?.()
  await asked(2)
  answers[1]?.()
  await hub.wake()
  expect(heard.filter((one) => !one.startsWith('done'))).toEqual([
    `publish 1 of ${item.slice(0, 8)}`,
    `kill 3 of ${item.slice(0, 8)}`,
  ])
  expect(await bench.report(item, id)).toMatchObject({ action: 'kill', status: 'delivered' })
})
