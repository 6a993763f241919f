/** A desk for two: from the first start to changing places, with nobody locked out. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { drawn, goTo, openExample } from './support/example.ts'
import { expect, test } from './support/test.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe says of the page, as names of its rules. */
const violations = async (page: Page): Promise<string[]> => {
  await drawn(page)
  await page.evaluate(await readFile(AXE, 'utf8'))
  return await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(root: Document): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    return (await axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  })
}

test('two people share a place', async ({ launchDesk }) => {
  const { app, page } = await launchDesk()
  await page.getByRole('radio', { name: 'Nederlands' }).check({ force: true })

  await test.step('a first start under a minute, down to the caret', async () => {
    await page.getByLabel('Naam van de redactie').fill('Avondblad')
    await page.getByLabel('Uw naam').fill('Merel Oosterhof')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('listbox', { name: /^Lijst/ }).getByRole('option')).toHaveCount(1)
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[contenteditable="true"]') !== null))
      .toBe(true)
    await page.keyboard.type('Stuwdam houdt')
    await expect(page.getByRole('option', { name: /Stuwdam houdt/ })).toBeVisible()
  })

  const codes = await test.step('a second person brings passphrases and codes', async () => {
    await page.keyboard.press('Control+,')
    await page.getByRole('tab', { name: 'Mensen' }).click()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: 'Iemand toevoegen' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Toevoegen' }).click()
    await expect(dialog.getByRole('alert').first()).toHaveText('Vul een naam in.')
    await dialog.getByLabel('Naam', { exact: true }).fill('Joris Wiegersma')
    await dialog.getByLabel('Wachtwoordzin van Joris Wiegersma').fill('joris schrijft graag')
    await dialog.getByLabel('Uw eigen wachtwoordzin').fill('merel eet zout')
    expect(await violations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Toevoegen' }).click()
    const shown = page.getByTestId('recovery-code')
    await expect(shown).toHaveCount(2)
    expect(await violations(page)).toEqual([])
    // They are shown once: Escape does not lose them.
    await page.keyboard.press('Escape')
    await expect(shown).toHaveCount(2)
    const both = await shown.allTextContents()
    await page.getByRole('button', { name: 'Ik heb haar bewaard' }).click()
    await expect(shown).toHaveCount(0)
    return both
  })

  await test.step('an own window of an item asks nobody again', async () => {
    await page.getByRole('button', { name: /^Redactie \d/ }).click()
    await page.getByRole('option', { name: /Stuwdam houdt/ }).click()
    const opening = app.waitForEvent('window')
    await page.getByRole('button', { name: 'In een eigen venster' }).click()
    const own = await opening
    await expect(own.getByRole('textbox', { name: 'Kop', exact: true })).toHaveText('Stuwdam houdt')
  })

  await test.step('they change places', async () => {
    await page.getByRole('button', { name: /^Merel Oosterhof.*menu$/ }).click()
    await page.getByRole('menuitem', { name: 'Van plaats wisselen' }).click()
    await expect(page.getByRole('heading', { name: 'Wie zit er aan deze plaats?' })).toBeVisible()
    // Nobody writes on in Merel's name in a window that she left open.
    await expect.poll(() => app.windows().length).toBe(1)
    await expect(page.getByText('Het versleutelt niets')).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.getByRole('button', { name: /Joris Wiegersma/ }).click()
    await expect(page.getByLabel('Wachtwoordzin van Joris Wiegersma')).toBeFocused()
    await page.keyboard.type('iets heel anders')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toContainText('Deze wachtwoordzin klopt niet.')
  })

  await test.step('and a forgotten passphrase is no end', async () => {
    await page.getByRole('button', { name: 'Wachtwoordzin vergeten?' }).click()
    expect(await violations(page)).toEqual([])
    await page.getByLabel('Herstelcode').fill(codes[0] ?? '')
    await page.getByLabel('Nieuwe wachtwoordzin').fill('joris schrijft nog')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('recovery-code')).toHaveCount(1)
    await page.getByRole('button', { name: 'Ik heb haar bewaard' }).click()
    await expect(page.getByRole('dialog')).toBeHidden()
    await expect(page.getByRole('button', { name: /^Joris Wiegersma.*menu$/ })).toBeVisible()
    // The new one sees the desk, and may read the settings but not change them.
    await expect(page.getByRole('option', { name: /Stuwdam houdt/ })).toBeVisible()
    await page.keyboard.press('Control+,')
    await page.getByRole('tab', { name: 'Rubrieken' }).click()
    await expect(page.getByText('Alleen een beheerder wijzigt dit.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Rubriek toevoegen' })).toHaveCount(0)
  })
})

test('at a desk without passphrases people change places all the same', async ({ launchDesk }) => {
  const { page } = await launchDesk()
  await page.getByRole('radio', { name: 'Nederlands' }).check({ force: true })
  await page.getByRole('button', { name: 'Open de voorbeeldredactie' }).click()
  await page.getByRole('button', { name: /^Jorinde Kwast.*menu$/ }).click()
  await page.getByRole('menuitem', { name: 'Van plaats wisselen' }).click()
  await page.getByRole('button', { name: /Ayla Verstrate/ }).click()
  await expect(page.getByRole('button', { name: /^Ayla Verstrate.*menu$/ })).toBeVisible()

  // Who may not add a target hears who may, and is not sent to settings that only read.
  await goTo(page, 'L')
  await expect(page.getByText('Een beheerder voegt er een toe: Jorinde Kwast.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Uitgang toevoegen' })).toHaveCount(0)
})

test('a new item is in the list though a search was on', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  const rows = page.getByRole('listbox', { name: /^Lijst/ }).getByRole('option')
  const before = await rows.count()
  const search = page.getByRole('search').getByRole('textbox')
  await page.keyboard.press('/')
  await expect(search).toBeFocused()
  await page.keyboard.type('zzzz')
  await expect(page.getByText('Niets gevonden voor "zzzz".')).toBeVisible()
  await page.keyboard.press('Control+n')
  await expect(search).toHaveValue('')
  await expect(rows.and(page.locator('[aria-selected="true"]'))).toHaveCount(1)
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(before)
})
