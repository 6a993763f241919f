/** Queues out of pastes, leads and templates; what readers will have at any minute; and the shift handed over. */
import { mkdir, mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import type { Desk } from './support/desk.ts'
import { answerFolderDialog, goTo, openExample } from './support/example.ts'
import { expect, test } from './support/test.ts'

const PICTURES = resolve(import.meta.dirname, '../../test-results/e2e/screens')

/** A picture for whoever wants to look. */
const picture = async (page: Page, name: string): Promise<void> => {
  await mkdir(PICTURES, { recursive: true })
  await page.screenshot({ path: join(PICTURES, `${name}-nl-light-wide.png`) })
}

const COLUMN = [
  'VELBACH (ANP) - De dam boven Velbach houdt het voorlopig.',
  '4 minuten geleden',
  'PORT-ELISE (anp/RTR) - Alle vluchten zijn geschrapt na een zandstorm.',
  '1 uur geleden',
  'TAMAR (ANP) - Een koudefront heeft het noorden vandaag bereikt.',
  '2 uur geleden',
].join('\n')

const paste = async ({ app, page }: Desk, text: string): Promise<void> => {
  await app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text)
  await page.keyboard.press('v')
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toBeFocused()
  await page.keyboard.press('Control+v')
  await expect(page.getByText('In wat u plakte zitten 3 kortjes.')).toBeVisible()
}

test('a pasted column becomes a queue by a rhythm that is shown before it is done', async ({
  launchDesk,
}) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await goTo(page, 'Q')
  await paste(desk, COLUMN)
  await page.getByRole('radio', { name: 'Op ritme' }).check({ force: true })
  await page.getByRole('textbox', { name: 'Vanaf' }).fill('morgen 7u')
  await page.getByRole('spinbutton', { name: 'Om de zoveel minuten' }).fill('12')
  const offer = page.getByRole('region', { name: /In wat u plakte/ })
  await expect(offer.getByRole('listitem').first()).toContainText('07:00')
  await expect(offer.getByRole('listitem').nth(2)).toContainText('07:24')
  await picture(page, 'paste-rhythm')
  await page.getByRole('button', { name: 'Voeg ze alle 3 toe' }).click()
  await page.getByRole('button', { name: 'Volgende dag' }).click()
  const timetable = page.getByRole('grid', { name: 'Op tijd' })
  await expect(timetable.getByRole('row', { name: /TAMAR \(ANP\)/ })).toContainText('07:24')
  // Written today, read tomorrow.
  await expect(timetable.getByRole('row', { name: /TAMAR \(ANP\)/ })).toContainText(
    '"vandaag" klopt dan niet',
  )
  await timetable.getByRole('row', { name: /TAMAR \(ANP\)/ }).click()
  const note = page.getByRole('note', { name: 'Dagwoorden' })
  await expect(note).toContainText('"vandaag" is op')
  await picture(page, 'day-words')
  await note.getByRole('button', { name: /^Zet "/ }).click()
  await expect(note).toBeHidden()
  await expect(timetable.getByRole('row', { name: /TAMAR \(ANP\)/ })).toContainText(
    /noorden (?:maan|dins|woens|donder|vrij|zater|zon)dag bereikt/,
  )
})

test('a template begins a line, and a slot that returns is filled once', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'Q')
  await page.keyboard.press('g')
  await page.keyboard.press('k')
  const dialog = page.getByRole('dialog', { name: 'Sjablonen en vaste plekken' })
  await dialog.getByRole('button', { name: 'Nieuw sjabloon' }).click()
  await dialog.getByRole('textbox', { name: 'Naam' }).fill('Het weer')
  await dialog.getByRole('textbox', { name: 'Regel' }).fill('DE BILT (ANP) - Het wordt')
  await dialog.getByRole('button', { name: 'Bewaren' }).click()
  await expect(dialog.getByText('DE BILT (ANP) - Het wordt')).toBeVisible()
  await dialog.getByRole('tab', { name: /^Vaste plekken/ }).click()
  await dialog.getByRole('button', { name: 'Nieuwe vaste plek' }).click()
  await dialog.getByRole('textbox', { name: 'Naam' }).fill('Ochtendlijst')
  await dialog.getByRole('textbox', { name: 'Tijd' }).fill('8u10')
  await dialog.getByRole('combobox', { name: 'Begint met' }).selectOption({ label: 'Het weer' })
  await picture(page, 'slot-form')
  await dialog.getByRole('button', { name: 'Bewaren' }).click()
  await expect(dialog.getByText(/08:10 · elke dag/)).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('v')
  const line = page.getByRole('textbox', { name: 'Tekst van het kortje' })
  await expect(line).toBeFocused()
  await page.keyboard.type('/weer')
  await page.keyboard.press('Enter')
  await expect(line).toHaveValue('DE BILT (ANP) - Het wordt')
  await line.fill('')

  await page.getByRole('button', { name: 'Volgende dag' }).click()
  const open = page.getByRole('button', { name: 'Vul Ochtendlijst van 08:10' })
  await expect(open).toBeVisible()
  await picture(page, 'slot-open')
  await page.getByRole('heading', { name: /^Morgen/ }).click()
  await page.keyboard.press('Shift+V')
  await expect(line).toBeFocused()
  await expect(line).toHaveValue('DE BILT (ANP) - Het wordt')
  await page.keyboard.press('End')
  await page.keyboard.type(' koud.')
  await picture(page, 'slot-filled')
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('grid', { name: 'Op tijd' }).getByRole('row', { name: /DE BILT/ }),
  ).toContainText('08:10')
  await expect(open).toBeHidden()
})

test('a lead becomes a brief, with what was cut shown', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await page
    .getByRole('option', { name: /Zeesluis Tarsund/ })
    .first()
    .click()
  await expect(page.getByRole('textbox', { name: 'Kop', exact: true })).toBeVisible()
  await page.keyboard.press('Control+Alt+b')
  const dialog = page.getByRole('dialog', { name: 'Kortje van dit verhaal' })
  await dialog.getByRole('spinbutton', { name: 'Hooguit zoveel woorden' }).fill('20')
  await expect(dialog.locator('del')).toBeVisible()
  await picture(page, 'brief-of-lead')
  await dialog.getByRole('textbox', { name: 'Verschijnt om' }).fill('morgen 9u')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByText(/^Kortje van \d+ woorden gemaakt\./)).toBeVisible()
})

test('a brief that is out is followed up from the queue, with what readers have', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'Q')
  const timetable = page.getByRole('grid', { name: 'Op tijd' })
  await timetable.getByRole('row').first().click()
  await page.keyboard.press('Home')
  await expect(timetable.getByRole('row', { name: /^\d\d:\d\d\s*Uit/ }).first()).toBeFocused()
  await page.keyboard.press('f')
  await expect(page.getByText('Vervolg gemaakt: het begint met wat lezers nu hebben.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Tekst', exact: true })).not.toBeEmpty()
})

test('the rail at another minute by keys, as a page, and the handover as paper and as a file', async ({
  launchDesk,
}) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await goTo(page, 'Q')
  await expect(page.getByRole('heading', { name: 'Zoals lezers het zien' })).toBeVisible()
  const slider = page.getByRole('slider', { name: 'Minuut van de dag' })
  await expect(slider).toBeVisible()
  const now = await slider.getAttribute('aria-valuetext')
  await page.keyboard.press('.')
  await page.keyboard.press('.')
  await expect(slider).not.toHaveAttribute('aria-valuetext', now ?? '')
  await expect(page.getByText('over 10 minuten')).toBeVisible()
  await slider.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('over 11 minuten')).toBeVisible()
  await picture(page, 'rail-ahead')
  await page.keyboard.press('Shift+P')
  const whole = page.getByRole('dialog', { name: /^De pagina om/ })
  await expect(whole.getByRole('complementary')).toBeVisible()
  await picture(page, 'rail-page')
  await page.keyboard.press('Escape')
  await page.keyboard.press('0')
  await expect(page.getByText('over 11 minuten')).toBeHidden()

  await goTo(page, 'H')
  await expect(page.getByRole('region', { name: 'Ingepland' })).toBeVisible()
  const folder = await mkdtemp(join(tmpdir(), 'kopij-plan-'))
  await answerFolderDialog(desk, folder)
  await page.getByRole('button', { name: /^Bewaar het dagplan/ }).click()
  await expect(page.getByText(/staat in/)).toBeVisible()
  const file = (await readdir(folder)).find((name) => name.endsWith('.csv')) ?? ''
  expect(file).toMatch(/^dagplan-\d{4}-\d{2}-\d{2}\.csv$/)
  expect(await readFile(join(folder, file), 'utf8')).toMatch(/^\ufeffdatum,tijd,tijdzone,rubriek/)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('region', { name: 'Ingepland' })).toBeVisible()
  await expect(page.getByRole('contentinfo')).toBeHidden()
  await picture(page, 'handover-printed')
})
