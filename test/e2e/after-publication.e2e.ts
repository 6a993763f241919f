/** After publication: a name is corrected, an article is killed by two chiefs, another is taken off quietly. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { violations } from './support/axe.ts'
import { goTo, openExample } from './support/example.ts'
import { changePlaces, releaseFromGalley, releaseFromQueue, retype } from './support/newsroom.ts'
import { addFolderTarget } from './support/targets.ts'
import { expect, test } from './support/test.ts'

const TRAMS = /Trams in Veldermonde/
const FERRY = /nachtboot van Port Amaril/

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-na-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

/** Everything in the folder, as one text. */
const inFolder = async (): Promise<string> => {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'))
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n')
}

test('a name is corrected with a note, two chiefs empty the folder of it, and another is taken off quietly', async ({
  launchDesk,
}) => {
  test.setTimeout(180_000)
  const desk = await openExample(launchDesk)
  const { page } = desk
  const composer = page.getByRole('dialog', { name: 'Wat moet er met dit artikel?' })
  const out = (item: RegExp) => page.getByRole('option', { name: item })

  await addFolderTarget(desk, folder, 'Krant')
  await releaseFromQueue(page, TRAMS)
  await releaseFromQueue(page, FERRY)
  await expect.poll(inFolder).toContain('over de Korenbrug')

  await test.step('the composer leads to the text, and then to the note', async () => {
    await goTo(page, 'O')
    await out(TRAMS).click()
    await page.keyboard.press('w')
    // Keys alone: the dialog begins at its first question.
    const mistake = composer.getByRole('radio', { name: /^Er staat een fout in/ })
    await expect(mistake).toBeFocused()
    await page.keyboard.press('Space')
    await expect(mistake).toBeChecked()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect(composer.getByRole('status')).toContainText('Correctie: versie 2 vervangt versie 1')
    await expect(composer.getByRole('region', { name: 'Wat ontvangers krijgen' })).toContainText('Krant')
    expect(await violations(page)).toEqual([])
    await composer.getByRole('textbox', { name: 'Waarom?' }).fill('De brug heet anders.')
    await page.keyboard.press('Enter')
    await expect(composer).toBeHidden()
    await retype(page, 'Korenbrug', 'Gerstbrug')
    await page
      .getByRole('button', { name: /^Correctie ter goedkeuring/ })
      .first()
      .waitFor()
    await page.keyboard.press('Control+Enter')
    await expect(composer.getByRole('textbox', { name: 'Waarom?' })).toHaveValue('De brug heet anders.')
    await expect(composer.getByRole('textbox', { name: 'Noot aan de ontvangers' })).toHaveValue(
      'CORRECTIE: "Gerstbrug" in plaats van "Korenbrug". Vervangt versie 1.',
    )
    await expect(composer).toContainText('Geen ander item heeft dezelfde passage.')
    await composer.getByRole('button', { name: 'Correctie ter goedkeuring' }).click()
    await expect(page.getByText('De correctie ligt ter goedkeuring.')).toBeVisible()
  })

  await test.step('another chief approves it, and receivers get version 2 with the note', async () => {
    await changePlaces(page, 'Jorinde Kwast', 'Tobias Lamein')
    await goTo(page, 'A')
    await page.getByRole('option', { name: TRAMS }).click()
    await expect(page.getByRole('complementary', { name: 'Over deze versie' })).toContainText(
      'CORRECTIE: "Gerstbrug" in plaats van "Korenbrug".',
    )
    await expect(page.getByRole('button', { name: /^Goedkeuren/ })).toBeEnabled()
    await page.keyboard.press('a')
    await expect(page.getByRole('status').filter({ hasText: 'is goedgekeurd' })).toBeVisible()
    await releaseFromGalley(page, TRAMS)
    await expect.poll(inFolder).toContain('over de Gerstbrug')
    const [sent] = (await readdir(folder)).filter((name) => /trams?-.*ninjs\.json$/.test(name))
    expect(JSON.parse(await readFile(join(folder, sent ?? 'none'), 'utf8'))).toMatchObject({
      version: '2',
      edNote: 'CORRECTIE: "Gerstbrug" in plaats van "Korenbrug". Vervangt versie 1.',
    })
  })

  await test.step('one chief asks for a kill, the other confirms it', async () => {
    await goTo(page, 'O')
    await out(TRAMS).click()
    await page.keyboard.press('x')
    await page.keyboard.type('Er rijden geen trams.')
    await composer.getByRole('button', { name: 'Om intrekking vragen' }).click()
    await expect(out(TRAMS)).toContainText('intrekking gevraagd')
    expect(await inFolder()).toContain('over de Gerstbrug')

    await changePlaces(page, 'Tobias Lamein', 'Jorinde Kwast')
    await goTo(page, 'O')
    await out(TRAMS).click()
    await page.keyboard.press('x')
    await expect(composer).toContainText('Tobias Lamein vraagt om dit in te trekken.')
    await expect(composer.getByRole('textbox', { name: 'Waarom?' })).toHaveValue('Er rijden geen trams.')
    await composer.getByRole('button', { name: 'Intrekken', exact: true }).click()
    await expect(out(TRAMS)).toContainText('Ingetrokken')
    await expect.poll(inFolder).not.toContain('over de Gerstbrug')
    expect(await inFolder()).not.toContain('Korenbrug')
  })

  await test.step('what goes off quietly leaves nothing', async () => {
    await out(FERRY).click()
    await page.keyboard.press('w')
    await composer.getByRole('radio', { name: /^Het moet weg/ }).check()
    await composer.getByRole('radio', { name: /^Nee, stil weghalen/ }).check()
    await composer.getByRole('textbox', { name: 'Waarom?' }).fill('Staat er dubbel.')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Het artikel gaat stil van elke uitgang af.')).toBeVisible()
    await expect.poll(inFolder).not.toMatch(FERRY)
    expect((await readdir(folder)).some((name) => /port-amaril|nachtboot/.test(name))).toBe(false)
    await goTo(page, 'D')
    await expect(page.getByRole('option', { name: FERRY })).toContainText('Van de pagina')
  })
})
