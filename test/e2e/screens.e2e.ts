/**
 * Every screen, in both themes and both languages: axe finds nothing, and a picture of each lies in
 * test-results/screens for whoever wants to look.
 */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { drawn, goTo } from './support/example.ts'
import { expect, test } from './support/test.ts'

const PICTURES = resolve(import.meta.dirname, '../../test-results/e2e/screens')

type Found = { id: string; nodes: { target: unknown; failureSummary: string }[] }

/** What axe says of the page, as text to read in a failure. */
const violations = async (page: Page): Promise<string[]> => {
  await drawn(page)
  await page.evaluate(axe.source)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(root: Document, options: unknown): Promise<{ violations: Found[] }> }
    }
    return (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
      .violations
  })
  return found.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${String(node.target)} ${node.failureSummary}`),
  )
}

const LANGUAGES = {
  nl: {
    name: /^(?:Nederlands|Dutch)$/,
    example: 'Open de voorbeeldredactie',
    headline: 'Kop',
    found: 'Gevonden items',
    settings: 'Instellingen',
    join: { button: /^Doe mee/, title: 'Meedoen met een redactie', back: 'Terug' },
    tray: 'Onderweg naar de redactie',
    sharing: 'Delen',
    computers: 'Computers',
  },
  en: {
    name: /^(?:Engels|English)$/,
    example: 'Open the example desk',
    headline: 'Headline',
    found: 'Items found',
    settings: 'Settings',
    join: { button: /^Join a desk/, title: 'Join a desk', back: 'Back' },
    tray: 'On the way to the desk',
    sharing: 'Sharing',
    computers: 'Computers',
  },
} as const

const WIDTHS = { wide: { width: 1440, height: 900 }, narrow: { width: 1024, height: 700 } } as const

for (const language of ['nl', 'en'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`every screen, ${language}, ${theme}`, async ({ launchDesk }) => {
      // Some forty pictures and as many looks by axe: three minutes on a machine that has nothing else to do is not three here.
      test.setTimeout(300_000)
      await mkdir(PICTURES, { recursive: true })
      const { app, page } = await launchDesk()
      const problems: string[] = []
      const look = async (screen: string): Promise<void> => {
        for (const [size, { width, height }] of Object.entries(WIDTHS)) {
          await app.evaluate(
            ({ BrowserWindow }, [w, h]) => {
              BrowserWindow.getAllWindows()[0]?.setContentSize(w, h)
            },
            [width, height] as const,
          )
          await page.waitForFunction((w) => window.innerWidth === w, width)
          await page.screenshot({ path: join(PICTURES, `${screen}-${language}-${theme}-${size}.png`) })
        }
        for (const problem of await violations(page)) problems.push(`${screen}: ${problem}`)
      }

      await page.evaluate(
        (wanted) => window.kopij.call('shell', crypto.randomUUID(), 'shell.prefer', { theme: wanted }),
        theme,
      )
      await page.getByRole('radio', { name: LANGUAGES[language].name }).check({ force: true })
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      await look('first-start')
      const joining = LANGUAGES[language].join
      await page.getByRole('button', { name: joining.button }).click()
      await expect(page.getByRole('heading', { level: 1, name: joining.title })).toBeVisible()
      await look('join')
      await page.getByRole('button', { name: joining.back, exact: true }).click()

      await page.getByRole('button', { name: LANGUAGES[language].example }).click()
      await page.getByRole('option').first().click()
      await expect(
        page.getByRole('textbox', { name: LANGUAGES[language].headline, exact: true }),
      ).toBeVisible()
      await look('item')
      for (const [letter, screen] of [
        ['A', 'approvals'],
        ['Q', 'queue'],
        ['O', 'out'],
        ['L', 'deliveries'],
        ['P', 'preview'],
        ['H', 'shift'],
      ] as const) {
        await page.keyboard.press('Escape')
        await goTo(page, letter, language)
        await look(screen)
      }
      await goTo(page, 'D', language)
      await page.keyboard.press('g')
      await page.keyboard.press('k')
      await expect(page.getByRole('dialog')).toBeVisible()
      await look('templates')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('g')
      await page.keyboard.press('w')
      await expect(page.getByRole('region', { name: LANGUAGES[language].tray })).toBeFocused()
      await look('tray')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      await look('palette')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog')).toBeVisible()
      await look('keys')
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
      await page.keyboard.press('/')
      await expect(page.getByRole('search').getByRole('textbox')).toBeFocused()
      await page.keyboard.type('port')
      const found = page.getByRole('listbox', { name: LANGUAGES[language].found })
      await expect(found.getByRole('option').first()).toBeVisible()
      await look('search')
      await page.keyboard.press('Escape')

      await page.keyboard.press('Control+,')
      await expect(page.getByRole('heading', { level: 1, name: LANGUAGES[language].settings })).toBeVisible()
      await look('settings')
      for (const part of ['sharing', 'computers'] as const) {
        const name = LANGUAGES[language][part]
        await page.getByRole('tab', { name }).click()
        await expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
        await look(part)
      }

      expect(problems).toEqual([])
    })
