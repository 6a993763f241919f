/**
 * A plain key draws a letter and nothing else: no React, no chip, one update on its way to the disk.
 *
 * The counts are exact and decide. The time from key to frame is printed beside a bare ProseMirror view with the same
 * document in the same Electron (test/prove/floors/bare-prosemirror), in turn; the aims are 1.15 and 1.25.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { buildBareProseMirror } from './floors/build-page.ts'
import { packFloor } from './floors/pack-floor.ts'
import { prove } from './harness.ts'
import { makeProfile } from './start/profile.ts'
import { median, percentile, round } from './start/ratio.ts'
import { watchPushes } from './typing/port.ts'
import type { Burst } from './typing/probe.ts'
import { openDeskToType, openFloorText, openFloorToType, openItem, typeBurst, WORD } from './typing/window.ts'

const SIZES = [800, 3_000] as const

/** Every key of a slow hand is a batch of its own (a batch gathers 80 ms). */
const SLOW = 250

/** The sabotage: every key also puts a space into the search field of the list, or takes it out, which React draws. */
const drawOnEveryKey = (): void => {
  addEventListener('keydown', () => {
    const box = document.querySelector<HTMLInputElement>('search input')
    if (!box) return
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(
      box,
      box.value === '' ? ' ' : '',
    )
    box.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

/** How often the typed word stands in a line. */
const times = (line: string | undefined): number => (line ?? '').split(WORD).length - 1

/** The text of an item as the desk process has it. */
const textOf = (page: Page, item: string): Promise<string> =>
  page.evaluate(async (id) => {
    const { kopij } = globalThis as unknown as {
      kopij: { call(server: string, id: string, name: string, input: unknown): Promise<unknown> }
    }
    const answer = (await kopij.call('desk', crypto.randomUUID(), 'items.copy', { item: id })) as {
      output: { body: { line?: { text: string }[] }[] }
    }
    return answer.output.body.map(({ line }) => (line ?? []).map(({ text }) => text).join('')).join('\n')
  }, item)

await prove({
  name: 'typing',
  limits: {
    // On a machine too busy to type on there would be nothing to count.
    plainShare: { min: 0.5 },
    commits: { max: 0 },
    chipsRedrawn: { max: 0 },
    otherBlocksTouched: { max: 0 },
    updatesPerKey: { is: 1 },
    mostPushesPerKey: { max: 1 },
    textKept: { is: true },
    // 300 ms after the last key, and the frame in which it is drawn.
    countsAfter: { max: 317 },
  },
  run: async ({ sample, broken, log }) => {
    const rounds = sample || broken ? 3 : 10
    const inBurst = sample || broken ? 4 : 5
    const bundle = await buildBareProseMirror()
    const floor = packFloor(bundle.page)
    const profile = await makeProfile(SIZES, 12)
    const bare = await openFloorToType(floor.executable)
    const desk = await openDeskToType(profile)
    try {
      if (broken) await desk.page.evaluate(drawOnEveryKey)
      const pushes = await watchPushes(desk.page)
      const bursts: Burst[] = []
      const figures: Record<string, number> = {}
      let updates = 0
      let slowKeys = 0
      let mostPushes = 0
      let kept = true

      for (const words of SIZES) {
        const item = profile.leads.get(words) ?? ''
        await openItem(desk.page, item)
        await openFloorText(bare.page, words)
        const untouched = (await textOf(desk.page, item)).split('\n')
        const typedWords = { first: 0, last: 0 }
        const before = { first: times(untouched[0]), last: times(untouched.at(-1)) }
        // Once for nothing: code gets warm.
        typedWords.last += (await typeBurst(desk.page, 'last', 2, true)).words
        await typeBurst(bare.page, 'last', 2, false)
        const ours: number[] = []
        const theirs: number[] = []
        for (let turn = 0; turn < rounds; turn += 1) {
          const block = turn % 2 === 0 ? 'last' : 'first'
          await pushes.clear()
          const burst = await typeBurst(desk.page, block, inBurst, true)
          bursts.push(burst)
          typedWords[block] += burst.words
          mostPushes = Math.max(mostPushes, (await pushes.seen()).length / burst.keys.length)
          ours.push(...burst.keys.map(({ ms }) => ms))
          // Until the desk has drawn what may wait for a pause.
          await sleep(1_000)
          theirs.push(...(await typeBurst(bare.page, block, inBurst, false)).keys.map(({ ms }) => ms))
          log(
            `${words} words, ${block}: commits ${burst.keys.map((key) => (key.plain ? key.commits : '.')).join('')}, counts after ${round(burst.counted ?? Number.NaN)} ms`,
          )
        }
        await pushes.clear()
        const slow = await typeBurst(desk.page, 'last', 1, true, SLOW)
        const seen = await pushes.seen()
        updates += seen.reduce((sum, { inserts, deletes }) => sum + inserts + deletes, 0)
        slowKeys += slow.keys.length
        log(`${words} words, slowly: ${JSON.stringify(seen)}`)
        typedWords.last += slow.words
        const lines = (await textOf(desk.page, item)).split('\n')
        kept &&=
          times(lines[0]) - before.first === typedWords.first &&
          times(lines.at(-1)) - before.last === typedWords.last
        for (const [name, share] of [
          ['p50', 0.5],
          ['p95', 0.95],
        ] as const) {
          figures[`${name}At${words}`] = round(percentile(ours, share), 1)
          figures[`${name}Bare${words}`] = round(percentile(theirs, share), 1)
          figures[`${name}Ratio${words}`] = round(percentile(ours, share) / percentile(theirs, share), 2)
        }
      }
      const keys = bursts.flatMap((burst) => burst.keys)
      const plain = keys.filter((key) => key.plain)
      return {
        keys: keys.length,
        plainShare: round(plain.length / keys.length, 2),
        commits: plain.reduce((sum, key) => sum + key.commits, 0),
        chipsRedrawn: bursts.reduce((sum, burst) => sum + burst.chips, 0),
        otherBlocksTouched: bursts.reduce((sum, burst) => sum + burst.elsewhere, 0),
        updatesPerKey: updates / slowKeys,
        mostPushesPerKey: round(mostPushes, 2),
        textKept: kept,
        countsAfter: round(median(bursts.map(({ counted }) => counted ?? Number.NaN))),
        countsAfterMost: round(Math.max(...bursts.map(({ counted }) => counted ?? Number.NaN))),
        ...figures,
        aims: '1.15 and 1.25',
      }
    } finally {
      await desk.close()
      await bare.close()
      await profile.remove()
      floor.remove()
      bundle.remove()
    }
  },
})
