/**
 * A move on a day of two thousand briefs draws what it draws on a day of forty.
 *
 * The counts are exact and decide: elements in the window, React's commits for a move, briefs that are drawn for it, on the
 * same page of both days. The time from key to frame is printed beside a day with one brief; the aim is 1.5.
 */
import type { Page } from '@playwright/test'
import { launchDesk, ready } from '../e2e/support/desk.ts'
import { prove } from './harness.ts'
import { AT_NOON, makeDays } from './queue/day-profile.ts'
import { installProbe, type Moved } from './queue/probe.ts'
import { median, percentile, round } from './start/ratio.ts'

const MANY = 2_000
/** As far as the timetable zooms in. */
const ZOOMS = 12
/** Briefs that are typed to count keys. */
const TYPED = 20

/** The brief in the middle of the forty, which is moved. */
const MOVED = new RegExp(`Kade ${AT_NOON / 2} van de haven`, 'u')

interface Day {
  readonly nodes: number
  readonly rows: number
  readonly moves: readonly Moved[]
}

/** The sabotage: the window takes itself for as high as the whole day, and draws all of it. */
const drawEverything = (page: Page): Promise<void> =>
  page.evaluate(() => {
    Object.defineProperty(Element.prototype, 'clientHeight', {
      get(this: Element) {
        return this.matches('[data-timetable]') ? 1_000_000 : this.getBoundingClientRect().height
      },
    })
  })

const rowsOf = (page: Page) => page.getByRole('grid', { name: 'Op tijd' }).getByRole('row')

/** Goes to the next day, nearest to it, with the middle brief at the cursor. */
const showNext = async (page: Page): Promise<void> => {
  const heading = page.locator('[data-pane="item"] header h2')
  const before = await heading.textContent()
  await page.getByRole('button', { name: 'Volgende dag' }).click()
  await page.waitForFunction(
    (was) => document.querySelector('[data-pane="item"] header h2')?.textContent !== was,
    before,
  )
  for (let step = 0; step < ZOOMS; step += 1) await page.keyboard.press(']')
  const scroll = page.locator('[data-timetable]')
  await scroll.evaluate((lane) => {
    lane.scrollTop = lane.scrollHeight * (12 / 24) + 200
  })
  await rowsOf(page).first().waitFor()
  await rowsOf(page).filter({ hasText: MOVED }).click()
  // The same height of the window on every day.
  await rowsOf(page)
    .filter({ hasText: MOVED })
    .evaluate((row) => row.scrollIntoView({ block: 'center' }))
}

const move = async (page: Page, key: string): Promise<Moved> => {
  const watched = page.evaluate(() => globalThis.queueProof.watch())
  await page.evaluate(() => undefined)
  await page.keyboard.press(key)
  return await watched
}

const measure = async (page: Page, rounds: number): Promise<Day> => {
  await showNext(page)
  const moves: Moved[] = []
  // Once for nothing: code gets warm.
  await move(page, '=')
  await move(page, '-')
  const nodes = await page.evaluate(() => globalThis.queueProof.nodes())
  const rows = await rowsOf(page).count()
  for (let turn = 0; turn < rounds; turn += 1) moves.push(await move(page, turn % 2 === 0 ? '=' : '-'))
  return { nodes, rows, moves }
}

const counts = (moves: readonly Moved[], of: (move: Moved) => number): string => moves.map(of).join(' ')

await prove({
  name: 'queue',
  limits: {
    nodesApart: { is: 0 },
    commitsAlike: { is: true },
    drawnAlike: { is: true },
    mostCommits: { max: 2 },
    // News of the desk is gathered by time, so that two of them may or may not come as one.
    settledApart: { max: 2 },
    briefsInDay: { min: 300 },
    keysPerBrief: { max: 3 },
  },
  run: async ({ sample, broken, log }) => {
    const many = sample || broken ? 400 : MANY
    const rounds = sample || broken ? 4 : 16
    const days = await makeDays(many)
    const desk = await launchDesk({ profile: days.folder })
    try {
      const { page } = desk
      await page.addInitScript(installProbe)
      await page.reload()
      await ready(page)
      await page.keyboard.press('g')
      await page.keyboard.press('q')
      await page.getByRole('heading', { level: 1, name: 'Wachtrij', exact: true }).waitFor()
      if (broken) await drawEverything(page)

      const full = await measure(page, rounds)
      const inDay = Number(await page.getByRole('grid', { name: 'Op tijd' }).getAttribute('aria-rowcount'))
      const forty = await measure(page, rounds)
      const empty = await measure(page, rounds)
      for (const [name, day] of Object.entries({ full, forty, empty }))
        log(
          `${name}: ${day.rows} rows, ${day.nodes} elements; commits ${counts(day.moves, ({ commits }) => commits)}; drawn ${counts(day.moves, ({ drawn }) => drawn)}; until quiet ${counts(day.moves, ({ settled }) => settled)}`,
        )

      // Keys: V once, then a line and Enter.
      await page.keyboard.press('v')
      const entry = page.getByRole('textbox', { name: 'Tekst van het kortje' })
      await entry.waitFor()
      let keys = 1
      for (let number = 0; number < TYPED; number += 1) {
        await page.keyboard.insertText(`VELBACH (ANP) - Boei ${number} ligt op zijn plaats.`)
        await page.keyboard.press('Enter')
        keys += 1
      }
      const waiting = page.getByRole('grid', { name: 'Zonder tijd' }).getByRole('row')
      await waiting.nth(TYPED - 1).waitFor()

      const times = (day: Day): number[] => day.moves.map(({ ms }) => ms)
      const alike = (of: (one: Moved) => number): boolean =>
        counts(full.moves, of) === counts(forty.moves, of)
      return {
        briefsInDay: inDay,
        nodes: full.nodes,
        nodesApart: full.nodes - forty.nodes,
        commitsAlike: alike(({ commits }) => commits),
        mostCommits: Math.max(...full.moves.map(({ commits }) => commits)),
        drawnAlike: alike(({ drawn }) => drawn),
        mostDrawn: Math.max(...full.moves.map(({ drawn }) => drawn)),
        settledApart: Math.abs(
          median(full.moves.map(({ settled }) => settled)) -
            median(forty.moves.map(({ settled }) => settled)),
        ),
        settled: median(full.moves.map(({ settled }) => settled)),
        keysPerBrief: round(keys / TYPED, 2),
        p50: round(median(times(full)), 1),
        p95: round(percentile(times(full), 0.95), 1),
        p50Forty: round(median(times(forty)), 1),
        p50Empty: round(median(times(empty)), 1),
        p95Empty: round(percentile(times(empty), 0.95), 1),
        p50Ratio: round(median(times(full)) / median(times(empty)), 2),
        p95Ratio: round(percentile(times(full), 0.95) / percentile(times(empty), 0.95), 2),
        aim: '1.5',
      }
    } finally {
      await desk.close()
      await days.remove()
    }
  },
})
