import { goTo, openExample } from './support/example.ts'
import { expect, test } from './support/test.ts'

const LOCK = 'Zeesluis Tarsund klemt, 42 schepen wachten op het tij'

test('the page as readers see it: lead, subheads, rail with ages', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'P')
  const reader = page.getByRole('region', { name: 'De pagina zoals lezers haar zien' })
  const story = reader.getByRole('article').first()
  await expect(story.getByRole('heading', { level: 1 })).toHaveText(LOCK)
  await expect(story).toContainText('Door Ayla Verstrate · ')
  await expect(story).toContainText(
    'TARSUND/BRENHOLM (ANP/RTR/AFP) - In de haven van Tarsund liggen 42 schepen vast',
  )
  await expect(story.getByRole('heading', { level: 2 })).toHaveText(['Verse vis', 'Oud staal'])

  const rail = reader.getByRole('complementary', { name: 'Meer uit Buitenland' })
  await expect(rail.getByRole('time').nth(5)).toBeVisible()
  const first = rail.getByRole('listitem').first()
  await expect(first).toContainText('PORT AMARIL (RTR/AFP) - De luchthaven van Port Amaril is weer open')
  await expect(first.getByRole('time')).toHaveText(/zojuist|minu/)
  const instants = await rail
    .getByRole('time')
    .evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''))
  expect(instants).toEqual([...instants].sort().reverse())
})

test('any minute: what is planned is there by then, and ages run on', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'P')
  const rail = page.getByRole('complementary', { name: 'Meer uit Buitenland' })
  await expect(rail.getByText('De nachtboot van Port Amaril')).toHaveCount(0)

  await page.getByRole('textbox', { name: 'Tijdstip' }).fill('over 50 min')
  await page.keyboard.press('Enter')
  await expect(rail.getByRole('listitem').first()).toContainText('De nachtboot van Port Amaril')
  await expect(rail.getByRole('listitem').first().getByRole('time')).toHaveText(/minuten geleden/)
  await expect(page.getByRole('slider', { name: 'Tijdstip van de dag' })).toHaveAttribute(
    'aria-valuetext',
    /^\d{2}:\d{2}$/,
  )

  await page.getByRole('button', { name: 'Terug naar nu' }).click()
  await expect(rail.getByText('De nachtboot van Port Amaril')).toHaveCount(0)
})

test('at three widths, in two languages, and back to the text', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await page.getByRole('option', { name: LOCK }).click()
  await goTo(page, 'P')
  const story = page.getByRole('article').first()
  await expect(story.getByRole('heading', { level: 1 })).toHaveText(LOCK)
  const wide = (await story.boundingBox())?.width ?? 0
  await page.keyboard.press('3')
  await expect(page.getByRole('radio', { name: 'Telefoon' })).toBeChecked()
  await expect.poll(async () => (await story.boundingBox())?.width ?? wide).toBeLessThan(wide)

  await page.getByRole('radio', { name: 'en', exact: true }).check({ force: true })
  await expect(page.getByRole('complementary', { name: 'More from Buitenland' })).toBeVisible()
  await expect(story.getByRole('time')).toHaveText(/ago|just now/)
  // The copy itself is not translated.
  await expect(story).toContainText('In de haven van Tarsund')

  await page.keyboard.press('Escape')
  await expect(page.getByRole('option', { name: LOCK, selected: true })).toBeVisible()
})

test('a section of the page opens with its own rail', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'P')
  const nameplate = page.getByRole('navigation', { name: 'Rubrieken van de pagina' })
  await nameplate.getByRole('button', { name: 'Sport' }).click()
  await expect(nameplate.getByRole('button', { name: 'Sport' })).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('heading', { name: 'Meer uit Sport' })).toBeVisible()
})
