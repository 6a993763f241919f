/** Pictures of what stands on the screen, in both languages and themes, at the smallest window, held to what shows. */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { violations } from './axe.ts'
import type { Desk } from './desk.ts'
import { drawn } from './example.ts'
import { expect } from './test.ts'

const PICTURES = resolve(import.meta.dirname, '../../../test-results/e2e/screens')
const SMALLEST = { width: 1024, height: 700 } as const

/** Makes the window as small as it gets. */
export const makeSmall = async ({ app, page }: Desk): Promise<void> => {
  await app.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    SMALLEST,
  )
  await page.waitForFunction((width) => window.innerWidth === width, SMALLEST.width)
}

/** Buttons that cannot be pressed whole, because they are cut off or outside the window. */
const cutOff = (): string[] => {
  const found: string[] = []
  const line = document.querySelector('[data-safety]')?.closest('section')
  const root = document.querySelector('[role="dialog"]') ?? line ?? document
  for (const button of root.querySelectorAll('button')) {
    const { left, top, right, bottom, width } = button.getBoundingClientRect()
    if (width === 0) continue
    const outside = left < 0 || top < 0 || right > innerWidth || bottom > innerHeight
    if (outside || button.scrollWidth > button.clientWidth + 1) found.push(button.textContent ?? '')
  }
  return found
}

/** Each language in a theme of its own. */
const LOOKS = [
  { language: 'en', theme: 'dark' },
  { language: 'nl', theme: 'light' },
] as const

/**
 * Takes the pictures of a screen, and holds each to axe and to buttons that show whole. The window is left light and in
 * Dutch.
 */
export const picture = async ({ page }: Desk, screen: string): Promise<void> => {
  await mkdir(PICTURES, { recursive: true })
  for (const look of LOOKS) {
    const { language, theme } = look
    await page.evaluate(
      (wanted) => window.kopij.call('shell', crypto.randomUUID(), 'shell.prefer', wanted),
      look,
    )
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await drawn(page)
    await page.screenshot({ path: join(PICTURES, `${screen}-${language}-${theme}.png`) })
    expect(await page.evaluate(cutOff), `${screen}, ${language}`).toEqual([])
    expect(await violations(page), `${screen}, ${language}`).toEqual([])
  }
}
