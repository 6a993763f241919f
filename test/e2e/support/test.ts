/**
 * Playwright's `test`, with `launchDesk` as a fixture: every desk that a test opened is closed after it, and when the
 * test failed its windows and its log are kept in test-results/e2e.
 */
import { test as base } from '@playwright/test'
import { type Desk, type LaunchOptions, launchDesk } from './desk.ts'

export { expect } from '@playwright/test'

interface Fixtures {
  launchDesk: (options?: LaunchOptions) => Promise<Desk>
}

export const test = base.extend<Fixtures>({
  // Playwright reads the fixtures that are needed from this first parameter, also when it is none.
  // biome-ignore lint/correctness/noEmptyPattern: see above
  launchDesk: async ({}, use, info) => {
    const desks: Desk[] = []
    await use(async (options) => {
      const desk = await launchDesk(options)
      desks.push(desk)
      return desk
    })
    for (const [at, desk] of desks.entries()) {
      if (info.status !== info.expectedStatus) {
        await info.attach(`desk-${at}.log`, { body: desk.log(), contentType: 'text/plain' })
        for (const [window, page] of desk.app.windows().entries()) {
          // A killed desk has no windows left to photograph; its log says what happened.
          const path = info.outputPath(`desk-${at}-window-${window}.png`)
          await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined)
        }
      }
      await desk.discard().catch(() => desk.kill())
    }
  },
})
