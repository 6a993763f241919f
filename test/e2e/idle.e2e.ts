/** Nobody is at the computer: the desk locks by itself after the minutes that were chosen, and nothing that was typed is lost. */
import { expect, test } from './support/test.ts'

test('a desk at which nobody is locks by itself, with every word kept', async ({ launchDesk }) => {
  const { app, page } = await launchDesk()
  await page.getByRole('radio', { name: 'Nederlands' }).check({ force: true })
  await page.getByLabel('Naam van de redactie').fill('Avondblad')
  await page.getByLabel('Uw naam').fill('Merel Oosterhof')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listbox', { name: /^Lijst/ }).getByRole('option')).toHaveCount(1)

  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Mensen' }).click()
  await page.getByRole('button', { name: 'Iemand toevoegen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Naam', { exact: true }).fill('Joris Wiegersma')
  await dialog.getByLabel('Wachtwoordzin van Joris Wiegersma').fill('joris schrijft graag')
  await dialog.getByLabel('Uw eigen wachtwoordzin').fill('merel eet zout')
  await dialog.getByRole('button', { name: 'Toevoegen' }).click()
  await page.getByRole('button', { name: 'Ik heb haar bewaard' }).click()
  await page.getByRole('tab', { name: 'Computers' }).click()
  await page.getByLabel('Vergrendelen als er niets gebeurt').selectOption('5')

  await page.getByRole('button', { name: /^Redactie \d/ }).click()
  await page.getByRole('option').first().click()
  await page.getByRole('textbox', { name: 'Kop', exact: true }).click()
  await page.keyboard.type('Stuwdam houdt')

  // What the system would say after five minutes; everything from there on is the app's own.
  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 300
  })
  await expect(page.getByRole('heading', { name: 'Wie zit er aan deze plaats?' })).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByText('Stuwdam houdt')).toHaveCount(0)

  await app.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 0
  })
  // Whoever sat there is asked at once, and told why.
  await expect(page.getByRole('status')).toContainText('Alles wat u typte is bewaard.')
  await expect(page.getByLabel('Wachtwoordzin van Merel Oosterhof')).toBeFocused()
  await page.keyboard.type('merel eet zout')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option', { name: /Stuwdam houdt/ })).toBeVisible()
})
