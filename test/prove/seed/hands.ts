/**
 * A person at the desk: the mouse, the keys, the clipboard. Whatever a key does to text is counted in the window itself,
 * by what the browser says of it, so that this file cannot forget one.
 */
import { expect, type Page } from '@playwright/test'
import type { Desk } from '../../e2e/support/desk.ts'

declare global {
  var proofTyped: string[] | undefined
}

export interface Hands {
  readonly page: Page
  /** Puts text on the system's clipboard. */
  copy(text: string): Promise<void>
  paste(): Promise<void>
  /** The next folder that a dialog would ask for. */
  chooseFolder(path: string): Promise<void>
  button(name: string | RegExp): Promise<void>
  view(letter: 'a' | 'd' | 'o' | 'p', name: string): Promise<void>
  /** Begins to count the keys that put in, change or take away text. */
  countKeys(): Promise<void>
  keysTyped(): Promise<string[]>
  ask<T>(name: string, input: unknown): Promise<T>
}

export const handsOf = ({ app, page }: Desk): Hands => ({
  page,
  copy: (text) => app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text),
  paste: () => page.keyboard.press('Control+V'),
  chooseFolder: (path) =>
    app.evaluate(({ dialog }, folder) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [folder] })
    }, path),
  button: (name) => page.getByRole('button', { name }).first().click(),
  async view(letter, name) {
    await page.locator('body').press('g')
    await page.locator('body').press(letter)
    await expect(page.getByRole('main', { name, exact: true })).toBeVisible()
  },
  countKeys: () =>
    page.evaluate(() => {
      const typed: string[] = []
      if (globalThis.proofTyped === undefined) {
        addEventListener(
          'keydown',
          ({ key, ctrlKey, altKey, metaKey }) => {
            const writes = key.length === 1 || ['Enter', 'Backspace', 'Delete', 'Tab'].includes(key)
            if (writes && !ctrlKey && !altKey && !metaKey) globalThis.proofTyped?.push(`key ${key}`)
          },
          { capture: true },
        )
        addEventListener(
          'beforeinput',
          ({ inputType }) => {
            if (inputType !== 'insertFromPaste') globalThis.proofTyped?.push(inputType)
          },
          { capture: true },
        )
      }
      globalThis.proofTyped = typed
    }),
  keysTyped: () => page.evaluate(() => globalThis.proofTyped ?? ['nothing was counted']),
  async ask<T>(name: string, input: unknown) {
    const answer = await page.evaluate(
      ([request, body]) => {
        const { kopij } = globalThis as unknown as {
          kopij: { call(server: string, id: string, name: string, input: unknown): Promise<unknown> }
        }
        return kopij.call('desk', crypto.randomUUID(), request, body)
      },
      [name, input] as const,
    )
    const { ok, output } = answer as { ok: boolean; output: T }
    if (!ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
    return output
  },
})
