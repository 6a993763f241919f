/** The content security policy and the page's world (quality.md, S2 and S5): what a script in the page may not do. */
import type { Response } from '@playwright/test'
import { ready } from '../../e2e/support/desk.ts'
import { ORIGIN, type Outcome, runProbes, type Target } from './target.ts'
import { VIOLATIONS } from './violations.ts'

/** The policy as it has to be, written down here so that a change of the app's own has to be a change here too. */
const POLICY: Readonly<Record<string, string>> = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self'",
  'connect-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-src': "'none'",
  'frame-ancestors': "'none'",
  'worker-src': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
}

const NODE_NAMES = [
  'require',
  'process',
  'module',
  'exports',
  'Buffer',
  'global',
  '__dirname',
  '__filename',
  'setImmediate',
  'electron',
  'ipcRenderer',
  'contextBridge',
  'webFrame',
  'electronAPI',
  'chrome_runtime',
  'nodeRequire',
  'primordials',
  'internalBinding',
]

/** Names of Node and Electron, in the page's world. */
const worldProbes = async ({ page }: Target): Promise<Outcome> => {
  const found = await page.evaluate(
    (names) => names.filter((name) => typeof Reflect.get(globalThis, name) !== 'undefined'),
    NODE_NAMES,
  )
  const bridge = await page.evaluate(() => {
    const kopij: unknown = Reflect.get(window, 'kopij')
    if (typeof kopij !== 'object' || kopij === null) return ['no bridge']
    const extra = Reflect.ownKeys(kopij)
      .map(String)
      .filter((key) => !['call', 'subscribe'].includes(key))
    const before = Reflect.get(kopij, 'call')
    try {
      Reflect.set(kopij, 'call', () => 'mine')
      Reflect.set(window, 'kopij', {})
    } catch {
      // A bridge that cannot be replaced is what is wanted.
    }
    const replaced = Reflect.get(Reflect.get(window, 'kopij'), 'call') !== before
    return [...extra, ...(replaced ? ['the bridge was replaced'] : [])]
  })
  return { probes: NODE_NAMES.length + 2, through: [...found, ...bridge] }
}

/** The header of every answer while the page loads, and of what is not there: the page cannot fetch its own scheme. */
const headerProbes = async ({ page }: Target): Promise<Outcome> => {
  const headers: [string, string | undefined][] = []
  const hear = (response: Response): void => {
    headers.push([response.url(), response.headers()['content-security-policy']])
  }
  page.on('response', hear)
  await page.goto(`${ORIGIN}/nothing.html`).catch(() => undefined)
  // The app comes back by itself from a page that is not there.
  await page.waitForURL(`${ORIGIN}/index.html`)
  await ready(page)
  await page.reload()
  await ready(page)
  page.off('response', hear)
  if (headers.length < 3) throw new Error(`only ${headers.length} answers were seen`)
  const through = headers.flatMap(([path, header]) => {
    const told = Object.fromEntries(
      (header ?? '').split(';').map((part) => {
        const [name = '', ...values] = part.trim().split(/\s+/)
        return [name, values.join(' ')]
      }),
    )
    const same =
      Object.keys(told).length === Object.keys(POLICY).length &&
      Object.entries(POLICY).every(([name, value]) => told[name] === value)
    return same ? [] : [`policy of ${path}`]
  })
  return { probes: headers.length, through }
}

export const attackPolicy = async (target: Target): Promise<Outcome> => {
  const parts = [await headerProbes(target), await worldProbes(target), await runProbes(target, VIOLATIONS)]
  return {
    probes: parts.reduce((sum, { probes }) => sum + probes, 0),
    through: parts.flatMap(({ through }) => through),
  }
}
