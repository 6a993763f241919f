/** The job of the seed, by hand: from an empty profile to finished copy in two folders. */
import { expect } from '@playwright/test'
import type { Agency } from '../../../shared/domain/agency.ts'
import type { Copy } from '../../../shared/domain/copy.ts'
import type { MadeItem, MadePage, ReadPage } from './compare.ts'
import type { Hands } from './hands.ts'

const WRITER = 'Merel Oosterhof'
const CHIEF = 'Tobias Lamein'
const PHRASES = { [WRITER]: 'de veerboot vaart uit', [CHIEF]: 'het licht van Karsund' }

/** A desk with two people and a folder that it delivers to; Merel, who founded it, sits at it. */
export const foundDesk = async (hands: Hands, target: string): Promise<void> => {
  const { page } = hands
  await page.getByRole('radio', { name: /^(?:Nederlands|Dutch)$/ }).check({ force: true })
  await page.getByRole('textbox', { name: 'Naam van de redactie' }).fill('Avondblad')
  await page.getByRole('textbox', { name: 'Uw naam' }).fill(WRITER)
  await hands.button('Begin met schrijven')
  await expect(page.getByRole('textbox', { name: 'Kop', exact: true })).toBeFocused()

  await page.keyboard.press('Control+,')
  await page.getByRole('tab', { name: 'Mensen' }).click()
  await hands.button('Iemand toevoegen')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Naam' }).fill(CHIEF)
  await dialog.getByRole('checkbox', { name: /^chef/ }).check({ force: true })
  await dialog.getByLabel(`Wachtwoordzin van ${CHIEF}`).fill(PHRASES[CHIEF])
  await dialog.getByLabel('Uw eigen wachtwoordzin').fill(PHRASES[WRITER])
  await dialog.getByRole('button', { name: 'Toevoegen' }).click()
  await hands.button('Ik heb haar bewaard')

  await hands.chooseFolder(target)
  await page.getByRole('tab', { name: 'Uitgangen' }).click()
  await hands.button('Uitgang toevoegen')
  const outlet = page.getByRole('dialog', { name: 'Nieuwe uitgang' })
  await outlet.getByRole('button', { name: /^Map kiezen/ }).click()
  await outlet.getByRole('textbox', { name: 'Naam van de uitgang' }).fill('Krantensysteem')
  // It is tested as it is saved, and the dialog closes when it works.
  await outlet.getByRole('button', { name: 'Toevoegen', exact: true }).click()
  await expect(outlet).toBeHidden()
}

/** The text of the open lead as it stands on the screen: headline, chips, body. */
const galley = (hands: Hands): Promise<{ headline: string; chips: number; body: string }> =>
  hands.page.evaluate(() => {
    const pane = document.querySelector('[data-pane="item"]')
    const body = pane?.querySelector<HTMLElement>('[contenteditable][aria-multiline="true"]')
    const headline = pane?.querySelector<HTMLElement>('[aria-label="Kop"]')
    return {
      headline: headline?.textContent ?? '',
      chips: body?.querySelectorAll('[data-chip]').length ?? 0,
      body: [...(body?.children ?? [])].map((one) => one.textContent).join('\n'),
    }
  })

export interface Pasted {
  readonly from: number
  readonly to: number
  /** Whether one undo took back the structuring, and a second one the paste. */
  readonly undone: boolean
}

/** Pastes the page into the empty lead, takes that back in two steps, pastes again and takes the briefs. */
export const pastePage = async (hands: Hands, text: string, briefs: number): Promise<Pasted> => {
  const { page } = hands
  await hands.view('d', 'Item')
  // A desk begins with an empty lead that waits for its first words.
  const headline = page.getByRole('textbox', { name: 'Kop', exact: true })
  await headline.click()
  await hands.copy(text)
  await hands.paste()
  const card = page.getByRole('region', { name: 'Geplakt' })
  await expect(card).toBeVisible()

  const first = text.split('\n')[0] ?? ''
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  await page.keyboard.press('Control+Z')
  const unstructured = await galley(hands)
  await page.keyboard.press('Control+Z')
  const empty = await galley(hands)
  const undone =
    unstructured.headline === '' &&
    unstructured.chips === 0 &&
    unstructured.body.startsWith(first) &&
    unstructured.body.replace(/\s/gu, '') === lines.join('').replace(/\s/gu, '') &&
    empty.headline + empty.body.trim() === ''
  if (!undone) console.log('undo gave', JSON.stringify({ unstructured, empty }).slice(0, 2000))

  await headline.click()
  await hands.countKeys()
  const from = Date.now()
  await hands.paste()
  await expect(headline).toHaveText(first)
  const to = Date.now()
  await card.getByRole('button', { name: /^Maak kortje/ }).click()
  await expect(page.getByText(`${briefs} kortjes gemaakt.`)).toBeVisible()
  return { from, to, undone }
}

/** The reader's page, read from the window. */
export const readPreview = async (hands: Hands): Promise<ReadPage> => {
  const { page } = hands
  await page.getByRole('main', { name: 'Item' }).getByRole('button', { name: 'Voorbeeld' }).click()
  const reader = page.getByRole('region', { name: 'De pagina zoals lezers haar zien' })
  await expect(reader.getByRole('article').first()).toBeVisible()
  await expect(reader.getByRole('listitem').first()).toBeVisible()
  const read = await reader.evaluate((view) => {
    const story = view.querySelector('article')
    const rail = view.querySelector('aside')
    const body = [...(story?.children ?? [])].filter((one) => !one.querySelector('time'))
    return {
      headline: story?.querySelector('h1')?.textContent ?? '',
      blocks: body
        .filter((one) => one.tagName === 'P' || one.tagName === 'H2')
        .map((one) => ({ type: one.tagName === 'P' ? 'paragraph' : 'subhead', text: one.textContent })),
      rail: rail?.querySelector('h2')?.textContent ?? '',
      briefs: [...(rail?.querySelectorAll('li') ?? [])].map((one) => ({
        text: one.querySelector('article')?.textContent ?? '',
        age: one.querySelector('time')?.textContent ?? '',
      })),
    }
  })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('main', { name: 'Item' })).toBeVisible()
  return read
}

interface Row {
  readonly id: string
  readonly kind: 'lead' | 'brief'
  readonly shownAt: number | null
  readonly section: string
}

/** What the desk process has of the page, asked over the window's own door. */
export const readMade = async (hands: Hands, order: readonly string[]): Promise<MadePage> => {
  const { agencies, sections } = await hands.ask<{
    agencies: Agency[]
    sections: { id: string; name: string }[]
  }>('desk.overview', {})
  const { rows } = await hands.ask<{ rows: Row[] }>('items.list', {
    list: 'desk',
    section: null,
    kind: null,
    states: [],
    offset: 0,
    limit: 500,
  })
  const items = await Promise.all(
    rows.map(
      async ({ id, shownAt }): Promise<MadeItem> => ({
        id,
        shownAt,
        copy: await hands.ask<Copy>('items.copy', { item: id }),
      }),
    ),
  )
  const lead = items.find(({ copy }) => copy.kind === 'lead')
  if (!lead) throw new Error('there is no lead on the desk')
  const place = ({ copy }: MadeItem): number => {
    const [block] = copy.body
    const text = block && 'line' in block ? block.line.map((run) => run.text).join('') : ''
    const at = order.indexOf(text)
    return at === -1 ? order.length : at
  }
  const briefs = items.filter(({ copy }) => copy.kind === 'brief').sort((a, b) => place(a) - place(b))
  return {
    lead,
    briefs,
    agencies,
    sectionOf: ({ copy }) => sections.find(({ id }) => id === copy.section)?.name ?? copy.section,
  }
}

/**
 * Chooses every row of the list, by a click and a key. Rows that are out change places while deliveries come back, so that what
 * was first may be last by the time that it is clicked.
 */
const chooseAll = async (hands: Hands, items: number): Promise<void> => {
  await hands.page.getByRole('listbox').first().getByRole('option').first().click()
  await hands.page.keyboard.press('Control+a')
  await expect(hands.page.getByText(`${items} gekozen`).first()).toBeVisible()
}

export const submitAll = async (hands: Hands, items: number): Promise<void> => {
  await chooseAll(hands, items)
  await hands.page
    .getByRole('toolbar', { name: 'Met de keuze' })
    .getByRole('button', { name: 'Ter goedkeuring' })
    .click()
  await expect(hands.page.getByText(`${items} items liggen ter goedkeuring.`)).toBeVisible()
}

export const changePlaces = async (hands: Hands, person: keyof typeof PHRASES): Promise<void> => {
  const { page } = hands
  // The last button of the rail is whoever sits here.
  await page.locator('[data-pane="rail"]').getByRole('button').last().click()
  await page.getByRole('menuitem', { name: 'Van plaats wisselen ...' }).click()
  await page.getByRole('button', { name: person }).click()
  await page.getByLabel(`Wachtwoordzin van ${person}`).fill(PHRASES[person])
  await hands.button('Ga verder')
  await expect(page.getByRole('listbox').first()).toBeVisible()
}

export const approveAll = async (hands: Hands, items: number): Promise<void> => {
  const { page } = hands
  await changePlaces(hands, CHIEF)
  await hands.view('a', 'Keuren')
  for (let left = items; left > 0; left -= 1) {
    await expect(page.getByRole('option')).toHaveCount(left)
    await page
      .getByRole('toolbar', { name: 'Beslissing' })
      .getByRole('button', { name: 'Goedkeuren' })
      .click()
  }
  await expect(page.getByRole('option')).toHaveCount(0)
}

export const releaseAll = async (hands: Hands, items: number): Promise<void> => {
  const { page } = hands
  await hands.view('d', 'Item')
  await chooseAll(hands, items)
  await page
    .getByRole('toolbar', { name: 'Met de keuze' })
    .getByRole('button', { name: 'Nu uitbrengen' })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Uitbrengen' }).click()
  await expect
    .poll(
      async () => {
        const deliveries = await hands.ask<{ status: string }[]>('deliveries.list', {
          item: null,
          limit: 100,
        })
        return deliveries.filter(({ status }) => status === 'delivered').length
      },
      { timeout: 30_000 },
    )
    .toBe(items)
}

export const exportAll = async (hands: Hands, items: number, folder: string): Promise<void> => {
  await hands.chooseFolder(folder)
  await chooseAll(hands, items)
  await hands.page
    .getByRole('toolbar', { name: 'Met de keuze' })
    .getByRole('button', { name: 'Met de keuze' })
    .click()
  await hands.page.getByRole('menuitem', { name: 'Exporteren ...' }).click()
  await expect(hands.page.getByText(`${items * 3} bestanden geschreven.`)).toBeVisible()
}
