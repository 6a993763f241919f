/** What was acknowledged survives: killed processes, a second start, a database of a newer Kopij. */
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from '@playwright/test'
import { type Desk, executableOf, ready } from './support/desk.ts'
import { settled } from './support/example.ts'
import { expect, test } from './support/test.ts'

const HEADLINE = 'Veerboot Meeuw vaart weer'

const found = async ({ page }: Desk): Promise<void> => {
  await page.getByRole('radio', { name: /^(?:Nederlands|Dutch)$/ }).check({ force: true })
  await page.getByLabel('Naam van de redactie').fill('Noorderpost')
  await page.getByLabel('Uw naam').fill('Merel Oosterhof')
  await page.getByRole('button', { name: 'Begin met schrijven' }).click()
}

const text = (page: Page) => page.getByRole('textbox', { name: 'Tekst', exact: true })

/** Waits until the status line says that everything typed so far is on this computer. */
const saved = async (page: Page): Promise<void> => {
  const line = page.getByRole('region', { name: 'Statusregel' })
  await expect(line).toContainText(/\d\d:\d\d:\d\d/)
  await expect(line.locator('[data-saving]')).toHaveCount(0)
}

const writeLead = async (page: Page): Promise<void> => {
  await page.getByRole('textbox', { name: 'Kop', exact: true }).click()
  await page.keyboard.type(HEADLINE)
  await text(page).click()
  await page.keyboard.type('De veerboot vaart weer na drie dagen storm.')
  await expect(page.getByRole('option', { name: HEADLINE })).toBeVisible()
  await saved(page)
}

/** The process of the desk, as Electron itself knows it. */
const deskProcess = (desk: Desk): Promise<number> =>
  desk.app.evaluate(
    ({ app }) =>
      app.getAppMetrics().find((one) => one.serviceName?.includes('desk') || one.name === 'Kopij desk')
        ?.pid ?? 0,
  )

test('a killed app opens again with every word', async ({ launchDesk }) => {
  const profile = await mkdtemp(join(tmpdir(), 'kopij-desk-'))
  const first = await launchDesk({ profile })
  await found(first)
  await writeLead(first.page)
  await first.kill()

  const second = await launchDesk({ profile })
  await second.page.getByRole('option', { name: HEADLINE }).click()
  await expect(second.page.getByRole('textbox', { name: 'Kop', exact: true })).toHaveText(HEADLINE)
  await expect(text(second.page)).toContainText('De veerboot vaart weer na drie dagen storm.')
  await second.close()
  await rm(profile, { recursive: true, force: true })
})

test('a killed desk process comes back by itself, and typing goes on', async ({ launchDesk }) => {
  const desk = await launchDesk()
  await found(desk)
  await writeLead(desk.page)
  const pid = await deskProcess(desk)
  expect(pid).toBeGreaterThan(0)
  process.kill(pid, 'SIGKILL')
  await text(desk.page).click()
  await desk.page.keyboard.press('Control+End')
  await settled(desk.page)
  await desk.page.keyboard.type(' De haven is open.')
  await expect.poll(() => deskProcess(desk)).not.toBe(pid)
  await expect(desk.page.getByRole('option', { name: HEADLINE })).toBeVisible()
  await saved(desk.page)
  // What the disk has is what a fresh page gets.
  await desk.page.reload()
  await ready(desk.page)
  await expect(text(desk.page)).toContainText('drie dagen storm. De haven is open.')
})

test('a killed renderer comes back to the same item', async ({ launchDesk }) => {
  const desk = await launchDesk()
  await found(desk)
  await writeLead(desk.page)
  const renderer = await desk.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
  )
  // Main listens before anything is killed.
  const loading = await desk.app.evaluateHandle(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return { done: new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve())) }
  })
  process.kill(renderer ?? 0, 'SIGKILL')
  await loading.evaluate(({ done }) => done)
  // Playwright's page went with the renderer: what the window shows now is read through main.
  const shown = (): Promise<string> =>
    desk.app.evaluate(async ({ BrowserWindow }) =>
      String(
        await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript('document.body.innerText'),
      ),
    )
  await expect.poll(shown).toContain('drie dagen storm')
})

test('a second start brings the first one forward and ends', async ({ launchDesk }) => {
  const desk = await launchDesk()
  await found(desk)
  const { stdout } = await promisify(execFile)(executableOf('e2e'), [`--user-data-dir=${desk.profile}`], {
    timeout: 20_000,
  })
  expect(stdout).not.toContain('Error')
  expect(await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a database of a newer Kopij is refused in words and not touched', async ({ launchDesk }) => {
  const profile = await mkdtemp(join(tmpdir(), 'kopij-desk-'))
  const first = await launchDesk({ profile })
  await found(first)
  await writeLead(first.page)
  await first.close()
  const [id] = await readdir(join(profile, 'desks'))
  const replica = join(profile, 'desks', id ?? '', 'replica.db')
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(replica)
  db.pragma('user_version = 9990')
  db.pragma('journal_mode = DELETE')
  db.close()
  const before = await readFile(replica)

  const second = await launchDesk({ profile })
  await expect(second.page.getByText(/nieuwere/)).toBeVisible()
  await second.close()
  expect(Buffer.compare(before, await readFile(replica))).toBe(0)
  await rm(profile, { recursive: true, force: true })
})

test('a data folder that cannot be read is said, and is not taken for a first start', async ({
  launchDesk,
}) => {
  const profile = await mkdtemp(join(tmpdir(), 'kopij-desk-'))
  await writeFile(join(profile, 'desks'), 'a file where the folder should be')
  const desk = await launchDesk({ profile })
  await expect(desk.page.getByRole('alert')).toContainText(
    /gegevensmap niet lezen|cannot read its data folder/,
  )
  await desk.close()
  expect(await readFile(join(profile, 'desks'), 'utf8')).toBe('a file where the folder should be')
  await rm(profile, { recursive: true, force: true })
})
