/**
 * Copy as a weapon (quality.md, S11; the "hostile paste and updates"): pasted into the galley, and pushed as updates
 * past every paste handler. Nothing runs, nothing is asked for, no address leads where copy may not point.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { ready } from '../../e2e/support/desk.ts'
import { ask } from './bridge.ts'
import { meant, meantless } from './hostile-updates.ts'
import { BAD_LINKS, filled, PASTES } from './payloads.ts'
import { ORIGIN, type Outcome, type Target, witnessed } from './target.ts'

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** A desk to attack, with the window sitting at it. */
const foundDesk = async (page: Page): Promise<{ desk: string; section: string }> => {
  const made = record(
    await ask(page, 'desk', 'desks.create', {
      name: 'Doelwit',
      person: 'Merel Oosterhof',
      language: 'nl',
      sections: ['Binnenland'],
    }),
  )
  const desk = String(made['id'])
  await ask(page, 'shell', 'shell.prefer', { lastDesk: desk })
  await ask(page, 'desk', 'desks.use', { desk })
  const { sections } = record(await ask(page, 'desk', 'desk.overview', {}))
  const section = Array.isArray(sections) ? String(record(sections[0])['id']) : ''
  return { desk, section }
}

/** Comes back to the window with this item open, as after a crash. */
const openInWindow = async (page: Page, desk: string, item: string): Promise<void> => {
  await page.evaluate(
    ([key, place]) => {
      sessionStorage.setItem(key, place)
      localStorage.setItem(key, place)
    },
    [
      `kopij.place.${desk}`,
      JSON.stringify({ view: 'desk', section: null, item, inspector: true, list: true, settings: 'desk' }),
    ] as const,
  )
  await page.goto(`${ORIGIN}/index.html`)
  await ready(page)
}

/** What stands in the window that copy can never be: read from the page as it is. */
const disallowed = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const bad =
      'script:not([src^="./"]):not([src^="/"]), iframe, object, embed, applet, form[action], base, meta[http-equiv], template, math, area, video, audio, portal, webview'
    for (const element of document.querySelectorAll(bad)) found.push(element.outerHTML.slice(0, 90))
    for (const galley of document.querySelectorAll('.ProseMirror'))
      for (const element of galley.querySelectorAll('img, svg, style, link, input, button, textarea, select'))
        if (
          !element.closest('[contenteditable="false"]') &&
          !element.className.toString().includes('ProseMirror')
        )
          found.push(element.outerHTML.slice(0, 90))
    for (const element of document.querySelectorAll('*'))
      for (const { name, value } of element.attributes) {
        if (
          /^on/i.test(name) ||
          ['srcdoc', 'formaction', 'ping', 'background', 'poster', 'srcset'].includes(name)
        )
          found.push(`${name}=${value}`.slice(0, 90))
        if (!/^(?:href|xlink:href|src|action)$/i.test(name)) continue
        if (element.closest('head') || /^(?:\.?\/|#)/.test(value)) continue
        const safe = (() => {
          try {
            const url = new URL(value)
            return (
              ['http:', 'https:', 'mailto:'].includes(url.protocol) &&
              url.username === '' &&
              url.password === ''
            )
          } catch {
            return false
          }
        })()
        // A picture has no business in copy at all; a link may point to the web.
        if (!safe || name.toLowerCase() !== 'href')
          found.push(`${element.tagName} ${name}=${value}`.slice(0, 90))
      }
    return found
  })

const nameOf = (at: number): string => `paste ${at}`

const attackPastes = async (target: Target, desk: string, section: string): Promise<Outcome> => {
  const { page, canary } = target
  const through: string[] = []
  const make = async (): Promise<string> => {
    const item = randomUUID()
    await ask(page, 'desk', 'items.create', {
      items: [{ id: item, kind: 'lead', section, copy: {}, shownAt: null }],
    })
    await openInWindow(page, desk, item)
    await page.waitForSelector('.ProseMirror[contenteditable="true"]', { timeout: 10_000 })
    return item
  }
  const items: string[] = []
  for (const [at, payload] of PASTES.entries()) {
    // Now and then into an empty lead, where a paste may become a whole page.
    if (at % 28 === 0) items.push(await make())
    const name = nameOf(at)
    const html = filled(
      payload,
      `${canary.origin}/${encodeURIComponent(name)}`,
      `(window.through??=[]).push('${name}')`,
    )
    const taken = await page.evaluate(
      ([text, all]) => {
        const galleys = [...document.querySelectorAll<HTMLElement>('.ProseMirror[contenteditable="true"]')]
        const into = all ? galleys.at(-1) : galleys[0]
        if (!into) return false
        into.focus()
        const data = new DataTransfer()
        data.setData('text/html', text)
        data.setData('text/plain', 'platte tekst')
        into.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        )
        return true
      },
      [html, at % 7 !== 0] as const,
    )
    if (!taken) throw new Error('there is no galley to paste into')
    await sleep(15)
    for (const one of await disallowed(page)) through.push(`${name}: ${one}`)
  }
  await sleep(700)
  for (const name of await witnessed(target)) if (name.startsWith('paste ')) through.push(name)
  for (const item of items) through.push(...(await badCopy(page, item)))
  const words = await page.evaluate(() =>
    [...document.querySelectorAll('.ProseMirror')].map((one) => one.textContent).join(' | '),
  )
  if (!/lees verder|tekst|Alinea/.test(words))
    throw new Error(`the pastes never came into the galley: ${words.slice(0, 400)}`)
  return { probes: PASTES.length, through: [...new Set(through)] }
}

/** Addresses and tags that may not stand in the copy itself, nor in what is taken out of it. */
const badCopy = async (page: Page, item: string): Promise<string[]> => {
  const found: string[] = []
  const taken = record(await ask(page, 'desk', 'export.clipboard', { items: [item] }))
  const html = String(taken['html'] ?? '')
  if (
    /<(?:script|iframe|object|embed|svg|math|style|img|form|link|base|meta http)/i.test(
      html.replace(/<meta charset[^>]*>/gi, ''),
    )
  )
    found.push(
      `${item}: ${/<(?:script|iframe|object|embed|svg|math|style|img|form|link|base).{0,40}/is.exec(html)?.[0]}`,
    )
  for (const [, href = ''] of html.matchAll(/<a\s[^>]*href="([^"]*)"/gi))
    if (!/^(?:https?:\/\/|mailto:)/i.test(href)) found.push(`${item}: taken out with ${href.slice(0, 60)}`)
  return found
}

/** Pushes bytes in the page's own name; they cross as text. */
const push = (page: Page, item: string, update: Uint8Array): Promise<string> =>
  page.evaluate(
    async ([id, itemId, text]) => {
      const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
      const bridge: { call(server: string, id: string, name: string, input: unknown): Promise<unknown> } =
        Reflect.get(window, 'kopij')
      const waited = new Promise((done) => setTimeout(() => done('no answer'), 5000))
      const asked = bridge.call('desk', id, 'document.push', { item: itemId, update: bytes, restores: null })
      return JSON.stringify(await Promise.race([asked, waited]))
    },
    [randomUUID(), item, Buffer.from(update).toString('base64')] as const,
  )

const attackUpdates = async (target: Target, desk: string, section: string): Promise<Outcome> => {
  const { page, canary } = target
  const through: string[] = []
  const garbage = meantless()
  const victim = randomUUID()
  const make = (item: string) =>
    ask(page, 'desk', 'items.create', {
      items: [{ id: item, kind: 'lead', section, copy: { headline: 'Slachtoffer' }, shownAt: null }],
    })
  await make(victim)
  for (const [at, bytes] of garbage.entries())
    if ((await push(page, victim, bytes)) === '"no answer"') through.push(`bytes ${at} were not answered`)
  const whole = record(await ask(page, 'desk', 'items.copy', { item: victim }))
  if (!String(whole['headline']).includes('Slachtoffer'))
    through.push('bytes that are no update changed the copy')

  const updates = meant(`${canary.origin}/update`, "(window.through??=[]).push('update')")
  for (const { name, update } of updates) {
    const item = randomUUID()
    await make(item)
    const answer = await push(page, item, update)
    if (answer === '"no answer"') through.push(`${name}: not answered`)
    await openInWindow(page, desk, item).catch(() => through.push(`${name}: the window did not come back`))
    await sleep(400)
    for (const one of await disallowed(page)) through.push(`${name}: ${one}`)
    through.push(...(await badCopy(page, item)).map((one) => `${name}: ${one}`))
    const list = { list: 'desk', section: null, kind: null, states: [], offset: 0, limit: 50 }
    if ((await ask(page, 'desk', 'items.list', list)) === null)
      through.push(`${name}: the desk no longer lists its items`)
  }
  await sleep(500)
  if ((await witnessed(target)).some((name) => name.startsWith('update')))
    through.push('an update ran or asked for something')
  return { probes: garbage.length + updates.length + BAD_LINKS.length, through: [...new Set(through)] }
}

/** A look that sees nothing would let everything through. */
const assertSeeing = async (page: Page): Promise<void> => {
  const hang = (there: boolean) =>
    page.evaluate((add) => {
      if (!add) return document.getElementById('planted')?.remove()
      const link = document.createElement('a')
      link.id = 'planted'
      link.href = 'javascript:0'
      document.body.append(link)
    }, there)
  await hang(true)
  const seen = await disallowed(page)
  await hang(false)
  if (seen.length !== 1) throw new Error(`a planted link was seen ${seen.length} times: ${seen.join(', ')}`)
}

export const attackCopy = async (target: Target): Promise<Outcome> => {
  const { desk, section } = await foundDesk(target.page)
  await assertSeeing(target.page)
  const pastes = await attackPastes(target, desk, section)
  const updates = await attackUpdates(target, desk, section)
  return { probes: pastes.probes + updates.probes, through: [...pastes.through, ...updates.through] }
}
