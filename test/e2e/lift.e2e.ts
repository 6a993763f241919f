/** Ending an embargo before its time: one asks, may think better of it, and another chief says no or confirms it. */
import { goTo, openExample } from './support/example.ts'
import { changePlaces } from './support/newsroom.ts'
import { picture } from './support/pictures.ts'
import { expect, test } from './support/test.ts'

test('an embargo is asked to be lifted, dropped, asked for again, and lifted by another chief', async ({
  launchDesk,
}) => {
  test.setTimeout(120_000)
  const desk = await openExample(launchDesk)
  const { page } = desk
  const dialog = page.getByRole('dialog')
  /** Opens the dialog about the one brief that is under embargo. */
  const lift = async (title: string): Promise<void> => {
    await page
      .getByRole('row', { name: /bloembollen/ })
      .first()
      .click()
    await page.keyboard.press('Shift+E')
    await expect(dialog).toHaveAccessibleName(title)
  }
  const ask = async (): Promise<void> => {
    await lift('Vragen om het embargo op te heffen?')
    await dialog.getByRole('textbox').fill('De bron is akkoord.')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Gevraagd. Een andere chef bevestigt het.')).toBeVisible()
    await expect(dialog).toHaveCount(0)
  }
  await goTo(page, 'Q')

  await test.step('who asked cannot confirm it, and may drop it', async () => {
    await ask()
    await lift('Embargo opheffen?')
    await expect(dialog).toContainText('een andere chef moet het bevestigen')
    await expect(dialog.getByRole('button', { name: 'Hef het embargo op' })).toHaveCount(0)
    // Enter, struck before it is read, takes nothing back.
    await expect(dialog.getByRole('button', { name: 'Sluiten' }).last()).toBeFocused()
    await picture(desk, 'lift-waits')
    await dialog.getByRole('button', { name: 'Laat het verzoek vallen' }).click()
    await expect(page.getByText('Het verzoek is van de baan.')).toBeVisible()
    await expect(dialog).toHaveCount(0)
  })

  await test.step('another chief confirms what is asked again', async () => {
    await ask()
    await changePlaces(page, 'Jorinde Kwast', 'Tobias Lamein')
    await goTo(page, 'Q')
    await lift('Embargo opheffen?')
    await expect(dialog).toContainText('Jorinde Kwast vroeg dit: "De bron is akkoord."')
    await expect(dialog.getByRole('button', { name: 'Laat het verzoek vallen' })).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Annuleren' })).toBeFocused()
    await picture(desk, 'lift-confirm')
    await dialog.getByRole('button', { name: 'Hef het embargo op' }).click()
    await expect(page.getByText('Embargo opgeheven.')).toBeVisible()
    await expect(dialog).toHaveCount(0)
  })
})
