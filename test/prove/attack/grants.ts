/**
 * Paths (design, "Doors"): a page never gets one, and a grant works once, for the window that a person gave it to. In the
 * copy for tests, because somebody has to sit at the dialog; the code is the same.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { launchDesk, ready } from '../../e2e/support/desk.ts'
import { ask, askAll } from './bridge.ts'
import type { Outcome } from './target.ts'

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Uses a grant; answers what was said. */
const use = async (page: Page, grant: unknown): Promise<string> => {
  const [answer = ''] = await askAll(page, [
    { server: 'desk', id: randomUUID(), name: 'targets.add-folder', input: { grant, name: 'Uit' } },
  ])
  return answer
}

export const attackGrants = async (): Promise<Outcome> => {
  const through: string[] = []
  const outside = mkdtempSync(join(tmpdir(), 'kopij-grants-'))
  const folder = join(outside, 'uitgang')
  mkdirSync(folder)
  const desk = await launchDesk()
  const { app, page } = desk
  try {
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, folder)
    const made = record(
      await ask(page, 'desk', 'desks.create', {
        name: 'Doelwit',
        person: 'Merel',
        language: 'nl',
        sections: ['x'],
      }),
    )
    await ask(page, 'desk', 'desks.use', { desk: made['id'] })
    await ask(page, 'shell', 'shell.prefer', { lastDesk: made['id'] })
    const pick = async (at: Page): Promise<string> => {
      const grant = record(await ask(at, 'shell', 'shell.pick-folder', {}))
      if (JSON.stringify(grant).includes(outside)) through.push('a grant shows its path')
      return String(grant['id'])
    }
    const refused = async (what: string, at: Page, grant: unknown): Promise<void> => {
      const answer = await use(at, grant)
      if (answer.includes('"ok":true')) through.push(what)
    }

    const opened = app.waitForEvent('window')
    await ask(page, 'shell', 'shell.new-window', { item: null })
    const other = await opened
    await ready(other)
    await ask(other, 'desk', 'desks.use', { desk: made['id'] })

    const grant = await pick(page)
    await refused("another window's grant", other, grant)
    if (!(await use(page, grant)).includes('"ok":true')) throw new Error('an honest grant was refused')
    await refused('a grant used twice', page, grant)
    for (const guess of [
      randomUUID(),
      folder,
      '/etc',
      '../..',
      null,
      5,
      [grant],
      { id: grant },
      '__proto__',
      '',
    ])
      await refused(`${JSON.stringify(guess)} for a grant`, page, guess)
    const left = await pick(other)
    await other.close()
    await sleep(300)
    await refused('the grant of a window that is closed', page, left)
    const kept = await pick(page)
    for (const name of ['desks.open-file', 'desks.save-as', 'export.selection']) {
      const [answer = ''] = await askAll(page, [
        {
          server: 'desk',
          id: randomUUID(),
          name,
          input: { grant: kept, path: '/etc/passwd', items: [randomUUID()] },
        },
      ])
      if (answer.includes('"ok":true')) through.push(`${name} took a path`)
    }
    if (existsSync('/etc/.kopij.json')) through.push('something was written where nobody said so')
    return { probes: 18, through }
  } finally {
    await desk.discard().catch(() => desk.kill())
    rmSync(outside, { recursive: true, force: true })
  }
}
