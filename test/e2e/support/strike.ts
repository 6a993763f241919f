/** Keys as a quick hand strikes them, however slow the computer is. */
import type { Desk } from './desk.ts'

/** The letters of a text, to strike one by one. */
export const letters = (text: string): string[] => [...text]

/**
 * Strikes keys in the first window as a hand does that knows the way: all of them wait in the window before it hears
 * the first, so that no pause comes between them. `Control+` and `Shift+` go with one key each.
 */
export const strike = async (desk: Desk, ...keys: string[]): Promise<void> => {
  const window = await desk.app.browserWindow(desk.page)
  await window.evaluate(({ webContents }, all) => {
    for (const stroke of all) {
      const parts = stroke.length === 1 ? [stroke] : stroke.split('+')
      const keyCode = parts.at(-1) ?? ''
      const modifiers = parts.slice(0, -1).map((name) => (name === 'Control' ? 'control' : 'shift'))
      if (/^[A-Z]$/.test(keyCode)) modifiers.push('shift')
      webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers })
      const sign = keyCode === 'Enter' ? '\r' : keyCode
      if (sign.length === 1 && !modifiers.includes('control'))
        webContents.sendInputEvent({ type: 'char', keyCode: sign, modifiers })
      webContents.sendInputEvent({ type: 'keyUp', keyCode, modifiers })
    }
  }, keys)
}
