import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Desk } from './support/desk.ts'
import { answerFolderDialog, goTo, openExample } from './support/example.ts'
import { addFolderTarget } from './support/targets.ts'
import { expect, test } from './support/test.ts'

const TRAMS = /Trams in Veldermonde/
const LOCK = 'Zeesluis Tarsund klemt, 42 schepen wachten op het tij'

/** Releases the approved brief about the trams from the queue. */
const releaseTrams = async ({ page }: Desk): Promise<void> => {
  await goTo(page, 'Q')
  await page.getByRole('row', { name: TRAMS }).click()
  await page.keyboard.press('Shift+U')
  await expect(page.getByRole('dialog', { name: 'Dit item nu uitbrengen?' })).toContainText('Trams')
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 item uitgebracht.')).toBeVisible()
}

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-out-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

test('a release is delivered, with a receipt, and stands under what is out', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await addFolderTarget(desk, folder, 'Site')
  await releaseTrams(desk)

  await goTo(page, 'L')
  const delivery = page.getByRole('listitem').filter({ hasText: 'Trams' })
  await expect(delivery).toContainText('Geleverd')
  await expect(delivery).toContainText('versie 1')
  await expect(delivery).toContainText('naar Site')
  expect((await readdir(folder, { recursive: true })).some((name) => name.endsWith('.json'))).toBe(true)

  await goTo(page, 'O')
  await page.getByRole('option', { name: TRAMS }).click()
  const pane = page.getByRole('region', { name: 'Wat lezers hebben' })
  await expect(pane).toContainText('VELDERMONDE (ANP) - Trams in Veldermonde')
  await expect(pane).toContainText('Geleverd')
})

test('a folder that is gone is said, and a retry brings the delivery home', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await addFolderTarget(desk, folder, 'Site')
  await rm(folder, { recursive: true })
  await releaseTrams(desk)

  await goTo(page, 'L')
  const delivery = page.getByRole('listitem').filter({ hasText: 'Trams' })
  await expect(delivery).toContainText('De map van een uitgang is er niet of laat niet schrijven.')
  await mkdir(folder)
  await delivery.getByRole('button', { name: /^Nu opnieuw/ }).click()
  await expect(delivery).toContainText('Geleverd')
})

test('a kill asks for its reason, and one alone says why nobody else looks', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'O')
  await page.getByRole('option', { name: LOCK }).click()
  await page.keyboard.press('x')
  const dialog = page.getByRole('dialog', { name: 'Wat moet er met dit artikel?' })
  await expect(dialog.getByRole('textbox', { name: 'Waarom?' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('alert')).toHaveText('Schrijf eerst waarom.')
  await page.keyboard.type('De sluis klemt niet.')
  await dialog.getByRole('checkbox', { name: /^Er is geen andere chef/ }).check()
  await dialog.getByRole('textbox', { name: /tweede chef/ }).fill('Het is nacht.')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Het artikel is ingetrokken.')).toBeVisible()
  await expect(page.getByRole('option', { name: LOCK })).toContainText('Ingetrokken')
  await expect(page.getByRole('region', { name: 'Wat lezers hebben' })).toContainText('De sluis klemt niet.')
})

test('copy goes to the clipboard as HTML and as text', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await goTo(page, 'O')
  await page.getByRole('option', { name: LOCK }).click()
  await page.keyboard.press('Control+c')
  await expect(page.getByText('1 item gekopieerd, met opmaak en als tekst.')).toBeVisible()

  // Pasted where somebody would: the field gets the text, and the event carries the HTML beside it.
  await page.evaluate(() => {
    addEventListener('paste', (event) => {
      document.documentElement.dataset['pasted'] = event.clipboardData?.getData('text/html') ?? ''
    })
  })
  await goTo(page, 'Q')
  await page.keyboard.press('v')
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toBeFocused()
  await page.keyboard.press('Control+v')
  await expect
    .poll(() => page.evaluate(() => document.documentElement.dataset['pasted']))
    .toContain('<h2>Verse vis</h2>')
  await expect(page.getByRole('textbox', { name: 'Tekst van het kortje' })).toHaveValue(
    /TARSUND\/BRENHOLM \(ANP\/RTR\/AFP\) - In de haven van Tarsund/,
  )
})

test('a selection is exported into a folder', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await answerFolderDialog(desk, folder)
  await goTo(page, 'O')
  await page.getByRole('option', { name: LOCK }).click()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('option', { selected: true })).toHaveCount(2)
  await page.keyboard.press('e')
  await expect(page.getByText(/\d+ bestanden geschreven in/)).toBeVisible()
  expect((await readdir(folder, { recursive: true })).length).toBeGreaterThan(3)
})

test('correcting opens the text', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await goTo(page, 'O')
  await page.getByRole('option', { name: LOCK }).click()
  await page.keyboard.press('o')
  await expect(page.getByRole('textbox', { name: 'Kop', exact: true })).toHaveText(LOCK)
})
