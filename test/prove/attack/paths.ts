/** A hundred addresses of the app's own scheme (quality.md, S24): only what the build's list names is ever served. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Response } from '@playwright/test'
import { ready } from '../../e2e/support/desk.ts'
import { ORIGIN, type Outcome, type Target } from './target.ts'

const FILES = [
  'etc/passwd',
  'package.json',
  'main/index.js',
  'out/main/index.js',
  'preload/index.cjs',
  'renderer-manifest.json',
  'app.asar',
]
const UPS = [
  '../',
  '..%2f',
  '%2e%2e/',
  '%2e%2e%2f',
  '..\\',
  '..%5c',
  '%2e%2e%5c',
  '....//',
  '..;/',
  '.%2e/',
  '%252e%252e/',
  '%c0%ae%c0%ae/',
  '..%00/',
]

const TABLE: readonly string[] = [
  ...UPS.flatMap((up) => FILES.slice(0, 5).map((file) => `${ORIGIN}/${up.repeat(3)}${file}`)),
  ...FILES.map((file) => `${ORIGIN}/${file}`),
  ...FILES.map((file) => `${ORIGIN}//${file}`),
  ...[
    '/index.html%00.js',
    '/index.html%00',
    '/index.html/',
    '/index.html/x',
    '/INDEX.HTML',
    '/index.htm',
    '/index.html.map',
    '/%69ndex.html',
    '/index%2ehtml',
    '/./index.html',
    '/assets/',
    '/assets',
    '/assets/../../main/index.js',
    '/assets-evil/x.js',
    '/.env',
    '/.git/config',
    '/~root',
    '/proc/self/environ',
    '//etc/passwd',
    '/C:/Windows/win.ini',
    '/C:%5cWindows%5cwin.ini',
    '/\\\\evil.example\\share',
    '/__proto__',
    '/constructor',
    '/toString',
    '/hasOwnProperty',
    '/prototype',
    '/valueOf',
    '/index.html;x',
    '/index.html:stream',
    '/*',
    '/%2a',
    '/index.html%20',
    '/index.html.',
    `/${'a'.repeat(5000)}`,
    '/ index.html',
    '/index.html%0d%0ax',
    '/%ff%fe',
  ].map((path) => ORIGIN + path),
  'kopij://other/index.html',
  'kopij://app:80/index.html',
  'kopij://app@other/index.html',
  'kopij://other@app/index.html',
  'kopij:///index.html',
  'kopij:index.html',
  'kopij://APP/main/index.js',
  'kopij://app.evil.example/index.html',
  'kopij://127.0.0.1/index.html',
  'kopij://app%2f/index.html',
]

/** What the list does name, under other spellings: the same file, and harmless. */
const isStart = (url: string): boolean => {
  try {
    const { host, pathname, username } = new URL(url)
    return host === 'app' && username === '' && ['/index.html', '/./index.html'].includes(pathname)
  } catch {
    return false
  }
}

export const attackPaths = async (target: Target): Promise<Outcome> => {
  const { page } = target
  const through = new Set<string>()

  // From a script of the page: by request, and as something that the page shows or runs.
  const fetched: string[] = await page.evaluate(
    async (urls) => {
      const found: string[] = []
      await Promise.all(
        urls.map(async (url) => {
          const got = await fetch(url).then(
            (response) => response.ok,
            () => false,
          )
          const shown = await new Promise<boolean>((done) => {
            const link = document.createElement('link')
            link.rel = 'stylesheet'
            link.href = url
            link.onload = () => done(true)
            link.onerror = () => done(false)
            document.head.append(link)
            setTimeout(() => done(false), 1500)
          })
          if (got || shown) found.push(url)
        }),
      )
      return found
    },
    [...TABLE],
  )
  for (const url of fetched) through.add(`fetched ${url}`)

  // By going there: from the page, where the guard stands, and past it, where only the list stands.
  await page.evaluate(
    ([urls, start]) => {
      for (const url of urls) {
        const link = document.createElement('a')
        link.href = url
        // Another spelling of the page itself is a reload.
        if (link.href.replace(/[?#].*$/s, '') === start) continue
        try {
          location.href = url
        } catch {
          // No address at all.
        }
      }
    },
    [[...TABLE], `${ORIGIN}/index.html`] as const,
  )
  await sleep(300)
  if (page.url() !== `${ORIGIN}/index.html`) through.add(`went to ${page.url()}`)
  // Every answer is heard, because the app comes back from a page that is not there before anybody can look at it.
  const hear = (response: Response): void => {
    const served = response.ok() && response.request().isNavigationRequest()
    if (served && !isStart(response.url())) through.add(`served ${response.url()}`)
  }
  page.on('response', hear)
  for (const url of TABLE)
    if (!isStart(url)) await page.goto(url, { timeout: 3000, waitUntil: 'commit' }).catch(() => null)
  await sleep(500)
  page.off('response', hear)
  await page.goto(`${ORIGIN}/index.html`)
  await ready(page)
  return { probes: TABLE.length * 3, through: [...through] }
}
