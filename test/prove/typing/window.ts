/** A window to type in, the desk's or a floor's: the same hands, the same probe. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { _electron, type Page } from '@playwright/test'
import { launchDesk, ready } from '../../e2e/support/desk.ts'
import type { Profile } from '../start/profile.ts'
import { type Burst, installProbe } from './probe.ts'

/** From key to key, ms: 200 words a minute, faster than anybody writes for long. */
const RHYTHM = 60

/** A word, its space first. Every burst types whole ones, so that the count of words is known. */
export const WORD = ' haven'

/**
 * How long a burst may last, ms. Lists wait for a pause in the typing, but for no more than 3 seconds: what is drawn
 * then is not drawn for a key, and a busy machine types slowly.
 */
const BURST = 2_200

export interface TypedBurst extends Burst {
  /** Words that were typed: fewer than were asked for where the machine was slow. */
  readonly words: number
}

/** Types `words` words at a person's pace and answers what the probe saw. `count`: whether the window counts words. */
export const typeBurst = async (
  page: Page,
  block: 'first' | 'last',
  words: number,
  count: boolean,
  rhythm = RHYTHM,
): Promise<TypedBurst> => {
  const before = count ? await page.evaluate(() => globalThis.proof.words()) : null
  await page.evaluate((where) => globalThis.proof.caret(where), block)
  // The caret's own frame is over before the first key.
  await sleep(400)
  await page.evaluate(() => globalThis.proof.begin())
  const began = performance.now()
  let typed = 0
  while (typed < words && (typed === 0 || performance.now() - began < BURST)) {
    for (const letter of WORD) {
      await page.keyboard.press(letter === ' ' ? 'Space' : letter)
      await sleep(rhythm)
    }
    typed += 1
  }
  const wanted = before === null ? null : before + typed
  const burst = await page.evaluate(([keys, counted]) => globalThis.proof.end(keys, counted), [
    typed * WORD.length,
    wanted,
  ] as const)
  return { ...burst, words: typed }
}

export interface Typed {
  readonly page: Page
  close(): Promise<void>
}

/** The desk of a profile, with the probe in its page from the first script on. */
export const openDeskToType = async (profile: Profile): Promise<Typed> => {
  const desk = await launchDesk({ profile: profile.folder })
  await desk.page.addInitScript(installProbe)
  await desk.page.reload()
  await ready(desk.page)
  return { page: desk.page, close: () => desk.close() }
}

export const openItem = async (page: Page, item: string): Promise<void> => {
  await page.locator(`[data-item="${item}"]`).click()
  await page.locator('[data-pane="item"] [contenteditable="true"][aria-multiline="true"]').waitFor()
  // Lists and details that were read for it have been drawn.
  await sleep(1_500)
}

export const openFloorToType = async (executable: string): Promise<Typed> => {
  const profile = await mkdtemp(join(tmpdir(), 'kopij-bare-'))
  const app = await _electron.launch({
    executablePath: executable,
    args: [`--user-data-dir=${profile}`],
    chromiumSandbox: true,
  })
  const page = await app.firstWindow()
  await page.addInitScript(installProbe)
  return {
    page,
    async close() {
      await app.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

export const openFloorText = async (page: Page, words: number): Promise<void> => {
  await page.goto(`floor://app/index.html?words=${words}`)
  await page.locator('[contenteditable="true"]').waitFor()
  await sleep(500)
}
