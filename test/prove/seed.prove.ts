/**
 * A page of news comes in by one paste and goes out as finished copy, and nobody types its structure.
 *
 * In the packaged app, by hand: found a desk, paste the page into an empty lead, take the briefs, submit, approve as the
 * chief, release to a folder, export by hand. First an invented page, then the one beside the project where it is.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchDesk } from '../e2e/support/desk.ts'
import { type Figure, prove } from './harness.ts'
import { pageDifferences, rawDifference, structureDifferences } from './seed/compare.ts'
import { railInstants, readWritten } from './seed/exports.ts'
import { handsOf } from './seed/hands.ts'
import {
  approveAll,
  exportAll,
  foundDesk,
  pastePage,
  readMade,
  readPreview,
  releaseAll,
  submitAll,
} from './seed/make-page.ts'
import { type PageToPaste, pagesToPaste, withoutOneBrief } from './seed/pages.ts'

interface Told {
  readonly structure: string[]
  readonly preview: string[]
  readonly written: string[]
  readonly keys: string[]
  readonly undone: boolean
  readonly delivered: number
  readonly exported: number
  readonly official: boolean
  readonly rail: boolean
}

const drive = async (page: PageToPaste, broken: boolean, log: (line: string) => void): Promise<Told> => {
  const place = mkdtempSync(join(tmpdir(), 'kopij-seed-'))
  const [target, byHand] = [join(place, 'uitgang'), join(place, 'export')]
  for (const folder of [target, byHand]) mkdirSync(folder)
  const desk = await launchDesk()
  try {
    const hands = handsOf(desk)
    await foundDesk(hands, target)
    log(`${page.name}: a desk of two, with a folder to deliver to`)
    const { briefs } = page.expected.rail
    const text = broken ? withoutOneBrief(page) : page.text
    const there = broken ? briefs.length - 1 : briefs.length
    const pasted = await pastePage(hands, text, there)
    const preview = await readPreview(hands)
    log(`${page.name}: pasted and previewed`)
    const items = there + 1
    await submitAll(hands, items)
    const keys = await hands.keysTyped()
    const order = briefs.map((brief) => brief.text)
    const made = await readMade(hands, order)
    await approveAll(hands, items)
    await releaseAll(hands, items)
    log(`${page.name}: approved, released and delivered`)
    await exportAll(hands, items, byHand)
    const all = [made.lead, ...made.briefs]
    const [delivered, exported] = [readWritten(target, all), readWritten(byHand, all)]
    const wanted = made.briefs.map(({ shownAt }) => new Date(shownAt ?? 0).toISOString())
    return {
      structure: structureDifferences(made, page.expected, pasted),
      preview: [...pageDifferences(preview, page.expected, made.agencies), ...rawDifference(preview, page)],
      written: [...delivered.differences, ...exported.differences],
      keys,
      undone: pasted.undone,
      delivered: delivered.items,
      exported: exported.items,
      official: delivered.official,
      rail: JSON.stringify(railInstants(target, 'buitenland.html')) === JSON.stringify(wanted),
    }
  } catch (error) {
    await desk.page.screenshot({ path: join(tmpdir(), 'kopij-seed-failed.png') }).catch(() => undefined)
    log(desk.log().slice(-4000))
    throw error
  } finally {
    await desk.discard().catch(() => desk.kill())
    rmSync(place, { recursive: true, force: true })
  }
}

await prove({
  name: 'seed',
  limits: {
    pages: { min: 1 },
    structureDifferences: { max: 0 },
    keysTyped: { max: 0 },
    undoneInTwo: { is: true },
    previewDifferences: { max: 0 },
    exportDifferences: { max: 0 },
    railInTarget: { is: true },
  },
  run: async ({ broken, log }) => {
    const told: Told[] = []
    for (const page of pagesToPaste()) told.push(await drive(page, broken, log))
    const every = (part: (one: Told) => string[]): Figure => {
      const all = told.flatMap(part)
      for (const line of all) log(line.slice(0, 600))
      return all.length
    }
    const sum = (part: (one: Told) => number): number => told.reduce((total, one) => total + part(one), 0)
    return {
      pages: told.length,
      structureDifferences: every(({ structure }) => structure),
      keysTyped: every(({ keys }) => keys),
      undoneInTwo: told.every(({ undone }) => undone),
      previewDifferences: every(({ preview }) => preview),
      exportDifferences: every(({ written }) => written),
      railInTarget: told.every(({ rail }) => rail),
      delivered: sum(({ delivered }) => delivered),
      exported: sum(({ exported }) => exported),
      officialSchema: told.every(({ official }) => official),
    }
  },
})
