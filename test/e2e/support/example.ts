/** The example desk in Dutch, opened and used the way a person does: by names, with keys. */
import type { Page } from '@playwright/test'
import type { Desk, LaunchOptions } from './desk.ts'

/** Opens the example desk in Dutch from a first start; Jorinde, chief and admin, sits at it. */
export const openExample = async (
  launchDesk: (options?: LaunchOptions) => Promise<Desk>,
  options: LaunchOptions = {},
): Promise<Desk> => {
  const desk = await launchDesk(options)
  const { page } = desk
  await page.getByRole('radio', { name: /^(?:Nederlands|Dutch)$/ }).check({ force: true })
  await page.getByRole('button', { name: 'Open de voorbeeldredactie' }).click()
  // Founding it is some hundred flushes to disk one after the other: others who flush too are waited for.
  await page.getByRole('option').first().waitFor({ timeout: 0 })
  return desk
}

/** Resolves when nothing fades or slides any more: halfway, a colour or a place is one that nobody gets to see. */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const passing = document.getAnimations().filter((each) => each instanceof CSSTransition)
    await Promise.allSettled(passing.map((each) => each.finished))
  })

/** The browser tells the editor where a key of its own took the caret before the next frame. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => resolve())))

/** The heading that stands when a view does. The desk has none of its own: there it is the list. */
const HEADINGS = {
  nl: {
    A: 'Keuren',
    D: 'Lijst: Redactie',
    H: 'Overdracht',
    L: 'Uitleveringen',
    O: 'Uit',
    P: 'Zoals lezers het zien',
    Q: 'Wachtrij',
  },
  en: {
    A: 'Approvals',
    D: 'List: Desk',
    H: 'Handover',
    L: 'Deliveries',
    O: 'Out',
    P: 'As readers see it',
    Q: 'Queue',
  },
} as const

/** Goes to a view with its two keys, one after the other, and waits until it stands. */
export const goTo = async (
  page: Page,
  letter: keyof typeof HEADINGS.nl,
  language: keyof typeof HEADINGS = 'nl',
): Promise<void> => {
  await page.keyboard.press('g')
  await page.keyboard.press(letter.toLowerCase())
  const name = HEADINGS[language][letter]
  const sign =
    letter === 'D'
      ? page.getByRole('listbox', { name })
      : page.getByRole('heading', { level: 1, name, exact: true })
  await sign.first().waitFor()
}

/** Answers the next folder dialog with this folder; no test can click in a dialog of the system. */
export const answerFolderDialog = (desk: Desk, folder: string): Promise<void> =>
  desk.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, folder)
