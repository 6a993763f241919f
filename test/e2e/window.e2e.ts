import { ready } from './support/desk.ts'
import { renderersOf } from './support/sandbox.ts'
import { expect, test } from './support/test.ts'

test('the packed desk opens a window', async ({ launchDesk }) => {
  const { app, page, profile } = await launchDesk()
  expect(await app.evaluate(({ app: electron }) => electron.isPackaged)).toBe(true)
  expect(await app.evaluate(({ app: electron }) => electron.getPath('userData'))).toBe(profile)
  expect(new URL(page.url()).protocol).not.toBe('file:')
  await expect(page.locator('body')).not.toBeEmpty()
})

test('every renderer is in a real sandbox', async ({ launchDesk }) => {
  const { app } = await launchDesk()
  const renderers = renderersOf(app)
  expect(renderers.length).toBeGreaterThan(0)
  for (const renderer of renderers) {
    expect(renderer).toMatchObject({ seccomp: 2, noNewPrivileges: true, ownNetwork: true })
    expect(renderer.pidDepth).toBeGreaterThan(1)
  }
})

test('a page has none of Node', async ({ launchDesk }) => {
  const { page } = await launchDesk()
  const kinds = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global'].map((name) => typeof Reflect.get(globalThis, name)),
  )
  expect(new Set(kinds)).toEqual(new Set(['undefined']))
})

test('a reload comes back ready', async ({ launchDesk }) => {
  const { page } = await launchDesk()
  await page.evaluate(() => {
    document.documentElement.dataset['before'] = 'yes'
  })
  await page.reload()
  await ready(page)
  expect(await page.evaluate(() => document.documentElement.dataset['before'])).toBeUndefined()
})
