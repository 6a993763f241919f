/**
 * A quick hand on a slow computer: keys that are all struck before the first of them has been drawn. None is lost, and
 * each lands where it was meant.
 */
import { openExample } from './support/example.ts'
import { letters, strike } from './support/strike.ts'
import { expect, test } from './support/test.ts'

test('the letters after / are words to look for, also right after a dialog or with the list away', async ({
  launchDesk,
}) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  const search = page.getByRole('search').getByRole('textbox')
  await page.getByRole('option').first().click()
  await strike(desk, '?', 'Escape', '/', ...letters('port'))
  await expect(search).toHaveValue('port')
  await expect(search).toBeFocused()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(
    page.getByRole('listbox', { name: 'Gevonden items' }).getByRole('option').first(),
  ).toBeVisible()

  await strike(desk, 'Escape', 'Escape', 'Control+k', 'Escape', '/', ...letters('dam'))
  await expect(search).toHaveValue('dam')
  await expect(search).toBeFocused()

  await strike(desk, 'Escape', 'Escape', 'Control+b')
  await expect(search).toBeHidden()
  await strike(desk, '/', ...letters('zout'))
  await expect(search).toHaveValue('zout')
  await expect(search).toBeFocused()
})

test('what is typed after beginning an item is in that item', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await page.getByRole('option', { name: /Klokkenmuseum/ }).click()
  const body = page.getByRole('textbox', { name: 'Tekst', exact: true })
  const headline = page.getByRole('textbox', { name: 'Kop', exact: true })
  await body.click()
  const before = await body.textContent()

  await strike(desk, 'Control+n', ...letters('Dijk houdt'), 'Enter', ...letters('ALMATY (ANP) - Droog.'))
  await expect(headline).toHaveText('Dijk houdt')
  await expect(page.getByRole('group', { name: 'Standplaats en bronnen' })).toHaveText('ALMATY (ANP) - ')
  await expect(body).toHaveText('ALMATY (ANP) - Droog.')
  await expect(body).toBeFocused()

  await page.getByRole('option', { name: /Klokkenmuseum/ }).click()
  await expect(body).toHaveText(before ?? '')
})

test('letters go on in the text after a dialog that lay over it, and after Enter in the list', async ({
  launchDesk,
}) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await page.keyboard.press('Control+Shift+N')
  const body = page.getByRole('textbox', { name: 'Tekst', exact: true })
  await expect(body).toBeFocused()
  await strike(
    desk,
    ...letters('Een'),
    'F1',
    'Escape',
    ...letters(' twee'),
    'Control+k',
    'Escape',
    ...letters(' drie'),
  )
  await expect(body).toHaveText('Een twee drie')
  await expect(body).toBeFocused()

  const list = page.getByRole('listbox', { name: 'Lijst: Redactie' })
  await expect(list.getByRole('option', { name: /Een twee drie/ })).toBeVisible()
  await list.focus()
  await strike(desk, 'Enter', ...letters(' vier'))
  await expect(body).toHaveText('Een twee drie vier')
})

test('the way back from the text into its dateline is there at once', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await page.keyboard.press('Control+Shift+N')
  const body = page.getByRole('textbox', { name: 'Tekst', exact: true })
  await expect(body).toBeFocused()
  await strike(desk, ...letters('TAMAR (ANP) - '))
  await expect(page.getByRole('button', { name: 'Bron ANP' })).toBeVisible()
  await strike(desk, ...letters('Tekst.'), 'Home', 'Left')
  await expect(page.getByRole('button', { name: 'Bron ANP' })).toBeFocused()
  await expect(body).toHaveText('TAMAR (ANP) - Tekst.')
})
