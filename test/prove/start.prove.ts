/**
 * The shell is painted within 1.5 times, and the last item takes a key within 2.2 times, what a bare window of the same Electron takes.
 *
 * Pairs of launches, the desk and a bare window (test/prove/floors/bare-window) in turn, beside bare windows once
 * more (A/A), which say what a ratio of two medians is worth on this machine and in this run. Then launches under strace: what the desk process read of its
 * databases before the paint, with 5,000 items and with none.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { executableOf } from '../e2e/support/desk.ts'
import { createChance } from '../support/prove-chance.ts'
import { BARE_WINDOW, packFloor } from './floors/pack-floor.ts'
import { prove } from './harness.ts'
import { makeProfile } from './start/profile.ts'
import { excess, median, noise, round } from './start/ratio.ts'
import { readsBeforePaint } from './start/reads.ts'
import { openLead, startDesk, startFloor } from './start/runs.ts'

const LIMITS = { shell: 1.5, editable: 2.2 }
const WORDS = 800
const WARM = 3

/**
 * A tree of 5,000 items is a level or two deeper than an empty one, so finding its last row reads as many pages more,
 * whatever is done: four such look-ups are allowed, and nothing that grows with the number of items.
 */
const DEPTH = 8
const PAGE = 4096

await prove({
  name: 'start',
  limits: {
    // A ratio above its limit counts when it is above by more than bare windows differ from each other in this run.
    shellAbove: { max: 0 },
    editableAbove: { max: 0 },
    keysKept: { is: true },
    readsWatched: { is: true },
    rowsApart: { max: 0.01 },
    bytesApart: { max: 0.01 },
    pagesMore: { max: DEPTH },
  },
  run: async ({ sample, broken, log }) => {
    const pairs = broken ? 5 : sample ? 7 : 25
    const floor = packFloor(BARE_WINDOW)
    const bare = mkdtempSync(join(tmpdir(), 'kopij-bare-'))
    const profile = await makeProfile([WORDS], 12)
    const item = profile.leads.get(WORDS) ?? ''
    const full = await makeProfile([WORDS], 5_000)
    const none = await makeProfile([], 0)
    try {
      const desk = executableOf('e2e')
      // Some of each that do not count: the item becomes the last one opened, caches of files fill, and Chromium keeps
      // compiled code from the second start on. What is measured is the start of a day, not the first one ever.
      for (let warm = 0; warm < WARM; warm += 1) {
        await openLead(desk, profile.folder, item)
        await startFloor(floor.executable, bare)
      }

      const shells: number[] = []
      const editables: number[] = []
      const keptKeys: boolean[] = []
      const ones: number[] = []
      const others: number[] = []
      for (let pair = 0; pair < pairs; pair += 1) {
        const run = await startDesk(desk, profile.folder, item, pair, broken)
        shells.push(run.painted)
        editables.push(run.accepted)
        keptKeys.push(run.kept)
        ones.push(await startFloor(floor.executable, bare))
        others.push(await startFloor(floor.executable, bare))
        log(
          `pair ${pair + 1}: shell ${round(run.painted)}, key ${round(run.accepted)}, floor ${round(ones.at(-1) ?? 0)}, floor again ${round(others.at(-1) ?? 0)} ms`,
        )
      }
      const aa = noise(others, ones, createChance(pairs))
      const shellRatio = median(shells) / median(ones)
      const editableRatio = median(editables) / median(ones)

      await openLead(desk, full.folder, full.leads.get(WORDS) ?? '')
      await openLead(desk, none.folder, null)
      const withNone = await readsBeforePaint(desk, none)
      const withMany = await readsBeforePaint(desk, full)
      log(`reads with none: ${JSON.stringify(withNone)}`)
      log(`reads with 5,000: ${JSON.stringify(withMany)}`)
      return {
        pairs,
        floor: round(median(ones)),
        floorAgain: round(median(others)),
        aaLow: round(aa.low, 2),
        aaHigh: round(aa.high, 2),
        shell: round(median(shells)),
        editable: round(median(editables)),
        shellRatio: round(shellRatio, 2),
        editableRatio: round(editableRatio, 2),
        aims: '1.3 and 1.7',
        shellAbove: round(excess(shellRatio, LIMITS.shell, aa), 2),
        editableAbove: round(excess(editableRatio, LIMITS.editable, aa), 2),
        keysKept: keptKeys.every(Boolean),
        readsWatched: withNone.watched && withMany.watched,
        rowsNone: withNone.rows,
        rowsMany: withMany.rows,
        rowsApart: apart(withNone.rows, withMany.rows),
        bytesNone: withNone.bytes,
        bytesMany: withMany.bytes,
        pagesMore: Math.ceil((withMany.bytes - withNone.bytes) / PAGE),
        bytesApart: apart(withNone.bytes, Math.max(withNone.bytes, withMany.bytes - DEPTH * PAGE)),
        bytesNoneSettled: withNone.bytesSettled,
        bytesManySettled: withMany.bytesSettled,
      }
    } finally {
      floor.remove()
      rmSync(bare, { recursive: true, force: true })
      await Promise.all([profile.remove(), full.remove(), none.remove()])
    }
  },
})

/** How far the greater is above the lesser, as a share of it. */
function apart(one: number, other: number): number {
  const [less, more] = one < other ? [one, other] : [other, one]
  return more === less ? 0 : round((more - less) / Math.max(1, less), 4)
}
