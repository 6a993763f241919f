import { ready } from './support/desk.ts'
import { goTo, openExample, settled } from './support/example.ts'
import { expect, test } from './support/test.ts'

const HARKEVEEN = 'Harkeveen dooft de straatlantaarns voor trekvogels'

test('a chief reads what waits and approves it with one key', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'A')

  await expect(page.getByRole('heading', { name: 'Keuren' })).toBeVisible()
  const reading = page.getByRole('region', { name: 'Lezen en beslissen' })
  await expect(reading.getByRole('heading', { name: HARKEVEEN })).toBeVisible()
  await expect(reading).toContainText('HARKEVEEN (ANP) - De gemeente Harkeveen zet dit seizoen')
  const about = page.getByRole('complementary', { name: 'Over deze versie' })
  await expect(about).toContainText('U schreef niet mee. Geschreven door Ayla Verstrate.')

  await page.keyboard.press('a')
  await expect(page.getByRole('status').filter({ hasText: 'is goedgekeurd' })).toContainText(HARKEVEEN)
  await expect(page.getByRole('option', { name: HARKEVEEN })).toHaveCount(0)
  await expect(page.getByText('Niets wacht op u.')).toBeVisible()

  await goTo(page, 'D')
  await expect(page.getByRole('option', { name: HARKEVEEN })).toContainText('Goedgekeurd')
})

test('a return carries its note, and can be taken back', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'A')
  await expect(page.getByRole('option', { name: HARKEVEEN })).toBeVisible()
  // What may be decided is known when the revision has been read.
  await expect(page.getByRole('button', { name: 'Teruggeven met notitie' })).toBeEnabled()

  await page.keyboard.press('r')
  const note = page.getByRole('textbox', { name: 'Notitie voor de schrijver' })
  await expect(note).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText('Schrijf eerst wat er anders moet.')
  // Letters of commands are letters here.
  await page.keyboard.type('Wie is de wethouder? Ja, dat jaar.')
  await page.keyboard.press('Enter')
  await expect(page.getByText(`"${HARKEVEEN}" is teruggegeven.`)).toBeVisible()
  await expect(page.getByRole('option', { name: HARKEVEEN })).toHaveCount(0)

  await page.keyboard.press('z')
  await expect(page.getByText(`"${HARKEVEEN}" wacht weer op goedkeuring.`)).toBeVisible()
  await expect(page.getByRole('option', { name: HARKEVEEN, selected: true })).toBeVisible()
})

test('a note is about the version that was read, and is kept where a newer one came in meanwhile', async ({
  launchDesk,
}) => {
  const { app, page } = await openExample(launchDesk)
  await page.getByRole('option', { name: HARKEVEEN }).click()
  const opening = app.waitForEvent('window')
  await page.getByRole('button', { name: 'In een eigen venster' }).click()
  const other = await opening
  await ready(other)

  await goTo(page, 'A')
  await page.getByRole('tab', { name: /^Alles/ }).click()
  await page.getByRole('option', { name: HARKEVEEN }).click()
  await expect(page.getByRole('button', { name: 'Teruggeven met notitie' })).toBeEnabled()
  await page.keyboard.press('r')
  const note = page.getByRole('textbox', { name: 'Notitie voor de schrijver' })
  await expect(note).toBeFocused()
  await page.keyboard.type('Wie is de wethouder?')

  const text = other.getByRole('textbox', { name: 'Tekst', exact: true })
  await text.click()
  await other.keyboard.press('Control+End')
  await settled(other)
  await other.keyboard.type(' Wethouder is Bas Tol.')
  await other
    .getByRole('button', { name: /^Opnieuw indienen/ })
    .first()
    .click()
  await expect(page.getByText('Er is een nieuwere versie ingediend; die ziet u hier.')).toBeVisible()

  await note.press('Enter')
  await expect(page.getByText('Er is intussen een nieuwere versie ingediend.')).toBeVisible()
  await expect(note).toHaveValue('Wie is de wethouder?')
  // Having been told, it is about what stands there now.
  await note.fill('Klopt die naam?')
  await note.press('Enter')
  await expect(page.getByText(`"${HARKEVEEN}" is teruggegeven.`)).toBeVisible()
})

test('a note that is refused at the item stays as it was typed, with the reason beside it', async ({
  launchDesk,
}) => {
  const { app, page } = await openExample(launchDesk)
  await page.getByRole('option', { name: HARKEVEEN }).click()
  const opening = app.waitForEvent('window')
  await page.getByRole('button', { name: 'In een eigen venster' }).click()
  const other = await opening
  const text = other.getByRole('textbox', { name: 'Tekst', exact: true })
  // A window that comes up takes the focus, and a menu that was open elsewhere closes.
  await expect(text).toBeVisible()

  await page.getByRole('button', { name: 'Alle beslissingen' }).click()
  await page.getByRole('menuitem', { name: 'Teruggeven met notitie ...' }).click()
  const dialog = page.getByRole('dialog')
  const note = dialog.getByRole('textbox')
  await note.fill('Wie is de wethouder?')

  await text.click()
  await other.keyboard.press('Control+End')
  await settled(other)
  await other.keyboard.type(' Wethouder is Bas Tol.')
  await other
    .getByRole('button', { name: /^Opnieuw indienen/ })
    .first()
    .click()
  await expect(other.getByText(`"${HARKEVEEN}" ligt ter goedkeuring.`)).toBeVisible()

  await note.press('Enter')
  await expect(dialog.getByRole('alert')).toContainText('Er is intussen een nieuwere versie ingediend.')
  await expect(note).toHaveValue('Wie is de wethouder?')
  await expect(note).toBeFocused()
  // Having been told, it is about what stands there now.
  await expect(page.getByText('versie 2', { exact: true })).toBeAttached()
  await note.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByText(`"${HARKEVEEN}" is teruggegeven.`)).toBeVisible()
})

test('who wrote does not approve, unless with a reason', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'A')
  await page.getByRole('tab', { name: /^Alles/ }).click()
  const own = page.getByRole('option', { name: /^Bakkers/ })
  await expect(own).toBeVisible()
  await page.keyboard.press('j')
  await expect(own).toHaveAttribute('aria-selected', 'true')
  await expect(own).toContainText('U schreef mee: een ander keurt.')

  await expect(page.getByText('U kunt dit item niet goedkeuren: u schreef eraan mee.')).toBeVisible()
  await expect(page.getByText('Tobias Lamein mag keuren.')).toBeVisible()
  await page.keyboard.press('a')
  await expect(own).toBeVisible()

  await page.getByRole('button', { name: 'Toch goedkeuren, met reden' }).click()
  await expect(page.getByRole('textbox', { name: 'Reden om toch goed te keuren' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: 'Reden om toch goed te keuren' })).toBeHidden()
  await page.getByRole('button', { name: 'Toch goedkeuren, met reden' }).click()
  await expect(page.getByRole('textbox', { name: 'Reden om toch goed te keuren' })).toBeFocused()
  await page.keyboard.type('Tobias is onbereikbaar.')
  await page.keyboard.press('Enter')
  await expect(page.getByText('is goedgekeurd en wacht tot iemand het uitbrengt')).toBeVisible()
  await expect(own).toHaveCount(0)
})

test('the difference to what was last seen is there, and one key hides it', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'A')
  await page.getByRole('tab', { name: /^Alles/ }).click()
  const brief = page.getByRole('option', { name: /^Bakkers/ })
  await expect(brief).toBeVisible()
  await page.keyboard.press('j')
  await expect(brief).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('button', { name: 'Teruggeven met notitie' })).toBeEnabled()
  await page.keyboard.press('r')
  await expect(page.getByRole('textbox', { name: 'Notitie voor de schrijver' })).toBeFocused()
  await page.keyboard.type('Duurder of niet?')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/is teruggegeven\.$/)).toBeVisible()

  await expect(brief).toHaveCount(0)
  await goTo(page, 'D')
  await page.getByRole('option', { name: /^Bakkers.*Teruggegeven/ }).click()
  const text = page.getByRole('textbox', { name: 'Tekst', exact: true })
  await text.click()
  await page.keyboard.press('Control+End')
  await settled(page)
  await page.keyboard.type(' Dat zegt hun bond.')
  await page.getByRole('button', { name: /^Ter goedkeuring/ }).click()
  await expect(page.getByRole('option', { name: /^Bakkers.*Ter goedkeuring/ })).toBeVisible()

  await goTo(page, 'A')
  await page.getByRole('tab', { name: /^Alles/ }).click()
  await page.getByRole('option', { name: /^Bakkers/ }).click()
  const reading = page.getByRole('region', { name: 'Lezen en beslissen' })
  await expect(reading.getByRole('radio', { name: 'versie 1, die u zag' })).toBeChecked()
  await expect(reading.locator('ins')).toContainText('Dat zegt hun bond.')
  const about = page.getByRole('complementary', { name: 'Over deze versie' })
  await expect(about.getByRole('listitem').first()).toContainText('Alinea 1')

  await page.keyboard.press('d')
  await expect(reading.locator('ins')).toHaveCount(0)
  await expect(reading).toContainText('Het brood wordt volgens hen niet duurder. Dat zegt hun bond.')
})
