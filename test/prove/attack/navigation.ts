/** Forty ways to leave the app, or to bring another page into it (quality.md, S9): none of them leads anywhere. */
import { setTimeout as sleep } from 'node:timers/promises'
import { ready } from '../../e2e/support/desk.ts'
import { actInPage, ORIGIN, type Outcome, type Probe, type Target, witnessed } from './target.ts'

/** Acts run in the page. `out` is an address outside. */
const WAYS: readonly Probe[] = [
  {
    name: 'location',
    act: (out) => {
      location.href = out
    },
  },
  { name: 'location.assign', act: (out) => location.assign(out) },
  { name: 'location.replace', act: (out) => location.replace(out) },
  {
    name: 'location to a file',
    act: () => {
      location.href = 'file:///etc/passwd'
    },
  },
  {
    name: 'location to a data page',
    act: () => {
      location.href = 'data:text/html,<title>through</title>'
    },
  },
  {
    name: 'location to a blob page',
    act: () => {
      location.href = URL.createObjectURL(new Blob(['<title>through</title>'], { type: 'text/html' }))
    },
  },
  {
    name: 'location to javascript',
    act: (_out, script) => {
      location.href = `javascript:${script}`
    },
  },
  {
    name: 'location to about:blank',
    act: () => {
      location.href = 'about:blank'
    },
  },
  {
    name: 'location to about:srcdoc',
    act: () => {
      location.href = 'about:srcdoc'
    },
  },
  {
    name: 'location to view-source',
    act: () => {
      location.href = 'view-source:kopij://app/index.html'
    },
  },
  {
    name: 'location to chrome',
    act: () => {
      location.href = 'chrome://version'
    },
  },
  {
    name: 'location to the tools',
    act: () => {
      location.href = 'devtools://devtools/bundled/inspector.html'
    },
  },
  {
    name: 'location to another host',
    act: () => {
      location.href = 'kopij://other/index.html'
    },
  },
  {
    name: 'location to a host that begins alike',
    act: () => {
      location.href = 'kopij://app.evil.example/index.html'
    },
  },
  {
    name: 'location with a person before the host',
    act: () => {
      location.href = 'kopij://app@evil.example/index.html'
    },
  },
  {
    name: 'location to another file of the app',
    act: () => {
      location.href = document.querySelector('script[src]')?.getAttribute('src') ?? '/x.js'
    },
  },
  {
    name: 'location to a page that is not there',
    act: () => {
      location.href = '/nothing.html'
    },
  },
  {
    name: 'location to mail',
    act: () => {
      location.href = 'mailto:tip@example.org'
    },
  },
  {
    name: 'location to ftp',
    act: () => {
      location.href = 'ftp://127.0.0.1/'
    },
  },
  {
    name: 'location to a share',
    act: () => {
      location.href = 'smb://127.0.0.1/share'
    },
  },
  {
    name: 'location to a shell protocol',
    act: () => {
      location.href = 'ms-msdt:/id PCWDiagnostic'
    },
  },
  {
    name: 'location to another app',
    act: () => {
      location.href = 'vscode://file/etc/passwd'
    },
  },
  { name: 'navigation API', act: (out) => Reflect.get(window, 'navigation')?.navigate(out)?.committed },
  { name: 'window.open', act: (out) => (window.open(out) ? 'through' : 0) },
  { name: 'window.open of nothing', act: () => (window.open('') ? 'through' : 0) },
  { name: 'window.open of the app', act: () => (window.open('/index.html') ? 'through' : 0) },
  {
    name: 'window.open with features',
    act: (out) =>
      window.open(out, 'x', 'nodeIntegration=yes,webviewTag=1,preload=/tmp/x.js') ? 'through' : 0,
  },
  {
    name: 'window.open in the same window',
    act: (out) => {
      window.open(out, '_self')
    },
  },
  {
    name: 'window.open at the top',
    act: (out) => {
      window.open(out, '_top')
    },
  },
  {
    name: 'window.open of a blob',
    act: () => (window.open(URL.createObjectURL(new Blob(['x'], { type: 'text/html' }))) ? 'through' : 0),
  },
  {
    name: 'window.open of javascript',
    act: (_out, script) => (window.open(`javascript:${script}`) ? 'through' : 0),
  },
  {
    name: 'a link',
    act: (out) => {
      const e = document.createElement('a')
      e.href = out
      document.body.append(e)
      e.click()
      e.remove()
    },
  },
  {
    name: 'a link to a new window',
    act: (out) => {
      const e = document.createElement('a')
      e.href = out
      e.target = '_blank'
      document.body.append(e)
      e.click()
      e.remove()
    },
  },
  {
    name: 'a link to download',
    act: (out) => {
      const e = document.createElement('a')
      e.href = out
      e.download = 'x.html'
      document.body.append(e)
      e.click()
      e.remove()
    },
  },
  {
    name: 'a blob to download',
    act: () => {
      const e = document.createElement('a')
      e.href = URL.createObjectURL(new Blob(['x']))
      e.download = 'through.txt'
      document.body.append(e)
      e.click()
      e.remove()
    },
  },
  {
    name: 'a form that gets',
    act: (out) => {
      const e = document.createElement('form')
      e.action = out
      document.body.append(e)
      e.submit()
      e.remove()
    },
  },
  {
    name: 'a form to a new window',
    act: (out) => {
      const e = document.createElement('form')
      e.action = out
      e.target = '_blank'
      e.method = 'post'
      document.body.append(e)
      e.requestSubmit()
      e.remove()
    },
  },
  {
    name: 'a form to javascript',
    act: (_out, script) => {
      const e = document.createElement('form')
      e.action = `javascript:${script}`
      document.body.append(e)
      e.submit()
      e.remove()
    },
  },
  {
    name: 'meta refresh',
    act: (out) => {
      const e = document.createElement('meta')
      e.httpEquiv = 'refresh'
      e.content = `0;url=${out}`
      document.head.append(e)
      setTimeout(() => e.remove(), 300)
    },
  },
  {
    name: 'meta refresh to a data page',
    act: () => {
      const e = document.createElement('meta')
      e.httpEquiv = 'refresh'
      e.content = '0;url=data:text/html,x'
      document.head.append(e)
      setTimeout(() => e.remove(), 300)
    },
  },
  {
    name: 'a frame that moves the top',
    act: (_out, script) => {
      const e = document.createElement('iframe')
      e.src = `javascript:top.location='about:blank';${script}`
      document.body.append(e)
      setTimeout(() => e.remove(), 300)
    },
  },
  {
    name: 'history to another address',
    act: (out) => {
      history.pushState(null, '', out)
    },
  },
  {
    name: 'history to another host',
    act: () => {
      history.pushState(null, '', 'kopij://other/')
    },
  },
  {
    name: 'back',
    act: () => {
      history.back()
    },
  },
  {
    name: 'forward',
    act: () => {
      history.go(1)
    },
  },
  {
    name: 'document.domain',
    act: () => {
      document.domain = 'example.org'
      return 'through'
    },
  },
]

/** Clicks as a hand makes them, on a link that lies over everything. */
const clickOnLink = async (
  { page }: Target,
  out: string,
  how: { button?: 'left' | 'middle'; modifiers?: ('Control' | 'Shift' | 'Alt')[] },
): Promise<void> => {
  await page.evaluate((href) => {
    const link = document.createElement('a')
    link.id = 'way-out'
    link.href = href
    link.textContent = 'x'
    Object.assign(link.style, { position: 'fixed', inset: '0', zIndex: '2147483647' })
    document.body.append(link)
  }, out)
  await page.mouse.move(300, 300)
  for (const key of how.modifiers ?? []) await page.keyboard.down(key)
  await page.mouse.click(300, 300, { button: how.button ?? 'left' })
  for (const key of how.modifiers ?? []) await page.keyboard.up(key)
  await page.evaluate(() => document.getElementById('way-out')?.remove())
}

type Dragged = { items: { mimeType: string; data: string }[]; files?: string[]; dragOperationsMask: number }

/** Drops something on the middle of the window, as the system hands it over. */
const drop = async ({ page }: Target, data: Dragged): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data })
  await session.detach()
}

const HANDS: readonly { name: string; act(target: Target, out: string): Promise<void> }[] = [
  { name: 'click', act: (target, out) => clickOnLink(target, out, {}) },
  { name: 'middle click', act: (target, out) => clickOnLink(target, out, { button: 'middle' }) },
  { name: 'click with Control', act: (target, out) => clickOnLink(target, out, { modifiers: ['Control'] }) },
  { name: 'click with Shift', act: (target, out) => clickOnLink(target, out, { modifiers: ['Shift'] }) },
  { name: 'click with Alt', act: (target, out) => clickOnLink(target, out, { modifiers: ['Alt'] }) },
  {
    name: 'click on a file',
    act: (target) => clickOnLink(target, 'file:///etc/passwd', { button: 'middle' }),
  },
  {
    name: 'drop of a file',
    act: (target) => drop(target, { items: [], files: ['/etc/passwd'], dragOperationsMask: 1 }),
  },
  {
    name: 'drop of an address',
    act: (target, out) =>
      drop(target, { items: [{ mimeType: 'text/uri-list', data: out }], dragOperationsMask: 1 }),
  },
  {
    name: 'drop of a page',
    act: (target, out) =>
      drop(target, {
        items: [{ mimeType: 'text/html', data: `<script src="${out}"></script><img src="${out}">` }],
        dragOperationsMask: 1,
      }),
  },
]

export const attackNavigation = async (target: Target): Promise<Outcome> => {
  const { page, canary } = target
  const through: string[] = []
  const start = `${ORIGIN}/index.html`
  const stands = async (): Promise<boolean> => {
    const pages = page.context().pages().length
    const here = await page.evaluate(() => [
      location.href,
      document.title,
      String(document.getElementById('root') !== null),
    ])
    return pages === 1 && here[0] === start && !here[1]?.includes('through') && here[2] === 'true'
  }
  const settle = async (name: string): Promise<void> => {
    await sleep(120)
    // A page that left can no longer be asked. Where it cannot be held, it is brought back at once.
    if (!(await stands().catch(() => false))) {
      await sleep(1200)
      if (await stands().catch(() => false)) return
      through.push(name)
      await page.goto(start)
      await ready(page)
    }
  }
  await page.goto(start)
  await ready(page)
  for (const probe of WAYS) {
    // A history entry that goes back to the page itself is no way out, but the page begins anew.
    const said = await actInPage(target, probe).catch(() => 'gone')
    if (said === 'through') through.push(probe.name)
    await page.waitForLoadState().catch(() => undefined)
    await settle(probe.name)
  }
  for (const { name, act } of HANDS) {
    await act(target, `${canary.origin}/${encodeURIComponent(name)}`)
    await settle(name)
  }
  await sleep(500)
  const names = [...WAYS, ...HANDS].map(({ name }) => name)
  for (const name of await witnessed(target)) if (names.includes(name)) through.push(name)
  return { probes: names.length, through: [...new Set(through)] }
}
