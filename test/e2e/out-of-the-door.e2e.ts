/** Copy out of the door: targets are set up, tested and used; what goes wrong on the way is said, and put right. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startWebhookReceiver } from '../support/webhook-receiver.ts'
import { goTo, openExample } from './support/example.ts'
import { picture } from './support/pictures.ts'
import { addFolderTarget, deliveryRow, newTarget, saveTarget } from './support/targets.ts'
import { expect, test } from './support/test.ts'

const SECRET = 'zeegroen slot bij de derde steiger'
const PAPER = 'Krantensysteem'

let folder = ''
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopij-door-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))

test('two targets are set up and tested, take what is released, and one that was away gets it later', async ({
  launchDesk,
}) => {
  // Under a minute by itself; beside other work a start alone may take that long.
  test.setTimeout(150_000)
  const receiver = await startWebhookReceiver(SECRET)
  const desk = await openExample(launchDesk)
  const { page } = desk
  /** Releases an item of the queue now. */
  const release = async (item: RegExp): Promise<void> => {
    await goTo(page, 'Q')
    await page.getByRole('row', { name: item }).click()
    await page.keyboard.press('Shift+U')
    await expect(page.getByRole('dialog', { name: 'Dit item nu uitbrengen?' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByText('1 item uitgebracht.')).toBeVisible()
  }

  await addFolderTarget(desk, folder, PAPER, ['NewsML-G2 met NITF'])
  await page.getByRole('button', { name: `${PAPER} wijzigen` }).click()
  const known = page.getByRole('dialog', { name: `Uitgang ${PAPER}` })
  await known.getByRole('button', { name: 'Testen' }).click()
  await expect(known.getByRole('status')).toContainText('De map is er en laat schrijven.')
  await page.keyboard.press('Escape')
  await expect(known).toBeHidden()

  const dialog = await newTarget(desk)
  await dialog.getByRole('radio', { name: 'Webhook' }).check({ force: true })
  await dialog.getByRole('textbox', { name: 'Naam van de uitgang' }).fill('Site')
  await dialog.getByRole('textbox', { name: 'Adres' }).fill(receiver.url())
  const secret = dialog.getByLabel('Geheim voor de handtekening')
  await secret.fill('iets anders')
  await dialog.getByRole('button', { name: 'Toevoegen', exact: true }).click()
  await expect(dialog.getByText('Zonder versleuteling mag alleen')).toBeVisible()
  await dialog.getByRole('checkbox', { name: 'De ontvanger staat in ons eigen netwerk' }).check()
  await dialog.getByRole('button', { name: 'Testen' }).click()
  await expect(dialog.getByRole('alert')).toContainText('neemt het wachtwoord of de sleutel niet aan')
  await secret.fill(SECRET)
  await dialog.getByRole('button', { name: 'Testen' }).click()
  await expect(dialog.getByRole('status')).toContainText('De uitgang doet het.')
  await picture(desk, 'target')
  await saveTarget(dialog)
  // What was typed is nowhere to be read again.
  await page.getByRole('button', { name: 'Site wijzigen' }).click()
  const kept = page.getByRole('dialog', { name: 'Uitgang Site' }).getByLabel('Geheim voor de handtekening')
  await expect(kept).toHaveValue('')
  await expect(kept).toHaveAttribute('placeholder', 'Bewaard; typ een nieuw om het te vervangen')
  await page.keyboard.press('Escape')

  await release(/Trams in Veldermonde/)
  await expect(await deliveryRow(desk, 'Trams', PAPER)).toContainText('Geleverd')
  const online = await deliveryRow(desk, 'Trams', 'Site')
  await expect(online).toContainText('Geleverd')
  await expect(online).toContainText('kenmerk 1')
  await expect(online.getByRole('button', { name: 'Bekijk' })).toBeVisible()
  const [file] = (await readdir(folder)).filter((name) => name.endsWith('.newsml.xml'))
  expect(await readFile(join(folder, file ?? 'none'), 'utf8')).toContain('Trams in Veldermonde')

  // What a target gets can be looked at, byte for byte, by keys alone.
  await page.keyboard.press('j')
  await page.keyboard.press('v')
  const what = page.getByRole('dialog', { name: 'Wat een uitgang krijgt' })
  await expect(what.getByText('Niets houdt dit tegen.')).toBeVisible()
  await expect(what.getByRole('region', { name: /^Inhoud van/ })).toContainText('Trams in Veldermonde')
  await picture(desk, 'what-leaves')
  await page.keyboard.press('Escape')

  await receiver.goAway()
  await release(/nachtboot van Port Amaril/)
  await expect(await deliveryRow(desk, 'nachtboot', PAPER)).toContainText('Geleverd')
  const waits = await deliveryRow(desk, 'nachtboot', 'Site')
  await expect(waits).toContainText('Onderweg')
  await expect(waits).toContainText('127.0.0.1 is niet te bereiken.')
  await picture(desk, 'deliveries-waiting')
  await receiver.comeBack()
  // It goes by itself as well: by keys, because a button may be gone by the time that somebody gets to it.
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  await expect(waits).toContainText('Geleverd')
  await expect(waits).toContainText('kenmerk 2')
  expect(receiver.articles().map(({ id, action, version }) => ({ id, action, version }))).toEqual([
    { id: '1', action: 'publish', version: 1 },
    { id: '2', action: 'publish', version: 1 },
  ])

  // Sent once more it stays one article, and the item tells the same story as the screen.
  await waits.getByRole('button', { name: /^Meer over/ }).click()
  await page.getByRole('menuitem', { name: 'Nogmaals sturen' }).click()
  await expect(page.getByText(/er komt geen tweede artikel van/)).toBeVisible()
  await expect(waits).toContainText('Geleverd')
  await waits
    .getByRole('button', { name: /nachtboot van Port Amaril/ })
    .first()
    .click()
  const story = page.getByRole('region', { name: 'Uitleveringen' })
  await expect(story.getByRole('listitem').filter({ hasText: 'Site' })).toContainText('kenmerk 2')
  expect(receiver.articles()).toHaveLength(2)
  await receiver.goAway()
})
