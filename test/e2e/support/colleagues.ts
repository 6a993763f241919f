/** What colleagues do at a desk, by names and keys, in Dutch. */
import type { Page } from '@playwright/test'
import { settled } from './example.ts'
import { expect } from './test.ts'

export interface Arrival {
  readonly address: string
  readonly code: string
  readonly name: string
  readonly passphrase: string
}

/** Chooses Dutch at a first start. */
export const speakDutch = (page: Page): Promise<void> =>
  page.getByRole('radio', { name: /^(?:Nederlands|Dutch)$/ }).check({ force: true })

/** The list of the desk, or what stands there while it is empty. */
const deskList = (page: Page) =>
  page
    .getByRole('listbox', { name: /^Lijst/ })
    .or(page.getByText('Nog niets in Redactie.'))
    .first()

/** Joins a desk elsewhere from a first start; resolves when the desk is there. */
export const joinDesk = async (page: Page, { address, code, name, passphrase }: Arrival): Promise<void> => {
  await page.getByRole('button', { name: 'Doe mee met een redactie ...' }).click()
  await page.getByLabel('Adres van de redactie').fill(address)
  await page.getByLabel('Uitnodigingscode').fill(code)
  await page.getByLabel('Uw naam').fill(name)
  await page.getByRole('textbox', { name: 'Wachtwoordzin' }).fill(passphrase)
  await page.keyboard.press('Enter')
  await keepRecoveryCode(page)
  await expect(page.getByRole('button', { name: new RegExp(`^${name}.*menu$`) })).toBeVisible()
  await expect(deskList(page)).toBeVisible()
}

export const keepRecoveryCode = async (page: Page): Promise<void> => {
  await expect(page.getByTestId('recovery-code')).toBeVisible()
  await page.getByRole('button', { name: 'Ik heb haar bewaard' }).click()
  await expect(page.getByTestId('recovery-code')).toHaveCount(0)
}

/** Makes an invitation in the settings and answers its code. */
export const invite = async (page: Page, ...tasks: ('chef' | 'beheerder')[]): Promise<string> => {
  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Delen' }).click()
  await page.getByRole('button', { name: 'Collega uitnodigen ...' }).click()
  const dialog = page.getByRole('dialog', { name: 'Een collega uitnodigen' })
  for (const task of tasks) await dialog.getByRole('checkbox', { name: new RegExp(`^${task}`) }).check()
  await dialog.getByRole('button', { name: 'Maak een code' }).click()
  const code = await page.getByTestId('invitation-code').textContent()
  await page.getByRole('button', { name: 'Ik heb de code doorgegeven' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  return code ?? ''
}

/** Goes to a list or view by its name in the rail. */
export const goByRail = async (page: Page, name: 'Redactie' | 'Keuren' | 'Uitleveringen'): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(`^${name}(?: \\d+)?$`) }).click()
  const sign =
    name === 'Redactie' ? deskList(page) : page.getByRole('heading', { level: 1, name, exact: true })
  await expect(sign).toBeVisible()
}

export const row = (page: Page, headline: string) => page.getByRole('option', { name: headline })

/** Opens an item from the list, with the caret at the end of its text. */
export const openText = async (page: Page, headline: string): Promise<void> => {
  await row(page, headline).click()
  await expect(page.getByRole('textbox', { name: 'Kop', exact: true })).toHaveText(headline)
  const text = page.getByRole('textbox', { name: 'Tekst', exact: true })
  await text.click()
  await page.keyboard.press('Control+End')
  await settled(page)
}

/** Writes a new lead; resolves when it is in the list. */
export const writeLead = async (page: Page, headline: string, text: string): Promise<void> => {
  await page.keyboard.press('Control+n')
  const title = page.getByRole('textbox', { name: 'Kop', exact: true })
  await expect(title).toHaveText('')
  await expect(title).toBeFocused()
  await page.keyboard.type(headline)
  await page.keyboard.press('Enter')
  const body = page.getByRole('textbox', { name: 'Tekst', exact: true })
  await expect(body).toBeFocused()
  await settled(page)
  await page.keyboard.type(text)
  await expect(body).toContainText(text)
  await expect(row(page, headline)).toBeVisible()
}

/** Submits the open item. */
export const submit = async (page: Page, headline: string): Promise<void> => {
  // An item that changed since offers it twice: in its bar, and where it says so.
  const offers = page.getByRole('button', { name: /^(?:Ter goedkeuring|Opnieuw indienen)/ })
  await offers.first().click()
  await expect(row(page, headline)).toContainText('Ter goedkeuring')
}

/** The paragraphs of the open item as this window shows them, without the names of colleagues at their carets. */
export const paragraphs = (page: Page): Promise<string[]> =>
  page.getByRole('textbox', { name: 'Tekst', exact: true }).evaluate((body) => {
    const copy = body.cloneNode(true)
    if (!(copy instanceof HTMLElement)) return []
    for (const caret of copy.querySelectorAll('.peer-caret')) caret.remove()
    return [...copy.querySelectorAll('p')].map((paragraph) => paragraph.textContent ?? '')
  })

/** Chooses what waits for approval, and resolves when it can be decided on. */
export const read = async (page: Page, headline: string): Promise<void> => {
  await row(page, headline).click()
  const reading = page.getByRole('region', { name: 'Lezen en beslissen' })
  await expect(reading).toContainText(headline)
  await expect(page.getByRole('button', { name: /^Goedkeuren/ })).toBeEnabled()
}

/** Releases the open item, which was approved. */
export const release = async (page: Page, headline: string): Promise<void> => {
  await openText(page, headline)
  await page.getByRole('button', { name: /^Nu uitbrengen/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Uitbrengen' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}
