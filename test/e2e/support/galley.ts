/** The galley as a person works in it: its fields by name, the steps of its undo, and a clipboard to paste from. */
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import { expect } from './test.ts'

export const headline = (page: Page): Locator => page.getByRole('textbox', { name: 'Kop', exact: true })
export const kicker = (page: Page): Locator => page.getByRole('textbox', { name: 'Chapeau', exact: true })
export const body = (page: Page): Locator => page.getByRole('textbox', { name: 'Tekst', exact: true })
export const chips = (page: Page): Locator => page.getByRole('group', { name: 'Standplaats en bronnen' })

/** Longer than the time within which two keys are one step of undo: that time itself is what is waited for. */
export const nextStep = (page: Page): Promise<void> => page.waitForTimeout(600)

/**
 * A caret that goes to the very start within 200 ms of a focus the editor takes for the browser's doing, and puts it back where
 * it was (prosemirror-view, DOMObserver.flush). No hand is that quick; a test waits until it is over.
 */
export const pastFocus = (page: Page): Promise<void> => page.waitForTimeout(300)

export const undo = (page: Page): Promise<void> => page.keyboard.press('Control+z')
export const redo = (page: Page): Promise<void> => page.keyboard.press('Control+y')

export const begin = async (page: Page, kind: 'lead' | 'brief' = 'lead'): Promise<void> => {
  await page.keyboard.press(kind === 'lead' ? 'Control+n' : 'Control+Shift+N')
  await expect(kind === 'lead' ? headline(page) : body(page)).toBeFocused()
}

/** Puts something on the clipboard and pastes it with the key that people use. */
export const paste = async (
  { app, page }: { app: ElectronApplication; page: Page },
  data: { text?: string; html?: string },
  keys = 'Control+v',
): Promise<void> => {
  await app.evaluate(({ clipboard }, what) => {
    // Electron's own clipboard; newer types know only the one of the web.
    const { write } = clipboard as unknown as { write(data: typeof what): void }
    write(what)
  }, data)
  await page.keyboard.press(keys)
}
