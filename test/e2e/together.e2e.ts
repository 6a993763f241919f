/** Two people at one desk, each at a window: they see each other, follow, take over, and are gone when they go. */
import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { type Desk, ready } from './support/desk.ts'
import { openExample } from './support/example.ts'
import { expect, test } from './support/test.ts'

/** A second window of the app, at which somebody else sits down. The first one has to be locked for it. */
const seatTwo = async ({ app, page }: Desk): Promise<{ ayla: Page; jorinde: Page }> => {
  await page.getByRole('button', { name: /^Jorinde Kwast.*menu$/ }).click()
  await page.getByRole('menuitem', { name: 'Van plaats wisselen' }).click()
  await page.getByRole('heading', { name: 'Wie zit er aan deze plaats?' }).waitFor()
  const opening = app.waitForEvent('window')
  await page.evaluate(async () => {
    const { kopij } = globalThis as unknown as {
      kopij: { call(server: string, id: string, name: string, input: unknown): Promise<unknown> }
    }
    await kopij.call('shell', crypto.randomUUID(), 'shell.new-window', { item: null })
  })
  const other = await opening
  await ready(other)
  await page.getByRole('button', { name: /Ayla Verstrate/ }).click()
  await page.getByRole('option').first().waitFor()
  await other.getByRole('button', { name: /Jorinde Kwast/ }).click()
  await other.getByRole('option').first().waitFor()
  return { ayla: page, jorinde: other }
}

const body = (page: Page) => page.getByRole('textbox', { name: 'Tekst', exact: true })

/** What somebody finds on the clipboard. */
const copied = ({ app }: Desk): Promise<string> => app.evaluate(({ clipboard }) => clipboard.readText())

test('two people in one item see each other', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { ayla, jorinde } = await seatTwo(desk)
  const story = /Harkeveen/
  await ayla.getByRole('option', { name: story }).click()
  await jorinde.getByRole('option', { name: story }).click()

  await test.step('by name in the bar and in the list', async () => {
    await expect(
      ayla.getByRole('group', { name: 'Ook in dit item' }).getByRole('button'),
    ).toHaveAccessibleName(/^Jorinde (?:schrijft|leest) mee$/)
    await expect(jorinde.getByRole('option', { name: /Ayla Verstrate is in dit item/ })).toBeVisible()
    await expect(
      ayla.getByRole('status').filter({ hasText: 'Jorinde Kwast is nu ook in dit item.' }),
    ).toHaveCount(1)
  })

  await test.step('by a caret where the other writes, which stays when one writes oneself', async () => {
    await body(jorinde).click()
    await jorinde.keyboard.press('Control+End')
    await jorinde.keyboard.type(' Van Jorinde.')
    await expect(body(ayla)).toContainText('Van Jorinde.')
    const caret = ayla.locator('.peer-caret')
    await expect(caret).toHaveCount(1)
    await expect(caret.locator('.peer-initials')).toHaveText('JK')
    await body(ayla).click()
    await ayla.keyboard.press('Control+Home')
    await ayla.keyboard.type('Van Ayla. ')
    await expect(body(jorinde)).toContainText('Van Ayla.')
    await expect(caret).toHaveCount(1)
    await jorinde.keyboard.press('Shift+Home')
    await expect(ayla.locator('.peer-selection').first()).toBeVisible()
    expect(await violations(ayla)).toEqual([])
  })

  await test.step('and can follow, until a key of their own', async () => {
    const face = ayla.getByRole('group', { name: 'Ook in dit item' }).getByRole('button')
    await face.click()
    await expect(face).toHaveAttribute('aria-pressed', 'true')
    await expect(ayla.locator('.peer-caret')).toBeInViewport()
    await face.click()
    await expect(face).toHaveAttribute('aria-pressed', 'false')
    await face.click()
    await body(ayla).press('ArrowDown')
    await expect(face).toHaveAttribute('aria-pressed', 'false')
  })

  await test.step('a field says who is in it and is taken over in words', async () => {
    await jorinde.getByLabel('Slug').focus()
    await jorinde.keyboard.press('End')
    await jorinde.keyboard.type('-een')
    await expect(ayla.getByText('Jorinde is in dit veld')).toBeVisible()
    await ayla.getByLabel('Slug').click()
    await ayla.keyboard.type('niets')
    await expect(ayla.getByLabel('Slug')).toHaveValue(/-een$/)
    // What a colleague holds can be read, and what can be read can be copied.
    await ayla.keyboard.press('Control+a')
    await ayla.keyboard.press('Control+c')
    await expect.poll(() => copied(desk)).toBe(await ayla.getByLabel('Slug').inputValue())
    expect(await violations(ayla)).toEqual([])
    await ayla.getByRole('button', { name: 'Overnemen' }).click()
    await expect(ayla.getByLabel('Slug')).toBeFocused()
    await ayla.keyboard.press('End')
    await ayla.keyboard.type('-twee')
    await expect(jorinde.getByLabel('Slug')).toHaveValue(/-een-twee$/)
    await expect(jorinde.getByText('Ayla Verstrate heeft Slug overgenomen.')).toBeVisible()
    await expect(jorinde.getByLabel('Slug')).not.toBeEditable()
  })

  await test.step('and are gone when they go', async () => {
    await jorinde.getByRole('option').nth(3).click()
    await expect(ayla.getByRole('group', { name: 'Ook in dit item' })).toHaveCount(0)
    await expect(ayla.locator('.peer-caret')).toHaveCount(0)
    await jorinde.getByRole('option', { name: story }).click()
    await expect(ayla.getByRole('group', { name: 'Ook in dit item' })).toHaveCount(1)
    await jorinde.close()
    await expect(ayla.getByRole('group', { name: 'Ook in dit item' })).toHaveCount(0)
  })
})

test('a key that moves the caret counts, whatever a colleague writes in that moment', async ({
  launchDesk,
}) => {
  const desk = await openExample(launchDesk)
  const { ayla, jorinde } = await seatTwo(desk)
  const story = /Harkeveen/
  await ayla.getByRole('option', { name: story }).click()
  await jorinde.getByRole('option', { name: story }).click()
  await body(jorinde).click()
  await jorinde.keyboard.press('Control+End')
  await jorinde.keyboard.type(' Van Jorinde.')
  await expect(body(ayla)).toContainText('Van Jorinde.')
  await body(ayla).click()
  await ayla.keyboard.press('Control+Home')
  // Where a key took the caret the browser says with the next frame; often enough the words of a colleague come before it.
  const lost = jorinde.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))
    const soon = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve))
    let times = 0
    for (let time = 0; time < 100; time += 1) {
      getSelection()?.collapseToEnd()
      await frame()
      await frame()
      await soon()
      getSelection()?.modify('extend', 'backward', 'word')
      await frame()
      await frame()
      if (getSelection()?.isCollapsed) times += 1
    }
    return times
  })
  let done = false
  const ends = lost.finally(() => {
    done = true
  })
  while (!done) await ayla.keyboard.type('a')
  expect(await ends).toBe(0)
})

test('whoever may only read selects and copies, and changes nothing', async ({ launchDesk }) => {
  const desk = await openExample(launchDesk)
  const { page } = desk
  await page.getByRole('option', { name: /Harkeveen/ }).click()
  await page.getByRole('listbox', { name: /^Lijst/ }).focus()
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: /^Weggelegd/ }).click()
  await page.getByRole('option', { name: /Harkeveen/ }).click()
  await expect(body(page)).toHaveAttribute('contenteditable', 'false')
  const words = await body(page).innerText()
  const paragraph = body(page).getByRole('paragraph').first()
  await paragraph.click({ clickCount: 3 })
  await page.keyboard.press('Control+c')
  await expect.poll(() => copied(desk)).toContain((await paragraph.innerText()).trim())
  await page.keyboard.type('xyz')
  expect(await body(page).innerText()).toBe(words)
})
