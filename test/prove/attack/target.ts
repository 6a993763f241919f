/**
 * What is attacked: the packed desk as it ships (dist/release), as a user who is not root, its page driven through
 * Chromium's tools port. And the two witnesses: a server that nothing may ever reach, and a list that no script may write to.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, type Page } from '@playwright/test'
import { ready } from '../../e2e/support/desk.ts'

/** Where the app's own pages are. */
export const ORIGIN = 'kopij://app'

/** What a group of probes came to. */
export type Outcome = { probes: number; through: string[] }

/** A server on this computer that hears what gets out. */
export type Canary = {
  readonly origin: string
  /** The paths that were asked for. */
  readonly heard: readonly string[]
  close(): void
}

export const openCanary = async (): Promise<Canary> => {
  const heard: string[] = []
  const server = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' })
    response.end('<script>document.title = "through"</script>')
  })
  server.on('upgrade', (request, socket) => {
    heard.push(request.url ?? '')
    socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    heard,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

export type Target = {
  readonly page: Page
  readonly child: ChildProcess
  readonly profile: string
  readonly canary: Canary
  /** What the stand-in for the system's browser was asked to open. */
  readonly opened: string
  readonly browser: Browser
  close(): Promise<void>
}

/** A folder of commands that stand in for the system's browser: they write down what they were asked to open. */
const standIns = (folder: string): { path: string; opened: string } => {
  const path = join(folder, 'bin')
  const opened = join(folder, 'opened')
  mkdirSync(path)
  for (const name of ['xdg-open', 'gio', 'x-www-browser', 'sensible-browser']) {
    writeFileSync(join(path, name), `#!/bin/sh\necho "$@" >> ${opened}\n`)
    chmodSync(join(path, name), 0o755)
  }
  return { path, opened }
}

const toolsAddress = async (child: ChildProcess): Promise<string> => {
  let written = ''
  child.stderr?.on('data', (data: Buffer) => {
    written += data.toString()
  })
  const deadline = Date.now() + 20_000
  while (Date.now() < deadline && child.exitCode === null) {
    const found = /DevTools listening on ws:\/\/([^/\s]+)/.exec(written)?.[1]
    if (found !== undefined) return `http://${found}`
    await sleep(20)
  }
  throw new Error(`the desk opened no tools port:\n${written}`)
}

/** Attaches when the window has its page: Playwright may wait for ever on one that is just being made. */
const attach = async (address: string): Promise<Browser> => {
  const deadline = Date.now() + 40_000
  for (;;) {
    try {
      const listed = await (await fetch(`${address}/json/list`)).text()
      if (listed.includes(`${ORIGIN}/index.html`))
        return await chromium.connectOverCDP(address, { timeout: 8000 })
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
    await sleep(100)
  }
}

/** Opens a packed desk with a data folder of its own. */
export const openTarget = async (executable: string, canary: Canary): Promise<Target> => {
  const folder = mkdtempSync(join(tmpdir(), 'kopij-attack-'))
  const profile = join(folder, 'profile')
  const { path, opened } = standIns(folder)
  const child = spawn(executable, [`--user-data-dir=${profile}`, '--remote-debugging-port=0', '--lang=nl'], {
    env: { ...process.env, PATH: `${path}:${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const gone = once(child, 'exit')
  try {
    const browser = await attach(await toolsAddress(child))
    const page = browser.contexts()[0]?.pages()[0]
    if (!page) throw new Error('the desk has no window')
    await ready(page)
    return {
      page,
      child,
      profile,
      canary,
      opened,
      browser,
      async close() {
        child.kill('SIGKILL')
        await gone
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    await gone
    throw error
  }
}

/** Acts in the page. It is given the address of the canary under the probe's own name, and a script that tells on itself. */
export type Act = (out: string, script: string) => unknown

export type Probe = { name: string; act: Act }

/**
 * Runs an act in the page as a page's own script would run: from a timer, because the tools let what they run
 * themselves past the policy. Answers what it returned, or the name of what it threw.
 */
export const actInPage = async ({ page, canary }: Target, { name, act }: Probe): Promise<string> => {
  const out = `${canary.origin}/${encodeURIComponent(name)}`
  const script = `(window.through ??= []).push(${JSON.stringify(name)})`
  return String(
    await page.evaluate(`new Promise((done) => {
      setTimeout(() => done('slow'), 1500)
      setTimeout(async () => {
        try { done(String(await (${act.toString()})(${JSON.stringify(out)}, ${JSON.stringify(script)}))) }
        catch (error) { done('threw ' + (error && error.name)) }
      }, 0)
    })`),
  )
}

/** What an act answers when it got what it wanted without anybody else noticing. */
export const THROUGH = 'through'

/** Names that the witnesses have heard, and no one else. */
export const witnessed = async ({ page, canary }: Target): Promise<string[]> => {
  const inPage: unknown = await page.evaluate(() => Reflect.get(window, 'through') ?? [])
  const outside = canary.heard.map((path) => decodeURIComponent(path.split('/')[1]?.split('?')[0] ?? ''))
  return [...new Set([...(Array.isArray(inPage) ? inPage.map(String) : []), ...outside])]
}

/** Runs probes one after the other and adds up what they, or the witnesses, say got through. */
export const runProbes = async (target: Target, probes: readonly Probe[]): Promise<Outcome> => {
  const through = new Set<string>()
  for (const probe of probes) if ((await actInPage(target, probe)) === THROUGH) through.add(probe.name)
  await sleep(700)
  const names = probes.map(({ name }) => name)
  for (const name of await witnessed(target)) if (names.includes(name)) through.add(name)
  return { probes: probes.length, through: [...through] }
}
