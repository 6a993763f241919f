/**
 * An app below, at or above an item's schema takes nothing away from it: by opening, syncing, showing or exporting.
 *
 * The editor's binding deletes what it does not know, for everybody, by being there. So every case compares what the
 * shared text knew and knew to be deleted before and after: windows of three generations on items of three (the window's
 * own working copy under the editor's own binding), a desk of this build with newer items in it (lists, search, preview,
 * exports, decisions, restart), and the packaged app on such a desk.
 */
import { prove } from './harness.ts'
import { runDesk } from './skew/desk.ts'
import { ADDITIONS, GENERATIONS } from './skew/generations.ts'
import { runPackaged } from './skew/packaged.ts'
import { MOMENTS, runCase } from './skew/window.ts'

await prove({
  name: 'skew',
  limits: {
    windowCases: { min: 200 },
    // Who is not behind goes on writing.
    typedCases: { min: 168 },
    deskCases: { min: 7 },
    packagedCases: { min: 3 },
    removed: { is: 0 },
    writtenByOpening: { is: 0 },
    boundBehind: { is: 0 },
    typedLost: { is: 0 },
    wordsUnread: { is: 0 },
    threw: { is: 0 },
    namedUnread: { is: 0 },
    saidInWords: { is: true },
  },
  run: async ({ sample, broken, log }) => {
    const figures = { removed: 0, writtenByOpening: 0, boundBehind: 0, typedLost: 0, typedCases: 0 }
    let windowCases = 0
    for (const app of GENERATIONS)
      for (const item of GENERATIONS) {
        let removed = 0
        for (const addition of ADDITIONS)
          for (const moment of MOMENTS) {
            const outcome = await runCase({ app, item, addition, moment }, broken)
            windowCases += 1
            removed += outcome.removed
            figures.removed += outcome.removed
            figures.writtenByOpening += outcome.written
            figures.boundBehind += outcome.bound
            figures.typedLost += outcome.lost
            figures.typedCases += outcome.typed
            if (!broken && outcome.removed + outcome.written + outcome.bound + outcome.lost > 0)
              log(`app ${app}, item ${item}, ${addition}, ${moment}: ${JSON.stringify(outcome)}`)
          }
        log(`windows: app ${app} on items of ${item}: ${removed} removed`)
      }
    const desk = await runDesk()
    log(`desk: ${JSON.stringify(desk)}`)
    const packaged = await runPackaged(sample ? ['node', 'mark', 'attribute'] : ADDITIONS)
    log(`packaged: ${JSON.stringify(packaged)}`)
    return {
      windowCases,
      deskCases: desk.cases,
      packagedCases: packaged.cases,
      ...figures,
      removed: figures.removed + desk.removed + packaged.removed,
      boundBehind: figures.boundBehind + packaged.bound,
      writtenByOpening: figures.writtenByOpening + packaged.written,
      wordsUnread: desk.unread + packaged.unread,
      threw: desk.threw,
      namedUnread: desk.named,
      saidInWords: packaged.said,
    }
  },
})
