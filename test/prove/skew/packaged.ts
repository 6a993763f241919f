/** The packaged app on a desk with newer items: opened, typed at, previewed, copied out, closed. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { deskFolder, writeNamePlate } from '../../../main/app/desk-folders.ts'
import { foundDesk } from '../../../main/app/found-desk.ts'
import { nodeClock } from '../../../main/app/node-clock.ts'
import { type RunningDesk, startDesk } from '../../../main/app/open-desk.ts'
import { entriesOfItem } from '../../../main/db/entries.ts'
import { readPeople, readSections } from '../../../main/db/register.ts'
import { createItems } from '../../../main/desk/create.ts'
import { actorOf } from '../../../main/desk/rights.ts'
import { emptyCopy } from '../../../shared/document/write-copy.ts'
import { launchDesk } from '../../e2e/support/desk.ts'
import { goTo } from '../../e2e/support/example.ts'
import type { Addition } from './generations.ts'
import { removedFrom, sameState } from './loss.ts'
import { stateOf, story, writeNewer } from './newer.ts'

export type PackagedFigures = {
  cases: number
  removed: number
  bound: number
  written: number
  unread: number
  /** Whether every item said in words that a newer Kopij wrote it. */
  said: boolean
}

const updatesOf = ({ desk }: RunningDesk, item: string): number =>
  entriesOfItem(desk.context.db, item, 'update').length

/** What the window shows of an item, after a person has tried to write in it. */
const lookAt = async (page: Page, headline: string, words: readonly string[]) => {
  await page.getByRole('option', { name: headline }).click()
  await page.locator('article h2', { hasText: headline }).waitFor()
  const shown = await page.locator('article').innerText()
  await page.locator('article').click()
  await page.keyboard.type('Ik typ hier')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  return {
    bound: await page.locator('.ProseMirror').count(),
    unread: words.every((each) => shown.includes(each)) ? 0 : 1,
    said: (await page.getByText('werk Kopij bij om er verder aan te schrijven').count()) === 1,
  }
}

export const runPackaged = async (additions: readonly Addition[]): Promise<PackagedFigures> => {
  const figures: PackagedFigures = { cases: 0, removed: 0, bound: 0, written: 0, unread: 0, said: true }
  const profile = await mkdtemp(join(tmpdir(), 'kopij-skew-'))
  const id = randomUUID()
  const start = (): Promise<RunningDesk> => startDesk(id, deskFolder(profile, id), nodeClock, () => undefined)
  try {
    const running = await start()
    const { context } = running.desk
    const names = { name: 'Scheve redactie', person: 'Merel Oosterhof', language: 'nl' as const }
    await foundDesk(running, randomUUID(), { ...names, sections: ['Binnenland'] })
    const founder = readPeople(context.db)[0]?.id ?? ''
    const section = readSections(context.db)[0]?.id ?? ''
    const made = additions.map((addition, index) => {
      const item = randomUUID()
      const headline = `Bericht met ${addition}`
      const copy = { ...emptyCopy('lead', section, 'nl'), ...story(headline) }
      createItems(context, actorOf(context.db, founder), [
        { id: item, kind: 'lead', section, copy, shownAt: null },
      ])
      const words = writeNewer(running.desk, item, founder, addition, 1_000_000 + index)
      return { item, headline, words, before: stateOf(running.desk, item), updates: updatesOf(running, item) }
    })
    await running.stop()
    await writeNamePlate(profile, { id, name: names.name, example: false })
    await writeFile(
      join(profile, 'preferences.json'),
      JSON.stringify({ language: 'nl', theme: 'light', lastDesk: id }),
    )

    const app = await launchDesk({ profile })
    try {
      for (const { headline, words } of made) {
        figures.cases += 1
        const seen = await lookAt(app.page, headline, words)
        figures.bound += seen.bound
        figures.unread += seen.unread
        figures.said &&= seen.said
        await app.page.keyboard.press('Escape')
        await app.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
        await goTo(app.page, 'P')
        await goTo(app.page, 'D')
      }
    } finally {
      await app.close()
    }

    const after = await start()
    for (const { item, before, updates } of made) {
      const now = stateOf(after.desk, item)
      figures.removed += removedFrom(before, now) + (sameState(before, now) ? 0 : 1)
      figures.written += updatesOf(after, item) - updates
    }
    await after.stop()
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  return figures
}
