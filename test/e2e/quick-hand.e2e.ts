/**
 * A quick hand on a slow computer: keys that are all struck before the first of them has been drawn. None is lost, and
 * each lands where it was meant.
 */
import { goTo, openExample } from './support/example.ts'
import { nextStep } from './support/galley.ts'
import { changePlaces } from './support/newsroom.ts'
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

test('a finger that rests on a key approves what was read, and not the next that comes up', async ({
  launchDesk,
}) => {
  const { page } = await openExample(launchDesk)
  await changePlaces(page, 'Jorinde Kwast', 'Tobias Lamein')
  await goTo(page, 'A')
  const waiting = page.getByRole('region', { name: 'Wacht op goedkeuring' }).getByRole('option')
  const approves = page.getByRole('button', { name: /^Goedkeuren/ })
  await expect(waiting).toHaveCount(2)
  await expect(approves).toBeEnabled()
  const rest = async (): Promise<void> => {
    for (let time = 0; time < 10; time += 1) await page.keyboard.down('a')
  }
  await rest()
  await expect(page.getByText(/is goedgekeurd/)).toBeVisible()
  await expect(waiting).toHaveCount(1)
  // It is still held when the next may be decided about.
  await expect(approves).toBeEnabled()
  await rest()
  await page.keyboard.up('a')
  // The next is there to be given back, so nobody approved it.
  await page.keyboard.press('r')
  await expect(page.getByRole('textbox', { name: 'Notitie voor de schrijver' })).toBeFocused()
  await page.keyboard.type('Kan dit korter?')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/is teruggegeven\.$/)).toBeVisible()
})

test('the button that approves does not approve twice when it is clicked twice', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await changePlaces(page, 'Jorinde Kwast', 'Tobias Lamein')
  await goTo(page, 'A')
  const waiting = page.getByRole('region', { name: 'Wacht op goedkeuring' }).getByRole('option')
  const approves = page.getByRole('button', { name: /^Goedkeuren/ })
  await expect(approves).toBeEnabled()
  const box = await approves.boundingBox()
  const [x, y] = [(box?.x ?? 0) + 20, (box?.y ?? 0) + 10]
  await page.mouse.click(x, y)
  await expect(waiting).toHaveCount(1)
  await page.mouse.click(x, y)
  await expect(approves).toBeEnabled()
  await page.keyboard.press('r')
  await expect(page.getByRole('textbox', { name: 'Notitie voor de schrijver' })).toBeFocused()
})

test('walking on and entering in one breath enters the row that was come to, and stays there', async ({
  launchDesk,
}) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  const rows = page.getByRole('listbox', { name: 'Lijst: Redactie' }).getByRole('option')
  await rows.first().click()
  await strike(desk, 'j', 'j', 'j', 'Enter')
  await expect(rows.nth(3)).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('textbox', { name: 'Tekst', exact: true })).toBeFocused()
  // Longer than the list waits for a walk to stop.
  await nextStep(page)
  await expect(rows.nth(3)).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('textbox', { name: 'Tekst', exact: true })).toBeFocused()
})

test('settings that are changed one after the other keep the hand of whoever types on', async ({
  launchDesk,
}) => {
  const { page } = await openExample(launchDesk)
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Wachtrij' }).click()
  const apart = page.getByRole('textbox', { name: 'Minuten tussen twee kortjes van een rubriek' })
  const keeps = page.getByRole('textbox', { name: 'Zoveel kortjes houdt een rubriek op de pagina' })
  await apart.fill('17')
  await page.keyboard.press('Tab')
  await page.keyboard.type('1')
  await expect(page.getByText('Bewaard', { exact: true })).toBeAttached()
  await expect(keeps).toBeFocused()
  await page.keyboard.type('2')
  await expect(keeps).toHaveValue('12')
  await page.keyboard.press('Tab')
  await expect(page.getByText('Bewaard', { exact: true })).toBeAttached()
  await page.getByRole('tab', { name: 'Weergave' }).click()
  await page.getByRole('tab', { name: 'Wachtrij' }).click()
  await expect(apart).toHaveValue('17')
  await expect(keeps).toHaveValue('12')
})
