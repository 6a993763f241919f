/** What people of the example desk do to get copy out, in Dutch: change places, retype, approve, release. */
import type { Page } from '@playwright/test'
import { goTo } from './example.ts'
import { expect } from './test.ts'

/** Somebody else takes the chair. */
export const changePlaces = async (page: Page, from: string, to: string): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`^${from}.*menu$`) }).click()
  await page.getByRole('menuitem', { name: 'Van plaats wisselen' }).click()
  await page.getByRole('button', { name: new RegExp(to) }).click()
  await page.getByRole('button', { name: new RegExp(`^${to}.*menu$`) }).waitFor()
}

/** Puts other words in the place of some in the text, as somebody who selects and types does. */
export const retype = async (page: Page, was: string, now: string): Promise<void> => {
  const text = page.getByRole('textbox', { name: 'Tekst', exact: true })
  await text.click()
  await text.evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1
      if (at < 0) continue
      getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
      return
    }
  }, was)
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toBe(was)
  await page.keyboard.type(now)
  await expect(text).toContainText(now)
}

/** A chief reads what waits, and approves it. */
export const approve = async (page: Page, item: RegExp): Promise<void> => {
  await goTo(page, 'A')
  await page.getByRole('option', { name: item }).click()
  await expect(page.getByRole('button', { name: /^Goedkeuren/ })).toBeEnabled()
  await page.keyboard.press('a')
  await expect(page.getByRole('option', { name: item })).toHaveCount(0)
}

/** Releases an item of the queue now. */
export const releaseFromQueue = async (page: Page, item: RegExp): Promise<void> => {
  await goTo(page, 'Q')
  await page.getByRole('row', { name: item }).click()
  await page.keyboard.press('Shift+U')
  await expect(page.getByRole('dialog', { name: 'Dit item nu uitbrengen?' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 item uitgebracht.')).toBeVisible()
}

/** Releases an approved item where it is written. */
export const releaseFromGalley = async (page: Page, item: RegExp): Promise<void> => {
  await goTo(page, 'D')
  await page.getByRole('option', { name: item }).click()
  await page.getByRole('button', { name: /^Nu uitbrengen/ }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /uitbrengen$/i })
    .click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
