/**
 * What the slider shows of a minute is what readers have when it is that minute.
 *
 * Queues by seed, with copy in every state and times of every kind, are looked at from noon: their pages at minutes to come,
 * in Dutch and in English. Then the clock is moved minute by minute, the real hub releases and takes off, and at each of
 * those minutes the real pages are written: the one of the desk, and the one that the hub sends to targets. All of it is
 * compared letter for letter, and so is what the slider said that would be missing.
 */
import { readItem } from '../../main/db/items.ts'
import { pageAt, railOf } from '../../main/desk/page.ts'
import { sectionPage } from '../../main/hub/render.ts'
import { releaseAt } from '../../shared/domain/goes-out.ts'
import type { ReaderPage } from '../../shared/domain/reader-page.ts'
import { pageHtml } from '../../shared/formats/page.ts'
import { NOON, openTestDesk, type TestDesk } from '../support/desk.ts'
import { type Chance, createChance, seedOfRun } from '../support/prove-chance.ts'
import { type Figure, prove } from './harness.ts'
import { makeQueues, REACH, type SeededQueue } from './rail/queues.ts'

const MINUTE = 60_000
const QUEUES = { all: 1000, sample: 50 } as const
/** Queues of one desk: each is a section of its own, and they share a clock. */
const OF_DESK = 50
/** Minutes at which each queue is looked at. */
const LOOKS = 3

/** The page in both languages, as readers get it. */
const written = (page: ReaderPage): string =>
  (['nl', 'en'] as const).map((language) => pageHtml({ ...page, language })).join('\n')

type Look = { queue: SeededQueue; seed: number; at: number; said: string; without: string; briefs: number }

const foretell = (desk: TestDesk, queue: SeededQueue, chance: Chance, broken: boolean): Look[] =>
  Array.from({ length: LOOKS }, (): Look => {
    const at = NOON + (1 + chance.below(REACH)) * MINUTE
    const wanted = { section: queue.section, at, lead: null }
    const { page, without } = railOf(desk.desk.context, wanted)
    // The sabotage: the slider shows what writers hope for, approved or not.
    const shown = broken ? pageAt(desk.desk.context, { ...wanted, planned: true }) : page
    return {
      ...{ queue, seed: chance.seed, at, said: written(shown), briefs: shown.briefs.length },
      without: without
        .map(({ item }) => item)
        .sort()
        .join(),
    }
  })

/** What has had its minute and is not out: nobody let it go, or too late. */
const leftBehind = (desk: TestDesk, { items }: SeededQueue, at: number): string =>
  items
    .filter((item) => {
      const state = readItem(desk.desk.context.db, item)?.state
      const due = state && releaseAt(state)
      return state && due != null && due <= at && !['spiked', 'killed', 'deleted'].includes(state.state)
    })
    .sort()
    .join()

await prove({
  name: 'rail',
  limits: {
    pages: { min: 150 },
    briefsShown: { min: 500 },
    releasedByClock: { min: 100 },
    takenOffByClock: { min: 10 },
    missing: { min: 50 },
    otherThanTheDesk: { is: 0 },
    otherThanTheHub: { is: 0 },
    otherMissing: { is: 0 },
  },
  run: async ({ sample, broken, log }): Promise<Record<string, Figure>> => {
    const seed = seedOfRun()
    log(`KOPIJ_SEED=${seed}`)
    const count = sample ? QUEUES.sample : QUEUES.all
    const told = { pages: 0, briefsShown: 0, otherThanTheDesk: 0, otherThanTheHub: 0, otherMissing: 0 }
    const byClock = { release: 0, 'taken-off': 0 }
    let missing = 0
    let decisions = 0
    for (let first = 0; first < count; first += OF_DESK) {
      const chances = Array.from({ length: Math.min(OF_DESK, count - first) }, (_, index) =>
        createChance(seed + first + index),
      )
      const desk = await openTestDesk()
      try {
        const made = await makeQueues(desk, chances)
        decisions += made.decisions
        const looks = made.queues.flatMap((queue, index) => {
          const chance = chances[index]
          return chance ? foretell(desk, queue, chance, broken) : []
        })
        for (let minute = 1; minute <= REACH; minute += 1) {
          desk.clock.advance(MINUTE)
          await desk.settle()
          const at = NOON + minute * MINUTE
          for (const look of looks.filter((one) => one.at === at)) {
            const { section } = look.queue
            const real = written(pageAt(desk.desk.context, { section, at, lead: null, planned: false }))
            const { reader } = await sectionPage(desk.store.store, section, at, { whole: false, version: 0 })
            const behind = leftBehind(desk, look.queue, at)
            const wrong = [
              real === look.said ? '' : 'otherThanTheDesk',
              written(reader) === look.said ? '' : 'otherThanTheHub',
              behind === look.without ? '' : 'otherMissing',
            ].filter((one) => one !== '') as (keyof typeof told)[]
            for (const one of wrong) told[one] += 1
            if (wrong.length > 0 && told.otherThanTheDesk + told.otherThanTheHub + told.otherMissing <= 12)
              log(`seed ${look.seed}, minute ${minute}: ${wrong.join(', ')}`)
            told.pages += 1
            told.briefsShown += look.briefs
            missing += behind === '' ? 0 : behind.split(',').length
          }
        }
        for (const { event, facts } of desk.log)
          if ((event === 'release' || event === 'taken-off') && facts['verdict'] === 'accepted')
            byClock[event] += 1
        log(`${first + chances.length} queues, ${told.pages} pages, by the clock: ${JSON.stringify(byClock)}`)
      } finally {
        await desk.remove()
      }
    }
    return {
      queues: count,
      decisions,
      ...told,
      missing,
      releasedByClock: byClock.release,
      takenOffByClock: byClock['taken-off'],
    }
  },
})
