import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { documentXml, docx, paragraph, run } from '../support/documents.ts'
import type { Desk } from './support/desk.ts'
import { goTo, openExample } from './support/example.ts'
import { addFolderTarget, newTarget } from './support/targets.ts'
import { expect, test } from './support/test.ts'

const DOCUMENT = docx(
  documentXml(
    [
      paragraph(run('Pont naar Veldermonde vaart weer'), { styleId: 'Title' }),
      paragraph(run('VELDERMONDE (ANP) - De pont vaart sinds vanochtend weer naar de overkant.')),
      paragraph(run('Drukte'), { styleId: 'Heading1' }),
      `<w:tbl><w:tr><w:tc>${paragraph(run('auto'))}</w:tc><w:tc>${paragraph(run('zeven'))}</w:tc></w:tr></w:tbl>`,
      paragraph(run('Aan de kade stonden de eersten voor zonsopgang.')),
    ].join(''),
  ),
)

const NINJS = JSON.stringify({
  uri: 'urn:voorbeeld:pont:1',
  version: '2',
  versioncreated: '2026-01-05T08:00:00Z',
  pubstatus: 'canceled',
  headline: 'Brug van Tarsund stort in',
  body_text: 'De brug van Tarsund is ingestort, meldt de havendienst.',
})

/** Answers the next dialog for files with these; no test can click in a dialog of the system. */
const answerFileDialog = (desk: Desk, paths: readonly string[]): Promise<void> =>
  desk.app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] })
  }, paths)

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-import-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

test('a document and a wire file become drafts with a report, and once only', async ({ launchDesk }) => {
  await writeFile(join(folder, 'pont.docx'), DOCUMENT)
  await writeFile(join(folder, 'brug.json'), NINJS)
  const desk = await openExample(launchDesk)
  const { page } = desk
  await answerFileDialog(desk, [join(folder, 'pont.docx'), join(folder, 'brug.json')])
  await page.keyboard.press('Control+o')
  await page.getByRole('dialog', { name: 'Importeren' }).waitFor()
  await page.keyboard.press('Enter')

  const report = page.getByRole('dialog', { name: 'Ingelezen' })
  await expect(report.getByRole('status')).toHaveText(
    '2 concepten gemaakt. 1 daarvan ligt bij Weggelegd: de afzender wil niet dat het uitgaat.',
  )
  await expect(report).toContainText('Standplaats en bron zijn uit de tekst gehaald')
  await expect(report).toContainText('Weggelaten: 1 onderdeel')
  await expect(report).toContainText('De afzender heeft dit ingetrokken: niet publiceren.')
  await report.getByRole('button', { name: 'Concept openen' }).click()
  await expect(report).toBeHidden()
  await expect(page.getByRole('option', { name: /Pont naar Veldermonde/ })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Herkomst' })).toContainText('pont.docx, Word')

  await test.step('what a target does not take is told beside it, with the way to the field', async () => {
    await mkdir(join(folder, 'krant'))
    await addFolderTarget(desk, join(folder, 'krant'), 'Krant')
    await goTo(page, 'D')
    await page.getByRole('option', { name: /Pont naar Veldermonde/ }).click()
    const slug = page.getByRole('textbox', { name: 'Slug' })
    await slug.fill('pont-'.repeat(41))
    const held = page.getByRole('list', { name: 'Gaat zo de deur niet uit:' })
    await expect(held).toContainText('Krant')
    await page.getByRole('option', { name: /Pont naar Veldermonde/ }).focus()
    await held.getByRole('button', { name: 'Ga erheen' }).click()
    await expect(slug).toBeFocused()
    await slug.fill('pont')
    await expect(held).toBeHidden()
  })

  await test.step('a target that would ask more is told what of the plans it would stop', async () => {
    const dialog = await newTarget(desk)
    await dialog.getByRole('tab', { name: 'Eisen' }).click()
    const planned = dialog.getByRole('region', { name: 'Wat al gepland is' })
    await expect(planned).toHaveText('Alles wat al gepland is, komt er zo door.')
    for (const kind of ['Hoofdverhalen', 'Kortjes']) {
      await dialog.getByRole('radio', { name: kind }).check()
      await dialog.getByRole('checkbox', { name: 'Auteur' }).check()
    }
    await expect(planned).toContainText('die al gepland zijn er niet door.')
    await expect(planned.getByRole('listitem').first()).toContainText('kan niet zonder de auteur')
    await dialog.getByRole('button', { name: 'Annuleren' }).click()
    await expect(dialog).toBeHidden()
  })

  // Dropped on the list this time: the same file is said, and nothing is made of it.
  await goTo(page, 'D')
  const bytes = DOCUMENT.toString('base64')
  await page.evaluate((text) => {
    const data = new DataTransfer()
    const content = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
    data.items.add(new File([content], 'pont.docx'))
    const list = document.querySelector('[data-pane="list"]')
    for (const type of ['dragenter', 'dragover', 'drop'])
      list?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, bytes)
  await expect(report.getByRole('status')).toHaveText('Er is geen concept gemaakt.')
  await expect(report).toContainText('Dit bestand is al ingelezen als “Pont naar Veldermonde vaart weer”.')
  await report.getByRole('button', { name: 'Toch importeren' }).click()
  await expect(report.getByRole('status')).toHaveText('1 concept gemaakt.')
  await report.getByRole('button', { name: 'Concept weggooien' }).click()
  await expect(page.getByText('1 geïmporteerd concept ligt in de prullenbak.')).toBeVisible()
})

test('a file that does harm ends in a sentence, and the next one is read', async ({ launchDesk }) => {
  const { page } = await openExample(launchDesk)
  await page.keyboard.press('Control+o')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Tekst van een bestand' }).fill(`{\\rtf1${'{'.repeat(5000)}`)
  await dialog.getByRole('button', { name: 'Tekst importeren' }).click()
  await expect(dialog).toContainText('Dit bestand zit dieper in elkaar dan tekst ooit doet')
  await dialog.getByRole('button', { name: 'Klaar' }).click()
  await page.keyboard.press('Control+o')
  await dialog
    .getByRole('textbox', { name: 'Tekst van een bestand' })
    .fill('Pont vaart weer\n\nDe pont vaart sinds vanochtend weer naar de overkant.')
  await dialog.getByRole('button', { name: 'Tekst importeren' }).click()
  await expect(dialog.getByRole('status')).toHaveText('1 concept gemaakt.')
})
