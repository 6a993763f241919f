/** The trash, from a list and from an item: what is deleted comes back, and what is erased is gone. */
import { ready } from './support/desk.ts'
import { openExample } from './support/example.ts'
import { expect, test } from './support/test.ts'

test('what is deleted lies in the trash until it is brought back or erased', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  const desk = page.getByRole('listbox', { name: 'Lijst: Redactie' })
  const draft = desk.getByRole('option', { name: /Concept/ }).first()
  await draft.click()
  await desk.focus()
  await expect(draft).toHaveAttribute('aria-selected', 'true')
  const item = (await draft.getAttribute('data-item')) ?? ''
  const there = page.locator(`[data-item="${item}"]`)

  await page.keyboard.press('Shift+Delete')
  await expect(page.getByText(/ligt in de prullenbak\./)).toBeVisible()
  await expect(there).toHaveCount(0)
  await page.keyboard.press('z')
  await expect(there).toBeVisible()

  await there.click()
  await desk.focus()
  await page.keyboard.press('Shift+Delete')
  await expect(there).toHaveCount(0)
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  const trash = page.getByRole('listbox', { name: 'Lijst: Prullenbak' })
  await expect(trash.getByRole('option')).toHaveCount(1)
  await expect(there).toContainText(/weg op \d+ \p{L}+/u)
  await there.click()
  await expect(page.getByText(/In de prullenbak gelegd door .* Wordt definitief gewist op/)).toBeVisible()
  await trash.focus()
  await page.keyboard.press('u')
  await expect(page.getByText('De prullenbak is leeg.')).toBeVisible()

  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await there.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Naar de prullenbak' }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await there.click()
  await page.getByRole('button', { name: 'Alle beslissingen' }).click()
  await page.getByRole('menuitem', { name: 'Definitief wissen ...' }).click()
  const dialog = page.getByRole('dialog', { name: /definitief wissen\?$/ })
  await expect(dialog).toContainText('Dat is niet terug te draaien.')
  await dialog.getByRole('button', { name: 'Definitief wissen' }).click()
  await expect(dialog).toContainText('Schrijf eerst waarom.')
  await dialog.getByRole('textbox', { name: 'Reden' }).fill('op verzoek')
  await page.keyboard.press('Enter')
  await expect(page.getByText('De prullenbak is leeg.')).toBeVisible()
  await expect(page.getByText(/De tekst is gewist/)).toBeVisible()
})

test('a reason for erasing that is refused stays as it was typed, with why beside it', async ({
  launchDesk,
}) => {
  const { app, page } = await openExample(launchDesk)
  const desk = page.getByRole('listbox', { name: 'Lijst: Redactie' })
  await desk
    .getByRole('option', { name: /Concept/ })
    .first()
    .click()
  await desk.focus()
  await page.keyboard.press('Shift+Delete')
  await expect(page.getByText(/ligt in de prullenbak\./)).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  const trash = page.getByRole('listbox', { name: 'Lijst: Prullenbak' })
  const there = trash.getByRole('option').first()
  await there.click()
  const opening = app.waitForEvent('window')
  await there.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'In een eigen venster', exact: true }).click()
  const other = await opening
  // A window that comes up takes the focus, and a menu that was open elsewhere closes.
  await ready(other)

  await there.click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Definitief wissen ...' }).click()
  const dialog = page.getByRole('dialog', { name: /definitief wissen\?$/ })
  const reason = dialog.getByRole('textbox', { name: 'Reden' })
  await reason.fill('op verzoek')

  // Somebody else is quicker.
  await other.getByRole('button', { name: 'Alle beslissingen' }).click()
  await other.getByRole('menuitem', { name: 'Definitief wissen ...' }).click()
  await other.getByRole('textbox', { name: 'Reden' }).fill('dubbel')
  await other.keyboard.press('Enter')
  await expect(page.getByText('De prullenbak is leeg.')).toBeAttached()
  await reason.press('Enter')
  await expect(dialog.getByRole('alert')).toBeVisible()
  await expect(reason).toHaveValue('op verzoek')
  await expect(reason).toBeFocused()
})
