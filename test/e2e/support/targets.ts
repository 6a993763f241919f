/** Targets added through the settings, as an admin does. */
import type { Locator } from '@playwright/test'
import type { Desk } from './desk.ts'
import { answerFolderDialog, goTo } from './example.ts'
import { expect } from './test.ts'

/** Opens the dialog for a new target, from the deliveries. */
export const newTarget = async ({ page }: Desk): Promise<Locator> => {
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Uitgangen' }).click()
  await page.getByRole('button', { name: 'Uitgang toevoegen' }).click()
  return page.getByRole('dialog', { name: 'Nieuwe uitgang' })
}

/** Saves the target in the dialog, which then tests it: it closes when the target works. */
export const saveTarget = async (dialog: Locator): Promise<void> => {
  await dialog.getByRole('button', { name: 'Toevoegen', exact: true }).click()
  // The list may know the target before the dialog has gone, and then letters are still the dialog's.
  await expect(dialog).toBeHidden()
}

/** Adds a folder as a target; `formats` are the only ones it gets, without them the usual ones; `pages` as well where said. */
export const addFolderTarget = async (
  desk: Desk,
  folder: string,
  name: string,
  formats: readonly string[] | null = null,
  { pages = null }: { pages?: boolean | null } = {},
): Promise<void> => {
  await answerFolderDialog(desk, folder)
  const dialog = await newTarget(desk)
  await dialog.getByRole('button', { name: /^Map kiezen/ }).click()
  await dialog.getByRole('textbox', { name: 'Naam van de uitgang' }).fill(name)
  if (formats !== null) {
    await dialog.getByRole('tab', { name: 'Vorm' }).click()
    const boxes = dialog.getByRole('group', { name: 'Formaten' })
    // From the end: they are found by their place among what is checked.
    const checked = await boxes.getByRole('checkbox', { checked: true }).all()
    for (const box of checked.reverse()) await box.uncheck()
    for (const format of formats) await boxes.getByRole('checkbox', { name: format }).check()
    if (pages !== null)
      await dialog.getByRole('checkbox', { name: 'Ook een pagina per rubriek' }).setChecked(pages)
  }
  await saveTarget(dialog)
  await expect(desk.page.getByRole('listitem').filter({ hasText: name })).toBeVisible()
}

/** A delivery on the screen of deliveries, by words of its item and its target. */
export const deliveryRow = async (desk: Desk, item: string, target: string): Promise<Locator> => {
  await goTo(desk.page, 'L')
  return desk.page
    .getByRole('listitem')
    .filter({ hasText: item })
    .filter({ hasText: `naar ${target}` })
}
